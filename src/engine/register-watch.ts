import { adminEvents } from '../store/admin-events.ts'
import type { Queryable } from '../store/read.ts'
import type { Log } from './log.ts'

export interface RegisterWatch {
  readonly close: () => void
}

/**
 * Sees within `everyMs` that somebody else, the command line or another server, changed units, posts or accounts: each such
 * change leaves a row for the audit administrator, whose ids grow with time.
 */
export function watchRegister(options: {
  readonly db: Queryable
  readonly region: string
  readonly everyMs: number
  readonly log: Log
  readonly onChange: () => Promise<void>
}): RegisterWatch {
  const { db, region, everyMs, log, onChange } = options
  let seen: string | null | undefined
  let looking = false

  const look = async (): Promise<void> => {
    const [newest] = await adminEvents(db, region, null, '', 1)
    const id = newest?.id ?? null
    if (seen !== undefined && id !== seen) await onChange()
    seen = id
  }
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'the register could not be read'))
      .finally(() => {
        looking = false
      })
  }, everyMs)
  void look().catch(() => {})
  return { close: () => clearInterval(timer) }
}
