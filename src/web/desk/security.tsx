import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { idleMinutes } from '../../engine/access.ts'
import { openAdministration, type Staffed, staffed } from '../../engine/accounts.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import { type Account, lockedAccounts } from '../../store/accounts.ts'
import { sessionsOf } from '../../store/sessions.ts'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { parameter } from '../public/visit.ts'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { namedAccount, noAccount } from './admin.tsx'
import {
  AccountAct,
  AccountPager,
  accountPageOf,
  isLocked,
  Said,
  StateChip,
  showOnce,
  showRefused,
} from './admin-parts.tsx'
import { adminTexts } from './admin-text.ts'
import type { Desk } from './doors.ts'
import { SessionTable } from './session-table.tsx'
import { showDesk } from './shell.tsx'
import { goTo, type Visit } from './visit.ts'

const path = '/desk/admin/security'

async function SecurityTable({
  visit,
  people,
  caption,
}: {
  visit: Visit
  people: readonly Staffed[]
  caption: string
}): Promise<ReactNode> {
  const { lang, href, engine } = visit
  const t = adminTexts[lang]
  const ids = people.map(({ account }) => account.id)
  const sessions = Map.groupBy(await sessionsOf(engine.db, ids, idleMinutes), (session) => session.account)
  return (
    <Table
      dense
      caption={caption}
      columns={[
        { title: t.columns.login, heading: true },
        { title: t.columns.name },
        { title: t.columns.state },
        { title: t.failures, align: 'end' },
        { title: t.sessions, align: 'end' },
      ]}
      rows={people.map(({ account }) => ({
        key: account.id,
        cells: [
          <a key="l" className="mono" href={href(`${path}/${account.id}`)}>
            {account.login}
          </a>,
          account.name,
          <span key="s" className="row">
            <StateChip account={account} visit={visit} />
            <LockedUntil visit={visit} account={account} />
          </span>,
          account.failures,
          sessions.get(account.id)?.length ?? 0,
        ],
      }))}
    />
  )
}

/** Real time: locks do not follow the business clock. */
function LockedUntil({ visit, account }: { readonly visit: Visit; readonly account: Account }): ReactNode {
  const { lang, engine } = visit
  if (!isLocked(account) || account.lockedUntil === null) return null
  const time = formats[lang].time(account.lockedUntil.getTime(), engine.programme.timeZone)
  return <span className="small">{adminTexts[lang].until(time)}</span>
}

async function showSecurity(visit: Visit): Promise<FastifyReply> {
  const { lang, engine } = visit
  const t = adminTexts[lang]
  const [page, locked] = await Promise.all([accountPageOf(visit), lockedAccounts(engine.db)])
  return showDesk(visit, {
    title: t.security,
    under: t.securityUnder(locked.length),
    children: (
      <div className="stack">
        <Note tone="blue">{t.securityNote}</Note>
        {locked.length === 0 ? null : (
          <section>
            <Head>{t.lockedNow}</Head>
            {await SecurityTable({ visit, people: staffed(engine, locked), caption: t.lockedNow })}
          </section>
        )}
        {await SecurityTable({ visit, people: page.people, caption: t.accounts })}
        <AccountPager visit={visit} path={path} page={page} />
      </div>
    ),
  })
}

async function showAccount(visit: Visit, account: Account): Promise<FastifyReply> {
  const { lang, site } = visit
  const t = adminTexts[lang]
  const sessions = await site.context.access.sessions(account.id)
  const act = (name: 'unlock' | 'reset' | 'end', look: 'second' | 'warn') => (
    <AccountAct
      visit={visit}
      account={account}
      action={`${path}/${name}`}
      label={t[name]}
      says={t.follows[name]}
      look={look}
    />
  )
  return showDesk(visit, {
    title: account.name,
    under: (
      <>
        <span className="mono">{account.login}</span>
        <StateChip account={account} visit={visit} />
        <LockedUntil visit={visit} account={account} />
        <span>{t.failed(account.failures)}</span>
      </>
    ),
    children: (
      <div className="stack">
        <Said visit={visit} />
        <section className="sheet pad">
          <Head>{t.columns.act}</Head>
          <ul className="moves">
            {account.failures > 0 ? act('unlock', 'second') : null}
            {act('reset', 'warn')}
            {sessions.length > 0 ? act('end', 'warn') : null}
          </ul>
        </section>
        <section>
          <Head>{t.sessions}</Head>
          {sessions.length === 0 ? (
            <Empty title={t.noSessions}>{t.noSessionsSays}</Empty>
          ) : (
            <SessionTable visit={visit} sessions={sessions} />
          )}
        </section>
      </div>
    ),
  })
}

/** The pages of the security administrator: locks, passwords, sessions. */
export function addSecurityPages(desk: Desk): void {
  const { engine, access } = desk.site.context
  const administration = openAdministration(engine, access)
  desk.get(path, 'security', showSecurity)
  desk.get(`${path}/:id`, 'security', async (visit) => {
    const account = await namedAccount(visit, parameter(visit.request, 'id'))
    return account ? showAccount(visit, account) : showRefused(visit, noAccount, path)
  })

  const button = (act: 'unlock' | 'end', carryOut: (by: Account, id: string) => Promise<Result<unknown>>) =>
    desk.post(`${path}/${act}`, 'security', async (visit, { form }) => {
      const id = one(form, 'account') ?? ''
      const result = await carryOut(visit.me.account, id)
      return result.ok ? goTo(visit, `${path}/${id}?said=${act}`) : showRefused(visit, result.refusal, path)
    })
  button('unlock', administration.unlock)
  button('end', administration.endSessions)
  desk.post(`${path}/reset`, 'security', async (visit, { form }) => {
    const account = await namedAccount(visit, one(form, 'account') ?? '')
    const result = account ? await administration.reset(visit.me.account, account.id) : refuse(noAccount)
    return result.ok
      ? showOnce(visit, result.value.account.login, result.value.password, path)
      : showRefused(visit, result.refusal, path)
  })
}
