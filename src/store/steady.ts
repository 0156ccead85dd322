import pg from 'pg'

/** One connection that is made anew when it was lost: a restarted PostgreSQL does not need a restarted server. */
export interface Steady {
  /** Runs `work` on the connection. Rejects with what it rejects with; after a lost connection the next call has a new one. */
  readonly use: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** Classes of SQLSTATE that mean that the connection is gone: connection exception, operator intervention. */
const gone = /^(08|57P0)/

const lostByNode: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])

/** True when the database could not be reached or went away, so that trying again can help. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as Error & { code?: string }
  if (code !== undefined) return gone.test(code) || lostByNode.has(code)
  return /terminated|not queryable|Connection ended|closed the connection/i.test(error.message)
}

export function steadyClient(config: pg.ClientConfig): Steady {
  let current: Promise<pg.Client> | null = null

  const connected = async (): Promise<pg.Client> => {
    const client = new pg.Client(config)
    client.on('error', () => {
      current = null
    })
    client.on('end', () => {
      current = null
    })
    await client.connect()
    return client
  }

  return {
    use: async (work) => {
      current ??= connected()
      const mine = current
      try {
        return await work(await mine)
      } catch (error) {
        if (isConnectionFault(error) && current === mine) current = null
        throw error
      }
    },
    close: async () => {
      const last = current
      current = null
      if (last) await last.then((client) => client.end()).catch(() => {})
    },
  }
}
