import type { Procedures } from '../../engine/procedures.ts'
import { callsOf } from '../../engine/waiting.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Day, WorkingCalendar } from '../../kernel/calendar.ts'
import type { Case } from '../../kernel/case.ts'
import { lastDayOf, type ResolvedLimit } from '../../kernel/clock.ts'
import { resolvedLimit } from '../../kernel/clocks.ts'
import type { Fields } from '../../kernel/field.ts'
import type { Clock, Transition } from '../../kernel/procedure.ts'
import { titleOf } from '../../kernel/refusals.ts'
import { type Bilingual, inLanguage, type Language } from '../../kernel/text.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'

const texts = bilingual(
  {
    same: (state: string) => `仍为“${state}”，记入本件`,
    becomes: (state: string) => `转为“${state}”`,
    ends: '，到此了结',
    afterwards: (parties: string, move: string) => `，接着由${parties}“${move}”`,
    within: (limit: string) => `，限${limit}`,
    until: (day: string) => `，到${day}为止`,
    written: (field: string) => `，到您写的“${field}”为止`,
    alone: (move: string) => `，接着系统自动“${move}”`,
    draws: (party: string) => `；同时抽签确定${party}`,
    opens: (procedure: string) => `；同时另开一件“${procedure}”`,
    takes: (field: string, value: string) => `；“${field}”改为 ${value}`,
    extends: (clock: string) => `；“${clock}”的时限延长`,
    otherwise: (day: string, move: string) => `不定会怎样：过了${day}还没定，自动“${move}”`,
    now: (move: string) => `不定会怎样：已经超期，“${move}”已经记下`,
    list: (names: readonly string[]) => names.join('、'),
  },
  {
    same: (state) => `stays “${state}”, recorded in the case`,
    becomes: (state) => `becomes “${state}”`,
    ends: ', and the matter ends there',
    afterwards: (parties, move) => `, then: ${parties}, “${move}”`,
    within: (limit) => `, within ${limit}`,
    until: (day) => `, until ${day}`,
    written: (field) => `, until what you write under “${field}”`,
    alone: (move) => `, then by itself “${move}”`,
    draws: (party) => `; a ${party} is drawn by lot`,
    opens: (procedure) => `; opens another case, “${procedure}”`,
    takes: (field, value) => `; “${field}” becomes ${value}`,
    extends: (clock) => `; the limit of “${clock}” is extended`,
    otherwise: (day, move) => `If nothing is decided by ${day}: “${move}” by itself`,
    now: (move) => `It is overdue; “${move}” is recorded already`,
    list: (names) => names.join(', '),
  },
)

const isUntil = (clock: Clock, fields: Fields) =>
  typeof clock.limit === 'object' && 'until' in clock.limit && Object.hasOwn(fields, clock.limit.until)

/** The clock that governs a state: one whose day the form sets, else the one that runs in the fewest states besides it. */
function clockOf(p: Procedure, state: string, form: Fields): Clock | undefined {
  return Object.values(p.declaration.clocks)
    .filter(({ runsIn, see }) => runsIn.includes(state) && (see ?? 'public') === 'public')
    .sort((a, b) => Number(isUntil(b, form)) - Number(isUntil(a, form)) || a.runsIn.length - b.runsIn.length)[0]
}

function limitWords(clock: Clock, data: Case['data'], form: Fields, lang: Language): string {
  const t = texts[lang]
  if (isUntil(clock, form) && typeof clock.limit === 'object' && 'until' in clock.limit)
    return t.written(inLanguage(form[clock.limit.until]?.title ?? clock.title, lang))
  const limit: ResolvedLimit | null = resolvedLimit(clock.limit, data)
  if (limit === null) return ''
  return 'until' in limit
    ? t.until(formats[lang].day(limit.until))
    : t.within(formats[lang].span(limit.value, limit.unit))
}

/** Who moves next from a state, what, and how long he has. */
function nextWords(p: Procedure, state: string, data: Case['data'], form: Fields, lang: Language): string {
  const t = texts[lang]
  const say = (text: Bilingual) => inLanguage(text, lang)
  if (p.declaration.states[state]?.final) return t.ends
  const [first] = callsOf(p).get(state) ?? []
  const move = first === undefined ? undefined : p.declaration.transitions[first]
  const clock = clockOf(p, state, form)
  const limit = clock === undefined ? '' : limitWords(clock, data, form, lang)
  if (move) return `${t.afterwards(t.list(move.by.map((party) => say(titleOf(p, party)))), say(move.title))}${limit}`
  const breach = clock && p.declaration.transitions[clock.breach]
  return breach ? `${limit}${t.alone(say(breach.title))}` : ''
}

/** What follows from a move, in one sentence without a full stop: the state, who moves next and by when, what else happens. */
export function leadsTo(
  p: Procedure,
  c: Pick<Case, 'state' | 'data'>,
  name: string,
  lang: Language,
  procedures: Procedures,
): string {
  const transition: Transition | undefined = p.declaration.transitions[name]
  if (!transition) return ''
  const t = texts[lang]
  const say = (text: Bilingual | undefined) => (text === undefined ? '' : inLanguage(text, lang))
  const { to, draws, opens, copies } = transition
  const main =
    to === 'same'
      ? t.same(say(p.declaration.states[c.state]?.title))
      : `${t.becomes(say(p.declaration.states[to]?.title))}${nextWords(p, to, c.data, p.declaration.forms[transition.form ?? ''] ?? {}, lang)}`
  return [
    main,
    ...Object.entries(copies ?? {}).flatMap(([target, source]) => {
      const value = c.data[source ?? '']
      if (typeof value !== 'string') return []
      const field = p.fields[target]
      const words = field?.kind === 'day' ? formats[lang].fullDay(value as Day) : value
      return [t.takes(say(field?.title), words)]
    }),
    ...(draws === undefined ? [] : [t.draws(say(titleOf(p, draws)))]),
    ...(opens === undefined ? [] : [t.opens(say(procedures(opens.procedure)?.declaration.title))]),
    ...(transition.extends === undefined ? [] : [t.extends(say(p.declaration.clocks[transition.extends]?.title))]),
  ].join('')
}

/** What happens when nobody moves: the next breach of a clock that may be seen; null where none runs. */
export function otherwise(
  p: Procedure,
  c: Case,
  now: number,
  calendar: WorkingCalendar,
  lang: Language,
): string | null {
  const t = texts[lang]
  const running = Object.entries(c.clocks)
    .filter(([name, run]) => run.due !== null && (p.declaration.clocks[name]?.see ?? 'public') === 'public')
    .sort(([, a], [, b]) => (a.due ?? 0) - (b.due ?? 0))
  const [first] = running
  const breach = first && p.declaration.transitions[p.declaration.clocks[first[0]]?.breach ?? '']
  if (!first || !breach) return null
  const due = first[1].due ?? 0
  const move = inLanguage(breach.title, lang)
  return due <= now ? t.now(move) : t.otherwise(formats[lang].day(lastDayOf(due, calendar)), move)
}
