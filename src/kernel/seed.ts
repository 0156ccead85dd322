import type { Day } from './calendar.ts'
import { sha256Hex } from './log/hash.ts'

/**
 * A secret that was committed to before its day began and is opened afterwards, so that whoever holds it could not choose
 * it to fit a case. `commitment` is SHA-256 of `luoshi-seed/1\n<purpose>\n<day>\n<secret>\n`, lower-case hex.
 */
export interface DailySeed {
  readonly purpose: 'draw' | 'look-back'
  readonly day: Day
  /** 64 lower-case hex digits. */
  readonly secret: string
  readonly commitment: string
}

export function commitmentOf(seed: Omit<DailySeed, 'commitment'>): string {
  return sha256Hex(`luoshi-seed/1\n${seed.purpose}\n${seed.day}\n${seed.secret}\n`)
}
