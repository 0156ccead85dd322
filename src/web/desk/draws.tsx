import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { drawParties } from '../../engine/draw-frame.ts'
import { registerDrawKey } from '../../engine/draw-key.ts'
import { isNamed, turns } from '../../engine/draw-steps.ts'
import { ownVisits } from '../../engine/draw-visits.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Role } from '../../kernel/org.ts'
import { drawKeys } from '../../store/draw-keys.ts'
import { readConflicts } from '../../store/draws.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { Table, Tag } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { type DrawView, drawViews } from '../public/draw-data.ts'
import { one } from '../site/form.ts'
import type { Desk } from './doors.ts'
import { Conflicts, declare, type Shown, take, Visits, withdraw } from './draw-inspector.tsx'
import { PartyKey } from './draw-key.tsx'
import { partyName, roleOf } from './draw-party.ts'
import { addRoundPage } from './draw-round.tsx'
import { deskDrawTexts } from './draws-text.ts'
import { nothingTyped } from './fields.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo } from './visit.ts'

const hasRole = ({ actor }: Acting, ...roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role))

function Turn({ visit, view }: { readonly visit: Acting; readonly view: DrawView }): ReactNode {
  const t = deskDrawTexts[visit.lang]
  const { state, data } = view.line.seen
  const party = turns[state]
  if (party === undefined) return t.nobody
  const isMine = hasRole(visit, roleOf(party)) && isNamed({ state, data }, visit.actor)
  return (
    <>
      {partyName(visit, party, data)} {isMine ? <Tag>{t.yours}</Tag> : null}
    </>
  )
}

function Rounds({ visit, views }: { readonly visit: Acting; readonly views: readonly DrawView[] }): ReactNode {
  const { lang, href } = visit
  const t = deskDrawTexts[lang]
  const c = t.roundColumns
  const isOffice = hasRole(visit, 'inspectionOffice')
  return (
    <section className="stack">
      <Head>{t.rounds}</Head>
      {isOffice ? (
        <p>
          <LinkButton href={href('/desk/new/random-inspection/freeze')}>{t.begin}</LinkButton>
        </p>
      ) : null}
      {views.length === 0 ? (
        <Empty title={t.noRounds}>{t.noRoundsSays}</Empty>
      ) : (
        <Table
          dense
          caption={t.rounds}
          columns={[{ title: c.round, heading: true }, ...[c.mode, c.state, c.turn, c.due].map((title) => ({ title }))]}
          rows={views.map((view) => ({
            key: view.row.id,
            cells: [
              <a key="r" href={href(`/desk/draws/${view.row.no}`)}>
                <Written text={view.line.seen.title} lang={lang} />
              </a>,
              view.isCovert ? t.covert : t.open,
              <Chip key="s" status={view.line.status} lang={lang} label={view.line.label} bare />,
              <Turn key="t" visit={visit} view={view} />,
              view.line.clock === null ? (
                ''
              ) : (
                <Clock key="c" face={view.line.clock.face} lang={lang} label={view.line.clock.title} />
              ),
            ],
          }))}
        />
      )}
    </section>
  )
}

async function showDraws(visit: Acting, shown: Shown = {}): Promise<FastifyReply> {
  const { engine, actor, lang, href, query } = visit
  const t = deskDrawTexts[lang]
  const isInspector = hasRole(visit, 'inspector')
  const isParty = hasRole(visit, ...drawParties.map(roleOf))
  const [views, own, conflicts, keys] = await Promise.all([
    drawViews(visit.portal),
    isInspector ? ownVisits(engine, actor) : [],
    isInspector ? readConflicts(engine.db, actor.region) : [],
    isParty ? drawKeys(engine.db, actor.region) : [],
  ])
  const { taken, typed, keyWrong } = shown
  const ownKey = keys.find(({ post, person }) => post === actor.post && person === actor.person) ?? null
  return showDesk(visit, {
    title: t.title,
    under: t.under,
    ...((typed || keyWrong) && { status: statusOfCode('invalid-input') }),
    actions: (
      <LinkButton href={href('/draws')} look="second" compact>
        {t.page}
      </LinkButton>
    ),
    children: (
      <div className="stack-l">
        {query.get('said') === 'noted' ? (
          <Banner status="ok" lang={lang}>
            {t.said}
          </Banner>
        ) : null}
        {isInspector ? <Visits visit={visit} own={own} taken={taken} /> : null}
        <Rounds visit={visit} views={views} />
        {isParty ? <PartyKey visit={visit} own={ownKey} isWrong={keyWrong === true} /> : null}
        {isInspector ? (
          <Conflicts
            visit={visit}
            conflicts={conflicts.filter(({ post }) => post === actor.post)}
            typed={typed ?? nothingTyped}
          />
        ) : null}
      </div>
    ),
  })
}

async function registerKey(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const isDone =
    hasRole(visit, ...drawParties.map(roleOf)) &&
    (await registerDrawKey(visit.engine, visit.actor, one(form, 'vkey') ?? ''))
  return isDone ? goTo(visit, '/desk/draws?said=noted') : showDraws(visit, { keyWrong: true })
}

/** 抽查与抽签: all rounds and whose turn it is; for a party its key, for an inspector where he goes and where he must not. */
export function addDrawPages(desk: Desk): void {
  desk.get('/desk/draws', 'post', (visit) => showDraws(visit))
  desk.post('/desk/draws/declare', 'post', (visit, brought) => declare(visit, brought, showDraws))
  desk.post('/desk/draws/withdraw', 'post', withdraw)
  desk.post('/desk/draws/take', 'post', (visit, brought) => take(visit, brought, showDraws))
  desk.post('/desk/draws/key', 'post', registerKey)
  addRoundPage(desk)
}
