import { inOrder, ticket } from '../../kernel/draw/ticket.ts'
import { commitmentOf, type DailySeed } from '../../kernel/seed.ts'
import type { Facts, LoggedDraw } from './facts.ts'

/** What was checked, and what is wrong: one sentence each. */
export interface Found {
  readonly checked: readonly string[]
  readonly faults: readonly string[]
}

const keyOf = ({ purpose, day }: { readonly purpose: string; readonly day: string }) => `${purpose}/${day}`

/** Whom the seed draws: the smallest ticket of the pool. */
function drawnBy(secret: string, { no, seq, pool }: LoggedDraw): string | undefined {
  return inOrder(pool, (post) => ticket(`${secret}/verifier`, `${no}|${seq}|${post}`))[0]
}

/**
 * Checks every draw: its seed was committed to before, was opened in time, is the one that was committed to, and gives the
 * post that was drawn. `today` is a day of the log's calendar; the seed of a day is opened on the next.
 */
export function drawFaults(facts: Facts, today: string, now: number): Found {
  const faults: string[] = [...facts.ceremonyFaults]
  const commitments = new Map(facts.commitments.map((seed) => [keyOf(seed), seed]))
  const secrets = new Map(facts.secrets.map((seed) => [keyOf(seed), seed]))
  for (const { purpose, day, value } of facts.secrets) {
    const committed = commitments.get(keyOf({ purpose, day }))
    const isSame = committed?.value === commitmentOf({ purpose: purpose as DailySeed['purpose'], day, secret: value })
    if (!isSame) faults.push(`the ${purpose} seed of ${day} is not the one that was committed to`)
  }
  // The seed of yesterday may still be on its way; that of the day before must be open.
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  for (const { purpose, day } of facts.commitments) {
    if (purpose === 'draw' && day < yesterday && !secrets.has(keyOf({ purpose, day })))
      faults.push(`the draw seed of ${day} is overdue: it should have been opened on the next day`)
  }
  let recomputed = 0
  for (const draw of facts.draws) {
    const seed = { purpose: 'draw', day: draw.day }
    const committed = commitments.get(keyOf(seed))
    if (!committed || committed.index > draw.index || committed.value !== draw.commitment) {
      faults.push(`entry ${draw.index}: ${draw.no} was drawn by a seed that nobody had committed to before`)
      continue
    }
    const secret = secrets.get(keyOf(seed))
    if (!secret) continue
    recomputed += 1
    const drawn = drawnBy(secret.value, draw)
    if (drawn !== draw.drawn)
      faults.push(
        `entry ${draw.index}: ${draw.no} drew ${draw.drawn}, but the seed of ${draw.day} gives ${drawn ?? 'nobody'}`,
      )
  }
  for (const { index, draw, unsealBy } of facts.seals) {
    if (Date.parse(unsealBy) < now && !facts.unsealed.has(draw))
      faults.push(`entry ${index}: draw ${draw} should have been unsealed by ${unsealBy}`)
  }
  return {
    checked: [
      `${facts.draws.length} draws, ${recomputed} of them recomputed from their opened seeds; ${facts.seals.length} sealed`,
    ],
    faults,
  }
}
