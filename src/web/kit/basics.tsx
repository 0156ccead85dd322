import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { LinkButton, Moves, PostButton, Submit, Unavailable } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorNotice, ErrorSummary, Form } from '../parts/form.tsx'
import { Gate, type GateKind, type GateState, Gates } from '../parts/gate.tsx'
import { Head } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { Key, ShareBar, Ticks } from '../parts/share.tsx'
import { Banner, Chip, StatusLine, statuses } from '../parts/status.tsx'
import { DefinitionList, Note, Pager, Table, Tabs, Tag } from '../parts/table.tsx'
import { ActionLog, ProcedureLine, Timeline } from '../parts/timeline.tsx'
import { strong } from '../text/sentence.ts'
import { counts, faces, fields, steps, timeline } from './sample.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

const colours = [
  ['ink', '墨'],
  ['ink-2', '墨二'],
  ['ink-3', '墨三'],
  ['zhu', '朱，权威与告警'],
  ['hu', '湖，动作'],
  ['paper', '纸'],
  ['sheet', '页'],
  ['well', '凹处'],
  ['line', '发丝线'],
  ['ok', '已核查'],
  ['doing', '进行中'],
  ['wait', '待核查'],
  ['late', '未到位'],
  ['again', '已重开'],
  ['none', '未到期'],
] as const

export function Tokens({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="colours" lang={lang}>
        <div className="grid grid-4">
          {colours.map(([token, word]) => (
            <div className="colour" key={token}>
              <svg aria-hidden="true">
                <rect width="100%" height="100%" fill={`var(--${token})`} />
              </svg>
              <b>{word}</b> <span className="mono tiny quiet">{token}</span>
            </div>
          ))}
        </div>
      </Section>
      <Section name="type" lang={lang}>
        <p className="type-row">
          <span className="tiny quiet">48 宋 首页一句</span>
          <span className="s48">说过的话，落实了吗</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">34 宋 页题</span>
          <span className="s34">整改不到位不放过</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">26 宋 节题</span>
          <span className="s26">保障措施</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">19 宋 原文，行高 2.15</span>
          <span className="plan-text">常规检查全覆盖，明察暗访随机化</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">18 黑 导语</span>
          <span className="large">每一句都有人负责、有期限、有证据</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">16 黑 正文，行高 1.75</span>
          <span>由没参与整改的人核查到位，再由反映的人说满意</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">14 黑 旁注、表格</span>
          <span className="small">市政府督查室，剩 17 个工作日，证据 18 份</span>
        </p>
      </Section>
    </>
  )
}

const gateKinds: readonly GateKind[] = ['inPlace', 'satisfied']
const gateStates: readonly GateState[] = ['open', 'fail', 'pass', 'unjudged']

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

export function Controls({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="actions" lang={lang}>
        <p className="row">
          <LinkButton href="/a">主要动作</LinkButton>
          <LinkButton href="/b" look="second">
            次要动作
          </LinkButton>
          <LinkButton href="/c" look="warn">
            提请问责
          </LinkButton>
          <LinkButton href="/d" look="plain">
            存起来
          </LinkButton>
          <PostButton action="/e" fields={{ csrf: 'x' }} look="second" compact>
            认领
          </PostButton>
          <Unavailable lang={lang} why="到位关没过，满意关未到">
            销号
          </Unavailable>
        </p>
        <div className="sheet pad mt4">
          <Moves
            lang={lang}
            moves={[
              {
                label: '发出责令整改通知书',
                says: '给 5 个工作日，至 11月21日。将生成公文。',
                href: '/f',
                look: 'main',
              },
              { label: '提请问责', says: '由问责程序另行审查，不自动处分任何人。', href: '/g' },
              { label: '延期', says: '重开案件不得延期。', href: null },
            ]}
          />
        </div>
        <div className="mt4">
          <SearchBox lang={lang} action="/search" hint="查一句话、一个单位、一件事" keep={{ plan: 'sample' }} />
        </div>
      </Section>
      <Section name="inputs" lang={lang}>
        <ErrorSummary
          lang={lang}
          errors={fields.flatMap((spec) => (spec.error === undefined ? [] : [{ field: spec.name, says: spec.error }]))}
        />
        <div className="mt5">
          <Form action="/report" files fields={{ csrf: 'x' }}>
            {fields.map((spec) => (
              <Field key={spec.name} spec={spec} lang={lang} />
            ))}
            <div className="row">
              <Submit>下一步：看一遍再提交</Submit>
              <LinkButton href="/save" look="plain">
                存起来以后写
              </LinkButton>
            </div>
          </Form>
        </div>
      </Section>
      <Section name="faults" lang={lang}>
        <div className="grid grid-2">
          <Empty title="还没有问题上墙">第一轮检查 11月19日 开始，结果当天公布</Empty>
          <ErrorNotice title="没保存上，您写的还在" again={{ href: '/again', label: '再试一次' }}>
            网络断了。连上以后再试一次，不会重复提交。
          </ErrorNotice>
        </div>
      </Section>
      <Section name="lists" lang={lang}>
        <Tabs
          lang={lang}
          tabs={[
            { href: '/wall', label: '没放过的', n: 31, current: true },
            { href: '/wall?gate=inPlace', label: '到位关', n: 19 },
            { href: '/wall/units', label: '按单位看' },
          ]}
        />
        <div className="mt4">
          <Table
            caption="最近未放过的问题"
            columns={[
              { title: '问题', heading: true },
              { title: '责任单位' },
              { title: '两道关' },
              { title: '等了几天', align: 'end' },
            ]}
            rows={[
              {
                key: '37',
                cells: [
                  <a key="a" href="/cases/37">
                    窗口要求重复提交营业执照复印件
                  </a>,
                  '市商事登记局',
                  <Gates key="g" inPlace="fail" satisfied="open" lang={lang} short />,
                  '12',
                ],
              },
              {
                key: '52',
                cells: [
                  '客运站公厕长期停用',
                  '临湖县',
                  <Gates key="g" inPlace="pass" satisfied="fail" lang={lang} short />,
                  '3',
                ],
              },
            ]}
          />
        </div>
        <Pager lang={lang} previous="/wall?before=1" next="/wall?after=2" shown={{ from: 26, to: 50, of: 58 }} />
        <div className="mt4">
          <Table
            caption="覆盖表"
            showCaption
            keepColumns
            columns={['单位', '第一轮', '第二轮', '第三轮', '第四轮', '第五轮', '第六轮'].map((title) => ({ title }))}
            rows={[{ key: 'a', cells: ['市政务大厅', '查过', '查过', '没查', '查过', '没查', '抽中'] }]}
          />
        </div>
        <div className="grid grid-2 mt5">
          <DefinitionList
            entries={[
              { term: '责任单位', value: '市商事登记局' },
              { term: '反映人', value: '3 人，身份已隔离' },
            ]}
          />
          <DefinitionList
            ruled
            entries={[
              { term: '身份证', value: '人口库，已核' },
              { term: '店内布局图', value: <Chip status="ok" lang={lang} label="您已交" bare /> },
            ]}
          />
        </div>
      </Section>
      <Section name="notes" lang={lang}>
        <Head side={<a href="/wall">看全部</a>}>小节标题</Head>
        <div className="grid">
          <Note tone="red" title="怎样算表面整改">
            换人复看仍存在。
          </Note>
          <Note tone="blue" title="谁来核查">
            没参与整改的人，由抽签决定。
          </Note>
          <Note>
            系统不会替单位补一个名字。<Tag>第三方</Tag> <Tag invented>演示数据</Tag>
          </Note>
        </div>
      </Section>
    </>
  )
}
