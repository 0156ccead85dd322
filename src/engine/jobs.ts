import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import pg from 'pg'
import type { Database } from '../store/cluster/database.ts'
import { withClient } from '../store/cluster/database.ts'
import { handOver } from '../store/outbox.ts'
import type { Log } from './log.ts'

/** What graphile-worker keeps lies in a schema of its own; the app's role works in it, the owner makes it. */
const grants = `
grant usage on schema graphile_worker to luoshi_app;
grant select, insert, update, delete on all tables in schema graphile_worker to luoshi_app;
grant usage, select on all sequences in schema graphile_worker to luoshi_app;
grant execute on all functions in schema graphile_worker to luoshi_app;
-- The library turns row level security on and makes no policy: only the tables' owner could add a job.
do $$ declare its regclass; begin
  for its in select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity loop
    execute format('alter table %s disable row level security', its);
  end loop;
end $$;`

const silent = new Logger(() => () => {})

/** Brings the job library's own schema up to its version; nothing when it is there already. */
export async function migrateJobs(database: Pick<Database, 'as'>): Promise<void> {
  const pool = new pg.Pool({ ...database.as('owner'), max: 2 })
  // Without listeners the library warns on the console; a lost connection makes the migration itself fail.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
  await withClient(database.as('owner'), (client) => client.query(grants))
}

export interface Jobs {
  /** Messages are waiting in the outbox. */
  readonly nudge: () => void
  /** Hands over what waits and resolves when no job is left that could run now, but for what waits for others' servers. */
  readonly drain: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface JobsOptions {
  readonly pool: pg.Pool
  readonly tasks: TaskList
  /** Tasks that wait for other people's servers: they have a runner of their own, so that no case waits behind them. */
  readonly outside?: TaskList
  /** Lines of a crontab, UTC. */
  readonly crontab: string
  readonly log: Log
}

/** Messages handed over in one go. */
const handful = 200

/** How often the outbox is looked at without a nudge: for messages of another process. */
const relayEveryMs = 5_000

/** Jobs by graphile-worker: retries with back-off, one run for each key, a crontab. The outbox only feeds it. */
export async function openJobs({ pool, tasks, outside = {}, crontab, log }: JobsOptions): Promise<Jobs> {
  const opened = async (taskList: TaskList, concurrency: number, lines: string): Promise<Runner> => {
    const runner = await run({
      pgPool: pool,
      taskList,
      crontab: lines,
      noHandleSignals: true,
      concurrency,
      pollInterval: 2_000,
      logger: silent,
    })
    runner.promise.catch((error: unknown) => log.error({ error: String(error) }, 'jobs stopped'))
    return runner
  }
  const runners = [await opened(tasks, 4, crontab)]
  if (Object.keys(outside).length > 0) runners.push(await opened(outside, 4, ''))
  const own = Object.keys(tasks)
  let relaying: Promise<void> | null = null
  let again = false

  const relay = (): Promise<void> => {
    again = true
    relaying ??= (async () => {
      while (again) {
        again = false
        if ((await handOver(pool, handful)) === handful) again = true
      }
    })()
      .catch((error: unknown) => log.error({ error: String(error) }, 'outbox not handed over'))
      .finally(() => {
        relaying = null
      })
    return relaying
  }
  const timer = setInterval(() => void relay(), relayEveryMs)

  return {
    nudge: () => void relay(),
    drain: async () => {
      for (;;) {
        await relay()
        const { rows } = await pool.query<{ n: number }>(
          `select (select count(*) from outbox where kind = any($1))::int
                + (select count(*) from graphile_worker.jobs
                    where task_identifier = any($1) and attempts < max_attempts and run_at <= now())::int as n`,
          [own],
        )
        if (rows[0]?.n === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    close: async () => {
      clearInterval(timer)
      if (relaying) await relaying
      for (const runner of runners) await runner.stop()
    },
  }
}
