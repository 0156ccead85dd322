import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { idleMinutes } from '../../engine/access.ts'
import { openAdministration, type Staffed, staff } from '../../engine/accounts.ts'
import { statusOfCode } from '../../http/problem.ts'
import { choice, type Fields, text } from '../../kernel/field.ts'
import type { Refusal, Result } from '../../kernel/result.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import type { Account, Admin } from '../../store/accounts.ts'
import { sessionsOf } from '../../store/sessions.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { adminTexts } from './admin-text.ts'
import type { Desk } from './doors.ts'
import { nothingTyped, type Typed } from './fields.ts'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { type Brought, goTo, guarded, type Visit } from './visit.ts'

const both = (key: 'login' | 'loginHint' | 'name' | 'admin' | 'adminHint'): Bilingual => [
  adminTexts.zh[key],
  adminTexts.en[key],
]
const admins = Object.fromEntries(
  (['system', 'security', 'audit'] as const).map((kind): [Admin, Bilingual] => [
    kind,
    [adminTexts.zh.admins[kind], adminTexts.en.admins[kind]],
  ]),
)

const accountFields: Fields = {
  login: text({ title: both('login'), hint: both('loginHint'), see: 'staff', max: 40 }),
  name: text({ title: both('name'), see: 'staff', max: 40 }),
  admin: choice({ title: both('admin'), hint: both('adminHint'), see: 'staff', options: admins, optional: true }),
}

const fits =
  (q: string) =>
  ({ account }: Staffed) =>
    q === '' || account.login.includes(q) || account.name.includes(q)

function Finder({ visit, path }: { readonly visit: Visit; readonly path: string }): ReactNode {
  const t = adminTexts[visit.lang]
  return (
    <form className="row" method="get" action={visit.href(path)}>
      <label htmlFor="f-find">{t.find}</label>
      <input className="input short" id="f-find" name="find" defaultValue={visit.query.get('find') ?? ''} />
      <button className="btn second compact" type="submit">
        {t.find}
      </button>
    </form>
  )
}

function StateChip({ account, visit }: { readonly account: Account; readonly visit: Visit }): ReactNode {
  const { lang } = visit
  const t = adminTexts[lang].state
  if (account.disabledAt) return <Chip status="none" lang={lang} label={t.closed} bare />
  if (account.lockedUntil && account.lockedUntil > new Date())
    return <Chip status="late" lang={lang} label={t.locked} bare />
  if (account.mustChange) return <Chip status="wait" lang={lang} label={t.must} bare />
  return <Chip status="ok" lang={lang} label={t.open} bare />
}

function Said({ visit }: { readonly visit: Visit }): ReactNode {
  const said = visit.query.get('said')
  const t = adminTexts[visit.lang].done
  if (said !== 'close' && said !== 'reopen' && said !== 'unlock' && said !== 'end') return null
  return (
    <Banner status="ok" lang={visit.lang}>
      {t[said]}
    </Banner>
  )
}

