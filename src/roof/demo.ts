import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Demo } from '../cli/story/demo.ts'
import { loadDemo } from '../cli/story/load.ts'
import { registerPeople } from '../cli/story/people.ts'
import { type Progress, playStory } from '../cli/story/play.ts'
import { theatreIn } from '../cli/story/theatre.ts'
import type { Config } from '../config.ts'
import type { ClockSetting } from '../engine/business-clock.ts'
import { isDemoTold, markDemoTold } from '../engine/instance.ts'
import type { Programme } from '../engine/programme.ts'
import type { Context } from '../http/context.ts'
import type { Database } from '../store/cluster/database.ts'

/** A demo whose story has not been told to its end, and where business time goes when it has been. */
export interface Untold {
  readonly demo: Demo
  readonly then: ClockSetting
}

/** The story as far as an instant: somebody may want to stand in the middle of it. */
function upTo(demo: Demo, end: number): Demo {
  const cases = demo.cases.map((one) => ({ ...one, steps: one.steps.filter(({ at }) => at <= end) }))
  return { ...demo, endsAt: end, cases: cases.filter(({ steps }) => steps.length > 0) }
}

/** The programme's demo if it is wanted, there is one, and it was not told to its end here. */
export async function untoldDemo(
  config: Config,
  programme: Programme,
  database: Database,
  setting: ClockSetting | null,
): Promise<Untold | null> {
  const folder = join(resolve(config.programme), 'demo')
  if (!config.isDemo || !existsSync(folder)) return null
  const db = new pg.Pool({ ...database.as('app'), max: 1 })
  const isTold = await isDemoTold(db).finally(() => db.end())
  if (isTold) return null
  const demo = loadDemo(folder, programme)
  const then = setting ?? { startsAt: demo.endsAt, frozen: false }
  return { demo: then.startsAt < demo.endsAt ? upTo(demo, then.startsAt) : demo, then }
}

/** Tells the story through the real routes, then lets business time run on. The engine's clock stands still when it begins. */
export async function tellDemo(
  { demo, then }: Untold,
  app: FastifyInstance,
  { engine, access }: Context,
  progress: Progress,
): Promise<'told'> {
  await registerPeople(engine.db, engine.programme.region, demo, null)
  await engine.refreshOrg()
  await playStory(demo, theatreIn({ app, engine, access }), progress)
  await engine.advanceTo(then.startsAt)
  await engine.settled()
  if (!then.frozen) await engine.runOn()
  await markDemoTold(engine.db)
  return 'told'
}
