import type { PublishedCase } from './cases.ts'
import type { Declared, PublishedPlan } from './figures.ts'
import type { DrawFile } from './inspections.ts'

/** Milliseconds to wait for one answer. */
const patience = 30_000

/** Public cases read at most: a city's list; what lies beyond is said to be unread. */
export const mostCases = 200_000

/** How the log stands, as `GET /api/v1/log` answers; only what the monitor reads. */
export interface Standing {
  readonly origin: string
  readonly checkpoint: { readonly size: number } | null
  readonly business: { readonly now: string; readonly timeZone: string }
}

/** The public interface of a server, asked as anybody may. Every method throws when the server cannot be read. */
export interface PublicServer {
  readonly standing: () => Promise<Standing>
  readonly plans: () => Promise<readonly { readonly id: string; readonly plan: PublishedPlan }[]>
  readonly declarations: () => Promise<ReadonlyMap<string, Declared>>
  readonly cases: () => Promise<readonly PublishedCase[]>
  /** Sizes that a witness has cosigned, the largest first, at most so many. */
  readonly cosignedSizes: (most: number) => Promise<readonly number[]>
  /** A file of a random inspection; null where it is not published. */
  readonly drawFile: DrawFile
}

/** Asks the server at an address such as https://luoshi.example.cn. */
export function publicServer(address: string): PublicServer {
  async function get<T>(path: string): Promise<T> {
    const response = await fetch(`${address}${path}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) throw Object.assign(new Error(`${address}${path} answers ${response.status}`), { code: 'HTTP' })
    return (await response.json()) as T
  }

  async function pages<T>(path: string, itemsOf: (page: never) => readonly T[], most: number): Promise<readonly T[]> {
    const items: T[] = []
    for (let next: string | null = path; next !== null && items.length < most; ) {
      const page: { readonly next: string | null } = await get(next)
      items.push(...itemsOf(page as never))
      next = page.next
    }
    return items
  }

  /** So many files are given to one address in a minute: whoever wants more waits. */
  async function drawFile(no: string, name: string): Promise<Uint8Array | null> {
    for (;;) {
      const response = await fetch(`${address}/draws/${encodeURIComponent(no)}/${encodeURIComponent(name)}`, {
        signal: AbortSignal.timeout(patience),
      })
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      if (response.status === 404) return null
      const wait = Number(response.headers.get('retry-after'))
      if (response.status !== 429 || !(wait > 0 && wait <= 120))
        throw Object.assign(new Error(`${response.url} answers ${response.status}`), { code: 'HTTP' })
      await new Promise((resolve) => setTimeout(resolve, wait * 1000))
    }
  }

  return {
    drawFile,
    standing: () => get('/api/v1/log'),
    plans: async () => {
      const { plans } = await get<{ plans: readonly { readonly id: string }[] }>('/api/v1/plans')
      return Promise.all(
        plans.map(async ({ id }) => ({ id, plan: await get<PublishedPlan>(`/api/v1/plans/${id}/clauses`) })),
      )
    },
    declarations: async () => {
      const { procedures } = await get<{ procedures: readonly { readonly id: string }[] }>('/api/v1/procedures')
      const read = procedures.map(async ({ id }) => {
        const { declaration } = await get<{ declaration: Declared }>(`/api/v1/procedures/${id}`)
        return [id, declaration] as const
      })
      return new Map(await Promise.all(read))
    },
    cases: () =>
      pages(
        '/api/v1/cases?limit=200&sort=opened',
        (page: { cases: readonly PublishedCase[] }) => page.cases,
        mostCases,
      ),
    cosignedSizes: async (most) =>
      (await pages('/api/v1/log/checkpoints', (page: { sizes: readonly number[] }) => page.sizes, most)).slice(0, most),
  }
}
