import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Terminal } from '../src/cli/command.ts'
import { exportLog } from '../src/cli/log-export.ts'
import { logSource } from '../src/cli/log-source.ts'
import { verifyLog } from '../src/cli/log-verify.ts'
import { openAccess } from '../src/engine/access.ts'
import { migrateJobs } from '../src/engine/jobs.ts'
import { receiptText } from '../src/engine/receipts.ts'
import { openSealer } from '../src/engine/seal.ts'
import { openSigner } from '../src/engine/signer.ts'
import { parseVkey } from '../src/kernel/log/key.ts'
import { type Database, openDatabase, withClient } from '../src/store/cluster/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { markFollowed } from '../src/store/notices.ts'
import { openBenchEngine, openTasks, settleCity } from './city.ts'
import { cpuOf } from './cpu.ts'
import { postmasterIn, startLuoshi } from './host.ts'
import { get, type LoadResult, load, quantile } from './load.ts'
import { fillQueue } from './log-city.ts'
import { progressTurns, type Said } from './progress.ts'

const seconds = (since: number) => (performance.now() - since) / 1000
const round = (value: number, digits = 1) => Number(value.toFixed(digits))

/** Sequences what waits, in bulk, with the signer beside it. */
async function bulk(database: Database, data: string, entries: number) {
  await withClient(database.as('owner'), (client) => fillQueue(client, entries))
  const signer = await openSigner(data, 'bench.example/log/demo')
  let broken: Error | null = null
  const sealer = openSealer({
    connection: database.as('app'),
    signer,
    everyMs: 400,
    onSealed: () => {},
    onUnsigned: () => {},
    onBroken: (error) => {
      broken = error
    },
  })
  const postmaster = postmasterIn(data)
  // PostgreSQL is a child of ours, and so is the signer: the first is told apart.
  const used = () => ({ all: cpuOf(process.pid), postgres: cpuOf(postmaster) })
  const before = used()
  const began = performance.now()
  await sealer.drain()
  const took = seconds(began)
  const after = used()
  const postgres = after.postgres - before.postgres
  const node = after.all - before.all - postgres
  await sealer.close()
  await signer.close()
  if (broken) throw broken
  // A server that has been up has followed its log. Catching up with a million entries is another thing than a proof.
  await withClient(database.as('owner'), (client) => markFollowed(client, entries))
  return {
    entries,
    perSecond: Math.round(entries / took),
    nodeMicros: round((node / entries) * 1e6),
    postgresMicros: round((postgres / entries) * 1e6),
    vkey: signer.vkey,
  }
}

/** Proofs of random entries, one after another: as the function, and over HTTP. */
async function proofs(database: Database, port: number, entries: number, count: number) {
  const pool = new pg.Pool({ ...database.as('app'), max: 4 })
  const times: number[] = []
  const before = process.cpuUsage()
  for (let i = 0; i < count; i += 1) {
    const began = performance.now()
    const text = await receiptText(pool, Math.floor(Math.random() * entries), [])
    times.push(performance.now() - began)
    if (text === null) throw new Error('an entry without a receipt')
  }
  const { user, system } = process.cpuUsage(before)
  await pool.end()
  const request = () => get(`/log/proof/${Math.floor(Math.random() * entries)}.tlog-proof`, null)
  const overHttp = await load(port, [{ request, answered: (status) => status === 200 }], 5)
  const sorted = Float64Array.from(times).sort()
  return {
    nodeMicros: Math.round((user + system) / count),
    functionP50: round(quantile(sorted, 0.5), 2),
    functionP99: round(quantile(sorted, 0.99), 2),
    httpP50: round(quantile(overHttp.latencies, 0.5), 2),
    httpP99: round(quantile(overHttp.latencies, 0.99), 2),
    failed: overHttp.failed,
  }
}

