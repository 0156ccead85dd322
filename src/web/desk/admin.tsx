import type { FastifyReply } from 'fastify'
import { openAdministration, staffed } from '../../engine/accounts.ts'
import { isUuid } from '../../engine/uuid.ts'
import { statusOfCode } from '../../http/problem.ts'
import { choice, type Fields, text } from '../../kernel/field.ts'
import { type Refusal, type Result, refuse } from '../../kernel/result.ts'
import type { Bilingual } from '../../kernel/text.ts'
import { type Account, type Admin, accountById } from '../../store/accounts.ts'
import { LinkButton } from '../parts/button.tsx'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList, Note, Table } from '../parts/table.tsx'
import { parameter } from '../public/visit.ts'
import { one } from '../site/form.ts'
import { AccountAct, AccountPager, accountPageOf, Said, StateChip, showOnce, showRefused } from './admin-parts.tsx'
import { adminTexts } from './admin-text.ts'
import type { Desk } from './doors.ts'
import { nothingTyped, type Typed } from './fields.ts'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { type Brought, goTo, type Visit } from './visit.ts'

const both = (key: 'login' | 'loginHint' | 'name' | 'admin' | 'adminHint' | 'nobody'): Bilingual => [
  adminTexts.zh[key],
  adminTexts.en[key],
]

const kinds = ['system', 'security', 'audit'] as const
const kindTitle = (kind: Admin): Bilingual => [adminTexts.zh.admins[kind], adminTexts.en.admins[kind]]

const accountFields: Fields = {
  login: text({ title: both('login'), hint: both('loginHint'), see: 'staff', max: 40 }),
  name: text({ title: both('name'), see: 'staff', max: 40 }),
  admin: choice({
    title: both('admin'),
    hint: both('adminHint'),
    see: 'staff',
    options: { none: both('nobody'), ...Object.fromEntries(kinds.map((kind) => [kind, kindTitle(kind)])) },
  }),
}

/** Nobody becomes an administrator by a slip. */
const start: Typed = { ...nothingTyped, values: new Map([['admin', ['none']]]) }

/** An account by its id; null for what is no id, too. */
export async function namedAccount({ engine }: Visit, id: string): Promise<Account | null> {
  return isUuid(id) ? accountById(engine.db, id) : null
}

export const noAccount: Refusal = { code: 'not-found', says: ['没有这个账号', 'There is no such account'] }

async function showAccounts(visit: Visit): Promise<FastifyReply> {
  const { lang, href, names } = visit
  const t = adminTexts[lang]
  const path = '/desk/admin/accounts'
  const page = await accountPageOf(visit)
  return showDesk(visit, {
    title: t.accounts,
    under: t.accountsUnder,
    actions: (
      <LinkButton href={href(`${path}/new`)} look="second" compact>
        {t.open}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        <Note tone="blue">{t.accountsNote}</Note>
        <Table
          dense
          caption={t.accounts}
          columns={[
            { title: t.columns.login, heading: true },
            { title: t.columns.name },
            { title: t.columns.posts },
            { title: t.columns.kind },
            { title: t.columns.state },
          ]}
          rows={page.people.map(({ account, posts }) => ({
            key: account.id,
            cells: [
              <a key="l" className="mono" href={href(`${path}/${account.id}`)}>
                {account.login}
              </a>,
              account.name,
              posts.map(({ id }) => names.seat(id)).join(t.between),
              account.admin === null ? t.nobody : t.admins[account.admin],
              <StateChip key="s" account={account} visit={visit} />,
            ],
          }))}
        />
        <AccountPager visit={visit} path={path} page={page} />
      </div>
    ),
  })
}

