import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { openingsFor } from '../../engine/moves.ts'
import { mayReview } from '../../engine/review.ts'
import { dayNumber } from '../../kernel/calendar.ts'
import type { Role } from '../../kernel/org.ts'
import { unreadCount } from '../../store/notices.ts'
import { PostButton } from '../parts/button.tsx'
import { type DeskGroup, DeskPage } from '../parts/desk-page.tsx'
import { logOf } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { texts as partTexts } from '../text/texts.ts'
import { scriptHref } from './assets.ts'
import { erasuresFor } from './erasures.ts'
import { isUnanswered } from './unanswered.ts'
import { unsealingsFor } from './unsealings.ts'
import { guarded, show, type Visit } from './visit.ts'

const texts = bilingual(
  {
    mine: '我的',
    decide: '拿主意',
    clock: '我的时钟',
    notices: '通知',
    cases: '办件',
    list: '案件列表',
    open: '新开一件',
    intake: '收到的反映',
    verify: '核查任务',
    inspections: '年度检查计划',
    draws: '抽查与抽签',
    people: '单位',
    units: '人员与岗位',
    unseal: '身份启封',
    erase: '依法删除',
    plan: '方案',
    planText: '方案原文',
    responsibilities: '方案与责任清单',
    claims: '认领与异议',
    compile: '编译与校对',
    book: '底账',
    log: '公开日志',
    admin: '管理',
    accounts: '账号',
    webhooks: '事件推送',
    security: '锁定与会话',
    audit: '审计',
    self: '账号',
    account: '我的账号',
    switchPost: '换岗位',
    help: '帮助与快捷键',
    noPost: '不代表任何岗位',
    admins: { system: '系统管理员', security: '安全管理员', audit: '审计管理员' },
    searchHint: '案件号、标题或者单位',
    searchAdmin: { system: '名字或登录名', security: '名字或登录名', audit: '谁、案件号、单位' },
  },
  {
    mine: 'Mine',
    decide: 'To decide',
    clock: 'My clock',
    notices: 'Notices',
    cases: 'Cases',
    list: 'All cases',
    open: 'Open a case',
    intake: 'Reports received',
    verify: 'To verify',
    inspections: 'Year plan of inspections',
    draws: 'Draws and visits',
    people: 'Organisation',
    units: 'Units and posts',
    unseal: 'Opening identities',
    erase: 'Erasure by law',
    plan: 'The plan',
    planText: 'Text of the plan',
    responsibilities: 'Plan and list',
    claims: 'Accept or object',
    compile: 'Compile and review',
    book: 'Ledger',
    log: 'Public log',
    admin: 'Administration',
    accounts: 'Accounts',
    webhooks: 'Webhooks',
    security: 'Locks and sessions',
    audit: 'Audit',
    self: 'Account',
    account: 'My account',
    switchPost: 'Change post',
    help: 'Help and shortcuts',
    noPost: 'acting for no post',
    admins: {
      system: 'system administrator',
      security: 'security administrator',
      audit: 'audit administrator',
    },
    searchHint: 'Case number, words of a title',
    searchAdmin: { system: 'Name or login', security: 'Name or login', audit: 'Who, case number, unit' },
  },
)

/** Posts that decide over others' work: they get the page with consequences. */
export const leaderRoles: readonly Role[] = ['mayor', 'execViceMayor', 'secretaryGeneral', 'unitHead', 'legalReviewer']

const hasRole = (visit: Visit, ...roles: readonly Role[]) =>
  visit.me.actor?.roles.some((role) => roles.includes(role)) === true

async function postGroups(visit: Visit): Promise<readonly DeskGroup[]> {
  const { href, engine, me } = visit
  const t = texts[visit.lang]
  if (!me.actor) return []
  const matters = await visit.waiting()
  const waiting = matters.length
  const unread = await unreadCount(engine.db, me.actor.region, me.actor.post)
  const unanswered = matters.filter(isUnanswered).length
  const link = (path: string, label: string, n = 0) => ({ href: href(path), label, ...(n > 0 && { n }) })
  const isLeader = hasRole(visit, ...leaderRoles)
  return [
    {
      title: t.mine,
      links: [
        ...(isLeader ? [link('/desk/decide', t.decide, waiting)] : []),
        link('/desk/clock', t.clock, isLeader ? 0 : waiting),
        link('/desk/notices', t.notices, unread),
      ],
    },
    {
      title: t.cases,
      links: [
        link('/desk/cases', t.list),
        ...(openingsFor(engine, me.actor).length > 0 ? [link('/desk/new', t.open)] : []),
        ...(hasRole(visit, 'unitHead', 'unitLiaison') ? [link('/desk/claims', t.claims, unanswered)] : []),
        ...(hasRole(visit, 'intake') ? [link('/desk/intake', t.intake)] : []),
        ...(hasRole(visit, 'inspectionOffice', 'inspector', 'mayor') ? [link('/desk/inspections', t.inspections)] : []),
        ...(hasRole(visit, 'inspectionOffice', 'inspector', 'peopleSupervisor') ? [link('/desk/draws', t.draws)] : []),
        ...(hasRole(visit, 'verifier') ? [link('/desk/verify', t.verify)] : []),
      ],
    },
    {
      title: t.people,
      links: [
        link('/desk/units', t.units),
        ...(hasRole(visit, 'intake', 'secretaryGeneral')
          ? [
              link('/desk/unseal', t.unseal, await unsealingsFor(visit)),
              link('/desk/erase', t.erase, await erasuresFor(visit)),
            ]
          : []),
      ],
    },
    {
      title: t.plan,
      links: [
        link('/desk/plan', t.responsibilities),
        ...(mayReview(me.actor) ? [link('/desk/compile', t.compile)] : []),
        link(`/plan/${engine.programme.id}`, t.planText),
      ],
    },
  ]
}

