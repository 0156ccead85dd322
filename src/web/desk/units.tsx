import type { FastifyReply } from 'fastify'
import { changeRegister } from '../../engine/register.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Unit } from '../../kernel/org.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { accountNames } from '../../store/accounts.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { parameter } from '../public/visit.ts'
import { formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { startingWith, type Typed } from './fields.ts'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { actWords, changeOf, fieldsOfAct, type UnitAct, unitActs } from './unit-acts.ts'
import { holdersOf, isLive, mayChange, showUnit } from './unit-page.tsx'
import { unitTexts } from './unit-text.ts'
import { addMany, showMany } from './units-many.tsx'
import { manyTexts } from './units-many-text.ts'
import { type Brought, goTo, type Visit } from './visit.ts'

const isAct = (text: string | null): text is UnitAct => unitActs.some((act) => act === text)

/** Depth in the tree of units, for what stands under what. */
function inTree({ engine, today }: Visit): readonly { readonly unit: Unit; readonly depth: number }[] {
  const org = engine.org()
  const live = org.data.units.filter(({ ended }) => ended === undefined || ended >= today)
  const path = (id: string) => org.lineageOf(id, today).toReversed().join('/')
  return live
    .toSorted((a, b) => (path(a.id) < path(b.id) ? -1 : 1))
    .map((unit) => ({ unit, depth: org.lineageOf(unit.id, today).length - 1 }))
}

async function showUnits(visit: Visit): Promise<FastifyReply> {
  const { engine, lang, href, names } = visit
  const t = unitTexts[lang]
  const tree = inTree(visit)
  const posts = engine.org().data.posts.filter((post) => isLive(visit, post))
  const people = await accountNames(
    engine.db,
    posts.flatMap(({ id }) => holdersOf(visit, id)),
  )
  const seats = (unit: string) =>
    posts
      .filter((post) => post.unit === unit)
      .map(({ id }) => {
        const holders = holdersOf(visit, id).map((person) => people.get(person) ?? '')
        return (
          <span key={id}>
            <span className="quiet">{names.post(id)}</span> {holders.join(t.and) || t.vacant}
          </span>
        )
      })
  const gone = engine.org().data.units.filter(({ ended }) => ended !== undefined && ended < visit.today)
  return showDesk(visit, {
    title: t.title,
    under: t.under(tree.length, posts.length),
    ...(mayChange(visit) && {
      actions: (
        <>
          <LinkButton href={href('/desk/units/new')} look="second" compact>
            {inLanguage(actWords['add-unit'].title, lang)}
          </LinkButton>
          <LinkButton href={href('/desk/units/many')} look="second" compact>
            {manyTexts[lang].title}
          </LinkButton>
        </>
      ),
    }),
    children: (
      <div className="stack">
        <Note>{mayChange(visit) ? t.mayChange : t.mayRead}</Note>
        <Table
          caption={t.title}
          columns={[{ title: t.unit, heading: true }, { title: t.posts }]}
          rows={tree.map(({ unit, depth }) => ({
            key: unit.id,
            cells: [
              <span key="u">
                <span aria-hidden="true">{'· '.repeat(depth)}</span>
                <a href={href(`/desk/units/${unit.id}`)}>{names.unit(unit.id)}</a>
              </span>,
              <div key="p" className="small row">
                {seats(unit.id)}
              </div>,
            ],
          }))}
        />
        {gone.length === 0 ? null : (
          <section>
            <Head>{t.gone}</Head>
            <ul>
              {gone.map(({ id, ended, successor }) => (
                <li key={id}>
                  <a href={href(`/desk/units/${id}`)}>{names.unit(id)}</a>{' '}
                  {t.endedOn(formats[lang].fullDay(ended ?? ''), names.unit(successor ?? ''))}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    ),
  })
}

function noUnit(visit: Visit): Promise<FastifyReply> {
  const t = unitTexts[visit.lang]
  return showDesk(visit, {
    title: t.none,
    status: statusOfCode('not-found'),
    children: (
      <Empty title={t.none}>
        <a href={visit.href('/desk/units')}>{t.title}</a>
      </Empty>
    ),
  })
}

async function act(visit: Visit, { form }: Brought): Promise<FastifyReply> {
  const { engine, site, me, query, request } = visit
  const unit = engine.org().unit(parameter(request, 'id'))
  const asked = query.get('do')
  if (!unit || !isAct(asked)) return noUnit(visit)
  const read = await readSmall(visit, await fieldsOfAct(visit, asked), form)
  if (!read.ok)
    return showUnit(visit, unit, { act: asked, typed: read.typed, refusal: null }, statusOfCode('invalid-input'))
  const about = { unit: unit.id, post: query.get('post') ?? '' }
  const change = await changeOf(visit, asked, about, read.input)
  const by = { account: me.account, actor: me.actor }
  const result = await changeRegister(engine, site.context.access, by, asked, { ...about, ...read.input }, change)
  if (result.ok) return goTo(visit, `/desk/units/${unit.id}?said=done`)
  const { refusal } = result
  return showUnit(visit, unit, { act: asked, typed: read.again(refusal), refusal }, statusOfCode(refusal.code))
}

async function showNew(visit: Visit, typed: Typed | null, refusal: Refusal | null, status?: number) {
  const { lang, today } = visit
  const words = actWords['add-unit']
  return showDesk(visit, {
    title: inLanguage(words.title, lang),
    ...(status === undefined ? {} : { status }),
    children: (
      <SmallForm
        visit={visit}
        action="/desk/units/new"
        fields={await fieldsOfAct(visit, 'add-unit')}
        typed={typed ?? startingWith({ from: today }, ['from'])}
        refusal={refusal}
        submit={inLanguage(words.title, lang)}
        note={inLanguage(words.note, lang)}
        back="/desk/units"
      />
    ),
  })
}

async function addUnit(visit: Visit, { form }: Brought): Promise<FastifyReply> {
  const { engine, site, me } = visit
  const read = await readSmall(visit, await fieldsOfAct(visit, 'add-unit'), form)
  if (!read.ok) return showNew(visit, read.typed, null, statusOfCode('invalid-input'))
  const change = await changeOf(visit, 'add-unit', { unit: '', post: '' }, read.input)
  const by = { account: me.account, actor: me.actor }
  const result = await changeRegister(engine, site.context.access, by, 'add-unit', read.input, change)
  if (result.ok) return goTo(visit, `/desk/units/${String(read.input.id)}?said=done`)
  return showNew(visit, read.again(result.refusal), result.refusal, statusOfCode(result.refusal.code))
}

/** 人员与岗位: units through time, their posts and who holds them; changed by those whose part it is. */
export function addUnitPages(desk: Desk): void {
  desk.get('/desk/units', 'anybody', showUnits)
  desk.get('/desk/units/new', 'anybody', (visit) => showNew(visit, null, null))
  desk.post('/desk/units/new', 'anybody', addUnit)
  desk.get('/desk/units/many', 'anybody', (visit) => showMany(visit))
  desk.post('/desk/units/many', 'anybody', addMany)
  desk.get('/desk/units/:id', 'anybody', (visit) => {
    const unit = visit.engine.org().unit(parameter(visit.request, 'id'))
    if (!unit) return noUnit(visit)
    const asked = visit.query.get('do')
    return showUnit(visit, unit, isAct(asked) && mayChange(visit) ? { act: asked, typed: null, refusal: null } : null)
  })
  desk.post('/desk/units/:id', 'anybody', act)
}
