import { uuidFrom } from '../../engine/case-write.ts'
import { type Day, dayOf, type Instant } from '../../kernel/calendar.ts'
import { preparedInput } from '../story/scene.ts'
import type { TheatreAnswer } from '../story/theatre.ts'
import { type Agenda, agendaOf, citizenMinuteAfter, morningOf, officeMinuteAfter } from './agenda.ts'
import { chanceOf, picked } from './chance.ts'
import { habits, wakening } from './habits.ts'
import { joinersOf } from './joiners.ts'
import { type Life, lifeOf, lookAt, readerOf } from './lives.ts'
import type { By, Move } from './look.ts'
import { daysFrom, openingsOn } from './plot.ts'
import { faultText, isOk, type Stage, todayOf, tokensOf, type View } from './stage.ts'
import type { Opening } from './today.ts'

/** How far the year is. */
export interface YearProgress {
  readonly at: Instant
  /** Weeks that lie behind, of all. */
  readonly weeks: number
  readonly ofWeeks: number
  readonly cases: number
}

export interface YearTold {
  /** False where it was stopped before its end. */
  readonly isWhole: boolean
  readonly cases: number
  readonly moves: number
  /** What was refused that the story took for allowed. */
  readonly refused: readonly string[]
}

export interface YearOptions {
  /** When the year began: what lies before is taken up, not opened. */
  readonly since: Instant
  readonly until: Instant
  readonly onProgress: (progress: YearProgress) => void
  /** Asked before each minute of the story: it stops there. */
  readonly isStopped: () => boolean
}

type Item =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'open'; readonly opening: Opening }
  | { readonly kind: 'move'; readonly life: Life }
  | { readonly kind: 'look'; readonly life: Life }
  | { readonly kind: 'join'; readonly life: Life; readonly name: string; readonly story: string }

/** After a refusal the story looks again some days later, and lets a case be after the third. */
const pauseDays = 3
const mostRefusals = 3
/** Whoever was drawn and does nothing, or left his post, gives way after ten working days: then it is looked at again. */
const lookAgainDays = 10.5
const weekMs = 7 * 86_400_000

/**
 * Tells what happens from now to the end of the year: people act in whatever state they find a case, each by its own chance,
 * so that a year that was cut off goes on from the cases themselves. Openings are known by their keys and never made twice.
 */
