import { Fragment, type ReactNode } from 'react'
import type { Evidence } from '../../kernel/field.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Clock } from '../parts/clock.tsx'
import { EvidenceCard } from '../parts/evidence.tsx'
import { ClaimFinding } from '../parts/finding.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { DefinitionList, Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { capital } from '../text/sentence.ts'
import type { CaseFile, Deadline, Round } from './case-data.ts'
import type { CaseLine } from './case-line.ts'
import { caseTexts } from './case-text.ts'
import { faceOf } from './clock-face.ts'
import { DeadlineDays } from './deadline.tsx'
import { erasedFacts } from './erased.tsx'
import { FieldValue } from './field-value.tsx'
import { under, type Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly file: CaseFile
}

/** An option of a choice in words. */
function optionOf({ lang }: Visit, { line }: CaseFile, field: string, value: unknown): string | null {
  const declared = line.procedure.fields[field]
  const option = declared?.kind === 'choice' ? declared.options[String(value ?? '')] : undefined
  return option ? inLanguage(option, lang) : null
}

function RoundTable({ visit, file, round }: Props & { readonly round: Round }): ReactNode {
  const { lang, format } = visit
  const t = caseTexts[lang]
  const { checked } = round
  if (checked === null) return <p className="quiet">{t.notChecked(format.day(round.claimedOn))}</p>
  const how = optionOf(visit, file, 'method', checked.input.method) ?? inLanguage(checked.by.title, lang)
  const sham = optionOf(visit, file, 'sham', checked.input.sham)
  const rows = Math.max(round.claims.length, round.seen.length)
  return (
    <>
      <ClaimFinding
        lang={lang}
        claimedIn={t.claimedIn(format.day(round.claimedOn))}
        foundBy={t.foundBy(format.day(checked.on), how)}
        findings={Array.from({ length: rows }, (_, at) => ({
          claim: [round.claims[at] ?? ''],
          verdict: round.passed && round.claims[at] !== undefined ? ('true' as const) : null,
          found: [round.seen[at] ?? ''],
        }))}
      />
      <p className="mt3">
        <Chip
          status={round.passed ? 'ok' : 'again'}
          lang={lang}
          label={round.passed ? t.passed : sham === null ? t.failed : t.judged(sham)}
        />
      </p>
    </>
  )
}

