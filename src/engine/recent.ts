import type { StoredCase } from '../store/row.ts'

/** Cases as they were last written here, so that the next move need not read them again. */
export interface Recent {
  readonly get: (no: string) => StoredCase | undefined
  readonly set: (stored: StoredCase) => void
  readonly forget: (no: string) => void
}

/** Cases kept: about 3 KB each. */
const most = 6_000

/**
 * A bounded memory, oldest out. It may be behind the database when another process wrote; that is harmless: the statement
 * writes only where the sequence number is still the one that was read, and a refusal is given only on a case freshly read.
 */
export function recentCases(): Recent {
  const kept = new Map<string, StoredCase>()
  return {
    get: (no) => kept.get(no),
    set: (stored) => {
      kept.delete(stored.case.no)
      kept.set(stored.case.no, stored)
      const [oldest] = kept.size > most ? kept.keys() : []
      if (oldest !== undefined) kept.delete(oldest)
    },
    forget: (no) => void kept.delete(no),
  }
}
