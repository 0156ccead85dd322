import type { Clause } from './clause.ts'
import { type DutyChange, dutyChanges } from './compare-duty.ts'
import type { Compiled } from './compiled.ts'
import { passagesOf } from './passage.ts'
import { essenceOf, type Grams, gramsOf, likeness, nearTexts } from './similarity.ts'
import { type TextChange, textChanges } from './text-change.ts'

/** What became of a clause between two editions. */
export type ClauseChange = 'same' | 'changed' | 'added' | 'removed'

/** How the two clauses of a pair were found to belong together; `decided` is a person's. */
export type PairRule = 'pair/same-text' | 'pair/same-place' | 'pair/like-text' | 'pair/decided' | 'pair/none'

/** One line of the comparison: a clause of the old edition, of the new one, or of both. */
export interface ClausePair {
  readonly before: string | null
  readonly after: string | null
  readonly change: ClauseChange
  /** Whether its printed number differs. */
  readonly renumbered: boolean
  /** Whether it stands under another clause than the one its old parent became. */
  readonly moved: boolean
  readonly rule: PairRule
  /** Likeness of the two texts, 0 to 1; 1 for equal ones, 0 where there is only one. */
  readonly likeness: number
  /** Where the numbers read from the top: 二、/（一）/1. */
  readonly placeBefore: string | null
  readonly placeAfter: string | null
  readonly text: readonly TextChange[]
  readonly duties: readonly DutyChange[]
  /** Whether a person must confirm the pair: all but equal texts in equal places. */
  readonly toConfirm: boolean
}

/** `luoshi-comparison/1`: two editions clause by clause, in the order of the new one; what was removed stands where it stood. */
export interface Comparison {
  readonly schema: 'luoshi-comparison/1'
  readonly before: string | null
  readonly after: string | null
  readonly pairs: readonly ClausePair[]
  /** What became of the commitments outside the numbered clauses. */
  readonly outside: readonly DutyChange[]
}

/** A pair that a person has confirmed or corrected; null where the clause has no counterpart. Clause ids of the two editions. */
export interface DecidedPair {
  readonly before: string | null
  readonly after: string | null
}

interface Side {
  readonly clause: Clause
  readonly words: string
  readonly essence: string
  readonly grams: Grams
  readonly place: string
}

/** Below this likeness two clauses are two; less is asked where the numbers lead to the same place. */
const alike = 0.5
const alikeInPlace = 0.3

function sidesOf(compiled: Compiled): readonly Side[] {
  const { byClause } = passagesOf(compiled)
  const places = new Map<string, string>()
  return compiled.clauses.map((clause) => {
    const own = (byClause.get(clause.id) ?? []).map((passage) => passage.text)
    const words = [...(clause.heading === null ? [] : [`${clause.heading}。`]), ...own].join('')
    const above = clause.parent === null ? undefined : places.get(clause.parent)
    const place = [...(above ? [above] : []), clause.number ?? '§'].join('/')
    places.set(clause.id, place)
    return { clause, words, essence: essenceOf(words), grams: gramsOf(words), place }
  })
}

/** Which clause of the other edition each clause was paired with, and why. */
interface Match {
  readonly to: number
  readonly rule: PairRule
  readonly likeness: number
}

/** Pairs one old and one new clause after another and never takes either twice. */
function createMatches(before: readonly Side[], after: readonly Side[]) {
  const matches = new Map<number, Match>()
  const taken = new Set<number>()
  const closed = new Set<number>()
  return {
    matches,
    isFree: (i: number, j: number) => !matches.has(i) && !closed.has(i) && !taken.has(j),
    pair: (i: number, j: number, rule: PairRule, score: number) => {
      matches.set(i, { to: j, rule, likeness: score })
      taken.add(j)
    },
    /** A person said that these have no counterpart. */
    close: (decided: DecidedPair) => {
      if (decided.after === null) closed.add(before.findIndex((side) => side.clause.id === decided.before))
      if (decided.before === null) taken.add(after.findIndex((side) => side.clause.id === decided.after))
    },
  }
}

type Matches = ReturnType<typeof createMatches>

function pairDecided(
  before: readonly Side[],
  after: readonly Side[],
  decided: readonly DecidedPair[],
  found: Matches,
): void {
  for (const pair of decided) {
    if (pair.before === null || pair.after === null) {
      found.close(pair)
      continue
    }
    const i = before.findIndex((side) => side.clause.id === pair.before)
    const j = after.findIndex((side) => side.clause.id === pair.after)
    const [old, now] = [before[i], after[j]]
    if (!old || !now) throw new RangeError(`no clause for the pair ${pair.before} – ${pair.after}`)
    found.pair(i, j, 'pair/decided', likeness(old.grams, now.grams))
  }
}

/** Equal texts, those in equal places first. */
function pairEqual(before: readonly Side[], after: readonly Side[], found: Matches): void {
  const byEssence = Map.groupBy(
    after.map((side, j) => ({ side, j })),
    ({ side }) => side.essence,
  )
  for (const inPlace of [true, false])
    before.forEach((old, i) => {
      if (old.essence === '') return
      const now = (byEssence.get(old.essence) ?? []).find(
        ({ side, j }) => found.isFree(i, j) && (!inPlace || side.place === old.place),
      )
      if (now) found.pair(i, now.j, 'pair/same-text', 1)
    })
}

