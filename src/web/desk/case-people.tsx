import type { ReactNode } from 'react'
import { mayAsk } from '../../engine/unsealing.ts'
import type { Party } from '../../kernel/procedure.ts'
import { inLanguage } from '../../kernel/text.ts'
import { accountNames } from '../../store/accounts.ts'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList, type Entry } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import type { DeskCase } from './case-file.ts'
import { caseTexts } from './case-text.ts'
import type { Acting } from './visit.ts'

/** Posts that hold a part now: those of the unit responsible, the one drawn, or the last that acted. */
function postsOf(visit: Acting, file: DeskCase, name: string, party: Party): readonly string[] {
  const { engine, today } = visit
  const org = engine.org()
  const { is } = party
  if ('drawn' in is) {
    const draw = file.events.findLast((event) => event.draw?.party === name)?.draw
    return draw ? [draw.drawn] : []
  }
  if (!('post' in is)) return []
  if (is.unit === undefined) {
    const acted = file.events.findLast(({ by }) => by.party === name)?.by.post
    return acted ? [acted] : []
  }
  const unit = file.line.seen.data[is.unit]
  if (typeof unit !== 'string') return []
  const now = org.successorOf(unit, today)
  return org.staffed(is.post, today).flatMap((post) => (post.unit === now ? [post.id] : []))
}

/** How many came with a case code: their number is known, they are not. */
function personsIn(file: DeskCase): number {
  return file.events.filter(({ transition }) => file.procedure.declaration.transitions[transition]?.joins !== undefined)
    .length
}

function Persons({ visit, no, persons }: { visit: Acting; no: string; persons: number }): ReactNode {
  const { lang, href, actor } = visit
  const t = caseTexts[lang]
  return (
    <>
      {t.persons(persons)}
      {mayAsk(actor) ? (
        <div>
          <a href={href(`/desk/unseal/ask?case=${no}`)}>{t.unseal}</a>
        </div>
      ) : null}
    </>
  )
}

/** Who holds which part, by post and by the name that colleagues see. Complainants are counted only. */
export async function CasePeople({ visit, file }: { visit: Acting; file: DeskCase }): Promise<ReactNode> {
  const { engine, lang, names, today } = visit
  const t = caseTexts[lang]
  const org = engine.org()
  const { seen, clause, unitName } = file.line
  const parties = Object.entries(file.procedure.declaration.parties).map(([name, party]) => ({
    name,
    title: inLanguage(party.title, lang),
    posts: postsOf(visit, file, name, party),
    drawnOn: file.events.findLast((event) => event.draw?.party === name)?.draw?.day,
  }))
  const holderOf = (post: string) => org.holdingOf(post, today)?.person
  const people = await accountNames(
    engine.db,
    parties.flatMap(({ posts }) => posts.flatMap((post) => holderOf(post) ?? [])),
  )
  const seat = (post: string) => `${names.seat(post)} ${people.get(holderOf(post) ?? '') ?? ''}`.trim()
  const persons = personsIn(file)
  const personTitle = Object.values(file.procedure.declaration.parties).find(({ is }) => 'person' in is)?.title
  const entries: readonly Entry[] = [
    ...(unitName === '' ? [] : [{ term: t.unit, value: unitName }]),
    ...parties.flatMap(({ name, title, posts, drawnOn }) =>
      posts.length === 0
        ? []
        : [
            {
              term: title,
              value: (
                <>
                  {posts.map((post) => (
                    <div key={`${name} ${post}`}>{seat(post)}</div>
                  ))}
                  {drawnOn === undefined ? null : (
                    <div className="small quiet">{t.drawnBy(formats[lang].day(drawnOn))}</div>
                  )}
                </>
              ),
            },
          ],
    ),
    ...(persons > 0 && personTitle
      ? [{ term: inLanguage(personTitle, lang), value: <Persons visit={visit} no={seen.no} persons={persons} /> }]
      : []),
    ...(clause === null ? [] : [{ term: t.clause, value: <a href={clause.href}>{clause.citation}</a> }]),
    ...(mayAsk(visit.actor)
      ? [{ term: t.written, value: <a href={visit.href(`/desk/erase/ask?case=${seen.no}`)}>{t.erase}</a> }]
      : []),
    {
      term: t.public,
      value: seen.isPublic ? <a href={visit.href(`/cases/${seen.no}`)}>{t.isPublic}</a> : t.notPublic,
    },
  ]
  return (
    <section className="sheet pad">
      <Head>{t.the}</Head>
      <DefinitionList entries={entries} />
    </section>
  )
}
