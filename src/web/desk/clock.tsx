import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { LinkButton, type Move, Moves } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { type DueItem, type RulerDay, Stats, WorkdayRuler } from '../parts/desk-parts.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Say } from '../parts/say.tsx'
import { Chip } from '../parts/status.tsx'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats, plural } from '../text/format.ts'
import { type Sentence, strong } from '../text/sentence.ts'
import { leadsTo, otherwise } from './consequence.ts'
import type { Desk } from './doors.ts'
import { type Matter, mattersOf, openMovesOf, waiters } from './matters.ts'
import { type Column, ruled, type Stretch } from './ruler.ts'
import { showDesk } from './shell.tsx'
import type { Acting } from './visit.ts'

const texts = bilingual(
  {
    title: '我的时钟',
    under: (n: number) => (n === 0 ? '现在没有件等您' : `${n} 件等您办，按工作日排`),
    calendar: '订阅到日历',
    ruler: '按工作日排',
    stretches: { over: '已超期', today: '今天到期', soon: '四个工作日内', later: '之后' },
    weekend: '周末不计时',
    days: '休息日不计时',
    holiday: (name: string) => `${name}假期不计时`,
    next: (move: string) => `下一步：${move}`,
    waits: '别人在等我',
    waitsSide: '我拖一天，他们就晚一天',
    waited: (n: number): Sentence => (n === 0 ? ['今天刚到'] : ['等了 ', strong(n), ' 个工作日']),
    nobody: '没有人在等您',
    nobodySays: '轮到您的件会出现在这里，带着它的时限。',
    all: '全部列出来',
    workdays: '工作日历',
    workdaysSays:
      '按国务院办公厅的放假安排算，含调休；法律写“日”的按自然日算。件上每个时限都能展开，看是怎么数出来的。',
    rules: '程序与时限',
    open: '打开本件',
    noDue: '没有时限',
    empty: '都办完了',
    emptySays: '现在没有件轮到您这个岗位。到期提醒和新交办的件会排在这里。',
    closed: '现在不能做的，打开本件可以看到原因。',
  },
  {
    title: 'My clock',
    under: (n) => (n === 0 ? 'nothing waits for you now' : `${counted(n, 'case')} wait for you, by working days`),
    calendar: 'Subscribe in a calendar',
    ruler: 'By working days',
    stretches: { over: 'overdue', today: 'due today', soon: 'within four working days', later: 'later' },
    weekend: 'weekend: no time runs',
    days: 'days off: no time runs',
    holiday: (name) => `${name}: no time runs`,
    next: (move) => `next: ${move}`,
    waits: 'Waiting for me',
    waitsSide: 'a day of mine is a day of theirs',
    waited: (n) => (n === 0 ? ['since today'] : ['for ', strong(n), ` ${plural(n, 'working day')}`]),
    nobody: 'Nobody waits for you',
    nobodySays: 'Cases whose next move is yours appear here, with their deadlines.',
    all: 'List them all',
    workdays: 'Working days',
    workdaysSays:
      'Counted by the holiday notices of the State Council with make-up days; where a law says “days”, natural days count. Every deadline can be opened to see how it was counted.',
    rules: 'Procedures and limits',
    open: 'Open the case',
    noDue: 'no deadline',
    empty: 'All done',
    emptySays: 'No case waits for your post now. What is assigned to you will stand here.',
    closed: 'What cannot be done now is listed in the case, with the reason.',
  },
)

const hrefOf = ({ href }: Acting, no: string) => href(`/desk/cases/${no}`)

function breakWords(column: Extract<Column<never>, { kind: 'off' }>, lang: Acting['lang']): string {
  const t = texts[lang]
  if (column.holiday !== null) return t.holiday(lang === 'zh' ? column.holiday : t.days)
  return column.days === 2 ? t.weekend : t.days
}

function rulerDays(visit: Acting, matters: readonly Matter[], chosen: string | null): readonly RulerDay[] {
  const { lang, now, engine, href } = visit
  const t = texts[lang]
  const item = ({ seen, status, move, clock, stretch }: Matter): DueItem => ({
    title: seen.title,
    href: href(`/desk/clock?case=${seen.no}#case`),
    status,
    notes: [
      seen.no,
      t.next(move),
      ...(clock?.face.state === 'late'
        ? [`${clock.title} ${t.stretches.over} ${formats[lang].span(clock.face.over, clock.face.unit)}`]
        : stretch === 'later' && clock && 'due' in clock.face && clock.face.due
          ? [formats[lang].day(clock.face.due)]
          : []),
    ],
    current: seen.no === chosen,
  })
  return ruled(matters, now, engine.programme.calendar).map(
    (column): RulerDay =>
      column.kind === 'off'
        ? { kind: 'off', why: breakWords(column, lang), from: column.from }
        : { ...column, items: column.items.map(item) },
  )
}

