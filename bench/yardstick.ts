/**
 * The yardstick of `bench act`: what a good engineer writes first. Fastify, a plain pg pool, one transaction a move: load for
 * update, check, update, insert event, insert leaf. Token and body are checked as ours are; it has no forms, clocks or log.
 */
import { createHash, hash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

const [, , config = '{}', token = ''] = process.argv
const pool = new pg.Pool({ ...(JSON.parse(config) as pg.PoolConfig), max: 16 })
const tokens = new Map([[hash('sha256', token, 'hex'), { post: 'bench' }]])
const app = Fastify()

const schema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'seen', 'input'],
    properties: {
      id: { type: 'string', pattern: '^[0-9a-f-]{36}$' },
      seen: { type: 'integer' },
      input: {
        type: 'object',
        additionalProperties: false,
        required: ['percent', 'progressNote'],
        properties: {
          percent: { type: 'integer', minimum: 0, maximum: 100 },
          progressNote: { type: 'string', maxLength: 600 },
        },
      },
    },
  },
}

interface Body {
  readonly id: string
  readonly seen: number
  readonly input: { readonly percent: number; readonly progressNote: string }
}

app.post<{ Params: { no: string; transition: string }; Body: Body }>(
  '/api/v1/cases/:no/:transition',
  { schema },
  async (request, reply) => {
    const actor = tokens.get(hash('sha256', (request.headers.authorization ?? '').slice(7), 'hex'))
    if (!actor) return reply.code(401).send({})
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ id: string; seq: number; state: string; body: Record<string, unknown> }>(
        'select id, seq, state, body from yard_case where no = $1 for update',
        [request.params.no],
      )
      const row = rows[0]
      if (!row || row.seq !== request.body.seen || row.state !== 'in-progress') {
        await client.query('rollback')
        return reply.code(409).send({ seq: row?.seq })
      }
      const seq = row.seq + 1
      const body = { ...row.body, ...request.body.input }
      await client.query('update yard_case set seq = $2, body = $3, changed_at = now() where id = $1', [
        row.id,
        seq,
        body,
      ])
      await client.query(
        'insert into yard_event (case_id, seq, transition, actor, input) values ($1, $2, $3, $4, $5)',
        [row.id, seq, request.params.transition, actor.post, request.body.input],
      )
      await client.query('insert into yard_leaf (case_id, seq, leaf) values ($1, $2, $3)', [
        row.id,
        seq,
        createHash('sha256').update(JSON.stringify(request.body)).digest(),
      ])
      await client.query('commit')
      return { no: request.params.no, state: row.state, seq, data: body }
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  },
)

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${new URL(address).port}\n`)
