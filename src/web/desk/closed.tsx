import type { FastifyReply, FastifyRequest } from 'fastify'
import { statusOfCode } from '../../http/problem.ts'
import { ErrorNotice } from '../parts/form.tsx'
import { Note } from '../parts/table.tsx'
import { languageOf, type Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import { hrefIn } from '../text/texts.ts'
import { showPlain } from './plain.tsx'
import { showDesk } from './shell.tsx'
import type { Door, Visit } from './visit.ts'

const texts = bilingual(
  {
    closed: '这一页不归您的岗位',
    closedSays: (who: string) => `这一页只给${who}。您的账号没有这个权限，任何人也不能同时有两种管理权限。`,
    doors: {
      system: '系统管理员',
      security: '安全管理员',
      audit: '审计管理员',
      administrator: '管理员',
    },
    noPost: '您现在没有岗位',
    noPostSays:
      '没有岗位就不能办任何事，也看不到没有公开的件。责任跟着岗位走：岗位由系统管理员或秘书长在“人员与岗位”里任免。',
    ended: (seat: string, day: string) => `${seat}：任期到 ${day} 为止`,
    begins: (seat: string, day: string) => `${seat}：任期从 ${day} 开始`,
    never: '系统里没有您任过的岗位。',
    yours: '您任过和将任的岗位',
    again: '登录已经过期，这次提交没有生效',
    againSays: '您写的还在上一页。请在新窗口登录，再回到上一页，重新提交一次；表会再给您看一遍，核对以后才算数。',
    signIn: '登录',
    old: '这张表是上次登录时打开的，没有提交',
    oldSays: '为了防止别的网站替您提交，每次登录以后旧的表都作废。请打开页面重新填写。',
    reopen: '回到工作台',
  },
  {
    closed: 'This page is not for your post',
    closedSays: (who) =>
      `This page is for the ${who} only. Your account does not have that power, and nobody can have two of the three.`,
    doors: {
      system: 'system administrator',
      security: 'security administrator',
      audit: 'audit administrator',
      administrator: 'administrators',
    },
    noPost: 'You hold no post now',
    noPostSays:
      'Without a post nothing can be done, and what is not public cannot be read. Responsibility rests on posts: the system administrator or the secretary-general fills them under “Units and posts”.',
    ended: (seat, day) => `${seat}: held until ${day}`,
    begins: (seat, day) => `${seat}: held from ${day}`,
    never: 'There is no post that you have held.',
    yours: 'Posts you have held or will hold',
    again: 'Your session has ended; nothing was submitted',
    againSays:
      'What you wrote is still on the page before. Sign in in a new window, go back to that page and submit again; the form is shown once more to be checked.',
    signIn: 'Sign in',
    old: 'This form belongs to an earlier session and was not submitted',
    oldSays:
      'So that no other website can submit for you, forms of an earlier session are void. Open the page again and fill in the form.',
    reopen: 'Back to the desk',
  },
)

const closedStatus = statusOfCode('forbidden')

/** To somebody who is logged in but not let in here. */
export function closedPage(visit: Visit, door: Exclude<Door, 'anybody' | 'post'>): Promise<FastifyReply> {
  const t = texts[visit.lang]
  return showDesk(visit, {
    title: t.closed,
    status: closedStatus,
    children: <Note tone="red">{t.closedSays(t.doors[door])}</Note>,
  })
}

/** To somebody who holds no post: when he held which, so that he knows why nothing can be done. */
export function noPostPage(visit: Visit): Promise<FastifyReply> {
  const { me, engine, names, today, lang } = visit
  const t = texts[lang]
  const f = formats[lang]
  const held = engine.org().data.holdings.filter(({ person }) => person === me.account.id)
  return showDesk(visit, {
    title: t.noPost,
    status: closedStatus,
    children: (
      <div className="stack">
        <Note tone="red">{t.noPostSays}</Note>
        <Note>
          <p>
            <b>{t.yours}</b>
          </p>
          {held.length === 0 ? (
            <p>{t.never}</p>
          ) : (
            <ul>
              {held.map(({ post, from, to }) => (
                <li key={`${post} ${from}`}>
                  {from > today
                    ? t.begins(names.seat(post), f.fullDay(from))
                    : t.ended(names.seat(post), f.fullDay(to ?? from))}
                </li>
              ))}
            </ul>
          )}
        </Note>
      </div>
    ),
  })
}

/** A form came after the session had ended: nothing is read of it, and nothing typed is lost in the browser. */
export function signInAgainPage(site: Site, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = languageOf(request.url)
  const t = texts[lang]
  return showPlain(site, request, reply, {
    title: t.again,
    status: statusOfCode('unauthenticated'),
    children: (
      <ErrorNotice title={t.again} again={{ href: hrefIn(lang, '/login'), label: t.signIn }}>
        {t.againSays}
      </ErrorNotice>
    ),
  })
}

/** A form of an earlier session, or of another website. */
export function oldFormPage(visit: Visit): Promise<FastifyReply> {
  const t = texts[visit.lang]
  return showDesk(visit, {
    title: t.old,
    status: closedStatus,
    children: (
      <ErrorNotice title={t.old} again={{ href: visit.href('/desk'), label: t.reopen }}>
        {t.oldSays}
      </ErrorNotice>
    ),
  })
}
