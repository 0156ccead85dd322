import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { waitingFor } from '../../engine/moves.ts'
import { mayChangeRegister } from '../../engine/register.ts'
import { type Post, roles, type Unit } from '../../kernel/org.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { accountNames } from '../../store/accounts.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import { startingWith, type Typed } from './fields.ts'
import { showDesk } from './shell.tsx'
import { SmallForm } from './small-form.tsx'
import { actWords, fieldsOfAct, type UnitAct } from './unit-acts.ts'
import { unitTexts } from './unit-text.ts'
import type { Visit } from './visit.ts'

export const mayChange = ({ me }: Visit) => mayChangeRegister(me.account, me.actor)

export function holdersOf({ engine, today }: Visit, post: string): readonly string[] {
  return engine
    .org()
    .data.holdings.filter(({ post: of, from, to }) => of === post && from <= today && (to === null || to >= today))
    .map(({ person }) => person)
}

export const isLive = ({ today }: Visit, { from, to }: Pick<Post, 'from' | 'to'>) =>
  from <= today && (to === null || to >= today)

function period({ lang }: Visit, { from, to }: { readonly from: string; readonly to: string | null }): string {
  const f = formats[lang]
  return unitTexts[lang].period(f.fullDay(from), to === null ? null : f.fullDay(to))
}

/** Names, superiors and how it ended: the unit through time. */
function UnitHistory({ visit, unit }: { readonly visit: Visit; readonly unit: Unit }): ReactNode {
  const { lang, names } = visit
  const t = unitTexts[lang]
  return (
    <section className="sheet pad">
      <Head>{t.history}</Head>
      <DefinitionList
        entries={[
          ...unit.names.toReversed().map((one) => ({
            term: period(visit, one),
            value: `${inLanguage(one.name, lang)}${'document' in one && typeof one.document === 'string' ? ` ${one.document}` : ''}`,
          })),
          ...unit.parents
            .toReversed()
            .flatMap((one) =>
              one.parent === null ? [] : [{ term: period(visit, one), value: t.under_(names.unit(one.parent)) }],
            ),
          ...(unit.ended === undefined
            ? []
            : [
                {
                  term: t.ended,
                  value: t.endedOn(formats[lang].fullDay(unit.ended), names.unit(unit.successor ?? '')),
                },
              ]),
        ]}
      />
    </section>
  )
}

interface PostAct {
  readonly act: UnitAct
  readonly look: 'second' | 'warn'
}

/** What can be done about who holds a post; a vacant one can only be filled. */
function postActs(visit: Visit, post: string): readonly PostAct[] {
  const hold: PostAct = { act: 'hold', look: 'second' }
  if (holdersOf(visit, post).length === 0) return [hold]
  return [{ act: 'hand-over', look: 'second' }, hold, { act: 'leave', look: 'warn' }]
}

