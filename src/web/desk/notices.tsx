import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { type ReadNotice, readNotices } from '../../engine/notice-read.ts'
import { daysKept } from '../../engine/notices.ts'
import { isUuid } from '../../engine/uuid.ts'
import { dayOf } from '../../kernel/calendar.ts'
import { inLanguage } from '../../kernel/text.ts'
import { markRead, type NoticeKind, noticesOf, unreadCount } from '../../store/notices.ts'
import { HiddenFields, LinkButton, PostButton, Submit } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { statusOf } from '../public/case-line.ts'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { noticeTexts as texts } from './notice-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, goTo, guarded } from './visit.ts'

const path = '/desk/notices'

/** Notices shown at once: nobody reads more, and acting on one settles it. */
const mostUnread = 100
const mostRead = 30

const statuses: Readonly<Record<Exclude<NoticeKind, 'ruled'>, Status>> = {
  waits: 'doing',
  near: 'wait',
  breached: 'late',
  refused: 'again',
  edition: 'wait',
}

function statusOfNotice({ notice, procedure, seen }: ReadNotice): Status {
  if (notice.kind !== 'ruled') return statuses[notice.kind]
  return seen === null ? 'none' : statusOf(procedure, seen)
}

/** The moment of the event; the day alone where the notice tells no more. */
function whenOf(visit: Acting, at: number): string {
  const { calendar, timeZone } = visit.engine.programme
  const f = formats[visit.lang]
  return calendar.minuteAt(at) === 0 ? f.day(dayOf(calendar.dayAt(at))) : f.moment(at, timeZone)
}

function Line({ visit, one: told }: { readonly visit: Acting; readonly one: ReadNotice }): ReactNode {
  const { lang, href } = visit
  const t = texts[lang]
  const { notice, no, seen, move, lastDay } = told
  const state = inLanguage(told.state, lang)
  const facts = [
    ...(notice.kind === 'edition' ? [t.edition] : []),
    ...(move === null ? [] : [t.step(inLanguage(move, lang))]),
    t.now(state),
    // Of what was read before, only what is so still.
    ...(lastDay === null || notice.isRead ? [] : [t.lastDay(formats[lang].day(lastDay))]),
  ]
  return (
    <li>
      <div>
        {notice.isRead ? null : (
          <>
            <Chip status={statusOfNotice(told)} lang={lang} label={t.kinds[notice.kind]} />{' '}
          </>
        )}
        {seen === null ? (
          <span>{t.gone}</span>
        ) : (
          <a href={href(`/desk/cases/${no}`)}>
            <b>{seen.title}</b>
          </a>
        )}
        <p className="small quiet">
          <span className="mono">{no}</span> · {whenOf(visit, notice.at)}
        </p>
        {seen === null ? null : <p className="small">{facts.join(lang === 'zh' ? '；' : '; ')}</p>}
      </div>
      {notice.isRead ? null : (
        <form className="inline" method="post" action={href(`${path}/read`)}>
          <HiddenFields of={guarded(visit, { notice: notice.id })} />
          <Submit look="second" compact>
            <span aria-hidden="true">{t.mark}</span>
            <span className="vh">{t.markOne(no)}</span>
          </Submit>
        </form>
      )}
    </li>
  )
}

async function showNotices(visit: Acting): Promise<FastifyReply> {
  const { lang, href, engine, actor, now } = visit
  const t = texts[lang]
  const asked = (isRead: boolean, limit: number) => noticesOf(engine.db, actor.region, actor.post, { isRead, limit })
  const [count, fresh, old] = await Promise.all([
    unreadCount(engine.db, actor.region, actor.post),
    asked(false, mostUnread).then((notices) => readNotices(engine, notices, actor)),
    asked(true, mostRead).then((notices) => readNotices(engine, notices, actor)),
  ])
  const list = (notices: readonly ReadNotice[]) => (
    <ul className="moves sheet pad">
      {notices.map((one) => (
        <Line key={one.notice.id} visit={visit} one={one} />
      ))}
    </ul>
  )
  return showDesk(visit, {
    title: t.title,
    under: t.under(count),
    actions: (
      <>
        <LinkButton href={href(`${path}/settings`)} look="plain" compact>
          {t.settings}
        </LinkButton>
        {count === 0 ? null : (
          <PostButton
            action={href(`${path}/read-all`)}
            fields={guarded(visit, { until: String(now) })}
            look="second"
            compact
          >
            {t.markAll}
          </PostButton>
        )}
      </>
    ),
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        <section>
          <Head {...(count > fresh.length ? { side: t.more(fresh.length) } : {})}>{t.unread}</Head>
          {fresh.length === 0 ? <Empty title={t.none}>{t.noneSays}</Empty> : list(fresh)}
        </section>
        {old.length === 0 ? null : (
          <section>
            <Head {...(old.length === mostRead ? { side: t.more(mostRead) } : {})}>{t.read}</Head>
            {list(old)}
          </section>
        )}
        <p className="small quiet">{t.kept(daysKept)}</p>
      </div>
    ),
  })
}

/** 通知: what concerns the post that the visitor acts for, and nothing else. */
export function addNoticePages(desk: Desk): void {
  desk.get(path, 'post', showNotices)
  desk.post(`${path}/read`, 'post', async (visit, { form }) => {
    const id = one(form, 'notice') ?? ''
    const { engine, actor } = visit
    if (isUuid(id)) await markRead(engine.db, actor.region, actor.post, { id })
    return goTo(visit, path)
  })
  desk.post(`${path}/read-all`, 'post', async (visit, { form }) => {
    const { engine, actor, now } = visit
    // What came after the page was made has not been seen.
    const until = Number(one(form, 'until') ?? Number.NaN)
    if (Number.isSafeInteger(until)) await markRead(engine.db, actor.region, actor.post, { upTo: Math.min(until, now) })
    return goTo(visit, path)
  })
}
