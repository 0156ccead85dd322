import { viewing } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Instant, isDay } from '../../kernel/calendar.ts'
import { type Entry, readEntry } from '../../kernel/log/entry.ts'
import { type Bilingual, inLanguage, type Json } from '../../kernel/text.ts'
import { isPublic, view } from '../../kernel/view.ts'
import { readEntries } from '../../store/log.ts'
import { casesByNo } from '../../store/read.ts'
import type { Status } from '../parts/status.tsx'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'
import { capital } from '../text/sentence.ts'
import type { Visit } from './visit.ts'

/** An entry of the public log in words: nothing but what the entry itself says, and the title of a case that is public. */
export interface LogLine {
  readonly index: number
  readonly entry: Entry
  readonly status: Status
  /** Example: '核查不到位'. */
  readonly title: string
  /** Who, as the log names him: a post of a unit, or what he is. */
  readonly by: string
  /** The time that the entry claims; of what citizens did, the start of the day. */
  readonly at: Instant
  /** A day for what citizens did, else a moment. */
  readonly when: string
  /** The same with its year, for an entry that stands alone. */
  readonly fullWhen: string
  readonly isToday: boolean
  /** The case, where the entry belongs to one. Its title and address only where it is public. */
  readonly matter: { readonly no: string; readonly title: string; readonly href: string | null } | null
}

const texts = bilingual(
  {
    'draw.seed-commit': (day: string, purpose: string) => `封存${day}${purpose}的种子`,
    'draw.seed-open': (day: string, purpose: string) => `公开${day}${purpose}的种子`,
    draw: '抽签',
    lookBack: '回头看日子',
    heartbeat: '报平安：日志还在记',
    succeeds: (origin: string, size: string, kept: string) =>
      `另起一本：接着 ${origin}，那一本封在第 ${size} 条，这里留下前 ${kept} 条`,
    census: (day: string, n: number) => `点数：${day}共立 ${formats.zh.number(n)} 件`,
    erased: (n: number) => `删去 ${formats.zh.number(n)} 条记录里的个人内容`,
    drawSteps: {
      frame: '封名单',
      commit: '交暗数指纹',
      close: '暗数交齐',
      dice: '掷骰',
      reveal: '亮数',
      seed: '合成签种',
      result: '开签',
      void: '抽签作废',
      unsealed: '公开暗访的抽签',
      amend: '递补单位或督查员',
      taken: '督查员看了自己的去处',
    } as Readonly<Record<string, string>>,
    drawStep: (step: string, draw: string) => `${step}（${draw}）`,
    drawKey: '登记抽签的签名钥匙',
    published: (plan: string, edition: string) => `公布方案 ${plan} 第 ${edition} 版`,
    other: (type: string) => `其他记录（${type}）`,
    clock: '到期自动',
    system: '系统自动',
    citizen: '反映人',
  },
  {
    'draw.seed-commit': (day, purpose) => `Seed of ${day} for ${purpose} sealed`,
    'draw.seed-open': (day, purpose) => `Seed of ${day} for ${purpose} opened`,
    draw: 'draws',
    lookBack: 'look-back days',
    heartbeat: 'Sign of life: the log goes on',
    succeeds: (origin, size, kept) =>
      `Another log: it follows ${origin}, which was closed at ${size} entries; the first ${kept} are kept here`,
    census: (day, n) => `Count: ${counted(n, 'case')} opened on ${day}`,
    erased: (n) => `Personal contents of ${counted(n, 'entry', 'entries')} erased`,
    drawSteps: {
      frame: 'List frozen',
      commit: 'Commitment',
      close: 'All committed',
      dice: 'Dice rolled',
      reveal: 'Number shown',
      seed: 'Seed made',
      result: 'Drawn',
      void: 'Draw void',
      unsealed: 'Covert draw opened',
      amend: 'Unit or inspector replaced',
      taken: 'An inspector looked at his targets',
    },
    drawStep: (step, draw) => `${step} (${draw})`,
    drawKey: 'Signing key for draws registered',
    published: (plan, edition) => `Plan ${plan} published, edition ${edition}`,
    other: (type) => `Other entry (${type})`,
    clock: 'by its deadline',
    system: 'by the system',
    citizen: 'a reporter',
  },
)

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The body of an entry as a record; empty for one without. */
export const bodyOf = (entry: Entry): Readonly<Record<string, Json>> =>
  typeof entry.body === 'object' && entry.body !== null && !Array.isArray(entry.body)
    ? (entry.body as Readonly<Record<string, Json>>)
    : {}

function procedureOf(visit: Visit, entry: Entry): Procedure | undefined {
  const { procedure, version } = bodyOf(entry)
  const id = textOf(procedure)
  return visit.engine.procedure(id, textOf(version)) ?? visit.engine.procedure(id)
}