/** What the unit said beside what somebody else saw; the last round open, the earlier ones folded. */
export function Rounds({ visit, file }: Props): ReactNode {
  const t = caseTexts[visit.lang]
  const last = file.rounds.at(-1)
  if (!last) return null
  const earlier = file.rounds.slice(0, -1).reverse()
  return (
    <section>
      <Head>{t.claimTitle}</Head>
      <RoundTable visit={visit} file={file} round={last} />
      {earlier.length === 0 ? null : (
        <details className="mt4">
          <summary>{t.earlier(earlier.length)}</summary>
          {earlier.map((round) => (
            <div className="mt4" key={`${round.claimedOn}${round.checked?.seq}`}>
              <RoundTable visit={visit} file={file} round={round} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

/** Fields shown elsewhere on the page, or that only tell the machine how far it is. */
const elsewhere: ReadonlySet<string> = new Set([
  'claims',
  'seen',
  'checkNote',
  'missing',
  'resultNote',
  'objectionOpen',
])

/** Every public field of the case, in the order of its forms. */
export function Facts({ visit, file }: Props): ReactNode {
  const { seen, procedure } = file.line
  const shown = Object.entries(procedure.fields).flatMap(([name, field]) => {
    const value = seen.data[name]
    if (value === undefined || value === null || elsewhere.has(name) || name === procedure.declaration.shows.title)
      return []
    if (Array.isArray(value) && value.length === 0) return []
    // A counter that has not counted says nothing; a number that was found to be nought does.
    if (field.kind === 'integer' && value === 0 && field.starts === 0) return []
    return [{ name, field, value }]
  })
  return (
    <section>
      <Head>{caseTexts[visit.lang].facts}</Head>
      <DefinitionList
        entries={[
          ...shown.map(({ name, field, value }) => ({
            term: inLanguage(field.title, visit.lang),
            value: (
              <Fragment key={name}>
                <FieldValue visit={under(visit, procedure)} field={field} value={value} />
                {procedure.declaration.record[name]?.hint === undefined ? null : (
                  <>
                    <br />
                    <span className="quiet small">{visit.say(procedure.declaration.record[name].hint)}</span>
                  </>
                )}
              </Fragment>
            ),
          })),
          ...erasedFacts(visit, procedure, seen.data, file.erased),
        ]}
      />
    </section>
  )
}

const kilobytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-US')} KB`

/** Files that the public may see, as cards; and why it does not see the others. */
export function EvidenceSection({ visit, file }: Props): ReactNode {
  const t = caseTexts[visit.lang]
  const { seen, procedure } = file.line
  const files = Object.entries(procedure.fields).flatMap(([name, field]) => {
    const value = seen.data[name]
    return field.kind === 'evidence' && Array.isArray(value) ? (value as unknown as readonly Evidence[]) : []
  })
  return (
    <section>
      <Head>{t.evidence}</Head>
      {files.length === 0 ? (
        <p className="quiet measure">{t.evidenceNone}</p>
      ) : (
        <div className="grid">
          {files.map(({ sha256, name, type, size }) => (
            <EvidenceCard
              key={sha256}
              lang={visit.lang}
              item={{
                title: t.evidenceFile(name, kilobytes(size)),
                href: `/api/v1/evidence/${sha256}`,
                fingerprint: `${sha256.slice(0, 6)}…${sha256.slice(-4)}`,
                ...(type.startsWith('image/') && { photo: { src: `/api/v1/evidence/${sha256}`, alt: name } }),
              }}
            />
          ))}
        </div>
      )}
    </section>
  )
}

function DeadlineEntry({ visit, deadline }: { readonly visit: Visit; readonly deadline: Deadline }): ReactNode {
  const { lang } = visit
  const t = caseTexts[lang]
  const { clock, explained } = deadline
  const face = faceOf(clock)
  return (
    <div className="mt4">
      <p className="row">
        <b>{capital(inLanguage(clock.title, lang))}</b> {face === null ? null : <Clock face={face} lang={lang} />}
      </p>
      {clock.provisional ? <p className="small quiet">{t.provisional}</p> : null}
      {explained === null ? (
        <p className="small quiet">{t.stopped}</p>
      ) : (
        <details className="small mt2">
          <summary>{`${t.counting} · ${t.countingDays(explained.steps.length)}`}</summary>
          <div className="mt3">
            <DeadlineDays
              visit={visit}
              start={explained.start}
              steps={explained.steps}
              inWorkingDays={clock.unit !== 'days'}
            />
          </div>
        </details>
      )}
    </div>
  )
}

/** Every running deadline, with each day counted or skipped and why. */
export function Deadlines({ visit, file }: Props): ReactNode {
  const t = caseTexts[visit.lang]
  return (
    <section>
      <Head>{t.deadlines}</Head>
      {file.deadlines.length === 0 ? (
        <p className="quiet">{t.noDeadline}</p>
      ) : (
        file.deadlines.map((deadline) => <DeadlineEntry key={deadline.clock.name} visit={visit} deadline={deadline} />)
      )}
    </section>
  )
}

/** The case that opened this one, and those it opened. */
export function Related({ visit, file }: Props): ReactNode {
  const { lang } = visit
  const t = caseTexts[lang]
  const table = (lines: readonly CaseLine[], caption: string) => (
    <section>
      <Head>{caption}</Head>
      <Table
        caption={caption}
        columns={[
          { title: t.columns.matter, heading: true },
          { title: t.columns.unit },
          { title: t.columns.state },
          { title: t.columns.no },
        ]}
        rows={lines.map((line) => ({
          key: line.seen.no,
          cells: [
            <a key="a" href={line.href}>
              <Written text={line.seen.title} lang={lang} />
            </a>,
            line.unitName,
            <Chip key="s" status={line.status} lang={lang} label={line.label} bare />,
            <span key="n" className="mono">
              {line.seen.no}
            </span>,
          ],
        }))}
      />
    </section>
  )
  return (
    <>
      {file.parent === null ? null : table([file.parent], t.openedBy)}
      {file.children.length === 0 ? null : table(file.children, t.opened)}
    </>
  )
}
