import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { theatreIn } from '../cli/story/theatre.ts'
import { loadBook } from '../cli/year/book-file.ts'
import { stageOn } from '../cli/year/stage-on.ts'
import { tellYear, type YearOptions, type YearTold } from '../cli/year/tell.ts'
import type { Config } from '../config.ts'
import { EngineFault } from '../engine/fault.ts'
import { keepOffset } from '../engine/instance.ts'
import type { Context } from '../http/context.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

/** What is kept of the year: when it began here, and whether it was told to its end. */
interface YearKept {
  readonly since: number
  readonly isTold: boolean
}

const settingName = 'demo-year'

const noYear = (zh: string, en: string) =>
  new EngineFault([`不能讲述演示的一年：${zh}`, `The demo’s year cannot be told: ${en}`])

/** Throws EngineFault where a year cannot be told: before anything is started, so that whoever asked learns why. */
export function assertYear(config: Config): string {
  const folder = join(resolve(config.programme), 'demo')
  if (!config.isDemo) throw noYear('这里不是演示（LUOSHI_DEMO=0）', 'this is no demo (LUOSHI_DEMO=0)')
  if (!existsSync(join(folder, 'year'))) throw noYear('这个方案没有一年的故事', 'this programme has no story of a year')
  if (config.clock?.startsWith('frozen:')) throw noYear('LUOSHI_CLOCK 让时间停住了', 'LUOSHI_CLOCK stops the time')
  return folder
}

/**
 * Tells the year from where business time is, behind the portal; what was told before is not told again. Business time stands
 * while nothing happens, and runs on at real speed afterwards, also where it was stopped. Null where it was told to its end before.
 */
export async function tellYearIn(
  app: FastifyInstance,
  context: Context,
  folder: string,
  watching: Pick<YearOptions, 'onProgress' | 'isStopped'>,
): Promise<YearTold | null> {
  const { engine, access } = context
  const stage = stageOn(theatreIn({ app, engine, access }), {
    engine,
    access,
    book: loadBook(folder, engine.programme),
  })
  const kept = (await readSetting<YearKept>(engine.db, settingName)) ?? { since: engine.clock.now(), isTold: false }
  if (kept.isTold || engine.clock.now() >= stage.book.endsAt) return null
  await writeSetting(engine.db, settingName, kept)
  engine.clock.hold(engine.clock.now())
  try {
    const told = await tellYear(stage, { since: kept.since, until: stage.book.endsAt, ...watching })
    if (told.isWhole) await writeSetting(engine.db, settingName, { ...kept, isTold: true })
    return told
  } finally {
    engine.clock.release()
    await keepOffset(engine.db, engine.clock)
  }
}
