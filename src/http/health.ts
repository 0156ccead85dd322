import type { FastifyInstance } from 'fastify'
import type { Context } from './context.ts'
import type { Metrics } from './metrics.ts'

/** Is the process alive, can it do its work, and what has it done. */
export function addHealthRoutes(app: FastifyInstance, context: Context, metrics: Metrics): void {
  const { engine } = context
  app.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }))

  app.get('/readyz', async (_request, reply) => {
    const log = engine.logState()
    const answers = await engine.db.query('select 1').then(
      () => true,
      () => false,
    )
    const ready = answers && log.state !== 'refused'
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not-ready',
      database: answers ? 'ok' : 'unreachable',
      log: { signed: 'ok', unsigned: 'unsigned', refused: 'broken' }[log.state],
      ...(log.says && { says: { zh: log.says[0], en: log.says[1] }, since: new Date(log.since).toISOString() }),
      logSize: engine.logSize(),
    })
  })

  app.get('/metrics', async (_request, reply) => {
    const { rows } = await engine.db.query<{ waiting: string; outbox: string }>(
      'select (select count(*) from log_pending) as waiting, (select count(*) from outbox) as outbox',
    )
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(
      metrics.text([
        ['luoshi_log_entries', 'Entries under the newest checkpoint.', engine.logSize()],
        [
          'luoshi_log_state',
          'How the log stands: 0 signed, 1 the signer does not answer, 2 refused.',
          ['signed', 'unsigned', 'refused'].indexOf(engine.logState().state),
        ],
        [
          'luoshi_log_witnessed_entries',
          'Entries that enough witnesses have seen.',
          engine.witnesses.witnessedSize() ?? 0,
        ],
        ['luoshi_log_pending', 'Entries that wait for their index.', Number(rows[0]?.waiting ?? 0)],
        ['luoshi_outbox_messages', 'Messages that wait for delivery.', Number(rows[0]?.outbox ?? 0)],
      ]),
    )
  })
}
