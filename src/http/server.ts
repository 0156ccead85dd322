import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { addCaseRoutes } from './cases.ts'
import type { Context } from './context.ts'
import { addEvidenceRoutes } from './evidence.ts'
import { addHealthRoutes } from './health.ts'
import { addListRoutes } from './lists.ts'
import { addLogRoutes } from './log.ts'
import { addMetrics } from './metrics.ts'
import { addOpenApiRoutes } from './openapi.ts'
import { addPlanRoutes } from './plans.ts'
import { addProcedureRoutes } from './procedures.ts'

export interface ServerOptions {
  readonly context: Context
  readonly logger: FastifyBaseLogger | false
  /** Addresses of proxies whose X-Forwarded-For is believed, as proxy-addr names them; anybody could write one otherwise. */
  readonly trustProxy: string | false
}

/** The server with every route of the interface; pages are added by the floor above. */
export async function createServer({ context, logger, trustProxy }: ServerOptions): Promise<FastifyInstance> {
  const app = await createApp(logger, trustProxy, context.origin.startsWith('https:'))
  const metrics = addMetrics(app)
  addHealthRoutes(app, context, metrics)
  addCaseRoutes(app, context)
  addListRoutes(app, context)
  addPlanRoutes(app, context)
  addProcedureRoutes(app, context)
  addOpenApiRoutes(app, context)
  addLogRoutes(app, context)
  await addEvidenceRoutes(app, context)
  return app
}
