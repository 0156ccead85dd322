import type { ReactNode } from 'react'
import type { Staffed } from '../../engine/accounts.ts'
import type { Role } from '../../kernel/org.ts'
import { roles } from '../../kernel/org.ts'
import { inLanguage, type Language } from '../../kernel/text.ts'
import type { Admin } from '../../store/accounts.ts'
import { PostButton } from '../parts/button.tsx'
import { Head } from '../parts/public-page.tsx'
import { Table } from '../parts/table.tsx'
import type { Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { hrefIn } from '../text/texts.ts'
import { type Names, namesIn } from './names.ts'

const texts = bilingual(
  {
    title: '演示账号',
    says: '这是演示，人和单位都是虚构的。选一个岗位直接进去，不用密码；正式部署没有这张表。',
    role: '做什么的',
    seat: '单位和岗位',
    name: '人',
    enter: '进入',
    act: '登录',
    as: (name: string) => `以${name}的身份进入`,
    others: (n: number) => `其余 ${n} 个账号`,
    noSeat: '已经离任，或者还没有岗位',
    between: '；',
  },
  {
    title: 'Demo accounts',
    says: 'This is a demonstration: people and units are invented. Choose a post and enter without a password; a real installation has no such list.',
    role: 'Part',
    seat: 'Unit and post',
    name: 'Person',
    enter: 'Enter',
    act: 'Sign in',
    as: (name) => `Enter as ${name}`,
    others: (n) => `The other ${n} accounts`,
    noSeat: 'has left, or holds no post yet',
    between: '; ',
  },
)

const adminRoles: Readonly<Record<Admin, Role>> = { system: 'sysAdmin', security: 'securityAdmin', audit: 'auditAdmin' }

/** What a visitor tries first, in the order in which a matter passes through hands. */
const order: readonly Role[] = [
  'inspectionOffice',
  'officeStaff',
  'mayor',
  'execViceMayor',
  'unitHead',
  'unitLiaison',
  'intake',
  'inspector',
  'peopleSupervisor',
  'verifier',
  'legalReviewer',
  'secretaryGeneral',
  'sysAdmin',
  'securityAdmin',
  'auditAdmin',
]

const rolesOf = ({ account, posts }: Staffed): readonly Role[] =>
  account.admin === null ? posts.flatMap((post) => post.roles) : [adminRoles[account.admin]]

interface Props {
  readonly staffed: readonly Staffed[]
  readonly site: Site
  readonly lang: Language
  /** Hidden fields of every button: the form's token and where to go. */
  readonly fields: Readonly<Record<string, string>>
}

function seatsOf({ posts }: Staffed, names: Names, lang: Language): string {
  const t = texts[lang]
  return posts.map(({ id }) => names.seat(id)).join(t.between) || t.noSeat
}

function Rows({
  rows,
  names,
  lang,
  fields,
  caption,
}: Omit<Props, 'staffed' | 'site'> & {
  readonly rows: readonly { readonly role: string; readonly one: Staffed }[]
  readonly names: Names
  readonly caption: string
}): ReactNode {
  const t = texts[lang]
  return (
    <Table
      dense
      caption={caption}
      columns={[{ title: t.role, heading: true }, { title: t.seat }, { title: t.name }, { title: t.act }]}
      rows={rows.map(({ role, one }) => ({
        key: `${one.account.id} ${role}`,
        cells: [
          role,
          seatsOf(one, names, lang),
          one.account.name,
          <PostButton
            key="enter"
            action={hrefIn(lang, '/login/demo')}
            fields={{ ...fields, account: one.account.id }}
            look="second"
            compact
          >
            <span className="vh">{t.as(one.account.name)}</span>
            <span aria-hidden="true">{t.enter}</span>
          </PostButton>,
        ],
      }))}
    />
  )
}

/** The accounts of the demonstration: one for each part first, the rest folded away. */
export function DemoAccounts({ staffed, site, lang, fields }: Props): ReactNode {
  const t = texts[lang]
  const names = namesIn(site.context.engine, lang)
  const first = order.flatMap((role) => {
    const one = staffed.find((each) => rolesOf(each).includes(role))
    return one ? [{ role: inLanguage(roles[role], lang), one }] : []
  })
  const shown = new Set(first.map(({ one }) => one))
  const others = staffed
    .filter((one) => !shown.has(one))
    .map((one) => ({
      role: rolesOf(one)
        .map((role) => inLanguage(roles[role], lang))
        .join(t.between),
      one,
    }))
  return (
    <section className="mt5" id="demo">
      <Head>{t.title}</Head>
      <p className="measure small quiet">{t.says}</p>
      <Rows rows={first} names={names} lang={lang} fields={fields} caption={t.title} />
      {others.length === 0 ? null : (
        <details className="mt4">
          <summary>{t.others(others.length)}</summary>
          <Rows rows={others} names={names} lang={lang} fields={fields} caption={t.others(others.length)} />
        </details>
      )}
    </section>
  )
}