export async function tellYear(stage: Stage, options: YearOptions): Promise<YearTold> {
  const { book, calendar } = stage
  const { since, until } = options
  const tokenOf = tokensOf(stage)
  const agenda: Agenda<Item> = agendaOf()
  const lives = new Map<string, Life>()
  const refused: string[] = []
  let moves = 0

  const tokenBy = async (by: By, life: Life): Promise<{ token?: string; code?: string } | null> => {
    const isHeld = (post: string) => stage.org().holdingOf(post, todayOf(stage)) !== undefined
    if ('post' in by) return isHeld(by.post) ? { token: await tokenOf(by.post) } : null
    if ('newcomer' in by) return {}
    if ('citizen' in by) return { code: life.citizens.find(({ name }) => name === by.citizen)?.code ?? '' }
    const posts = stage
      .org()
      .staffed(by.role, todayOf(stage))
      .filter(({ unit }) => by.unit === undefined || unit === by.unit)
    if (posts.length === 0) return null
    return { token: await tokenOf(picked(posts, chanceOf(`${book.seed}/${life.no}`)(by.role)).id) }
  }

  const lookLater = (life: Life): void => {
    life.next = null
    agenda.add(officeMinuteAfter(calendar, stage.now(), lookAgainDays), { kind: 'look', life })
  }

  /** Looks at a case and writes down what is done next. */
  const plan = async (life: Life): Promise<void> => {
    const before = life.state
    const look = await lookAt(stage, life, await tokenOf(readerOf(stage, life.procedure)))
    life.next = null
    if (look === null) return
    const move = habits.get(life.procedure)?.(look) ?? null
    if (move !== null) {
      const minute = 'citizen' in move.by ? citizenMinuteAfter : officeMinuteAfter
      const at = minute(calendar, stage.now(), move.after)
      life.next = { at, move }
      agenda.add(at, { kind: 'move', life })
    } else if (look.drawn !== null) lookLater(life)
    if (look.state === 'fed-back' && before !== 'contested') {
      for (const { name, story, after } of joinersOf(look)) {
        agenda.add(citizenMinuteAfter(calendar, stage.now(), after), { kind: 'join', life, name, story })
      }
    }
  }

  const later = (life: Life, days: number, move: Move): void => {
    const at = officeMinuteAfter(calendar, stage.now(), days)
    life.next = { at, move }
    agenda.add(at, { kind: 'move', life })
  }

  const judgedBy = (life: Life, move: Move): void => {
    if (move.transition === 'judge' && 'citizen' in move.by) life.judged.add(move.by.citizen)
  }

  const take = async (life: Life, move: Move): Promise<void> => {
    const credential = await tokenBy(move.by, life)
    if (credential === null) return lookLater(life)
    // The step rests on what the one before left in the log.
    if (move.delivers) await stage.settled()
    const name = `${life.no}, ${move.transition}, ${life.seq}`
    const step = {
      name,
      at: stage.now(),
      who: { kind: 'post', post: '' },
      transition: move.transition,
      onlyIn: null,
    } as const
    const input = await preparedInput(
      stage,
      life,
      { ...step, input: move.input(todayOf(stage)), delivers: false },
      credential,
    )
    const id = uuidFrom(`luoshi-year/${book.seed}/${life.no}/${life.seq}/${move.transition}`)
    const path = `/api/v1/cases/${life.no}/${move.transition}`
    const answer = await stage.call({ method: 'POST', path, body: { id, seen: life.seq, input }, ...credential })
    await taken(life, move, name, answer)
  }

  const taken = async (life: Life, move: Move, name: string, answer: TheatreAnswer): Promise<void> => {
    if (isOk(answer)) {
      moves += 1
      life.refused = 0
      judgedBy(life, move)
      return plan(life)
    }
    if (answer.status >= 500) throw new Error(faultText(name, answer))
    // Somebody, or a clock, was faster: what is found then is gone on with.
    const seen = life.seq
    await plan(life)
    if (answer.status === 409 || life.seq !== seen) return
    if (move.mayFail !== true) refused.push(faultText(name, answer))
    life.refused += 1
    life.next = null
    if (life.refused < mostRefusals) later(life, pauseDays, move)
  }

  const open = async (opening: Opening): Promise<void> => {
    const { key, procedure, transition, by, input, matter = null } = opening
    const credential = 'post' in by ? { token: await tokenOf(by.post) } : {}
    const step = { name: key, at: opening.at, who: { kind: 'post', post: '' }, transition, onlyIn: null } as const
    const ready = await preparedInput(stage, { no: '' }, { ...step, input, delivers: false }, credential)
    const body = { id: uuidFrom(`luoshi-year/${book.seed}/${key}`), procedure, transition, input: ready }
    const answer = await stage.call({ method: 'POST', path: '/api/v1/cases', body, ...credential })
    if (!isOk(answer)) {
      if (answer.status >= 500) throw new Error(faultText(key, answer))
      if (opening.mayFail !== true) refused.push(faultText(key, answer))
      return
    }
    moves += 1
    const { no, code } = answer.body as View
    const life = lifeOf(no, procedure, key, matter)
    if (code !== undefined && 'newcomer' in by) life.citizens.push({ name: by.newcomer, code })
    lives.set(no, life)
    await plan(life)
  }

  const join = async (life: Life, name: string, joinStory: string): Promise<void> => {
    const id = uuidFrom(`luoshi-year/${book.seed}/${life.no}/${name}`)
    const path = `/api/v1/cases/${life.no}/join`
    const answer = await stage.call({ method: 'POST', path, body: { id, seen: life.seq, input: { joinStory } } })
    if (!isOk(answer)) return
    moves += 1
    const { seq, code } = answer.body as View
    life.seq = seq
    if (code !== undefined) life.citizens.push({ name, code })
  }

  /** Cases that others opened: children, those of the first weeks, those of visitors. The newest stand first. */
  const discover = async (isFirst = false): Promise<void> => {
    for (const procedure of habits.keys()) {
      let path: string | null = `/api/v1/cases?procedure=${procedure}&sort=opened&limit=50`
      const token = await tokenOf(readerOf(stage, procedure))
      while (path !== null) {
        const answer: TheatreAnswer = await stage.call({ method: 'GET', path, token })
        if (!isOk(answer)) throw new Error(faultText(path, answer))
        const page = answer.body as { cases: readonly { no: string; final: boolean }[]; next: string | null }
        const unknown = page.cases.filter(({ no }) => !lives.has(no))
        for (const { no, final } of unknown) {
          const life = lifeOf(no, procedure)
          lives.set(no, life)
          if (!final) await plan(life)
        }
        path = isFirst || unknown.length > 0 ? page.next : null
      }
    }
  }

  const wake = async (): Promise<void> => {
    for (const [procedure, state] of wakening) {
      const token = await tokenOf(readerOf(stage, procedure))
      const path = `/api/v1/cases?procedure=${procedure}&state=${state}&limit=200`
      const answer = await stage.call({ method: 'GET', path, token })
      if (!isOk(answer)) throw new Error(faultText(path, answer))
      for (const { no, seq } of (answer.body as { cases: readonly View[] }).cases) {
        const life = lives.get(no)
        if (life && (life.state !== state || life.seq !== seq)) await plan(life)
      }
    }
  }

  const openingsToTake = (day: Day): readonly Opening[] =>
    openingsOn({ day, book, calendar, org: stage.org() }).filter(({ at }) => at >= since)

  /** What was opened before is recognised by its key; a rule that counts could judge otherwise now, and is not asked again. */
  const takeUp = async (day: Day): Promise<void> => {
    for (const opening of openingsToTake(day)) {
      if (opening.at > stage.now()) agenda.add(opening.at, { kind: 'open', opening })
      else if (opening.mayFail !== true) await open(opening)
    }
  }

  const begin = async (day: Day): Promise<void> => {
    for (const change of book.changes) if (change.on === day) await stage.change(change)
    await stage.settled()
    await discover()
    await wake()
    for (const opening of openingsToTake(day)) agenda.add(opening.at, { kind: 'open', opening })
    options.onProgress({
      at: stage.now(),
      weeks: Math.floor((stage.now() - since) / weekMs),
      ofWeeks: Math.ceil((until - since) / weekMs),
      cases: lives.size,
    })
  }

  const happen = async (items: readonly Item[]): Promise<void> => {
    for (const item of items) if (item.kind === 'day') await begin(item.day)
    // One by one: case numbers follow the order of the story.
    for (const item of items) if (item.kind === 'open') await open(item.opening)
    const ended = await Promise.allSettled(
      items.map(async (item) => {
        if (item.kind === 'join') return join(item.life, item.name, item.story)
        if (item.kind === 'look') return item.life.next === null ? plan(item.life) : undefined
        if (item.kind !== 'move') return undefined
        const { life } = item
        // An entry of a plan that was made anew is passed over.
        if (life.next && life.next.at <= stage.now()) await take(life, life.next.move)
        return undefined
      }),
    )
    for (const end of ended) if (end.status === 'rejected') throw end.reason
  }

  const begun = todayOf(stage)
  for (const day of daysFrom(dayOf(calendar.dayAt(since)), dayOf(calendar.dayAt(until)))) {
    const morning = morningOf(calendar, day)
    if (morning > stage.now()) agenda.add(morning, { kind: 'day', day })
    else if (options.isStopped()) break
    else await takeUp(day)
  }
  for (const one of book.changes) if (one.on <= begun) await stage.change(one)
  await stage.settled()
  await discover(true)
  for (let next = agenda.next(); next !== null && next.at <= until; next = agenda.next()) {
    if (options.isStopped()) return { isWhole: false, cases: lives.size, moves, refused }
    if (next.at > stage.now()) await stage.advanceTo(next.at)
    await happen(next.items)
  }
  await stage.advanceTo(until)
  await stage.settled()
  await discover()
  return { isWhole: true, cases: lives.size, moves, refused }
}
