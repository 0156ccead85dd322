import { createServer as createNetServer } from 'node:net'
import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FastifyInstance } from 'fastify'
import pino, { type Logger } from 'pino'
import type { Terminal } from '../cli/command.ts'
import { clockOf, type House, mendable, openHouse } from '../cli/house.ts'
import type { Config } from '../config.ts'
import { openAccess } from '../engine/access.ts'
import { openEvidence } from '../engine/evidence.ts'
import { EngineFault } from '../engine/fault.ts'
import type { Context } from '../http/context.ts'
import { createServer } from '../http/server.ts'
import { addPages } from '../web/site/pages.ts'
import { tellDemo, type Untold, untoldDemo } from './demo.ts'
import { openGate } from './gate.ts'
import { type RunningYear, startYear } from './year-command.ts'

/** Tells how far the demo is, once for each ten in a hundred: the line stays readable in a file, too. */
function percentSayer(say: (text: string) => void): (done: number, of: number) => void {
  let told = -1
  return (done, of) => {
    const tens = Math.floor((10 * done) / of) * 10
    if (tens === told) return
    told = tens
    say(`\r演示 demo ${tens} %`)
  }
}

/** Found out before anything is started: a database that was started for nothing would only be in the way. */
async function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return
  await new Promise<void>((done, fail) => {
    const probe = createNetServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') fail(error)
      else
        fail(
          new EngineFault([
            `端口 ${port} 已被占用。请停下占用它的程序，或者用 LUOSHI_PORT 换一个端口`,
            `Port ${port} is taken. Stop what uses it, or choose another with LUOSHI_PORT`,
          ]),
        )
    })
    probe.listen(port, host, () => probe.close(() => done()))
  })
}

/** Gives back what telling the story left: V8 would keep a hundred megabytes for a server that does nothing yet. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc === 'function') gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** Ends the process tidily: on Ctrl-C, on a plain kill, and when the door that started us dies. */
function untilAsked(): Promise<string> {
  return new Promise((ask) => {
    // Not once: Ctrl-C reaches this process twice, from the terminal and from the door, and the second must not cut the first short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
    if (process.env.LUOSHI_PARENT === '1') process.once('disconnect', () => ask('parent gone'))
  })
}

/** What answers: the interface and the pages on one engine. `takeOver` is asked for once a plan was published at the desk. */
async function openApp(
  config: Config,
  { engine }: House,
  logger: Logger,
  takeOver: () => void,
): Promise<{ readonly app: FastifyInstance; readonly context: Context }> {
  const context: Context = {
    engine,
    access: openAccess(engine.db, engine.programme, engine.clock, engine.org),
    evidence: openEvidence(engine.db, resolve(config.data)),
    origin: config.origin,
    isDemo: config.isDemo,
    takeOver: { isDemo: config.isDemo, isPlanChosen: config.isProgrammeChosen, now: takeOver },
    ...(config.cityLogin && { cityLogin: config.cityLogin }),
  }
  const app = await createServer({
    context,
    logger,
    trustProxy: config.isProduction && 'loopback, linklocal, uniquelocal',
  })
  await addPages(app, context)
  return { app, context }
}

/** What a start does besides serving: the demo's year behind the portal, and whether it ends when that is told. */
export interface ServeOptions {
  /** The demo folder of the programme, where its year is to be told. */
  readonly year: string | null
  readonly endsThen: boolean
}

export async function serve(config: Config, terminal: Terminal, options: ServeOptions): Promise<number> {
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  const logger = pino({ level: config.isProduction ? 'info' : 'warn' }, pino.destination(2))
  await assertPortFree(config.host, config.port)
  let untold: Untold | null = null
  let house = await openHouse(config, logger, async (programme, database) => {
    const setting = clockOf(config)
    untold = await untoldDemo(config, programme, database, setting)
    return untold ? { startsAt: untold.demo.startsAt, frozen: true } : setting
  })
  const asked = untilAsked()
  const broken = house.database.failed.then((fault) => {
    throw fault
  })
  let failed: (error: unknown) => void = () => {}
  const unopened = new Promise<never>((_done, fail) => {
    failed = fail
  })
  // A server that cannot open what was published ends and says why; nothing is half taken over.
  const takeOver = () => {
    gate
      .exchange(async () => {
        await year?.stop()
        house = await house.reopened()
        return (await openApp(config, house, logger, takeOver)).app
      })
      .catch(failed)
  }
  const { app, context } = await openApp(config, house, logger, takeOver)
  const gate = openGate(app)
  let year: RunningYear | null = null
  try {
    if (untold !== null) {
      const say = percentSayer(terminal.err)
      const telling = tellDemo(untold, app, context, say)
      // Whoever stops in the middle gets the rest at the next start; what the closed house then refuses is no news.
      telling.catch(() => {})
      if ((await Promise.race([telling, asked, broken])) !== 'told') return 0
      terminal.err('\n')
      collectGarbage()
    }
    const address = await gate.listen(config.host, config.port)
    terminal.out(`落实 Luoshi  ${address}  (${seconds()} s)\n`)
    if (options.year !== null) year = startYear(app, context, options.year, terminal)
    const told = year?.told.then((code) => (options.endsThen ? code : new Promise<never>(() => {})))
    const code = await Promise.race([asked, broken, unopened, ...(told ? [told] : [])])
    if (typeof code === 'number') return code
  } finally {
    await year?.stop()
    await gate.close()
    await house.close()
  }
  return 0
}

export function serveCommand(config: Config): (args: readonly string[], terminal: Terminal) => Promise<number> {
  return (_args, terminal) => mendable(terminal, () => serve(config, terminal, { year: null, endsThen: false }))
}
