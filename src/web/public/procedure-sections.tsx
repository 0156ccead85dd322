import type { ReactNode } from 'react'
import type { Plain, PlainMove, PlainState } from '../../derive/plain.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { Head } from '../parts/public-page.tsx'
import { NumberedSteps } from '../parts/receipt.tsx'
import { Table } from '../parts/table.tsx'
import { capital } from '../text/sentence.ts'
import { basisWords } from './basis.ts'
import { procedureTexts } from './procedure-text.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly procedure: Procedure
  readonly plain: Plain
}

function BasisLink({ visit, procedure, basis }: Omit<Props, 'plain'> & { readonly basis: Basis }): ReactNode {
  const { label, href, gist } = basisWords(visit, procedure, basis)
  return (
    <>
      {href === undefined ? label : <a href={href}>{label}</a>}
      {gist === '' ? null : <span className="quiet">{` ${gist}`}</span>}
    </>
  )
}

/** What holds on every path, each with its authority. */
export function Laws({ visit, procedure, plain }: Props): ReactNode {
  const t = procedureTexts[visit.lang]
  if (plain.laws.length === 0) return null
  return (
    <section className="mt7" id="laws">
      <Head>{t.laws}</Head>
      <p className="quiet measure">{t.lawsSays}</p>
      <div className="mt3">
        <NumberedSteps
          items={plain.laws.map(({ says, basis }) => (
            <span key={says[0]}>
              <b>{visit.say(says)}</b> <BasisLink visit={visit} procedure={procedure} basis={basis} />
            </span>
          ))}
        />
      </div>
    </section>
  )
}

/** A link to the calculator for a limit that is a plain span. */
function CountLink({ visit, procedure, name }: Omit<Props, 'plain'> & { readonly name: string }): ReactNode {
  const limit = procedure.declaration.clocks[name]?.limit
  const [, amount, unit] = typeof limit === 'string' ? (/^(\d+)(wd|d|mo)$/.exec(limit) ?? []) : []
  if (amount === undefined) return null
  const query = new URLSearchParams({ start: visit.today, amount, unit: unit ?? 'wd' })
  return <a href={visit.href(`/procedures/deadline?${query}`)}>{procedureTexts[visit.lang].count}</a>
}

/** Every time limit: how long, when it runs, what follows when it passes, and under which rule. */
export function Limits({ visit, procedure, plain }: Props): ReactNode {
  const { say, lang } = visit
  const t = procedureTexts[lang]
  return (
    <section className="mt7" id="limits">
      <Head side={<a href={visit.href('/procedures/deadline')}>{t.calculator}</a>}>{t.limits}</Head>
      <p className="quiet measure">{t.limitsSays}</p>
      <div className="mt3">
        <Table
          caption={t.limits}
          columns={[
            { title: t.limit.name, heading: true, share: 3 },
            { title: t.limit.says, share: 5 },
            { title: t.limit.runsIn, share: 5 },
            { title: t.limit.breach, share: 4 },
            { title: t.limit.basis, share: 7 },
          ]}
          rows={plain.limits.map((limit) => ({
            key: limit.name,
            cells: [
              capital(say(limit.title)),
              <span key="s">
                {say(limit.says)}
                <br />
                <span className="quiet">{limit.renewed ? t.renewed : t.continued}</span>{' '}
                <CountLink visit={visit} procedure={procedure} name={limit.name} />
              </span>,
              limit.runsIn.map(say).join(t.joiner),
              say(limit.breach),
              <BasisLink key="b" visit={visit} procedure={procedure} basis={limit.basis} />,
            ],
          }))}
        />
      </div>
    </section>
  )
}

function asksOf({ asks }: PlainMove, { say, lang }: Visit): string {
  const t = procedureTexts[lang]
  return asks.map(({ title, optional }) => (optional ? t.optional(say(title)) : say(title))).join(t.joiner)
}

