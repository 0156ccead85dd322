import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { DeadlineCalendar } from '../parts/calendar.tsx'
import { Clock } from '../parts/clock.tsx'
import { Gate, type GateKind, type GateState, Gates } from '../parts/gate.tsx'
import { DueList } from '../parts/home.tsx'
import { Key, ShareBar, Ticks } from '../parts/share.tsx'
import { Banner, Chip, StatusLine, statuses } from '../parts/status.tsx'
import { ActionLog, ProcedureLine, Timeline } from '../parts/timeline.tsx'
import { strong } from '../text/sentence.ts'
import { counts, faces, limit, steps, timeline } from './sample.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

const gateKinds: readonly GateKind[] = ['inPlace', 'satisfied']
const gateStates: readonly GateState[] = ['open', 'fail', 'pass', 'unjudged', 'nobody']

export function Statuses({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="status" lang={lang}>
        <p className="row">
          {statuses.map((status) => (
            <Chip key={status} status={status} lang={lang} />
          ))}
        </p>
        <p className="row mt3">
          <Chip status="again" lang={lang} label="已重开 2 次" />
          <Chip status="late" lang={lang} label="不符" bare />
          <Chip status="ok" lang={lang} label="属实" bare />
        </p>
        <div className="mt4">
          <ShareBar counts={counts} lang={lang} label="样例" />
        </div>
        <div className="mt3">
          <Key counts={counts} lang={lang} hrefs={{ late: '/plan?status=late' }} />
        </div>
        <div className="row mt4">
          <Ticks of={statuses} />
          <StatusLine status="ok" lang={lang}>
            核查通过 <b>20</b> 项，多 6 项
          </StatusLine>
        </div>
        <div className="mt4">
          <Banner status="ok" lang={lang}>
            已在公开日志中，三家见证一致
          </Banner>
        </div>
      </Section>
      <Section name="clocks" lang={lang}>
        <p className="row">
          {faces.map((face) => (
            <Clock key={JSON.stringify(face)} face={face} lang={lang} />
          ))}
          <Clock
            face={{ state: 'soon', used: 0.9, left: 1, unit: 'wd' }}
            lang={lang}
            label="重新责令"
            words={['明天 ', strong('18:00'), ' 前']}
          />
        </p>
        <div className="row between ends mt4">
          <DueList
            lang={lang}
            rows={faces.slice(0, 2).map((face, at) => ({
              title: `样例事项${at + 1}`,
              href: `/cases/${at}`,
              unit: '市商事登记局',
              clock: face,
            }))}
          />
          <DeadlineCalendar lang={lang} start="2018-09-28" steps={limit} />
        </div>
        {gateKinds.map((kind) => (
          <p className="row mt3" key={kind}>
            {gateStates.map((state) => (
              <Gate key={state} kind={kind} state={state} lang={lang} />
            ))}
          </p>
        ))}
        <p className="row mt3">
          <Gates inPlace="fail" satisfied="open" lang={lang} verdict />
          <Gates inPlace="pass" satisfied="pass" lang={lang} verdict />
          <Gates inPlace="pass" satisfied="fail" lang={lang} short />
        </p>
      </Section>
      <Section name="time" lang={lang}>
        <div className="sheet pad">
          <ProcedureLine steps={steps} lang={lang} label="督查整改程序" reopened />
        </div>
        <div className="sheet pad mt4">
          <ProcedureLine
            lang={lang}
            label="办件程序"
            steps={[
              { title: '提交', state: 'done' },
              { title: '受理', state: 'now', note: '今天' },
              { title: '决定', state: 'todo' },
            ]}
          />
        </div>
        <div className="split mt5">
          <Timeline items={timeline} lang={lang} />
          <div className="sheet pad">
            <ActionLog
              lang={lang}
              actions={[
                { when: '今天 16:42', what: '重开，退回责令', entry: 1846, href: '/log/1846' },
                { when: '11月13日', what: '回访 40 人录入', entry: 1822, href: '/log/1822' },
              ]}
            />
          </div>
        </div>
      </Section>
    </>
  )
}
