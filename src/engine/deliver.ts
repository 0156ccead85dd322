import type { TaskList } from 'graphile-worker'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { delivered } from '../store/outbox.ts'
import type { Queryable } from '../store/read.ts'
import type { Submit } from './order.ts'
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

/**
 * What messages of the outbox do: open a case, or let a parent go on. A refusal is thrown, so that the job is tried again
 * with back-off and stays visible as failed; the message's id is the idempotency key, so that trying again is safe.
 */
export function deliveries(db: Queryable, submit: Submit, programme: Programme): TaskList {
  return {
    open: async (payload) => {
      const { region, id, body } = payload as Payload
      const result = await submit({
        key: id,
        actor: { kind: 'system' },
        transition: text(body.transition),
        input: body.input as JsonRecord,
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