interface Tried {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

async function showAccounts(visit: Visit, tried: Tried | null): Promise<FastifyReply> {
  const { lang, href, names, query, engine } = visit
  const t = adminTexts[lang]
  const people = (await staff(engine)).filter(fits(query.get('find')?.trim() ?? ''))
  const button = (account: Account) => {
    const act = account.disabledAt ? 'reopen' : 'close'
    return (
      <PostButton
        action={href(`/desk/admin/accounts/${act}`)}
        fields={guarded(visit, { account: account.id })}
        look={act === 'close' ? 'warn' : 'second'}
        compact
      >
        {t[act]}
        <span className="vh">{` ${account.login}`}</span>
      </PostButton>
    )
  }
  return showDesk(visit, {
    title: t.accounts,
    under: t.accountsUnder(people.length),
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    children: (
      <div className="stack">
        <Said visit={visit} />
        <Note tone="blue">{t.accountsNote}</Note>
        <SmallForm
          visit={visit}
          title={t.open}
          action="/desk/admin/accounts"
          fields={accountFields}
          typed={tried?.typed ?? nothingTyped}
          refusal={tried?.refusal ?? null}
          submit={t.open}
          note={t.openNote}
        />
        <Finder visit={visit} path="/desk/admin/accounts" />
        <Table
          caption={t.accounts}
          columns={[
            { title: t.columns.login, heading: true },
            { title: t.columns.name },
            { title: t.columns.posts },
            { title: t.columns.kind },
            { title: t.columns.state },
            { title: t.columns.act },
          ]}
          rows={people.map(({ account, posts }) => ({
            key: account.id,
            cells: [
              <span key="l" className="mono">
                {account.login}
              </span>,
              account.name,
              posts.map(({ id }) => names.seat(id)).join(lang === 'zh' ? '；' : '; '),
              account.admin === null ? t.nobody : t.admins[account.admin],
              <StateChip key="s" account={account} visit={visit} />,
              account.id === visit.me.account.id ? '' : button(account),
            ],
          }))}
        />
      </div>
    ),
  })
}

/** A one-time password, on the answer to the form that asked for it and nowhere else. */
function showOnce(visit: Visit, login: string, password: string, back: string): Promise<FastifyReply> {
  const t = adminTexts[visit.lang]
  return showDesk(visit, {
    title: t.once(login),
    children: (
      <div className="stack">
        <p>
          <b className="mono big">{password}</b>
        </p>
        <Note tone="red">{t.onceSays}</Note>
        <p>
          <LinkButton href={visit.href(back)} look="second">
            {t.back}
          </LinkButton>
        </p>
      </div>
    ),
  })
}

function showRefused(visit: Visit, refusal: Refusal): Promise<FastifyReply> {
  return showDesk(visit, {
    title: inLanguage(refusal.says, visit.lang),
    status: statusOfCode(refusal.code),
    children: <Note tone="red">{inLanguage(refusal.says, visit.lang)}</Note>,
  })
}

async function showSecurity(visit: Visit): Promise<FastifyReply> {
  const { lang, href, engine, query } = visit
  const t = adminTexts[lang]
  const people = (await staff(engine)).filter(fits(query.get('find')?.trim() ?? ''))
  const sessions = Map.groupBy(
    await sessionsOf(
      engine.db,
      people.map(({ account }) => account.id),
      idleMinutes,
    ),
    (session) => session.account,
  )
  const isLocked = ({ lockedUntil }: Account) => lockedUntil !== null && lockedUntil > new Date()
  const locked = people.filter(({ account }) => isLocked(account))
  const post = (act: 'unlock' | 'reset' | 'end', account: Account, look: 'second' | 'warn') => (
    <PostButton
      key={act}
      action={href(`/desk/admin/security/${act}`)}
      fields={guarded(visit, { account: account.id })}
      look={look}
      compact
    >
      {t[act]}
      <span className="vh">{` ${account.login}`}</span>
    </PostButton>
  )
  const count = (account: Account) => sessions.get(account.id)?.length ?? 0
  const order = people.toSorted((a, b) => Number(isLocked(b.account)) - Number(isLocked(a.account)))
  return showDesk(visit, {
    title: t.security,
    under: t.securityUnder(locked.length, [...sessions.values()].flat().length),
    children: (
      <div className="stack">
        <Said visit={visit} />
        <Note tone="blue">{t.securityNote}</Note>
        <Finder visit={visit} path="/desk/admin/security" />
        <Table
          caption={t.security}
          columns={[
            { title: t.columns.login, heading: true },
            { title: t.columns.name },
            { title: t.columns.state },
            { title: t.failures, align: 'end' },
            { title: t.sessions, align: 'end' },
            { title: t.columns.act },
          ]}
          rows={order.map(({ account }) => ({
            key: account.id,
            cells: [
              <span key="l" className="mono">
                {account.login}
              </span>,
              account.name,
              <span key="s">
                <StateChip account={account} visit={visit} />
                {isLocked(account) && account.lockedUntil ? (
                  <span className="small">
                    {` ${t.until(formats[lang].time(account.lockedUntil.getTime(), engine.programme.timeZone))}`}
                  </span>
                ) : null}
              </span>,
              account.failures,
              count(account),
              <span key="a" className="row">
                {account.failures > 0 ? post('unlock', account, 'second') : null}
                {post('reset', account, 'warn')}
                {count(account) > 0 ? post('end', account, 'warn') : null}
              </span>,
            ],
          }))}
        />
      </div>
    ),
  })
}

const isAdmin = (value: unknown): value is Admin => value === 'system' || value === 'security' || value === 'audit'

/** The pages of the system and the security administrator; each act is judged again below, whoever sends it. */
export function addAdminPages(desk: Desk): void {
  const { engine, access } = desk.site.context
  const administration = openAdministration(engine, access)
  desk.get('/desk/admin', 'administrator', (visit) => {
    const pages = { system: 'accounts', security: 'security', audit: 'audit' }
    return goTo(visit, `/desk/admin/${pages[visit.me.account.admin ?? 'audit']}`)
  })

  desk.get('/desk/admin/accounts', 'system', (visit) => showAccounts(visit, null))
  desk.post('/desk/admin/accounts', 'system', async (visit, { form }: Brought) => {
    const read = await readSmall(visit, accountFields, form)
    if (!read.ok) return showAccounts(visit, { typed: read.typed, refusal: null })
    const { login, name, admin } = read.input
    const person = { login: String(login), name: String(name), admin: isAdmin(admin) ? admin : null }
    const result = await administration.open(visit.me.account, person)
    return result.ok
      ? showOnce(visit, result.value.account.login, result.value.password, '/desk/admin/accounts')
      : showAccounts(visit, { typed: read.again(result.refusal), refusal: result.refusal })
  })

  const button = (
    path: string,
    door: Admin,
    act: (by: Account, id: string) => Promise<Result<unknown>>,
    back: string,
  ) =>
    desk.post(path, door, async (visit, { form }) => {
      const result = await act(visit.me.account, one(form, 'account') ?? '')
      return result.ok ? goTo(visit, back) : showRefused(visit, result.refusal)
    })
  button('/desk/admin/accounts/close', 'system', administration.close, '/desk/admin/accounts?said=close')
  button('/desk/admin/accounts/reopen', 'system', administration.reopen, '/desk/admin/accounts?said=reopen')
  button('/desk/admin/security/unlock', 'security', administration.unlock, '/desk/admin/security?said=unlock')
  button('/desk/admin/security/end', 'security', administration.endSessions, '/desk/admin/security?said=end')

  desk.get('/desk/admin/security', 'security', showSecurity)
  desk.post('/desk/admin/security/reset', 'security', async (visit, { form }) => {
    const result = await administration.reset(visit.me.account, one(form, 'account') ?? '')
    return result.ok
      ? showOnce(visit, result.value.account.login, result.value.password, '/desk/admin/security')
      : showRefused(visit, result.refusal)
  })
}
