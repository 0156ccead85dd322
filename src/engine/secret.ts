import { randomBytes } from 'node:crypto'
import { sha256 } from '../kernel/log/hash.ts'

/** What is stored of a session, a token or a calendar address: it can be compared and never given back. */
export const hashOf = (secret: string): Uint8Array => sha256(`luoshi-secret/1\n${secret}`)

/** 192 random bits. The prefix tells a scanner of leaked files what it found. Example: 'lss_…' for a session. */
export const newSecret = (prefix: 'lss' | 'lst' | 'lsc'): string => `${prefix}_${randomBytes(24).toString('base64url')}`

interface Remembered<T> {
  readonly until: number
  readonly value: T
}

/** A short memory for what every request asks for; nothing is remembered of what was not found. */
export function remembering<T>(load: (secret: string) => Promise<T | null>, forMs: number) {
  const known = new Map<string, Remembered<T>>()
  return {
    get: async (secret: string): Promise<T | null> => {
      const hit = known.get(secret)
      if (hit && hit.until > Date.now()) return hit.value
      known.delete(secret)
      const value = await load(secret)
      if (value !== null) {
        if (known.size > 10_000) known.clear()
        known.set(secret, { until: Date.now() + forMs, value })
      }
      return value
    },
    clear: () => known.clear(),
  }
}
