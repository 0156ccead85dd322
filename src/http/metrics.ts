import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'

export interface Metrics {
  /** Prometheus text of all counters here and of these gauges. */
  readonly text: (gauges: readonly (readonly [name: string, help: string, value: number])[]) => string
}

/** Upper bounds of the buckets of durations, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

interface Series {
  count: number
  seconds: number
  readonly buckets: number[]
}

/** Counts requests by route and status class; routes are patterns, so that no case number becomes a label. */
export function addMetrics(app: FastifyInstance): Metrics {
  const series = new Map<string, Series>()
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()

  app.addHook('onResponse', (request, reply, done) => {
    const labels = `method="${request.method}",route="${request.routeOptions.url ?? 'none'}",status="${Math.floor(reply.statusCode / 100)}xx"`
    const one = series.get(labels) ?? { count: 0, seconds: 0, buckets: bounds.map(() => 0) }
    series.set(labels, one)
    const seconds = reply.elapsedTime / 1000
    one.count += 1
    one.seconds += seconds
    const at = bounds.findIndex((bound) => seconds <= bound)
    if (at >= 0) one.buckets[at] = (one.buckets[at] ?? 0) + 1
    done()
  })

  const requestLines = () =>
    [...series].flatMap(([labels, { count, seconds, buckets }]) => {
      let below = 0
      const lines = buckets.map((n, i) => {
        below += n
        return `luoshi_http_request_seconds_bucket{${labels},le="${bounds[i]}"} ${below}`
      })
      return [
        ...lines,
        `luoshi_http_request_seconds_bucket{${labels},le="+Inf"} ${count}`,
        `luoshi_http_request_seconds_sum{${labels}} ${seconds.toFixed(6)}`,
        `luoshi_http_request_seconds_count{${labels}} ${count}`,
      ]
    })

  return {
    text: (gauges) => {
      const all = [
        ...gauges,
        ['process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()] as const,
        ['luoshi_event_loop_p99_seconds', 'Delay of the event loop.', delay.percentile(99) / 1e9] as const,
      ]
      const lines = all.flatMap(([name, help, value]) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        `${name} ${value}`,
      ])
      return [...lines, '# TYPE luoshi_http_request_seconds histogram', ...requestLines(), ''].join('\n')
    },
  }
}
