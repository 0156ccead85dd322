import type { Instant } from '../kernel/calendar.ts'
import { EngineFault } from './fault.ts'

/**
 * Business time: what deadlines are counted in. It starts where LUOSHI_CLOCK says and runs on at real speed; `frozen:` in
 * front stops it. Sessions, tokens, rate limits and witnesses use real time instead.
 */
export interface BusinessClock {
  readonly now: () => Instant
  /** Milliseconds that business time is ahead of real time; negative when behind. */
  readonly offset: () => number
  /** Moves on to an instant; only forward, and only the demo story and tests do it. */
  readonly moveTo: (instant: Instant) => void
  /** Stands still at an instant until it is released: how the demo story is told. */
  readonly hold: (instant: Instant) => void
  /** Runs on at real speed from where it is. */
  readonly release: () => void
}

export interface ClockSetting {
  readonly startsAt: Instant
  readonly frozen: boolean
}

/** Throws EngineFault for an instant without a time zone: the machine's zone must not decide. */
export function parseClock(text: string): ClockSetting {
  const frozen = text.startsWith('frozen:')
  const instant = frozen ? text.slice('frozen:'.length) : text
  const startsAt = /[Zz]|[+-]\d{2}:\d{2}$/.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(startsAt)) {
    throw new EngineFault([
      `LUOSHI_CLOCK 看不懂：${text}。请写成 2018-11-14T17:00+08:00`,
      `LUOSHI_CLOCK is not an instant: ${text}. Write for example 2018-11-14T17:00+08:00`,
    ])
  }
  return { startsAt, frozen }
}

function clockFrom(offset: number, standing: Instant | null): BusinessClock {
  let ahead = offset
  let held = standing
  const now = () => held ?? Date.now() + ahead
  return {
    now,
    offset: () => now() - Date.now(),
    moveTo: (instant) => {
      const next = Math.max(now(), instant)
      if (held === null) ahead = next - Date.now()
      else held = next
    },
    hold: (instant) => {
      held = instant
    },
    release: () => {
      ahead = now() - Date.now()
      held = null
    },
  }
}

/** Runs at real speed, `offset` milliseconds ahead of real time. */
export const runningClock = (offset: number): BusinessClock => clockFrom(offset, null)

/** Stands still until it is moved. */
export const frozenClock = (at: Instant): BusinessClock => clockFrom(0, at)