function statusOfMove(p: Procedure | undefined, transition: string, to: string): Status {
  const t = p?.declaration.transitions[transition]
  const again = p?.declaration.shows.again ?? []
  if (t?.counts?.some((field) => again.includes(field))) return 'again'
  if (t?.by.includes('clock') && (t.counts?.length ?? 0) > 0) return 'late'
  const means = p?.declaration.states[to]?.means
  if (means === 'verified') return 'ok'
  if (means === 'to-verify') return 'wait'
  return means === undefined ? 'doing' : 'none'
}

function actorWords({ engine, say, unitName, lang }: Visit, actor: string): string {
  const t = texts[lang]
  if (actor.startsWith('person:')) return t.citizen
  if (actor === 'clock' || actor === 'system') return t[actor]
  const post = engine.org().post(actor)
  return post ? `${unitName(post.unit)} ${say(post.title)}` : actor
}

const isSeed = (type: string): type is 'draw.seed-commit' | 'draw.seed-open' =>
  type === 'draw.seed-commit' || type === 'draw.seed-open'

/** How many cases a census counted, of all procedures together. */
function openedIn({ opened }: Readonly<Record<string, Json>>): number {
  const counts = typeof opened === 'object' && opened !== null ? Object.values(opened) : []
  return counts.reduce<number>((sum, n) => sum + Number(n), 0)
}

/** An entry that belongs to no case, in words; one of a kind that this version does not know is called by its name. */
export function statementTitle({ lang, format }: Pick<Visit, 'lang' | 'format'>, entry: Entry): string {
  const t = texts[lang]
  const body = bodyOf(entry)
  const type = textOf(entry.type)
  const day = isDay(textOf(body.day)) ? format.fullDay(textOf(body.day)) : null
  if (type === 'log.heartbeat') return t.heartbeat
  if (type === 'log.census' && day !== null) return t.census(day, openedIn(body))
  if (type === 'log.succeeds')
    return t.succeeds(textOf(body.origin), format.number(Number(body.size)), format.number(Number(body.kept)))
  if (type === 'privacy.erased') return t.erased(Array.isArray(body.indexes) ? body.indexes.length : 0)
  if (type === 'plan.published') return t.published(textOf(body.plan), String(body.edition))
  if (isSeed(type) && day !== null) return t[type](day, body.purpose === 'look-back' ? t.lookBack : t.draw)
  if (type === 'draw.key') return t.drawKey
  const step = type.startsWith('draw.') ? t.drawSteps[type.slice('draw.'.length)] : undefined
  return step === undefined ? t.other(type) : t.drawStep(step, textOf(body.draw))
}

function titleOf(visit: Visit, entry: Entry, p: Procedure | undefined): string {
  const transition = textOf(bodyOf(entry).transition)
  const title: Bilingual | undefined = p?.declaration.transitions[transition]?.title
  return title ? capital(inLanguage(title, visit.lang)) : statementTitle(visit, entry)
}

/** Titles of the public ones among these cases. */
async function publicTitles(visit: Visit, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { engine, programme } = visit
  const stored = numbers.length > 0 ? await casesByNo(engine.db, programme.region, [...new Set(numbers)]) : []
  return new Map(
    stored.flatMap(({ case: c }) => {
      const p = engine.procedure(c.procedure, c.version)
      const seen = p && isPublic(p, c) ? view(p, c, viewing(engine, { kind: 'visitor' })) : null
      return seen ? [[c.no, seen.title] as const] : []
    }),
  )
}

function lineFrom(visit: Visit, index: number, entry: Entry, titles: ReadonlyMap<string, string>): LogLine {
  const { programme, format, today, href } = visit
  const { timeZone } = programme
  const body = bodyOf(entry)
  const p = procedureOf(visit, entry)
  const at = Date.parse(textOf(entry.at))
  const actor = textOf(entry.actor)
  const day = programme.calendar.detailOf(programme.calendar.dayAt(at)).day
  const no = textOf(body.no)
  const title = titles.get(no)
  return {
    index,
    entry,
    status: p ? statusOfMove(p, textOf(body.transition), textOf(body.to)) : 'none',
    title: titleOf(visit, entry, p),
    by: actorWords(visit, actor),
    at,
    when: actor.startsWith('person:') ? format.day(day) : format.moment(at, timeZone),
    fullWhen: actor.startsWith('person:') ? format.fullDay(day) : format.fullMoment(at, timeZone),
    isToday: day === today,
    matter:
      no === ''
        ? null
        : {
            no,
            title: title ?? (p ? inLanguage(p.declaration.title, visit.lang) : no),
            href: title === undefined ? null : href(`/cases/${no}`),
          },
  }
}

/** The entries from `from` up to but not including `to`, newest first. */
export async function logLines(visit: Visit, from: number, to: number): Promise<readonly LogLine[]> {
  if (to <= from) return []
  const bytes = await readEntries(visit.engine.db, from, to)
  const entries = bytes.flatMap((one, i) => {
    const read = readEntry(one)
    return read.ok ? [{ index: from + i, entry: read.value }] : []
  })
  const titles = await publicTitles(
    visit,
    entries.flatMap(({ entry }) => textOf(bodyOf(entry).no) || []),
  )
  return entries.map(({ index, entry }) => lineFrom(visit, index, entry, titles)).reverse()
}
