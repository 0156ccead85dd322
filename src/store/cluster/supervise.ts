import { setTimeout as pause } from 'node:timers/promises'
import { endFault, StoreFault } from './fault.ts'
import { clearOrphans } from './orphans.ts'
import { type Launch, launch, type Postmaster } from './postmaster.ts'

/** A server that is started again whenever it dies. */
export interface Supervised {
  readonly pid: () => number
  readonly failed: Promise<StoreFault>
  readonly stop: () => Promise<void>
}

/** More deaths than this within `DEATHS_WITHIN` are not an accident: a full disk, a broken file. */
const DEATHS = 3
const DEATHS_WITHIN = 60_000 // ms

/** Between a death and the next start, so that a fault which ends every start at once does not spin. */
const BREATH = 50 // ms

/**
 * Starts the server and brings it back, in the same place, whenever it ends unasked: connections break, but a pool's next
 * one succeeds. Throws when the first start fails; afterwards `failed` settles when it has died too often.
 */
export async function keepRunning(options: Launch): Promise<Supervised> {
  let current = await launched(options)
  let isStopping = false
  const deaths: number[] = []
  const { promise: failed, resolve: fail } = Promise.withResolvers<StoreFault>()

  async function bringBack(why: StoreFault): Promise<void> {
    const now = performance.now()
    deaths.push(now)
    if (deaths.filter((at) => at > now - DEATHS_WITHIN).length > DEATHS) return fail(why)
    options.log.warn({ pid: current.pid }, 'PostgreSQL ended unasked; starting it again')
    await pause(BREATH)
    await clearOrphans(options.folder, options.program.binaries.bin, options.log)
    if (isStopping) return
    const next = await launch(options)
    if (next instanceof StoreFault) return bringBack(next)
    current = next
    follow(next)
    if (isStopping) await next.stop()
  }

  function follow(postmaster: Postmaster): void {
    void postmaster.ended.then(async (words) => {
      if (isStopping) return
      restarting = bringBack(endFault(options.folder, words)).catch((error: unknown) => {
        fail(error instanceof StoreFault ? error : endFault(options.folder, String(error)))
      })
      await restarting
    })
  }

  let restarting: Promise<void> | undefined
  follow(current)
  return {
    pid: () => current.pid,
    failed,
    stop: async () => {
      isStopping = true
      await restarting
      await current.stop()
    },
  }
}

async function launched(options: Launch): Promise<Postmaster> {
  const first = await launch(options)
  if (first instanceof StoreFault) throw first
  return first
}
