import { latestCheckpoint } from '../store/log.ts'
import type { Engine } from './engine.ts'
import type { LogState } from './log-state.ts'
import type { WitnessStanding } from './witnesses.ts'

/** What a reader should know of the public log: how large, signed when, witnessed by whom and when. Times are ISO 8601. */
export interface LogStanding {
  readonly origin: string
  readonly vkey: string
  /** The newest signed checkpoint; null before the first. */
  readonly checkpoint: { readonly size: number; readonly signedAt: string } | null
  readonly state: LogState['state']
  readonly since: string
  readonly says: LogState['says']
  /** What the policy wants, in words: '2 of (w1 w2 w3)'; 'none' where nobody witnesses this log. */
  readonly quorum: string
  /** The largest tree with enough cosignatures; null where there is none. */
  readonly witnessedSize: number | null
  /** How many witnesses stand under that tree or a later one, of how many, and the youngest of their times. */
  readonly witnessed: { readonly by: number; readonly of: number; readonly youngest: string | null }
  /** The time that the entries claim: it starts where a demo says, and runs on. */
  readonly business: { readonly now: string; readonly timeZone: string }
  readonly witnesses: readonly (Omit<WitnessStanding, 'time'> & { readonly at: string | null })[]
}

const iso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString())

/** How the log stands now. */
export async function logStanding(
  engine: Pick<Engine, 'db' | 'signer' | 'witnesses' | 'logState' | 'clock' | 'programme'>,
): Promise<LogStanding> {
  const { signer, witnesses } = engine
  const checkpoint = await latestCheckpoint(engine.db)
  const { state, since, says } = engine.logState()
  const standing = witnesses.standing()
  const witnessedSize = witnesses.witnessedSize()
  const under = standing.filter(({ size }) => size !== null && size >= (witnessedSize ?? Number.POSITIVE_INFINITY))
  const times = under.flatMap(({ time }) => time ?? [])
  return {
    origin: signer.origin,
    vkey: signer.vkey,
    checkpoint: checkpoint && { size: checkpoint.size, signedAt: checkpoint.signedAt.toISOString() },
    state,
    since: new Date(since).toISOString(),
    says,
    quorum: witnesses.policy.rule,
    witnessedSize,
    witnessed: {
      by: under.length,
      of: standing.length,
      youngest: times.length > 0 ? iso(Math.max(...times)) : null,
    },
    business: { now: new Date(engine.clock.now()).toISOString(), timeZone: engine.programme.timeZone },
    witnesses: standing.map(({ time, ...one }) => ({ ...one, at: iso(time) })),
  }
}
