import type { Procedure } from '../bind.ts'
import type { Actor, Case } from '../case.ts'
import { bound, officer, visitor, withCode } from './city.ts'
import { lamp } from './lamp.ts'
import { type Move, nothingYet, type Play, played } from './play.ts'

export const lampProcedure: Procedure = bound(lamp)

export const moves = {
  ask: { transition: 'ask', by: visitor, input: { what: '东门第三盏' }, token: 't-1' },
  send: {
    transition: 'send',
    by: officer('intake-1'),
    input: { subject: '东门路灯', unit: 'water', dueOn: '2018-11-30' },
  },
  fix: { transition: 'fix', by: officer('water-liaison'), input: { done: ['换灯泡'], cost: 30 } },
} as const satisfies Readonly<Record<string, Move>>

/** Whoever was drawn to check. */
export function checkerOf(c: Case | null): Extract<Actor, { kind: 'post' }> {
  const holder = c?.holders.checker
  if (!holder || !('post' in holder)) throw new Error('nobody was drawn')
  return officer(holder.post)
}

export const asker = (c: Case | null, token = 't-1'): Actor => withCode(token, c?.no ?? '')

export const pass = (play: Play): Move => ({ transition: 'pass', by: checkerOf(play.case), input: { good: true } })
export const fail = (play: Play): Move => ({ transition: 'fail', by: checkerOf(play.case) })
export const judge = (play: Play, verdict: 'yes' | 'no', token = 't-1'): Move => ({
  transition: 'judge',
  by: asker(play.case, token),
  input: { verdict },
})

export const asked = played(nothingYet(lampProcedure), moves.ask)
export const sent = played(asked, moves.send)
export const mended = played(sent, moves.fix)
export const passed = played(mended, pass(mended))
export const done = played(passed, judge(passed, 'yes'))
