import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Terminal } from '../src/cli/command.ts'
import { openAccess } from '../src/engine/access.ts'
import { type Database, openDatabase, withClient } from '../src/store/cluster/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { actorAt, openBenchEngine, openTasks, settleCity } from './city.ts'
import { cpuOf, memoryOf } from './cpu.ts'
import { postmasterIn, startLuoshi } from './host.ts'
import { get, load, quantile } from './load.ts'

/** Cases that the engine makes by moves; the rest are copies of them under other numbers, with other deadlines. */
const templates = 1200

/** The city's cases, most of them ended, as a city has after years; answers the number of one that is open. */
async function fill(database: Database, cases: number): Promise<void> {
  await withClient(database.as('owner'), async (client) => {
    await client.query(`
      create temp table template as select row_number() over (order by no) as n, * from case_file;
      create temp table copy as
        select t.region, t.id as old, uuidv7(make_interval(secs => -g)) as id, g,
               'DB-2017-' || lpad(g::text, 7, '0') as no, random() as r
          from generate_series(1, ${cases} - ${templates}) as g join template t on t.n = 1 + g % ${templates};
      insert into case_file
        select c.region, c.id, c.no, t.procedure, t.version, t.seq, t.state, t.final, t.is_public, t.again, t.title || g, t.unit,
               t.clause, t.parent, t.opened_at, t.changed_at,
               t.due + make_interval(days => (r * 400)::int), t.fires + make_interval(days => (r * 400)::int), t.leaf_hash, t.body
          from copy c join template t on t.id = c.old;
      insert into event (region, case_id, seq, at, transition, from_state, to_state, basis, mover, body, entry, leaf_hash)
        select c.region, c.id, e.seq, e.at, e.transition, e.from_state, e.to_state, e.basis, e.mover, e.body, e.entry, e.leaf_hash
          from copy c join event e on e.case_id = c.old;
      insert into log_leaf (idx, region, case_id, seq, leaf_hash)
        select (select max(idx) from log_leaf) + row_number() over (), c.region, c.id, e.seq, e.leaf_hash
          from copy c join event e on e.case_id = c.old;
      update case_count set n = n * ${Math.round(cases / templates)}`)
    await client.query('vacuum (analyze) case_file, event, log_leaf')
  })
}

interface Row {
  readonly what: string
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly cpuMicros: number
  readonly failed: number
}

/** Reads over HTTP in a city of a million cases, as an ordinary user. Arguments: cases, seconds for each, connections. */
export async function benchRead(args: readonly string[], terminal: Terminal): Promise<number> {
  const cases = Number(args[0] ?? 1_000_000)
  const seconds = Number(args[1] ?? 5)
  const connections = Number(args[2] ?? 4)
  const data = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))
  const database = await openDatabase({ data, log: { info: () => {}, warn: () => {} } })
  try {
    await migrate(database)
    const engine = await openBenchEngine(database, data)
    const people = await settleCity(engine)
    const tasks = await openTasks(engine, people, templates)
    const mayor = actorAt(engine, people, 'mayor')
    const ended = tasks.filter((_task, i) => i % 10 < 7)
    for (const { no } of ended) {
      const target = { no }
      const input = { ground: '已由别的任务包括' }
      const result = await engine.submit({
        key: randomUUID(),
        actor: mayor,
        transition: 'cancel',
        input,
        seen: 3,
        target,
      })
      if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    }
    await engine.settled()
    const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
    const token = (await access.issueToken('u7-liaison', 1, 'bench')) ?? ''
    await engine.close()
    const began = performance.now()
    await fill(database, cases)
    terminal.err(`${cases} cases filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)

    const server = await startLuoshi(database, data)
    const postmaster = postmasterIn(data)
    const mine = await withClient(database.as('owner'), async (client) => {
      const { rows } = await client.query<{ no: string }>(
        "select no from case_file where unit = 'u7' and not final order by md5(no) limit 2000",
      )
      return rows.map(({ no }) => no)
    })
    const at = (i: number) => mine[i % mine.length] ?? ''
    const any = () => Math.floor(Math.random() * mine.length)
    const reads: readonly (readonly [string, () => Buffer])[] = [
      ['list of 50: unit, open, by due', () => get('/api/v1/cases?unit=u7&open=true&sort=due&limit=50', token)],
      ['list of 50: all that I may see', () => get('/api/v1/cases?sort=due&limit=50', token)],
      ['list of 50: overdue, visitor', () => get('/api/v1/cases?overdue=true&limit=50', null)],
      ['one case', () => get(`/api/v1/cases/${at(any())}`, token)],
      ['its events', () => get(`/api/v1/cases/${at(any())}/events`, token)],
      ['plan page', () => get('/plan/jiujiang-2018', null)],
      ['front page', () => get('/', null)],
    ]
    const rows: Row[] = []
    for (const [what, request] of reads) {
      const turns = Array.from({ length: connections }, () => ({
        request,
        answered: (status: number) => status === 200,
      }))
      await load(server.port, turns, 1)
      const used = () => cpuOf(server.process.pid ?? 0) + cpuOf(postmaster)
      const before = used()
      const { requests, failed, latencies, seconds: took } = await load(server.port, turns, seconds)
      const cpuMicros = ((used() - before) / requests) * 1e6
      const quantiles = { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
      rows.push({ what, perSecond: requests / took, ...quantiles, cpuMicros, failed })
    }
    const memory = memoryOf(server.process.pid ?? 0)
    terminal.out('read | /s | p50 ms | p99 ms | CPU us | not answered\n')
    for (const row of rows) {
      const figures = [row.perSecond.toFixed(0), row.p50.toFixed(1), row.p99.toFixed(1), row.cpuMicros.toFixed(0)]
      terminal.out(`${[row.what, ...figures, row.failed].join(' | ')}\n`)
    }
    terminal.out(`memory of the server: ${memory.toFixed(0)} MiB\n`)
    terminal.out(`${JSON.stringify({ bench: 'read', cases, connections, rows, memory })}\n`)
    server.process.kill()
  } finally {
    await database.close()
    rmSync(data, { recursive: true, force: true })
  }
  return 0
}