function movesIn(visit: Acting, matter: Matter): readonly Move[] {
  const { lang, engine } = visit
  const { waiting, seen } = matter
  const { procedure: p, case: c } = waiting
  return openMovesOf(matter).map(({ transition }, at) => ({
    label: p.declaration.transitions[transition]?.title[lang === 'zh' ? 0 : 1] ?? transition,
    says: leadsTo(p, c, transition, lang, engine.procedure),
    href: `${hrefOf(visit, seen.no)}?do=${transition}#do`,
    look: at === 0 ? 'main' : 'second',
  }))
}

function Chosen({ visit, matter }: { readonly visit: Acting; readonly matter: Matter }): ReactNode {
  const { lang, engine, now } = visit
  const t = texts[lang]
  const { seen, clock, unit, waiting, status, state } = matter
  const says = otherwise(waiting.procedure, waiting.case, now, engine.programme.calendar, lang)
  return (
    <section className="sheet pad" id="case">
      <div className="row between">
        <h2 className="head-text">
          <a href={hrefOf(visit, seen.no)}>{seen.title}</a>
        </h2>
        {clock === null ? null : <Clock face={clock.face} lang={lang} label={clock.title} />}
      </div>
      <p className="small quiet row">
        <span className="mono">{seen.no}</span>
        <Chip status={status} lang={lang} label={state} />
        <span>{unit}</span>
      </p>
      <Moves moves={movesIn(visit, matter)} lang={lang} />
      <p className="tiny quiet mt3">
        {says === null ? null : (
          <>
            {says}
            {lang === 'zh' ? '。' : '. '}
          </>
        )}
        {t.closed}
      </p>
    </section>
  )
}

const mostWaiters = 6

/** The longest waiting first. */
function Waiters({
  matters,
  who,
  visit,
}: {
  readonly matters: readonly Matter[]
  readonly who: ReadonlyMap<string, string>
  readonly visit: Acting
}): ReactNode {
  const t = texts[visit.lang]
  const longest = matters.toSorted((a, b) => b.waited - a.waited).slice(0, mostWaiters)
  return (
    <section className="sheet pad">
      <Head side={t.waitsSide}>{t.waits}</Head>
      <ul className="moves">
        {longest.map(({ seen, waited, move }) => (
          <li key={seen.no}>
            <div>
              <a href={hrefOf(visit, seen.no)}>{seen.title}</a>
              <p className="small quiet">{`${who.get(seen.no) ?? ''} · ${t.next(move)}`}</p>
            </div>
            <span className="small nowrap">
              <Say text={t.waited(waited)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const stretches: readonly Stretch[] = ['over', 'today', 'soon', 'later']

async function showClock(visit: Acting): Promise<FastifyReply> {
  const { lang, href, query } = visit
  const t = texts[lang]
  const matters = await mattersOf(visit)
  const asked = query.get('case')
  const chosen = matters.find(({ seen }) => seen.no === asked) ?? matters[0]
  const count = (stretch: Stretch) => matters.filter((matter) => matter.stretch === stretch).length
  return showDesk(visit, {
    title: t.title,
    under: t.under(matters.length),
    actions: (
      <LinkButton href={href('/desk/calendar')} look="second" compact>
        {t.calendar}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        <Stats
          lang={lang}
          stats={stretches.map((stretch) => ({
            n: count(stretch),
            label: t.stretches[stretch],
            href: href(`/desk/cases?mine=1&due=${stretch}`),
            late: stretch === 'over',
          }))}
        />
        <h2 className="vh">{t.ruler}</h2>
        <WorkdayRuler days={rulerDays(visit, matters, chosen?.seen.no ?? null)} lang={lang} />
        <div className="split">
          {chosen === undefined ? (
            <Empty title={t.empty}>{t.emptySays}</Empty>
          ) : (
            <Chosen visit={visit} matter={chosen} />
          )}
          <div className="stack">
            {matters.length === 0 ? (
              <Empty title={t.nobody}>{t.nobodySays}</Empty>
            ) : (
              <Waiters matters={matters} who={await waiters(visit, matters)} visit={visit} />
            )}
            <section className="sheet pad">
              <Head side={<a href={href('/procedures')}>{t.rules}</a>}>{t.workdays}</Head>
              <p className="small">{t.workdaysSays}</p>
            </section>
          </div>
        </div>
      </div>
    ),
  })
}

/** 我的时钟: what is due and who waits, for the post that the visitor acts for. */
export function addClockPage(desk: Desk): void {
  desk.get('/desk/clock', 'post', showClock)
}
