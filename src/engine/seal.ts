import pg from 'pg'
import { emptyEdge, extended, frontierAt, partialTiles } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { emptyRoot } from '../kernel/log/hash.ts'
import { consistencyProof, consistencyTiles } from '../kernel/log/proof.ts'
import { insertCheckpoint, type LogHead, lockHead, moveHead, readHead, sequencePending } from '../store/log.ts'
import { isConnectionFault, steadyClient } from '../store/steady.ts'
import type { LogSigner } from './signer.ts'
import { SignerAway } from './signer-link.ts'
import { edgeFrom, tileReader } from './tiles.ts'

/** Entries that get their index in one transaction. */
const mostAtOnce = 2000

/** Any number that nobody else uses: whoever holds it is the one sequencer of this database. */
const leaderLock = '7239412019'

export interface Sealer {
  /** There is something to seal; it is done within `everyMs`. */
  readonly nudge: () => void
  /** Seals until nothing waits; resolves when a checkpoint over all of it is signed. */
  readonly drain: () => Promise<void>
  /** Sequences and signs nothing any more. */
  readonly halt: () => void
  readonly close: () => Promise<void>
}

export interface SealerOptions {
  readonly connection: pg.ClientConfig
  readonly signer: LogSigner
  readonly everyMs: number
  /** A new checkpoint was signed: caches by log position end here. */
  readonly onSealed: (size: number) => void
  /** The signer does not answer, or the database refuses to write: entries wait for a checkpoint over them. */
  readonly onUnsigned: (error: Error) => void
  /** The log cannot go on: it does not continue what was signed. The server must stop accepting. */
  readonly onBroken: (error: Error) => void
}

const beginning: LogHead = { size: 0, root: emptyRoot, edge: new Uint8Array(0) }

interface Sequenced {
  readonly head: LogHead
  /** As many were taken as are taken at once: more may wait. */
  readonly isFull: boolean
}

/**
 * Takes what waits, gives it its indexes, moves the head: one durable transaction. Answers the new head, null if
 * nothing waited; 'overtaken' if another sequencer moved the head, as after a lost connection.
 */
async function sequence(client: pg.Client): Promise<Sequenced | 'overtaken' | null> {
  await client.query('begin')
  try {
    const head = (await lockHead(client)) ?? beginning
    const entries = await sequencePending(client, head.size, mostAtOnce)
    if (entries.length === 0) {
      await client.query('commit')
      return null
    }
    // After signing it could not be repaired: one flipped bit ended the CT log Yeti 2022.
    const broken = entries.find(({ isIntact }) => !isIntact)
    if (broken) throw new Error(`the bytes of entry ${broken.index} are not those that were hashed`)
    const before = head.size === 0 ? emptyEdge : edgeFrom(head)
    const { edge, full } = extended(
      before,
      entries.map((entry) => entry.leafHash),
    )
    const after: LogHead = {
      size: edge.size,
      root: rootOf(frontierAt(edge)),
      edge: Buffer.concat(partialTiles(edge).map((tile) => tile.bytes)),
    }
    const tiles = full.map(({ level, index, bytes }) => ({ level, n: index, data: bytes }))
    if (!(await moveHead(client, head.size, tiles, after))) {
      await client.query('rollback')
      return 'overtaken'
    }
    await client.query('commit')
    return { head: after, isFull: entries.length === mostAtOnce }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Signs a head and keeps the checkpoint: also one that was sequenced before a crash or while the signer was away. */
async function publish(client: pg.Client, head: LogHead, signer: LogSigner): Promise<void> {
  const last = await signer.signed()
  const proof =
    last.size === 0 || last.size >= head.size
      ? []
      : consistencyProof(last.size, head.size, await tileReader(client, head, consistencyTiles(last.size, head.size)))
  const note = await signer.sign({ origin: signer.origin, size: head.size, root: head.root }, proof)
  await insertCheckpoint(client, head.size, head.root, note)
}

/** The one sequencer: leader by an advisory lock on a connection of its own. */
export function openSealer(options: SealerOptions): Sealer {
  const connection = steadyClient(options.connection)
  let leader: pg.Client | null = null
  let running: Promise<void> | null = null
  let waiting = true
  let closed = false
  /** The newest head that has no checkpoint yet. */
  let unsigned: LogHead | null = null

  /** Entries are sequenced whether or not the signer answers; what it missed it signs as soon as it is back. */
  const signNewest = async (client: pg.Client): Promise<void> => {
    if (!unsigned) return
    try {
      // Before the first entry there is nothing to sign, unless there was something before.
      if (unsigned.size > 0 || (await options.signer.signed()).size > 0) await publish(client, unsigned, options.signer)
    } catch (error) {
      if (!(error instanceof SignerAway)) throw error
      waiting = true
      options.onUnsigned(error)
      return
    }
    options.onSealed(unsigned.size)
    unsigned = null
  }

  /** True when this connection holds the lock; a new connection must ask again. */
  const leads = async (client: pg.Client): Promise<boolean> => {
    if (leader === client) return true
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [leaderLock])
    if (rows[0]?.got !== true) return false
    leader = client
    // Also when nothing is new: a database that was set back or rewritten must be found out at the start.
    unsigned = (await readHead(client)) ?? beginning
    return true
  }

  const pass = (): Promise<void> =>
    connection.use(async (client) => {
      if (!(await leads(client))) return
      for (;;) {
        await signNewest(client)
        const taken = await sequence(client)
        if (taken === null) return
        if (taken === 'overtaken') {
          leader = null
          waiting = true
          return
        }
        unsigned = taken.head
        // What came meanwhile waits for the next time, or a busy server would sign a tree for every few entries.
        if (!taken.isFull) return signNewest(client)
      }
    })

  const run = (): Promise<void> => {
    waiting = false
    running ??= pass()
      .catch((error: unknown) => {
        // A database that is away or has no room comes back; a log that cannot go on does not.
        waiting = true
        if (isConnectionFault(error)) return
        if (error instanceof pg.DatabaseError) return options.onUnsigned(error)
        closed = true
        options.onBroken(error instanceof Error ? error : new Error(String(error)))
      })
      .finally(() => {
        running = null
      })
    return running
  }

  const timer = setInterval(() => {
    if (waiting && !closed) void run()
  }, options.everyMs)

  return {
    nudge: () => {
      waiting = true
    },
    drain: async () => {
      if (running) await running
      if (!closed) await run()
    },
    halt: () => {
      closed = true
    },
    close: async () => {
      clearInterval(timer)
      closed = true
      if (running) await running
      await connection.close()
    },
  }
}