function MovesTable(props: Omit<Props, 'plain'> & { moves: readonly PlainMove[]; caption: string }): ReactNode {
  const { visit, procedure, moves, caption } = props
  const { say, lang } = visit
  const t = procedureTexts[lang]
  return (
    <Table
      caption={caption}
      columns={[
        { title: t.move.what, heading: true, share: 3 },
        { title: t.move.who, share: 3 },
        { title: t.move.when, share: 4 },
        { title: t.move.asks, share: 5 },
        { title: t.move.after, share: 4 },
        { title: t.limit.basis, share: 5 },
      ]}
      rows={moves.map((move) => ({
        key: move.transition,
        cells: [
          capital(say(move.title)),
          move.who.map(say).join(t.or),
          move.conditions.map(({ says }) => say(says)).join(lang === 'zh' ? '；' : '; '),
          asksOf(move, visit),
          [move.leadsTo === null ? t.stays : t.to(say(move.leadsTo)), ...move.effects.map(say)].join(t.joiner),
          <BasisLink key="b" visit={visit} procedure={procedure} basis={move.basis} />,
        ],
      }))}
    />
  )
}

function StateSection({ visit, procedure, state }: Omit<Props, 'plain'> & { readonly state: PlainState }): ReactNode {
  const { say, lang } = visit
  const t = procedureTexts[lang]
  const limits = state.limits.map(({ title, says }) => `${say(title)} ${say(says)}`).join(t.joiner)
  return (
    <section className="mt5" id={`state-${state.state}`}>
      <h3>{capital(say(state.title))}</h3>
      {limits === '' ? null : <p className="small quiet">{t.stateLimit(limits)}</p>}
      {state.final || state.moves.length === 0 ? (
        <p className="small quiet">{t.end}</p>
      ) : (
        <MovesTable visit={visit} procedure={procedure} moves={state.moves} caption={say(state.title)} />
      )}
    </section>
  )
}

/** Every state in the order in which a case can reach it, with every move that leads on. */
export function StepByStep({ visit, procedure, plain }: Props): ReactNode {
  const t = procedureTexts[visit.lang]
  return (
    <section className="mt7" id="steps">
      <Head>{t.steps}</Head>
      <section>
        <h3>{t.opening}</h3>
        <MovesTable visit={visit} procedure={procedure} moves={plain.openings} caption={t.opening} />
      </section>
      {plain.states.map((state) => (
        <StateSection key={state.state} visit={visit} procedure={procedure} state={state} />
      ))}
    </section>
  )
}

/** Who takes part, and who may not be the same person. */
export function Parties({ visit, plain }: Props): ReactNode {
  const { say, lang } = visit
  const t = procedureTexts[lang]
  return (
    <section className="mt7" id="parties">
      <Head>{t.parties}</Head>
      <Table
        caption={t.parties}
        columns={[
          { title: t.party.name, heading: true, share: 5 },
          { title: t.party.who, share: 7 },
          { title: t.party.apart, share: 6 },
          { title: t.party.unrelated, share: 6 },
        ]}
        rows={plain.parties.map(({ party, title, who, apart, unrelated }) => ({
          key: party,
          cells: [
            capital(say(title)),
            say(who),
            apart.map(say).join(t.joiner),
            unrelated === null ? '' : t.unrelated(say(unrelated)),
          ],
        }))}
      />
    </section>
  )
}

/** Who reads which field, when a case becomes public, and how long it is kept. */
export function Readers({ visit, plain }: Props): ReactNode {
  const { say, lang } = visit
  const t = procedureTexts[lang]
  return (
    <section className="mt7" id="readers">
      <Head>{t.readers}</Head>
      <Table
        caption={t.readers}
        columns={[{ title: t.reader.who, heading: true }, { title: t.reader.fields }]}
        rows={plain.readers
          .filter(({ fields }) => fields.length > 0)
          .map(({ see, fields }) => ({
            key: see,
            cells: [
              t.see[see],
              fields
                .map(({ title, to }) =>
                  to.length === 0 ? say(title) : t.alsoTo(say(title), to.map(say).join(t.joiner)),
                )
                .join(t.joiner),
            ],
          }))}
      />
      <p className="quiet mt3">
        {t.public(plain.publicAfter.states.map(say).join(t.joiner))} {t.kept(plain.kept.years)}
      </p>
    </section>
  )
}
