import { ceremonies } from '../../kernel/draw/ceremony.ts'
import { isObject, type Json } from '../../kernel/log/canonical.ts'
import type { Entry } from '../../kernel/log/entry.ts'

/** A case as the public log alone tells it. */
export interface LoggedCase {
  readonly no: string
  readonly procedure: string
  readonly version: string
  seq: number
  state: string
  readonly been: Set<string>
  /** The deadline that may be shown, ISO 8601; null while none runs. */
  due: string | null
  /** Structured public fields, the newest value of each. */
  readonly fields: Record<string, Json>
}

/** A draw of one post by the day's seed, as an entry tells it. */
export interface LoggedDraw {
  readonly index: number
  readonly no: string
  readonly seq: number
  readonly pool: readonly string[]
  readonly drawn: string
  readonly day: string
  readonly commitment: string
}

/** An entry that names a seed of a day: its commitment, or the seed itself. */
export interface LoggedSeed {
  readonly index: number
  readonly purpose: string
  readonly day: string
  /** The commitment, or the secret: 64 hex digits. */
  readonly value: string
}

export interface LoggedCensus {
  readonly index: number
  readonly day: string
  readonly opened: Readonly<Record<string, Json>>
}

/** A step of a draw. */
export interface LoggedStep {
  readonly index: number
  /** Example: 'draw.commit'. */
  readonly type: string
  readonly body: Readonly<Record<string, Json>>
}

/** A log that was closed, which this one follows. */
export interface LoggedSuccession {
  readonly index: number
  readonly origin: string
  readonly size: number
  readonly kept: number
}

/** Something sealed that promised to be opened by an instant. */
export interface LoggedSeal {
  readonly index: number
  readonly draw: string
  readonly unsealBy: string
}

/** All that the monitor needs to know of a log, gathered entry by entry. */
export interface Facts {
  readonly take: (entry: Entry, index: number) => void
  readonly cases: ReadonlyMap<string, LoggedCase>
  readonly draws: readonly LoggedDraw[]
  readonly commitments: readonly LoggedSeed[]
  readonly secrets: readonly LoggedSeed[]
  readonly censuses: readonly LoggedCensus[]
  /** Openings of cases in the order of the log. */
  readonly openings: readonly { readonly index: number; readonly at: string; readonly procedure: string }[]
  readonly seals: readonly LoggedSeal[]
  /** Ids of draws that were opened. */
  readonly unsealed: ReadonlySet<string>
  /** Claimed times by index, milliseconds since 1970; those of persons are told by the day only. */
  readonly times: readonly { readonly at: number; readonly isCoarse: boolean }[]
  readonly erasures: () => number
  readonly successions: readonly LoggedSuccession[]
  /** Keys of parties of draws, and the entries that registered them. */
  readonly partyKeys: ReadonlyMap<string, number>
  /** Steps of draws by the draw's id, in the order of the log. */
  readonly ceremonySteps: ReadonlyMap<string, readonly LoggedStep[]>
  /** Steps of draws out of their order. */
  readonly ceremonyFaults: readonly string[]
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Starts with an empty log. */
export function gatherFacts(): Facts {
  const cases = new Map<string, LoggedCase>()
  const draws: LoggedDraw[] = []
  const commitments: LoggedSeed[] = []
  const secrets: LoggedSeed[] = []
  const censuses: LoggedCensus[] = []
  const openings: { index: number; at: string; procedure: string }[] = []
  const seals: LoggedSeal[] = []
  const unsealed = new Set<string>()
  const times: { at: number; isCoarse: boolean }[] = []
  const order = ceremonies()
  const ceremonyFaults: string[] = []
  const partyKeys = new Map<string, number>()
  const ceremonySteps = new Map<string, LoggedStep[]>()
  const successions: LoggedSuccession[] = []
  let erasures = 0

  const takeMove = (entry: Entry, body: Readonly<Record<string, Json>>, index: number): void => {
    const id = text(entry.case)
    const seq = typeof entry.seq === 'number' ? entry.seq : 0
    const known = cases.get(id)
    const c: LoggedCase = known ?? {
      no: text(body.no),
      procedure: text(body.procedure),
      version: text(body.version),
      seq,
      state: '',
      been: new Set(),
      due: null,
      fields: {},
    }
    c.seq = seq
    c.state = text(body.to)
    c.been.add(c.state)
    c.due = typeof body.due === 'string' ? body.due : null
    if (isObject(body.fields)) Object.assign(c.fields, body.fields)
    cases.set(id, c)
    if (entry.type === 'case.opened') openings.push({ index, at: text(entry.at), procedure: c.procedure })
    if (!isObject(body.draw)) return
    const { pool, drawn, day, commitment } = body.draw
    draws.push({
      index,
      no: c.no,
      seq,
      pool: texts(pool),
      drawn: text(drawn),
      day: text(day),
      commitment: text(commitment),
    })
  }

  return {
    take: (entry, index) => {
      const body = isObject(entry.body) ? entry.body : {}
      times[index] = { at: Date.parse(text(entry.at)), isCoarse: text(entry.actor).startsWith('person:') }
      const fault = order.faultOf(entry)
      if (fault !== null) ceremonyFaults.push(`entry ${index}: ${fault}`)
      const type = text(entry.type)
      if (type.startsWith('draw.') && typeof body.draw === 'string')
        ceremonySteps.set(body.draw, [...(ceremonySteps.get(body.draw) ?? []), { index, type, body }])
      const seed = { index, purpose: text(body.purpose), day: text(body.day) }
      switch (entry.type) {
        case 'case.opened':
        case 'case.transition':
          takeMove(entry, body, index)
          break
        case 'draw.seed-commit':
          commitments.push({ ...seed, value: text(body.commitment) })
          break
        case 'draw.seed-open':
          secrets.push({ ...seed, value: text(body.secret) })
          break
        case 'log.census':
          censuses.push({ index, day: text(body.day), opened: isObject(body.opened) ? body.opened : {} })
          break
        case 'log.succeeds':
          successions.push({ index, origin: text(body.origin), size: Number(body.size), kept: Number(body.kept) })
          break
        case 'privacy.erased':
          erasures += 1
          break
        case 'draw.key':
          if (typeof body.key === 'string' && !partyKeys.has(body.key)) partyKeys.set(body.key, index)
          break
        case 'draw.unsealed':
          unsealed.add(text(body.draw))
          break
        default:
          break
      }
      if (typeof body.unsealBy === 'string') seals.push({ index, draw: text(body.draw), unsealBy: body.unsealBy })
    },
    cases,
    draws,
    commitments,
    secrets,
    censuses,
    openings,
    seals,
    unsealed,
    times,
    erasures: () => erasures,
    successions,
    partyKeys,
    ceremonySteps,
    ceremonyFaults,
  }
}
