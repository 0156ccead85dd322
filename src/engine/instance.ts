import type pg from 'pg'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type BusinessClock, type ClockSetting, frozenClock, runningClock } from './business-clock.ts'
import { EngineFault } from './fault.ts'

export const keepOffset = (db: pg.Pool, clock: BusinessClock): Promise<void> =>
  writeSetting(db, 'clock-offset', clock.offset())

/** Business time: where it stands still, else where it is kept, else where the setting says. */
export async function openClock(db: pg.Pool, setting: ClockSetting | null): Promise<BusinessClock> {
  if (setting?.frozen) return frozenClock(setting.startsAt)
  const kept = await readSetting<number>(db, 'clock-offset')
  if (kept !== null) return runningClock(kept)
  const clock = runningClock(setting === null ? 0 : setting.startsAt - Date.now())
  await keepOffset(db, clock)
  return clock
}

const isReal: readonly [string, string] = [
  '这个数据库里是真实数据，不能装入演示。请换一个 LUOSHI_DATA 或 DATABASE_URL，或者设 LUOSHI_DEMO=0',
  'This database holds real data; no demo is loaded into it. Choose another LUOSHI_DATA or DATABASE_URL, or set LUOSHI_DEMO=0',
]
const isInvented: readonly [string, string] = [
  '这个数据库里是演示数据，不能当作真实数据打开。请换一个 LUOSHI_DATA 或 DATABASE_URL，或者设 LUOSHI_DEMO=1',
  'This database holds the data of a demo and cannot be opened as real. Choose another LUOSHI_DATA or DATABASE_URL, or set LUOSHI_DEMO=1',
]

/** Invented data stays marked as invented, and never mixes with real data. Throws EngineFault where it would. */
export async function assertSameKind(db: pg.Pool, isDemo: boolean): Promise<void> {
  const kept = await readSetting<boolean>(db, 'is-demo')
  if (kept === null) await writeSetting(db, 'is-demo', isDemo)
  else if (kept !== isDemo) throw new EngineFault(kept ? isInvented : isReal)
}

/** Whether the demo's story has been told to its end. */
export const isDemoTold = async (db: pg.Pool): Promise<boolean> => (await readSetting(db, 'demo-told')) === true

export const markDemoTold = (db: pg.Pool): Promise<void> => writeSetting(db, 'demo-told', true)
