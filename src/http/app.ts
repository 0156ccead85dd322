import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import { EngineFault } from '../engine/fault.ts'
import { isConnectionFault } from '../store/steady.ts'
import { parseBody } from './body.ts'
import { refuseWith } from './problem.ts'

/** Bytes of a JSON body; evidence has a route and a limit of its own. */
const bodyBytesMax = 256 * 1024

/** What the interface answers is data; it can be neither run nor framed. */
const dataHeaders: readonly (readonly [string, string])[] = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-content-type-options', 'nosniff'],
]

/** No script, style or frame but our own files; nothing inline. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const pageHeaders: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
})

const away = ['数据库暂时连不上，请稍后再试', 'The database cannot be reached just now; try again shortly'] as const

/** What Fastify refuses before a route sees it, in our words. */
function refusalOf(error: FastifyError) {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'too-large', says: ['内容太大，请减少后再提交', 'The body is too large; send less'] } as const
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'not-acceptable', says: ['请用 application/json', 'Send application/json'] } as const
    default:
      return null
  }
}

/** Where a schema was not met. Example: '/id' → 'id'. */
function faultsOf(error: FastifyError) {
  return (error.validation ?? []).map(({ instancePath, keyword, params, message }) => {
    const extra = keyword === 'additionalProperties' ? String(params.additionalProperty) : ''
    const missing = keyword === 'required' ? String(params.missingProperty) : ''
    const path = [...instancePath.split('/').filter(Boolean), extra, missing].filter(Boolean).join('.')
    const code = extra ? ('unknown' as const) : missing ? ('missing' as const) : ('wrong-type' as const)
    const zh = { unknown: '没有这个字段', missing: '缺少这个字段', 'wrong-type': '格式不对' }[code]
    return { field: path, code, says: [zh, message ?? 'is not valid'] as const }
  })
}

/**
 * An address whose path cannot be decoded leads nowhere: it becomes one that does not exist, in the same part of the site,
 * and is answered like any other that leads nowhere. Example: '/en/plan/%E0' → '/en/-'.
 */
function readable(url: string): string {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return url
  } catch {
    return `${/^\/(?:api|en|log)(?=\/)/.exec(url)?.[0] ?? ''}/-`
  }
}

/** A browser that came by https once comes by https for a year (RFC 6797). */
const strictTransport = 'max-age=31536000'

/** The server without its routes: parsing, limits, security headers, problems. `isSecure`: its public address is https. */
export async function createApp(
  logger: FastifyBaseLogger | false,
  trustProxy: string | false,
  isSecure: boolean,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: true } },
    rewriteUrl: ({ url = '/' }) => readable(url),
    genReqId: () => `r-${Math.trunc(performance.now() * 1000).toString(36)}`,
  })
  await app.register(rateLimit, { global: false })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    const body = parseBody(bytes as Buffer)
    if (body.ok) done(null, body.value)
    else done(Object.assign(new Error('malformed body'), { statusCode: 400, says: body.says }) as unknown as Error)
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    const headers = request.url.startsWith('/api/') ? dataHeaders : pageHeaders
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
    if (isSecure) reply.header('strict-transport-security', strictTransport)
    done(null, payload)
  })

  app.setErrorHandler((error: FastifyError & { says?: readonly [string, string] }, request, reply) => {
    const known = refusalOf(error)
    if (known) return refuseWith(request, reply, known)
    // The log cannot go on: nothing is accepted until somebody has mended it, and the page says so.
    if (error instanceof EngineFault) return refuseWith(request, reply, { code: 'unavailable', says: error.says })
    if (isConnectionFault(error)) return refuseWith(request, reply, { code: 'unavailable', says: away })
    if (error.says) return refuseWith(request, reply, { code: 'malformed', says: error.says })
    if (error.validation) {
      return refuseWith(request, reply, {
        code: 'invalid-input',
        says: ['请求的字段不对', 'The fields of the request are not right'],
        faults: faultsOf(error),
      })
    }
    if (error.statusCode === 429) {
      return refuseWith(request, reply, {
        code: 'too-many-requests',
        says: ['请求太多，请一分钟后再试', 'Too many requests; try again in a minute'],
      })
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return refuseWith(request, reply, { code: 'malformed', says: ['请求写得不对', 'The request is malformed'] })
    }
    // Ids only: the error itself may hold what somebody wrote.
    request.log.error(
      {
        id: request.id,
        route: request.routeOptions.url,
        error: error.name,
        stack: error.stack?.split('\n').slice(1, 6),
      },
      'fault',
    )
    return refuseWith(request, reply, {
      code: 'fault',
      says: [
        `系统出错了，编号 ${request.id}。您提交的内容没有生效，可以再试`,
        `A fault of ours, number ${request.id}. Nothing was changed; you may try again`,
      ],
    })
  })
  return app
}
