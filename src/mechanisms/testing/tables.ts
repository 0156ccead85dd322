import type { Actor, Case, PartyHolder } from '../../kernel/case.ts'
import { calendar, officer, org, visitor } from '../../kernel/testing/city.ts'
import { judged, nothingYet, type Play } from '../../kernel/testing/play.ts'
import { view } from '../../kernel/view.ts'
import { actorFor } from './actor.ts'
import type { Begin, Given, Scenario } from './given.ts'

/** Party → the moves that are its part, and nobody else's: written by hand, to be read against the plan. */
export type Parts = Readonly<Record<string, readonly string[]>>

/** Field → who reads it: written by hand. */
export interface Readers {
  readonly public: readonly string[]
  readonly parties: readonly string[]
  readonly staff: readonly string[]
  /** Field → the offices that read it; what a person wrote himself he reads too. */
  readonly sealed: Readonly<Record<string, readonly string[]>>
  /** Clocks that the public does not see. */
  readonly hiddenClocks: readonly string[]
}

type Staged = Play & { readonly case: Case }

/** The case with every part held by somebody who has done nothing yet, so that only the part itself is in question. */
function fullyHeld(given: Given): Staged {
  const { play } = given
  const drawable = ['health-verifier', 'sports-verifier', 'schools-verifier']
  const holders: Record<string, PartyHolder> = {}
  for (const [name, { is }] of Object.entries(play.procedure.declaration.parties)) {
    if ('drawn' in is) holders[name] = { post: drawable.shift() ?? 'finance-verifier' }
    if ('person' in is) holders[name] = { tokens: ['t-1'] }
  }
  return { ...play, case: { ...play.case, holders, acted: {} } }
}

function moversOf(begin: Begin, play: Staged): Parts {
  const { declaration } = begin.procedure
  const parties = [...Object.keys(declaration.parties), 'clock', 'system']
  const moves = parties.map((party) => {
    const by = actorFor(begin.procedure, play.case, party, play.now)
    const mine = Object.entries(declaration.transitions).filter(([transition, { from }]) => {
      const stage = from === 'new' ? nothingYet(begin.procedure) : play
      const result = judged(stage, { transition, by, token: 't-9' })
      return result.ok || result.refusal.code !== 'not-your-part'
    })
    return [party, mine.map(([name]) => name).sort()] as const
  })
  return Object.fromEntries(moves.filter(([, mine]) => mine.length > 0))
}

const sorted = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts)
      .map(([party, moves]) => [party, [...moves].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

function expectSame(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`)
}

/** Every move is made by those whose part it is, and is not the part of anybody else. */
export function whoMay(parts: Parts, reach: (begin: Begin) => Given): Scenario {
  return {
    title: 'duty/to-task-person-post 到事、到人、到岗: each move is the part of those named here, and of nobody else',
    play: (begin) => expectSame('parts', sorted(moversOf(begin, fullyHeld(reach(begin)))), sorted(parts)),
  }
}

function readable(
  play: Staged,
  viewer: Actor,
): { readonly fields: readonly string[]; readonly clocks: readonly string[] } {
  const data = Object.fromEntries(
    Object.entries(play.procedure.fields).map(([name, field]) => [name, field.kind === 'unit' ? 'water' : 'x']),
  )
  const run = {
    unit: 'wd',
    total: 5,
    used: 0,
    since: null,
    due: null,
    warn: null,
    extensions: 0,
    breached: false,
  } as const
  const clocks = Object.fromEntries(Object.keys(play.procedure.declaration.clocks).map((name) => [name, run]))
  const viewing = { viewer, now: play.now, calendar, org }
  const seen = view(play.procedure, { ...play.case, data, clocks }, viewing)
  return { fields: Object.keys(seen?.data ?? {}).sort(), clocks: seen?.clocks.map((clock) => clock.name) ?? [] }
}

/** Every field is read by those named here, and by nobody else. */
export function whoReads(readers: Readers, reach: (begin: Begin) => Given): Scenario {
  return {
    title: 'law/信访工作条例/30 each field is read by those named here, and by nobody else',
    play: (begin) => {
      const play = fullyHeld(reach(begin))
      const { parties } = begin.procedure.declaration
      const offices = Object.keys(parties).filter((name) => !('anyone' in (parties[name]?.is ?? {})))
      for (const party of offices) {
        const isPerson = 'person' in (parties[party]?.is ?? {})
        const named = Object.keys(readers.sealed).filter((field) => readers.sealed[field]?.includes(party))
        const wanted = [...readers.public, ...readers.parties, ...(isPerson ? [] : [...readers.staff, ...named])].sort()
        expectSame(party, readable(play, actorFor(begin.procedure, play.case, party, play.now)).fields, wanted)
      }
      const outsider = readable(play, officer('parks-head'))
      expectSame('a post without a part', outsider.fields, [...readers.public, ...readers.staff].sort())
      const stranger = readable(play, visitor)
      expectSame('a visitor', stranger.fields, [...readers.public].sort())
      const hidden = Object.keys(begin.procedure.declaration.clocks).filter((name) => !stranger.clocks.includes(name))
      expectSame('clocks hidden from a visitor', hidden.sort(), [...readers.hiddenClocks].sort())
    },
  }
}
