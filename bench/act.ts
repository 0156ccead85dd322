import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Terminal } from '../src/cli/command.ts'
import { openAccess } from '../src/engine/access.ts'
import { type Database, openDatabase, withClient } from '../src/store/cluster/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { openBenchEngine, openTasks, settleCity, unitIds } from './city.ts'
import { cpuOf } from './cpu.ts'
import { postmasterIn, type Server, startLuoshi, startServer, startWithoutLog } from './host.ts'
import { type LoadResult, load, median, post, quantile, type Turn } from './load.ts'

const note = '本周装好了三号窗口的取号机，培训了六名受理员，抽看十件都能当场取号。'

/** Until V8 has compiled what is hot: a busy city hall's server runs for weeks. */
const warmUpSeconds = 12

/**
 * A server that has run for more than a checkpoint writes its log into files it has used before; a new cluster first fills each
 * new file of 16 MB with zeros, in the middle of a commit. So the files that a run needs are made beforehand, for both alike.
 */
async function prepareLogFiles(database: Database): Promise<void> {
  await withClient({ ...database.as('owner'), user: 'postgres' }, async (client) => {
    await client.query(
      "select count(pg_logical_emit_message(false, 'bench', repeat('x', 1000000))) from generate_series(1, 2000)",
    )
    await client.query('checkpoint')
  })
}

/** One connection: it moves its own tasks on, one after another. */
function turnOf(tasks: { readonly no: string; seq: number }[], token: string): Turn {
  let at = -1
  return {
    request: () => {
      at = (at + 1) % tasks.length
      const task = tasks[at]
      const body = JSON.stringify({ id: randomUUID(), seen: task?.seq, input: { percent: 50, progressNote: note } })
      return post(`/api/v1/cases/${task?.no}/report-progress`, token, body)
    },
    answered: (status) => {
      const task = tasks[at]
      if (status === 200 && task) task.seq += 1
      return status === 200
    },
  }
}

export interface Figure {
  readonly server: string
  readonly connections: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Node and PostgreSQL together, for each move. */
  readonly cpuMicros: number
  readonly nodeMicros: number
}

