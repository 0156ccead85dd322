import { counters, type Queryable } from '../store/read.ts'
import type { Numbers } from './judge.ts'

/** Running numbers as this process knows them; the write statement accepts them only if the database agrees. */
export interface LiveNumbers extends Numbers {
  /** Reads them again: after a batch that failed, or when another process opened cases. */
  readonly reload: (region: string) => Promise<void>
}

export function liveNumbers(db: Queryable): LiveNumbers {
  const last = new Map<string, number>()
  const key = (region: string, prefix: string, year: number) => `${region}|${prefix}|${year}`
  return {
    next: (region, prefix, year) => (last.get(key(region, prefix, year)) ?? 0) + 1,
    take: (region, prefix, year) => {
      const at = key(region, prefix, year)
      last.set(at, (last.get(at) ?? 0) + 1)
    },
    reload: async (region) => {
      const rows = await counters(db, region)
      // A first opening that failed has no row: its number must be free again.
      for (const known of last.keys()) if (known.startsWith(`${region}|`)) last.delete(known)
      for (const row of rows) last.set(key(region, row.prefix, row.year), row.last)
    },
  }
}
