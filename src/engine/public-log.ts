import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Log } from './log.ts'
import { type LogState, watchLog } from './log-state.ts'
import { openSealer } from './seal.ts'
import type { LogSigner } from './signer.ts'
import { openWitnesses, type Witnesses, witnessKeys } from './witnesses.ts'

export interface PublicLogOptions {
  readonly connection: pg.ClientConfig
  readonly db: pg.Pool
  /** LUOSHI_DATA: `policy.txt` is read from it, `published/` written into it. */
  readonly data: string
  readonly signer: LogSigner
  readonly log: Log
}

/** All that turns written moves into a public, signed and witnessed log. */
export interface PublicLog {
  readonly signer: LogSigner
  readonly witnesses: Witnesses
  /** Entries under the newest checkpoint of this process. */
  readonly size: () => number
  readonly state: () => LogState
  /** Not null once the log cannot go on; then nothing may be accepted any more. */
  readonly broken: () => Error | null
  readonly nudge: () => void
  /** Resolves when a checkpoint covers everything, unless the signer is away or the log cannot go on. */
  readonly drain: () => Promise<void>
  readonly close: () => Promise<void>
}

const sealEveryMs = 400

/** An entry is fixed by the next cosignature: this is how exactly the time of an entry can be known (docs/FORMAT.md §3). */
const witnessEveryMs = 5_000

/** Who should witness this log: lines of a tlog-policy without a log line, written by the operator. */
function witnessFile(data: string): string {
  const path = join(data, 'policy.txt')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** What the operator says about the log, for whoever exports it without asking this process. */
function publish(data: string, files: Readonly<Record<string, string>>): void {
  const folder = join(data, 'published')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

/** Opens the log: the sequencer, its signer and the witnesses. Throws EngineFault for a list of witnesses that is not right. */
export async function openPublicLog({ connection, db, data, signer, log }: PublicLogOptions): Promise<PublicLog> {
  const watch = watchLog(Date.now)
  let size = 0
  const refuse = (error: Error) => {
    watch.refused(error)
    log.error({ error: error.message }, 'the public log cannot go on; nothing is accepted any more')
  }
  const sealer = openSealer({
    connection,
    signer,
    everyMs: sealEveryMs,
    onSealed: (sealed) => {
      size = sealed
      watch.sealed()
    },
    onUnsigned: (error) => {
      if (watch.state().state === 'signed') log.warn({ error: error.message }, 'nothing new is signed')
      watch.unsigned()
    },
    onBroken: refuse,
  })
  const close = async () => {
    await sealer.close()
    await signer.close()
  }
  const witnesses = await openWitnesses({
    db,
    vkey: signer.vkey,
    file: witnessFile(data),
    everyMs: witnessEveryMs,
    log,
    onContradicted: (fault) => {
      if (watch.broken()) return
      sealer.halt()
      refuse(fault)
    },
  }).catch(async (error: unknown) => {
    // The signer is alone on its folder: one that stayed would keep the next start out.
    await close()
    throw error
  })
  publish(data, {
    'log.vkey': `${signer.vkey}\n`,
    'policy.txt': witnesses.policyText,
    'witness.vkeys': witnessKeys(witnesses.policy),
  })
  return {
    signer,
    witnesses,
    size: () => size,
    state: watch.state,
    broken: watch.broken,
    nudge: sealer.nudge,
    drain: sealer.drain,
    close: async () => {
      await witnesses.close()
      await close()
    },
  }
}