function adminGroup({ me, href, lang }: Visit): readonly DeskGroup[] {
  const t = texts[lang]
  const { admin } = me.account
  if (admin === null) return []
  const pages = {
    system: [
      { href: href('/desk/admin/accounts'), label: t.accounts },
      { href: href('/desk/units'), label: t.units },
      { href: href('/desk/admin/webhooks'), label: t.webhooks },
    ],
    security: [{ href: href('/desk/admin/security'), label: t.security }],
    audit: [{ href: href('/desk/admin/audit'), label: t.audit }],
  }
  return [{ title: t.admin, links: pages[admin] }]
}

async function navOf(visit: Visit): Promise<readonly DeskGroup[]> {
  const t = texts[visit.lang]
  const { href, me } = visit
  return [
    ...(await postGroups(visit)),
    ...adminGroup(visit),
    { title: t.book, links: [{ href: href('/log'), label: t.log }] },
    {
      title: t.self,
      links: [
        { href: href('/desk/account'), label: t.account },
        ...(me.posts.length > 1 && me.account.admin === null
          ? [{ href: href('/desk/post'), label: t.switchPost }]
          : []),
        { href: href('/desk/help'), label: t.help },
      ],
    },
  ]
}

/** Where a letter after `g` leads, for the script: pages that the visitor's part has. */
function keysOf({ me, href }: Visit): string {
  const forPosts = { c: '/desk/clock', d: '/desk/decide', l: '/desk/cases', n: '/desk/new' }
  const pages = { ...(me.actor && forPosts), u: '/desk/units', a: '/desk/account', h: '/desk/help' }
  return Object.entries(pages)
    .map(([key, path]) => `${key}=${href(path)}`)
    .join(' ')
}

function postName({ me, names, lang }: Visit): string {
  const t = texts[lang]
  if (me.account.admin !== null) return t.admins[me.account.admin]
  return me.actor ? names.seat(me.actor.post) : t.noPost
}

/** What the box above every page looks for: cases, or for administrators what they administer. */
function searchOf({ me, href, lang, query }: Visit): { action: string; hint: string; value?: string } {
  const t = texts[lang]
  const { admin } = me.account
  if (admin === null) return { action: href('/desk/search'), hint: t.searchHint }
  const page = { system: 'accounts', security: 'security', audit: 'audit' }[admin]
  const value = query.get('q')
  return { action: href(`/desk/admin/${page}`), hint: t.searchAdmin[admin], ...(value === null ? {} : { value }) }
}

interface Shell {
  readonly title: string
  readonly under?: ReactNode
  readonly actions?: ReactNode
  /** What stands in the search box. */
  readonly searched?: string
  /** The address of the page's own script, where it has one. */
  readonly script?: string
  readonly children: ReactNode
  readonly status?: number
}

/** Sends a page of the desk: who is here, what waits, the page, and from which log position it was computed. */
export async function showDesk(visit: Visit, shell: Shell): Promise<FastifyReply> {
  const { engine, frame, me, site, today, href, lang } = visit
  const { calendar } = engine.programme
  const { title, under, actions, searched, script, children, status } = shell
  const page = (
    <DeskPage
      frame={frame}
      title={title}
      {...(under === undefined ? {} : { under })}
      {...(actions === undefined ? {} : { actions })}
      nav={await navOf(visit)}
      viewer={{ name: me.account.name, post: postName(visit) }}
      today={{ day: today, working: calendar.isWorkingDay(dayNumber(today)) }}
      search={{
        ...searchOf(visit),
        ...(searched === undefined ? {} : { value: searched }),
      }}
      signOut={
        <PostButton action={href('/desk/logout')} fields={guarded(visit)} look="plain" compact>
          {partTexts[lang].frame.signOut}
        </PostButton>
      }
      log={logOf(site, frame)}
      head={
        <>
          <meta name="desk-keys" content={keysOf(visit)} />
          {script === undefined ? null : <script src={script} defer />}
          <script src={scriptHref('desk')} defer />
        </>
      }
    >
      {children}
    </DeskPage>
  )
  return show(visit, page, status)
}