/** The likest of what is left, best first; a clause in the same place needs less likeness. */
function pairAlike(before: readonly Side[], after: readonly Side[], found: Matches): void {
  const near = nearTexts(
    before.map((side) => side.grams),
    after.map((side) => side.grams),
  )
  const byPlace = new Map(after.map((side, j) => [side.place, j]))
  const options = before.flatMap((old, i) => {
    if (found.matches.has(i)) return []
    const inPlace = byPlace.get(old.place)
    return [...new Set([...(near[i] ?? []), ...(inPlace === undefined ? [] : [inPlace])])].flatMap((j) => {
      const now = after[j]
      if (!now || !found.isFree(i, j)) return []
      const score = likeness(old.grams, now.grams)
      const isInPlace = j === inPlace
      return score >= (isInPlace ? alikeInPlace : alike) ? [{ i, j, score, isInPlace }] : []
    })
  })
  options.sort((a, b) => b.score - a.score || Number(b.isInPlace) - Number(a.isInPlace) || a.i - b.i || a.j - b.j)
  for (const { i, j, score, isInPlace } of options)
    if (found.isFree(i, j)) found.pair(i, j, isInPlace ? 'pair/same-place' : 'pair/like-text', score)
}

function matchesOf(
  before: readonly Side[],
  after: readonly Side[],
  decided: readonly DecidedPair[],
): Matches['matches'] {
  const found = createMatches(before, after)
  pairDecided(before, after, decided, found)
  pairEqual(before, after, found)
  pairAlike(before, after, found)
  return found.matches
}

/** Old clause ids by the new clause that each became. */
const counterparts = (before: readonly Side[], after: readonly Side[], matches: Matches['matches']) =>
  new Map([...matches].map(([i, { to }]) => [before[i]?.clause.id ?? '', after[to]?.clause.id ?? '']))

/** What two editions know about all their clauses. */
interface Editions {
  readonly dutiesBefore: ReadonlyMap<string | null, Compiled['commitments']>
  readonly dutiesAfter: ReadonlyMap<string | null, Compiled['commitments']>
  readonly became: ReadonlyMap<string, string>
}

function single(side: Side, change: 'added' | 'removed', editions: Editions): ClausePair {
  const isOld = change === 'removed'
  return {
    before: isOld ? side.clause.id : null,
    after: isOld ? null : side.clause.id,
    change,
    renumbered: false,
    moved: false,
    rule: 'pair/none',
    likeness: 0,
    placeBefore: isOld ? side.place : null,
    placeAfter: isOld ? null : side.place,
    text: side.words === '' ? [] : [{ kind: isOld ? 'cut' : 'put', text: side.words }],
    duties: isOld
      ? dutyChanges(editions.dutiesBefore.get(side.clause.id) ?? [], [])
      : dutyChanges([], editions.dutiesAfter.get(side.clause.id) ?? []),
    toConfirm: true,
  }
}

function kept(old: Side, now: Side, match: Match, editions: Editions): ClausePair {
  const isSame = old.essence === now.essence
  const { parent } = old.clause
  const moved = (parent === null ? null : (editions.became.get(parent) ?? null)) !== now.clause.parent
  return {
    before: old.clause.id,
    after: now.clause.id,
    change: isSame ? 'same' : 'changed',
    renumbered: old.clause.number !== now.clause.number,
    moved,
    rule: match.rule,
    likeness: match.likeness,
    placeBefore: old.place,
    placeAfter: now.place,
    text: isSame ? [] : textChanges(old.words, now.words),
    duties: dutyChanges(editions.dutiesBefore.get(old.clause.id) ?? [], editions.dutiesAfter.get(now.clause.id) ?? []),
    toConfirm: match.rule !== 'pair/decided' && (!isSame || moved || old.place !== now.place),
  }
}

/**
 * Two editions of a plan, clause by clause: which clause became which, what was changed, moved, renumbered, added or removed,
 * and which responsibilities that touches. Pairs are proposals until a person confirms them; `decided` are those confirmed
 * already. Pure; nearly linear in the length of the two texts. Throws RangeError for a decided pair of unknown clauses.
 */
export function compareEditions(before: Compiled, after: Compiled, decided: readonly DecidedPair[] = []): Comparison {
  const old = sidesOf(before)
  const now = sidesOf(after)
  const matches = matchesOf(old, now, decided)
  const editions: Editions = {
    became: counterparts(old, now, matches),
    dutiesBefore: Map.groupBy(before.commitments, (item) => item.clause),
    dutiesAfter: Map.groupBy(after.commitments, (item) => item.clause),
  }
  const from = new Map([...matches].map(([i, match]) => [match.to, { i, match }]))
  const removedAfter = Map.groupBy(
    old.flatMap((side, i) => (matches.has(i) ? [] : [{ side, after: lastPaired(i, matches) }])),
    (item) => item.after,
  )
  const removed = (at: number) => (removedAfter.get(at) ?? []).map(({ side }) => single(side, 'removed', editions))
  const pairs = now.flatMap((side, j) => {
    const source = from.get(j)
    const origin = old[source?.i ?? -1]
    const pair = source && origin ? kept(origin, side, source.match, editions) : single(side, 'added', editions)
    return [pair, ...removed(j)]
  })
  return {
    schema: 'luoshi-comparison/1',
    before: before.meta.title,
    after: after.meta.title,
    pairs: [...removed(-1), ...pairs],
    outside: dutyChanges(editions.dutiesBefore.get(null) ?? [], editions.dutiesAfter.get(null) ?? []),
  }
}

/** The new place of the nearest clause above that was not removed; -1 at the start. */
function lastPaired(i: number, matches: Matches['matches']): number {
  for (let k = i - 1; k >= 0; k--) {
    const match = matches.get(k)
    if (match) return match.to
  }
  return -1
}
