import type { ReactNode } from 'react'
import { drawParties, stratum } from '../../engine/draw-frame.ts'
import { Code, Lots, NumberCard, Recompute } from '../parts/draw.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts as partTexts } from '../text/texts.ts'
import { drawFileNames, replacementsName, shellCommand, verifyCommand } from './draw-command.ts'
import { type DrawDetail, lotsOf } from './draw-data.ts'
import { drawTexts } from './draw-text.ts'
import { postWords } from './field-value.tsx'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly draw: DrawDetail
}

/** Digits of a ticket that are shown: enough to see the order. */
const ticketDigits = 10

/** All units in the order of their tickets, the drawn ones first. */
export function DrawLots({ visit, draw }: Props): ReactNode {
  const { lang, unitName } = visit
  const t = drawTexts[lang]
  const order = lotsOf(draw)
  if (order === null) return null
  const due = draw.result?.cover.length ?? 0
  return (
    <section className="mt7">
      <Head side={t.lotsSays}>{t.lots}</Head>
      {due === 0 ? null : <p className="small quiet">{t.dueFirst(due)}</p>}
      <div className="mt4">
        <Lots
          lang={lang}
          drawn={order.drawn}
          lots={order.lots.map(({ unit, ticket }) => ({ name: unitName(unit), ticket: ticket.slice(0, ticketDigits) }))}
        />
      </div>
    </section>
  )
}

/** Who goes where, and who was kept away. */
export function DrawTeams({ visit, draw }: Props): ReactNode {
  const { lang, unitName } = visit
  const t = drawTexts[lang]
  if (!draw.standing || !draw.frame) return null
  const { teams } = draw.standing
  const { avoid } = draw.frame
  const away = (unit: string) => avoid.filter(([, avoided]) => avoided === unit).map(([inspector]) => inspector)
  return (
    <section className="mt7">
      <Head side={t.teamsSays}>{t.teams}</Head>
      {teams === null ? (
        <p>{t.noTeams}</p>
      ) : (
        <div className="grid grid-4">
          {teams.map(([unit, members]) => (
            <NumberCard key={unit} title={unitName(unit)}>
              <ul>
                {members.map(([, inspector]) => (
                  <li key={inspector}>{postWords(visit, inspector)}</li>
                ))}
              </ul>
              {away(unit).length === 0 ? null : (
                <p className="small quiet mt3">
                  {t.avoided}
                  {away(unit)
                    .map((inspector) => postWords(visit, inspector))
                    .join(t.joiner)}
                </p>
              )}
            </NumberCard>
          ))}
        </div>
      )}
    </section>
  )
}

/** The three numbers beside the fingerprints handed in before. */
export function DrawNumbers({ visit, draw }: Props): ReactNode {
  const t = drawTexts[visit.lang]
  const reveal = draw.files.get('reveal.json')
  if (!reveal) return null
  const { contributions } = JSON.parse(reveal.toString()) as { readonly contributions: Record<string, string> }
  const commits = draw.steps.filter(({ type }) => type === 'draw.commit').map(({ body }) => body)
  return (
    <section className="mt7">
      <Head>{t.numbers}</Head>
      <div className="grid grid-4">
        {drawParties.map((party) => (
          <NumberCard key={party} title={t.parties[party]}>
            <p className="mono hash">{contributions[party]}</p>
            <p className="mono hash quiet small mt3">
              {t.fingerprint(String(commits.find((body) => body.party === party)?.commit ?? ''))}
            </p>
          </NumberCard>
        ))}
      </div>
      <p className="small quiet mt4">{t.numbersSays}</p>
    </section>
  )
}

/** The files that are there for everybody. */
const publicNames = ({ files }: DrawDetail): readonly string[] =>
  [...drawFileNames, replacementsName].filter((name) => files.has(name))