async function PostsOf({ visit, unit }: { visit: Visit; unit: Unit }): Promise<ReactNode> {
  const { engine, lang, names, href } = visit
  const t = unitTexts[lang]
  const { posts, holdings } = engine.org().data
  const own = posts.filter((post) => post.unit === unit.id)
  const people = await accountNames(
    engine.db,
    holdings.map(({ person }) => person),
  )
  const at = (act: UnitAct, post: string) => href(`/desk/units/${unit.id}?do=${act}&post=${post}#do`)
  return (
    <section>
      <Head>{t.posts}</Head>
      {own.length === 0 ? <Empty title={t.noPosts}>{t.noPostsSays}</Empty> : null}
      <ul className="moves">
        {own.map((post) => {
          const history = holdings.filter((one) => one.post === post.id).toReversed()
          return (
            <li key={post.id}>
              <div>
                <b>{names.post(post.id)}</b> <span className="mono small">{post.id}</span>
                <p className="small quiet">
                  {post.roles.map((role) => inLanguage(roles[role], lang)).join(t.and) || t.noRoles}
                  {post.to === null ? '' : ` ${period(visit, post)}`}
                </p>
                {history.map((one) => (
                  <p className="small" key={`${one.person} ${one.from}`}>
                    {`${people.get(one.person) ?? t.unknown} ${period(visit, one)}`}
                  </p>
                ))}
              </div>
              {mayChange(visit) && isLive(visit, post) ? (
                <span className="row">
                  {postActs(visit, post.id).map(({ act, look }) => (
                    <LinkButton key={act} href={at(act, post.id)} look={look} compact>
                      {inLanguage(actWords[act].title, lang)}
                      <span className="vh">{` ${names.post(post.id)}`}</span>
                    </LinkButton>
                  ))}
                </span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Acts about who holds a post. */
const postWords: readonly UnitAct[] = ['hand-over', 'hold', 'leave']

export interface Tried {
  readonly act: UnitAct
  readonly typed: Typed | null
  readonly refusal: Refusal | null
}

/** How many cases wait for a post, which go with it to whoever comes next. */
async function waitingAt({ engine }: Visit, post: string, person: string): Promise<number> {
  const org = engine.org()
  const found = org.post(post)
  const unit = found && org.unit(found.unit)
  if (!found || !unit) return 0
  const actor = { kind: 'post', person, post, unit: unit.id, region: unit.region, roles: found.roles } as const
  return (await waitingFor(engine, actor)).length
}

/** What to know before an act: what follows from it, and what waits for the post meanwhile. */
async function noteOf(visit: Visit, act: UnitAct, post: string): Promise<string> {
  const { lang } = visit
  const t = unitTexts[lang]
  const note = inLanguage(actWords[act].note, lang)
  const [holder, ...others] = holdersOf(visit, post)
  if (holder === undefined || (act !== 'hand-over' && act !== 'leave')) return note
  const waits = await waitingAt(visit, post, holder)
  if (act === 'hand-over') return `${note}${t.waits(waits)}`
  return others.length === 0 ? `${note}${t.vacancy(waits)}` : note
}

async function ActForm({ visit, unit, tried }: { visit: Visit; unit: Unit; tried: Tried }): Promise<ReactNode> {
  const { lang, names, today, query } = visit
  const { act, typed, refusal } = tried
  const post = query.get('post') ?? ''
  const words = actWords[act]
  const about = postWords.includes(act) ? names.seat(post) : names.unit(unit.id)
  const fields = await fieldsOfAct(visit, act)
  const present = { from: today, on: today, person: holdersOf(visit, post)[0] ?? null }
  const start = startingWith(present, act === 'leave' ? ['on', 'person'] : ['from', 'on'])
  return (
    <SmallForm
      visit={visit}
      title={`${inLanguage(words.title, lang)} · ${about}`}
      action={`/desk/units/${unit.id}?do=${act}&post=${encodeURIComponent(post)}`}
      fields={fields}
      typed={typed ?? start}
      refusal={refusal}
      submit={inLanguage(words.title, lang)}
      note={await noteOf(visit, act, post)}
      back={`/desk/units/${unit.id}`}
    />
  )
}

/** One unit: its posts, its history, and the form of one act. */
export async function showUnit(visit: Visit, unit: Unit, tried: Tried | null, status?: number): Promise<FastifyReply> {
  const { lang, names, href, query } = visit
  const t = unitTexts[lang]
  const own: readonly UnitAct[] = ['rename', 'reparent', 'add-post', 'end']
  const form = tried === null ? null : await ActForm({ visit, unit, tried })
  return showDesk(visit, {
    title: names.unit(unit.id),
    under: <span className="mono">{unit.id}</span>,
    ...(status === undefined ? {} : { status }),
    ...(mayChange(visit) &&
      unit.ended === undefined && {
        actions: own.map((act) => (
          <LinkButton key={act} href={href(`/desk/units/${unit.id}?do=${act}#do`)} look="second" compact>
            {inLanguage(actWords[act].title, lang)}
          </LinkButton>
        )),
      }),
    children: (
      <div className="stack">
        {query.get('said') === 'done' ? (
          <Banner status="ok" lang={lang}>
            {t.done}
          </Banner>
        ) : null}
        {form}
        <div className="split">
          {await PostsOf({ visit, unit })}
          <UnitHistory visit={visit} unit={unit} />
        </div>
      </div>
    ),
  })
}
