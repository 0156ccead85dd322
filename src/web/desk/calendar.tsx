import type { FastifyInstance, FastifyReply } from 'fastify'
import { feedActor, issueFeed } from '../../engine/feeds.ts'
import { waitingFor } from '../../engine/moves.ts'
import { statusOfCode } from '../../http/problem.ts'
import { lastDayOf } from '../../kernel/clock.ts'
import { inLanguage } from '../../kernel/text.ts'
import { feedsOf, revokeFeed } from '../../store/calendar-feeds.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import type { Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { type CalendarEntry, icalOf, icalType } from './ical.ts'
import { namesIn } from './names.ts'
import { showDesk } from './shell.tsx'
import { type Acting, goTo, guarded } from './visit.ts'

const texts = bilingual(
  {
    title: '订阅到日历',
    note: '手机或电脑的日历按一个地址来取本岗位的时限，每小时更新。日历里只有编号、下一步动作和最后一天，没有事项名称，更没有反映人。',
    make: '给这个岗位一个地址',
    makeSays: (seat: string) => `${seat}的时限。谁拿到这个地址，谁就看得到，请不要转给别人。`,
    once: '日历地址',
    onceSays: '只显示这一次。请复制到日历程序的“订阅日历”里；不用了就在这里作废，再要一个新的。',
    back: '回到我的时钟',
    feeds: '给出去的地址',
    none: '还没有地址',
    noneSays: '给一个地址，时限就会出现在您的日历里。',
    columns: { post: '岗位', created: '什么时候给的', end: '作废' },
    end: '作废',
    entry: (no: string, move: string) => `${move} ${no}`,
    name: (seat: string) => `落实 ${seat}`,
  },
  {
    title: 'Subscribe in a calendar',
    note: 'The calendar of your telephone or computer fetches the deadlines of your post from an address, every hour. It shows the number, the next move and the last day only: no title of a matter, and nobody who reported.',
    make: 'Get an address for this post',
    makeSays: (seat) => `The deadlines of ${seat}. Whoever has the address can read them; pass it on to nobody.`,
    once: 'Address of the calendar',
    onceSays:
      'Shown once. Copy it into “subscribe to a calendar” of your program; when you need it no more, end it here and get another.',
    back: 'Back to my clock',
    feeds: 'Addresses given',
    none: 'No address yet',
    noneSays: 'Get one, and the deadlines appear in your calendar.',
    columns: { post: 'Post', created: 'Given', end: 'End' },
    end: 'End it',
    entry: (no, move) => `${move} ${no}`,
    name: (seat) => `Luoshi ${seat}`,
  },
)

const path = '/desk/calendar'

async function showFeeds(visit: Acting): Promise<FastifyReply> {
  const { lang, href, engine, names, actor, me } = visit
  const t = texts[lang]
  const feeds = await feedsOf(engine.db, me.account.id)
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return showDesk(visit, {
    title: t.title,
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        <ul className="moves sheet pad">
          <li>
            <div>
              <b>{t.make}</b>
              <p className="small quiet">{t.makeSays(names.seat(actor.post))}</p>
            </div>
            <PostButton action={href(path)} fields={guarded(visit)} compact>
              {t.make}
            </PostButton>
          </li>
        </ul>
        <section>
          <Head>{t.feeds}</Head>
          {feeds.length === 0 ? (
            <Empty title={t.none}>{t.noneSays}</Empty>
          ) : (
            <Table
              caption={t.feeds}
              columns={[
                { title: t.columns.post, heading: true },
                { title: t.columns.created },
                { title: t.columns.end },
              ]}
              rows={feeds.map(({ id, post, createdAt }) => ({
                key: id,
                cells: [
                  names.seat(post),
                  when(createdAt),
                  <PostButton
                    key="end"
                    action={href(`${path}/end`)}
                    fields={guarded(visit, { feed: id })}
                    look="warn"
                    compact
                  >
                    {t.end}
                  </PostButton>,
                ],
              }))}
            />
          )}
        </section>
      </div>
    ),
  })
}

/** The address stands on the answer to the form that asked for it and nowhere else. */
async function give(visit: Acting): Promise<FastifyReply> {
  const { lang, href, engine, actor, site } = visit
  const t = texts[lang]
  const secret = await issueFeed(engine, actor)
  return showDesk(visit, {
    title: t.once,
    children: (
      <div className="stack">
        <p className="sheet pad">
          <span className="mono">{`${site.context.origin}/calendar/${secret}.ics`}</span>
        </p>
        <Note tone="red">{t.onceSays}</Note>
        <p>
          <LinkButton href={href('/desk/clock')} look="second">
            {t.back}
          </LinkButton>
        </p>
      </div>
    ),
  })
}

/** The file itself, for programs that carry nothing but the address. */
export function addCalendarFile(app: FastifyInstance, { context }: Site): void {
  const { engine, origin } = context
  app.get<{ Params: { secret: string } }>('/calendar/:secret.ics', async (request, reply) => {
    const { secret } = request.params
    const actor = /^lsc_[\w-]{32}$/.test(secret) ? await feedActor(engine, secret) : null
    reply.header('cache-control', 'no-store')
    if (!actor) return reply.code(statusOfCode('not-found')).type('text/plain; charset=utf-8').send('没有这个日历\n')
    const waiting = await waitingFor(engine, actor)
    const entries = waiting.flatMap(({ case: c, procedure, next }): readonly CalendarEntry[] => {
      const move = procedure.declaration.transitions[next[0]?.transition ?? '']
      if (c.due === null || !move) return []
      return [
        {
          uid: `${c.no}@${new URL(origin).host}`,
          day: lastDayOf(c.due, engine.programme.calendar),
          title: texts.zh.entry(c.no, inLanguage(move.title, 'zh')),
          href: `${origin}/desk/cases/${c.no}`,
        },
      ]
    })
    const name = texts.zh.name(namesIn(engine, 'zh').seat(actor.post))
    const file = icalOf({ name, timeZone: engine.programme.timeZone, at: engine.clock.now(), entries })
    return reply.type(icalType).send(file)
  })
}

/** 订阅到日历: addresses for calendar programs, given once and ended by their owner. */
export function addCalendarPages(desk: Desk): void {
  desk.get(path, 'post', showFeeds)
  desk.post(path, 'post', give)
  desk.post(`${path}/end`, 'post', async (visit, { form }) => {
    const id = one(form, 'feed') ?? ''
    if (/^[0-9a-f]{64}$/.test(id)) await revokeFeed(visit.engine.db, visit.me.account.id, Buffer.from(id, 'hex'))
    return goTo(visit, path)
  })
}