/** A full audit of the exported files: every entry hashed, every tile and root computed, by one process. */
async function audit(database: Database, folder: string, vkey: string) {
  const exporting = performance.now()
  const exported = await withClient(database.as('reader'), (client) => exportLog(client, folder))
  if (!exported.ok) throw new Error(exported.why)
  const exportSeconds = seconds(exporting)
  const key = parseVkey(vkey)
  const before = cpuOf(process.pid)
  const began = performance.now()
  const { faults } = await verifyLog(logSource(folder), { logs: key.ok ? [key.value] : [], policy: null, kept: [] })
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return {
    entries: exported.value.size,
    exportSeconds: round(exportSeconds),
    auditSeconds: round(seconds(began)),
    auditCpuSeconds: round(cpuOf(process.pid) - before),
  }
}

/** From the answer to a move until a signed checkpoint covers it. */
async function receiptTimes(database: Database, said: readonly Said[]): Promise<Float64Array> {
  const { rows } = await withClient(database.as('reader'), (client) =>
    client.query<{ no: string; seq: number; signed: string | null }>(
      `select x.no, x.seq, extract(epoch from (select min(c.signed_at) from log_checkpoint c where c.size > l.idx)) * 1000 as signed
         from unnest($1::text[], $2::int[]) as x (no, seq)
         join case_file f on f.no = x.no
         join log_leaf l on l.region = f.region and l.case_id = f.id and l.seq = x.seq`,
      [said.map(({ no }) => no), said.map(({ seq }) => seq)],
    ),
  )
  const signed = new Map(rows.map((row) => [`${row.no}/${row.seq}`, Number(row.signed)]))
  return Float64Array.from(said, ({ no, seq, at }) => (signed.get(`${no}/${seq}`) ?? Number.NaN) - at).sort()
}

async function receipts(database: Database, data: string, offered: number, length: number) {
  const engine = await openBenchEngine(database, data)
  const people = await settleCity(engine)
  const tasks = await openTasks(engine, people, 3072)
  await engine.settled()
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const tokens = new Map<string, string>()
  for (const unit of new Set(tasks.map((task) => task.unit)))
    tokens.set(unit, (await access.issueToken(`${unit}-liaison`, 1, 'bench')) ?? '')
  await engine.close()
  const server = await startLuoshi(database, data)
  try {
    const said: Said[] = []
    const states = tasks.map((task) => ({ ...task, seq: 3 }))
    await load(server.port, progressTurns(states, tokens, 64, []), 4)
    const result: LoadResult = await load(server.port, progressTurns(states, tokens, 64, said), length, offered)
    await new Promise((done) => setTimeout(done, 3000))
    const times = await receiptTimes(database, said)
    return {
      port: server.port,
      server,
      figures: {
        offered,
        movesPerSecond: Math.round(result.requests / result.seconds),
        moveP99: round(quantile(result.latencies, 0.99)),
        receiptP50: Math.round(quantile(times, 0.5)),
        receiptP99: Math.round(quantile(times, 0.99)),
        withoutReceipt: times.filter(Number.isNaN).length,
      },
    }
  } catch (error) {
    server.process.kill()
    throw error
  }
}

/** The public log: sequencing in bulk, receipts under load, proofs and a full audit of a large log. */
export async function benchLog(args: readonly string[], terminal: Terminal): Promise<number> {
  const [entries = 1_000_000, offered = 1000, length = 10] = args.map(Number)
  const data = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const database = await openDatabase({ data, log: silent })
  try {
    await migrate(database)
    await migrateJobs(database)
    const { vkey, ...sequenced } = await bulk(database, data, entries)
    terminal.out(`sequenced in bulk: ${JSON.stringify(sequenced)}\n`)
    const { port, server, figures } = await receipts(database, data, offered, length)
    terminal.out(`receipts: ${JSON.stringify(figures)}\n`)
    const proved = await proofs(database, port, entries, 3000)
    server.process.kill()
    terminal.out(`proofs: ${JSON.stringify(proved)}\n`)
    const audited = await audit(database, join(data, 'export'), vkey)
    terminal.out(`audit: ${JSON.stringify(audited)}\n`)
    terminal.out(`${JSON.stringify({ bench: 'log', sequenced, receipts: figures, proofs: proved, audit: audited })}\n`)
  } finally {
    await database.close()
    rmSync(data, { recursive: true, force: true })
  }
  return 0
}