/** Whoever could not be visited or could not go, why, and who took the place. */
export function DrawChanges({ visit, draw }: Props): ReactNode {
  const { lang, unitName, say } = visit
  const t = drawTexts[lang]
  const { unitChange: unit, inspectorChange: inspector, line } = draw
  if (unit === null && inspector === null) return null
  const fields = line.procedure.fields
  const why = (name: string) => {
    const field = fields[name]
    const reason = field?.kind === 'choice' ? field.options[String(line.seen.data[name])] : undefined
    return reason ? say(reason) : ''
  }
  return (
    <section className="mt7">
      <Head side={t.changesSays}>{t.changes}</Head>
      <ul>
        {unit === null ? null : (
          <li>
            {t.unitChanged(
              unitName(unit.unavailable),
              why('goneUnitWhy'),
              unit.replacement === null ? null : unitName(unit.replacement),
            )}
          </li>
        )}
        {inspector === null ? null : (
          <li>{t.inspectorChanged(postWords(visit, inspector.unavailable), why('goneInspectorWhy'))}</li>
        )}
      </ul>
    </section>
  )
}

/** What the visits found: cases of their own. */
export function DrawFindings({ visit, draw }: Props): ReactNode {
  const { lang } = visit
  const t = drawTexts[lang]
  if (draw.findings.length === 0) return null
  return (
    <section className="mt7">
      <Head>{t.findings}</Head>
      <Table
        caption={t.findings}
        columns={[
          { title: t.findingColumns.what, heading: true },
          ...t.findingColumns.more.map((title) => ({ title })),
        ]}
        rows={draw.findings.map(({ seen, href, unitName, status, label }) => ({
          key: seen.no,
          cells: [
            <a key="a" href={href}>
              <Written text={seen.title} lang={lang} />
            </a>,
            unitName,
            <Chip key="s" status={status} lang={lang} label={label} bare />,
          ],
        }))}
      />
    </section>
  )
}

/** Who looked at the targets of a covert draw before it was opened. */
export function DrawLooks({ visit, draw }: Props): ReactNode {
  const { lang, format, programme, href } = visit
  const t = drawTexts[lang]
  if (draw.looks.length === 0) return null
  return (
    <section className="mt7">
      <Head side={t.looksSays}>{t.looks}</Head>
      <ul>
        {draw.looks.map(({ inspector, at, index }) => (
          <li key={index}>
            {postWords(visit, inspector)} <time>{format.moment(at, programme.timeZone)}</time>{' '}
            <a className="num" href={href(`/receipt/${index}`)}>
              {partTexts[lang].evidence.entry(index)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The draw once more: in the browser, by our program, and with the commands of the system alone. */
export function DrawRecompute({ visit, draw }: Props): ReactNode {
  const { lang, site, unitName } = visit
  const t = drawTexts[lang]
  if (!draw.result) return null
  const { result, row, frameHash } = draw
  const drawn = [...result.cover, ...Object.values(result.spot).flat()]
  const names = Object.fromEntries(drawn.map((unit) => [unit, unitName(unit)]))
  return (
    <div className="mt7">
      <Recompute title={t.recompute}>
        <div
          hidden
          data-draw
          data-base={`/draws/${row.no}`}
          data-frame={frameHash}
          data-names={JSON.stringify(names)}
          data-good={t.good}
          data-bad={t.bad}
          data-failed={t.failed}
          data-joiner={t.joiner}
        >
          <p className="mt3">{t.recomputeSays}</p>
          <p className="mt4">
            <button className="btn" type="button">
              {t.run}
            </button>
          </p>
          <p className="mt4" role="status" aria-live="polite" />
        </div>
        <details className="mt4">
          <summary>{t.byProgram}</summary>
          <p className="small mt3">{t.byProgramSays}</p>
          <Code label={t.programLabel}>{verifyCommand(site.context.origin, row.no, publicNames(draw))}</Code>
          <p className="small mt4">{t.byShell}</p>
          <Code label={t.byShell}>{shellCommand(stratum)}</Code>
        </details>
      </Recompute>
    </div>
  )
}

/** Every public file of the draw, to download. */
export function DrawFiles({ visit, draw }: Props): ReactNode {
  const t = drawTexts[visit.lang]
  const names = publicNames(draw)
  if (names.length === 0) return null
  return (
    <section className="mt7">
      <Head>{t.files}</Head>
      <ul className="row">
        {names.map((name) => (
          <li key={name}>
            <a className="mono" href={`/draws/${draw.row.no}/${name}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
