import type { TaskList } from 'graphile-worker'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { delivered } from '../store/outbox.ts'
import { casesByNo, type Queryable } from '../store/read.ts'
import type { Editions } from './editions.ts'
import type { Submit } from './order.ts'
import type { Procedures } from './procedures.ts'
import type { Programme } from './programme.ts'

interface Payload {
  readonly region: string
  readonly id: string
  readonly body: JsonRecord
}

function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new TypeError('a message lacks a name')
  return value
}

export interface Delivering {
  readonly db: Queryable
  readonly submit: Submit
  readonly programme: Programme
  readonly procedure: Procedures
  readonly editions: Editions
}

/**
 * The input of a case to be opened. It is opened under the edition in force, its parent may have been under an earlier one:
 * the clause is where that one stands now, or none.
 */
async function inputNow(
  { db, procedure, editions }: Delivering,
  region: string,
  child: string,
  { input, parent }: JsonRecord,
): Promise<JsonRecord> {
  const given = input as JsonRecord
  const field = procedure(child)?.declaration.shows.clause
  const slug = field === undefined ? undefined : given[field]
  if (editions.all.length < 2 || field === undefined || typeof slug !== 'string') return given
  const [stored] = await casesByNo(db, region, [text(parent)])
  const edition = stored && procedure(stored.case.procedure, stored.case.version)?.edition
  if (edition === undefined || edition === editions.inForce) return given
  const { [field]: _before, ...rest } = given
  const now = editions.nowAt(slug, edition)
  return now === null ? rest : { ...rest, [field]: now }
}

/**
 * What messages of the outbox do: open a case, or let a parent go on. A refusal is thrown, so that the job is tried again
 * with back-off and stays visible as failed; the message's id is the idempotency key, so that trying again is safe.
 */
export function deliveries(office: Delivering): TaskList {
  const { db, submit, programme } = office
  return {
    open: async (payload) => {
      const { region, id, body } = payload as Payload
      const result = await submit({
        key: id,
        actor: { kind: 'system' },
        transition: text(body.transition),
        input: await inputNow(office, region || programme.region, text(body.procedure), body),
        target: {
          open: { procedure: text(body.procedure), region: region || programme.region, parent: text(body.parent) },
        },
      })
      if (!result.ok) throw new Error(`case not opened: ${result.refusal.code}`)
      await delivered(db, region, id)
    },
    settle: async (payload) => {
      const { region, id, body } = payload as Payload
      const result = await submit({ care: 'settle', no: text(body.no) })
      if (!result.ok) throw new Error(`parent not settled: ${result.refusal.code}`)
      await delivered(db, region, id)
    },
  }
}