interface Tried {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

function showNew(visit: Visit, tried: Tried | null): Promise<FastifyReply> {
  const t = adminTexts[visit.lang]
  return showDesk(visit, {
    title: t.open,
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    children: (
      <SmallForm
        visit={visit}
        action="/desk/admin/accounts/new"
        fields={accountFields}
        typed={tried?.typed ?? start}
        refusal={tried?.refusal ?? null}
        submit={t.open}
        note={t.openNote}
        back="/desk/admin/accounts"
      />
    ),
  })
}

function showAccount(visit: Visit, account: Account): Promise<FastifyReply> {
  const { lang, href, engine, names, me } = visit
  const t = adminTexts[lang]
  const [known] = staffed(engine, [account])
  const act = account.disabledAt ? 'reopen' : 'close'
  return showDesk(visit, {
    title: account.name,
    under: (
      <>
        <span className="mono">{account.login}</span>
        <StateChip account={account} visit={visit} />
      </>
    ),
    children: (
      <div className="stack">
        <Said visit={visit} />
        <section className="sheet pad">
          <DefinitionList
            entries={[
              { term: t.columns.kind, value: account.admin === null ? t.nobody : t.admins[account.admin] },
              {
                term: t.columns.posts,
                value: known?.posts.length
                  ? known.posts.map(({ id, unit }) => (
                      <div key={id}>
                        <a href={href(`/desk/units/${unit}`)}>{names.seat(id)}</a>
                      </div>
                    ))
                  : t.noPosts,
              },
            ]}
          />
        </section>
        <section className="sheet pad">
          <Head>{t.columns.act}</Head>
          {account.id === me.account.id ? (
            <p className="small quiet">{t.notYourself}</p>
          ) : (
            <ul className="moves">
              <AccountAct
                visit={visit}
                account={account}
                action={`/desk/admin/accounts/${act}`}
                label={t[act]}
                says={t.follows[act]}
                look={act === 'close' ? 'warn' : 'second'}
              />
            </ul>
          )}
        </section>
      </div>
    ),
  })
}

const isAdmin = (value: unknown): value is Admin => kinds.some((kind) => kind === value)

/** The pages of the system administrator; each act is judged again below, whoever sends it. */
export function addAdminPages(desk: Desk): void {
  const { engine, access } = desk.site.context
  const administration = openAdministration(engine, access)
  desk.get('/desk/admin', 'administrator', (visit) => {
    const pages = { system: 'accounts', security: 'security', audit: 'audit' }
    return goTo(visit, `/desk/admin/${pages[visit.me.account.admin ?? 'audit']}`)
  })

  desk.get('/desk/admin/accounts', 'system', showAccounts)
  desk.get('/desk/admin/accounts/new', 'system', (visit) => showNew(visit, null))
  desk.post('/desk/admin/accounts/new', 'system', async (visit, { form }: Brought) => {
    const read = await readSmall(visit, accountFields, form)
    if (!read.ok) return showNew(visit, { typed: read.typed, refusal: null })
    const { login, name, admin } = read.input
    const person = { login: String(login), name: String(name), admin: isAdmin(admin) ? admin : null }
    const result = await administration.open(visit.me.account, person)
    return result.ok
      ? showOnce(visit, result.value.account.login, result.value.password, '/desk/admin/accounts')
      : showNew(visit, { typed: read.again(result.refusal), refusal: result.refusal })
  })
  desk.get('/desk/admin/accounts/:id', 'system', async (visit) => {
    const account = await namedAccount(visit, parameter(visit.request, 'id'))
    return account ? showAccount(visit, account) : showRefused(visit, noAccount, '/desk/admin/accounts')
  })

  const button = (act: 'close' | 'reopen', carryOut: (by: Account, id: string) => Promise<Result<Account>>) =>
    desk.post(`/desk/admin/accounts/${act}`, 'system', async (visit, { form }) => {
      const account = await namedAccount(visit, one(form, 'account') ?? '')
      const result = account ? await carryOut(visit.me.account, account.id) : refuse(noAccount)
      return result.ok
        ? goTo(visit, `/desk/admin/accounts/${result.value.id}?said=${act}`)
        : showRefused(visit, result.refusal, '/desk/admin/accounts')
    })
  button('close', administration.close)
  button('reopen', administration.reopen)
}
