import { cosignaturesOf, openCheckpoint } from '../../kernel/log/checkpoint.ts'
import { readEntry } from '../../kernel/log/entry.ts'
import type { Policy } from '../../kernel/log/policy.ts'
import { entriesOf, TILE_WIDTH, tileAt } from '../../kernel/log/tile.ts'
import type { LogSource } from '../log-source.ts'
import { type NamedFile, type Trust, verifyLog } from '../log-verify.ts'
import { caseFaults, censusFaults } from './cases.ts'
import { drawFaults, type Found } from './draws.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { figureFaults } from './figures.ts'
import { inspectionFaults } from './inspections.ts'
import type { PublicServer } from './server.ts'
import { type Seen, timeFaults } from './times.ts'

/** What the monitor found out. */
export interface Report extends Found {
  /** What could not be checked, and why. */
  readonly unchecked: readonly string[]
  /** The newest checkpoint, verified: to be kept for the next time. */
  readonly checkpoint: Uint8Array | null
}

export interface Monitored {
  readonly log: LogSource
  readonly server: PublicServer
  readonly policy: Policy
  /** Whether the policy came from somebody else than the log itself. */
  readonly isTrusted: boolean
  /** Checkpoints of earlier visits. */
  readonly kept: readonly NamedFile[]
}

/** Witnessed trees looked at: some hours of them. */
const mostSeen = 2000

/** Readings before a server that never stands still is given up. */
const mostReadings = 5

const demo = /\/demo$/

/** The same log, every bundle of which is also read for its facts, in the order in which the audit reads them. */
function gathering(log: LogSource): { readonly log: LogSource; readonly facts: Facts } {
  const facts = gatherFacts()
  let next = 0
  const take = (path: string, bytes: Uint8Array): void => {
    const place = tileAt(path)
    if (place?.level !== 'entries' || place.index * TILE_WIDTH !== next) return
    const entries = entriesOf(bytes, place.width)
    for (const one of entries.ok ? entries.value : []) {
      const entry = readEntry(one)
      if (entry.ok) facts.take(entry.value, next)
      next += 1
    }
  }
  return {
    facts,
    log: {
      list: log.list,
      read: async (path) => {
        const bytes = await log.read(path)
        if (bytes) take(path, bytes)
        return bytes
      },
    },
  }
}

/** When the first of its witnesses saw each of these sizes; a note that does not verify is a fault. */
async function seenTimes(
  log: LogSource,
  policy: Policy,
  sizes: readonly number[],
): Promise<Found & { readonly seen: readonly Seen[] }> {
  const seen: Seen[] = []
  const faults: string[] = []
  for (const size of sizes) {
    const bytes = await log.read(`checkpoint.${size}`)
    const opened = bytes ? openCheckpoint(bytes, policy.logs) : null
    const cosigned = opened?.ok ? cosignaturesOf(opened.value.note, policy.witnesses) : opened
    if (!cosigned?.ok) faults.push(`checkpoint.${size}: ${cosigned ? cosigned.why : 'it was published and is gone'}`)
    else if (cosigned.value.length > 0)
      seen.push({ size, at: 1000 * Math.min(...cosigned.value.map(({ time }) => time)) })
  }
  return { seen, faults, checked: [] }
}

/** Everything that is published, recomputed from public data only: the log, and what the server says beside it. */
export async function monitored({ log: source, server, policy, isTrusted, kept }: Monitored): Promise<Report> {
  const trust: Trust = { logs: policy.logs, policy, kept }
  const unchecked = isTrusted ? [] : ['the key and the policy came from the log itself: get them from somebody else']
  for (let reading = 1; ; reading += 1) {
    const before = await server.standing()
    const { log, facts } = gathering(source)
    const checkpoint = await log.read('checkpoint')
    const audit = await verifyLog(log, trust)
    if (audit.faults.length > 0) return { ...audit, unchecked, checkpoint: null }
    const [plans, cases, declarations, sizes] = await Promise.all([
      server.plans(),
      server.cases(),
      server.declarations(),
      server.cosignedSizes(mostSeen),
    ])
    const after = await server.standing()
    const size = before.checkpoint?.size ?? 0
    const stood =
      after.checkpoint?.size === size && facts.times.length === size && plans.every(({ plan }) => plan.logSize === size)
    if (!stood && reading < mostReadings) continue
    const instants = [Date.parse(before.business.now), Date.parse(after.business.now)] as const
    const dayOf = daysIn(before.business.timeZone)
    const seen = await seenTimes(log, policy, sizes)
    const found: readonly Found[] = [
      { ...audit },
      drawFaults(facts, dayOf(before.business.now), instants[0]),
      await inspectionFaults(facts, server.drawFile),
      censusFaults(facts, dayOf),
      { checked: [`${facts.erasures()} erasures, all of them on the record`], faults: seen.faults },
      ...(demo.test(before.origin) ? [] : [timeFaults(facts, seen.seen)]),
      ...(stood
        ? [
            caseFaults(facts, declarations, cases),
            ...plans.map(({ plan }) => figureFaults(facts, declarations, plan, instants)),
          ]
        : []),
    ]
    return {
      checked: found.flatMap(({ checked }) => checked),
      faults: found.flatMap(({ faults }) => faults),
      unchecked: [
        ...unchecked,
        ...facts.successions.map(
          ({ index, origin, size, kept }) =>
            `the log ${origin}, closed at ${size} entries, which this one follows from entry ${index} on with ${kept} of them: compare with a copy`,
        ),
        ...(demo.test(before.origin)
          ? ['times of entries: this is the log of a demo, whose story is told after the fact']
          : []),
        ...(stood ? [] : [`figures: the log grew during each of ${mostReadings} readings`]),
      ],
      checkpoint,
    }
  }
}

/** The day of an instant in a time zone, YYYY-MM-DD. */
function daysIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => format.format(new Date(at))
}
