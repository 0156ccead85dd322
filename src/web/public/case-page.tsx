import type { ReactNode } from 'react'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { ProcedureLine } from '../parts/timeline.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import type { CaseFile } from './case-data.ts'
import { Draws } from './case-draws.tsx'
import { Deadlines, EvidenceSection, Facts, Related, Rounds } from './case-sections.tsx'
import { caseTexts } from './case-text.ts'
import { gatesOf, wallProcedure } from './gates.ts'
import { History } from './history.tsx'
import { listTexts } from './list-text.ts'
import { measureProcedure } from './measures-data.ts'
import { measuresTexts } from './measures-text.ts'
import { stepsOf } from './steps.ts'
import type { Visit } from './visit.ts'
import { wallTexts } from './wall-text.ts'

interface Props {
  readonly visit: Visit
  readonly file: CaseFile
}

function Eyebrow({ visit, file }: Props): ReactNode {
  const { lang, href, say } = visit
  const { seen, procedure, clause, status, label } = file.line
  return (
    <>
      <span className="mono">{seen.no}</span>
      <a href={href(`/procedures/${procedure.id}`)}>{say(procedure.declaration.title)}</a>
      {clause === null ? null : <a href={clause.href}>{clause.citation}</a>}
      <Chip status={status} lang={lang} label={label} />
    </>
  )
}

/** Gates, what it waits for, and the line of stations. */
function Where({ visit, file }: Props): ReactNode {
  const { lang, format, say } = visit
  const t = caseTexts[lang]
  const { line, events } = file
  const { seen, procedure, clock, label } = line
  const gates = seen.procedure === wallProcedure ? gatesOf(seen) : null
  const hasEnded = procedure.declaration.states[seen.state]?.means === 'ended'
  const steps = stepsOf(visit, procedure, events)
  return (
    <section className="sheet pad mt5" aria-label={t.line}>
      <div className="row between">
        <span className="row">
          {gates === null ? null : (
            <Gates inPlace={gates.inPlace} satisfied={gates.satisfied} lang={lang} verdict={hasEnded ? label : true} />
          )}
          {line.again > 0 ? <Chip status="again" lang={lang} label={t.again(line.again)} /> : null}
        </span>
        {clock === null ? (
          <span className="small quiet">{t.ended(label, format.day(seen.changedOn))}</span>
        ) : (
          <Clock face={clock.face} lang={lang} label={clock.title} />
        )}
      </div>
      <div className="mt5">
        <ProcedureLine
          steps={steps}
          lang={lang}
          label={say(procedure.declaration.title)}
          reopened={line.status === 'again'}
        />
      </div>
    </section>
  )
}

function JoinBox({ visit, file }: Props): ReactNode {
  if (!file.canJoin) return null
  const t = caseTexts[visit.lang]
  return (
    <div className="sheet pad">
      <p>{t.joinSays}</p>
      <p className="mt3">
        <LinkButton href={visit.href(`/cases/${file.line.seen.no}/join`)} look="second">
          {t.join}
        </LinkButton>
      </p>
    </div>
  )
}

/** To a unit's measures laid beside the plan. */
function BesideBox({ visit, file: { line } }: Props): ReactNode {
  if (line.seen.procedure !== measureProcedure) return null
  const t = measuresTexts[visit.lang]
  return (
    <div className="sheet pad">
      <p>{t.ofUnitSays}</p>
      <p className="mt3">
        <LinkButton href={visit.href(`/measures/${line.seen.no}`)} look="second">
          {t.read}
        </LinkButton>
      </p>
    </div>
  )
}

/** `/cases/<no>`: is what they say what others saw? */
export function CasePage({ visit, file }: Props): ReactNode {
  const { frame, lang, href, log, say } = visit
  const t = caseTexts[lang]
  const { seen, unitName, procedure } = file.line
  const lists: Readonly<Record<string, { readonly href: string; readonly label: string }>> = {
    [wallProcedure]: { href: href('/wall'), label: wallTexts[lang].title },
    [measureProcedure]: { href: href('/measures'), label: measuresTexts[lang].title },
  }
  const above = lists[seen.procedure] ?? { href: href('/list'), label: listTexts[lang].title }
  return (
    <PublicPage
      frame={frame}
      title={`${seen.title} ${seen.no}`}
      description={[seen.title, say(procedure.declaration.title), ...(seen.unit === null ? [] : [unitName])].join(
        ' · ',
      )}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, above, seen.no]}
      log={log}
    >
      <Wrap>
        <Title
          eyebrow={<Eyebrow visit={visit} file={file} />}
          lede={seen.unit === null ? undefined : <a href={href(`/units/${seen.unit}`)}>{unitName}</a>}
        >
          <Written text={seen.title} lang={lang} />
        </Title>
        <Where visit={visit} file={file} />
        <div className="split mt6">
          <div className="stack-l">
            <Rounds visit={visit} file={file} />
            <Facts visit={visit} file={file} />
            <Deadlines visit={visit} file={file} />
            <Draws visit={visit} file={file} />
            <EvidenceSection visit={visit} file={file} />
            <Related visit={visit} file={file} />
          </div>
          <div className="stack-l">
            <JoinBox visit={visit} file={file} />
            <BesideBox visit={visit} file={file} />
            <section>
              <Head>{t.timeline}</Head>
              <p className="small quiet">{t.timelineNote}</p>
              <div className="mt4">
                <History
                  visit={visit}
                  procedure={procedure}
                  events={file.events}
                  indexes={file.indexes}
                  erased={file.erased}
                />
              </div>
            </section>
            <Note title={t.checkTitle}>
              {t.check} <a href={`/api/v1/cases/${seen.no}/events`}>{t.json}</a>
            </Note>
          </div>
        </div>
      </Wrap>
    </PublicPage>
  )
}