/** Durable moves over HTTP against the yardstick, in interleaved rounds. */
export async function benchAct(args: readonly string[], terminal: Terminal): Promise<number> {
  const seconds = Number(args[0] ?? 4)
  const rounds = Number(args[1] ?? 3)
  const steps = (args[2] ?? '1,16,64,256').split(',').map(Number)
  const data = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const database = await openDatabase({ data, log: silent })
  await migrate(database)
  const postmaster = postmasterIn(data)
  const servers: Server[] = []
  try {
    const engine = await openBenchEngine(database, data)
    const people = await settleCity(engine)
    const taskCount = 12_240
    const tasks = await openTasks(engine, people, taskCount)
    await engine.settled()
    const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
    const tokens = new Map<string, string>()
    for (const unit of new Set(tasks.map((task) => task.unit)))
      tokens.set(unit, (await access.issueToken(`${unit}-liaison`, 1, 'bench')) ?? '')
    await engine.close()
    await withClient(database.as('owner'), async (client) => {
      await client.query(`create table yard_case (id uuid primary key, no text unique, seq int not null, state text not null, body jsonb not null, changed_at timestamptz not null default now());
        create table yard_event (case_id uuid, seq int, transition text, actor text, input jsonb, at timestamptz not null default now(), primary key (case_id, seq));
        create table yard_leaf (idx bigint generated always as identity primary key, case_id uuid, seq int, leaf bytea);
        insert into yard_case select id, no, seq, state, body -> 'data' from case_file; grant all on yard_case, yard_event, yard_leaf to luoshi_app`)
    })
    const [first = ''] = tokens.values()
    servers.push(await startServer('yardstick', 'yardstick.ts', [JSON.stringify(database.as('app')), first]))
    servers.push(await startWithoutLog(database, join(data, 'without-log')))
    servers.push(await startLuoshi(database, data))
    await prepareLogFiles(database)
    // Both of ours move cases of one table, each its own half.
    const shareOf = (name: string) =>
      name === 'yardstick'
        ? tasks
        : tasks.filter((_task, i) => (Math.floor(i / unitIds.length) % 2 === 0) === (name === 'luoshi'))
    const states = new Map(
      servers.map(({ name }) => [name, shareOf(name).map(({ no, unit }) => ({ no, unit, seq: 3 }))]),
    )

    const figures: Figure[] = []
    const measure = async (
      server: Server,
      connections: number,
      rate?: number,
      length = seconds,
    ): Promise<{ figure: Figure; result: LoadResult }> => {
      const mine = states.get(server.name) ?? []
      const units = [...new Set(mine.map((task) => task.unit))]
      const turns = Array.from({ length: connections }, (_, i) => {
        const unit = units[i % units.length] ?? ''
        const same = mine.filter((task) => task.unit === unit)
        const share = Math.ceil(connections / units.length)
        const own = same.filter((_task, j) => j % share === Math.floor(i / units.length))
        const token = server.name === 'yardstick' ? ([...tokens.values()][0] ?? '') : (tokens.get(unit) ?? '')
        return turnOf(own, token)
      })
      const used = () => ({ node: cpuOf(server.process.pid ?? 0), postgres: cpuOf(postmaster) })
      const before = used()
      const result = await load(server.port, turns, length, rate)
      const after = used()
      const node = after.node - before.node
      const cpu = node + after.postgres - before.postgres
      if (result.failed > 0)
        terminal.err(`${server.name}: ${result.failed} of ${result.requests} moves were not accepted\n`)
      const figure = {
        server: server.name,
        connections,
        perSecond: result.requests / result.seconds,
        p50: quantile(result.latencies, 0.5),
        p99: quantile(result.latencies, 0.99),
        cpuMicros: (cpu / result.requests) * 1e6,
        nodeMicros: (node / result.requests) * 1e6,
      }
      return { figure, result }
    }
    // Both start cold: what compiling costs is not what a move costs.
    for (const server of servers) await measure(server, 64, undefined, warmUpSeconds)
    for (const connections of steps) {
      for (let round = 0; round < rounds; round += 1) {
        for (const server of servers) figures.push((await measure(server, connections)).figure)
      }
    }
    const ours = servers.at(-1)
    const steady = ours ? (await measure(ours, 64, 300)).figure : null
    report(figures, steady, terminal)
  } finally {
    for (const server of servers) server.process.kill()
    await database.close()
    rmSync(data, { recursive: true, force: true })
  }
  return 0
}

function report(figures: readonly Figure[], steady: Figure | null, terminal: Terminal): void {
  const rows = [...new Set(figures.map((f) => f.connections))].map((connections) => {
    const of = (server: string, read: (f: Figure) => number) =>
      median(figures.filter((f) => f.server === server && f.connections === connections).map(read))
    const row = { connections } as Record<string, number>
    for (const server of ['yardstick', 'luoshi', 'without log']) {
      row[`${server} /s`] = Math.round(of(server, (f) => f.perSecond))
      row[`${server} p50 ms`] = Number(of(server, (f) => f.p50).toFixed(1))
      row[`${server} p99 ms`] = Number(of(server, (f) => f.p99).toFixed(1))
      row[`${server} CPU us`] = Math.round(of(server, (f) => f.cpuMicros))
      row[`${server} Node us`] = Math.round(of(server, (f) => f.nodeMicros))
    }
    row['× moves'] = Number((of('luoshi', (f) => f.perSecond) / of('yardstick', (f) => f.perSecond)).toFixed(2))
    row['lost to the log %'] = Math.round(
      100 * (1 - of('luoshi', (f) => f.perSecond) / of('without log', (f) => f.perSecond)),
    )
    row['CPU %'] = Math.round((100 * of('luoshi', (f) => f.cpuMicros)) / of('yardstick', (f) => f.cpuMicros))
    return row
  })
  const names = Object.keys(rows[0] ?? {})
  terminal.out(`${names.join(' | ')}\n`)
  for (const row of rows) terminal.out(`${names.map((name) => row[name]).join(' | ')}\n`)
  if (steady)
    terminal.out(
      `at 300 moves/s offered: ${steady.perSecond.toFixed(0)}/s, p50 ${steady.p50.toFixed(1)} ms, p99 ${steady.p99.toFixed(1)} ms\n`,
    )
  terminal.out(`${JSON.stringify({ bench: 'act', rows, steady })}\n`)
}
