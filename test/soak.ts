/**
 * `npm run soak [-- MINUTES]`: kill -9 for a long time. Clients open cases and move them on as fast as they are answered; the
 * server, its PostgreSQL and its signer are killed at random moments. Whoever was not answered sends the same command again
 * after the restart, as a good client does. At the end every acknowledged move must be in the journal exactly once and
 * where it was said to be, nothing twice, nothing that nobody sent, and fsck clean. Exit code 1 if not; the data is kept then.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fsck } from '../src/engine/fsck.ts'
import { openDatabase, withClient } from '../src/store/cluster/database.ts'
import { postmasterPid } from '../src/store/cluster/orphans.ts'

const root = join(import.meta.dirname, '..')
const minutesUnlessTold = 10
const clients = 12
/** Moves of a case after which a client opens another. */
const movesOfACase = 8

interface Ready {
  readonly port: number
  readonly tokens: Readonly<Record<string, string>>
}

interface Server extends Ready {
  readonly child: ChildProcess
  readonly ended: Promise<void>
}

/** Starts the server on the data folder; rejects when it ends before it says that it is ready. */
function start(data: string): Promise<Server> {
  const child = spawn(process.execPath, ['--import', './bin/loader.mjs', 'test/support/victim-server.ts'], {
    cwd: root,
    env: { ...process.env, LUOSHI_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return new Promise((ready, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-4000)
        const json = /READY (\{.*\})\n/.exec(said)?.[1]
        if (json !== undefined) ready({ ...(JSON.parse(json) as Ready), child, ended })
      })
    }
    child.once('close', (code) => fail(new Error(`the server ended with ${code} before it was ready:\n${said}`)))
  })
}

interface Sent {
  readonly id: string
  readonly post: string
  readonly path: string
  readonly body: object
}

interface Told {
  readonly no: string
  readonly seq: number
}

/** What was sent at all, and what was acknowledged, by the command's id. */
interface Books {
  readonly sent: Map<string, Sent>
  readonly acknowledged: Map<string, Told>
  readonly faults: string[]
}

/** A client's place in its work: its case, and the command whose answer it has not heard. */
interface Client {
  case: Told | null
  unanswered: Sent | null
}

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
}

function nextCommand({ case: c }: Client): Sent {
  const id = randomUUID()
  if (c === null || c.seq >= movesOfACase) {
    return {
      id,
      post: 'inspection-1',
      path: '/api/v1/cases',
      body: { id, procedure: 'supervised-task', input: matter },
    }
  }
  const move = (post: string, transition: string, input: object): Sent => ({
    id,
    post,
    path: `/api/v1/cases/${c.no}/${transition}`,
    body: { id, seen: c.seq, input },
  })
  if (c.seq === 0) return move('mayor', 'approve', {})
  return c.seq === 1
    ? move('inspection-1', 'assign', {})
    : move('mayor', 'instruct', { instruction: `第${c.seq}次催办` })
}

/** The status and body of an answer; null when the connection broke before it was whole. */
async function answerTo({ port, tokens }: Ready, { post, path, body }: Sent) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[post]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Told & { readonly code?: string } }
  } catch {
    return null
  }
}

/** Works until the server is gone, or the command is refused, which a client of its own cases never deserves. */
async function work(server: Ready, client: Client, books: Books, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const sent = client.unanswered ?? nextCommand(client)
    client.unanswered = sent
    books.sent.set(sent.id, sent)
    const answer = await answerTo(server, sent)
    if (answer === null) return
    if (answer.status === 503) {
      await pause(50)
      continue
    }
    client.unanswered = null
    if (answer.status >= 300) {
      books.faults.push(`${sent.path} was answered ${answer.status} ${answer.body.code ?? ''}`)
      client.case = null
      continue
    }
    const { no, seq } = answer.body
    books.acknowledged.set(sent.id, { no, seq })
    client.case = { no, seq }
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Process ids of the children of `pid` whose command line matches. */
function childrenOf(pid: number, pattern: RegExp): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return rows.flatMap((row) => {
    const [, child, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []
    return Number(parent) === pid && pattern.test(args) ? [Number(child)] : []
  })
}

/** What is killed beside the server itself, which is killed in every round. */
const victims = {
  'the server': () => [],
  PostgreSQL: (_server: Server, data: string) => [postmasterPid(join(data, 'postgres')) ?? 0].filter((pid) => pid > 0),
  'a session of PostgreSQL': (_server: Server, data: string) =>
    childrenOf(postmasterPid(join(data, 'postgres')) ?? 0, /luoshi_app luoshi/).slice(0, 1),
  'the signer': (server: Server) => childrenOf(server.child.pid ?? 0, /signer-process/),
} as const satisfies Readonly<Record<string, (server: Server, data: string) => readonly number[]>>

/** One life of the server: work, at a random moment a kill, perhaps some more work, and the end. */
async function round(data: string, fleet: readonly Client[], books: Books): Promise<string> {
  const began = performance.now()
  const server = await start(data)
  const ready = performance.now() - began
  let over = false
  const working = fleet.map((client) => work(server, client, books, () => over))
  await pause(randomInt(100, 4_000))
  const names = Object.keys(victims) as (keyof typeof victims)[]
  const name = names[randomInt(names.length)] ?? 'the server'
  const pids = victims[name](server, data)
  for (const pid of pids) killHard(pid)
  if (pids.length > 0) await pause(randomInt(10, 5_000))
  server.child.kill('SIGKILL')
  await server.ended
  over = true
  await Promise.all(working)
  return `ready in ${(ready / 1000).toFixed(1)} s, killed ${name}${pids.length > 0 ? ', then the server' : ''}`
}

/** Sends every unanswered command once more and lets the server end by itself. */
async function settle(data: string, fleet: readonly Client[], books: Books): Promise<void> {
  const server = await start(data)
  for (const client of fleet) {
    const left = client.unanswered !== null
    if (left) await work(server, client, books, () => client.unanswered === null)
  }
  await pause(2_000)
  server.child.kill('SIGTERM')
  await Promise.race([server.ended, pause(20_000)])
  server.child.kill('SIGKILL')
  await server.ended
}

interface Row {
  readonly command: string
  readonly no: string
  readonly seq: number
}

/** Sentences about what is not as it was acknowledged; empty when all is well. */
export function differencesOf(
  rows: readonly Row[],
  { sent, acknowledged }: Pick<Books, 'sent' | 'acknowledged'>,
): readonly string[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.command, [...(found.get(row.command) ?? []), row])
  const twice = [...found].filter(([, all]) => all.length > 1).map(([id]) => `${id} is in the journal twice`)
  const strange = [...found.keys()].filter((id) => !sent.has(id)).map((id) => `${id} was sent by nobody`)
  const lost = [...acknowledged].flatMap(([id, { no, seq }]) => {
    const [row] = found.get(id) ?? []
    if (!row) return [`${id} was acknowledged as ${no}/${seq} and is not there`]
    return row.no === no && row.seq === seq
      ? []
      : [`${id} was acknowledged as ${no}/${seq} and is ${row.no}/${row.seq}`]
  })
  return [...twice, ...strange, ...lost]
}

/** Every move that somebody sent. */
const journal = `
  select e.command::text, f.no, e.seq
  from event e
  join case_file f on f.region = e.region and f.id = e.case_id
  where e.command is not null`

/** Moves without an entry of the log: none, once the server has ended by itself. */
const outsideTheLog = `
  select f.no, e.seq
  from event e
  join case_file f on f.region = e.region and f.id = e.case_id
  left join log_leaf l on l.region = e.region and l.case_id = e.case_id and l.seq = e.seq
  where l.idx is null`

async function judged(data: string, books: Books): Promise<readonly string[]> {
  const database = await openDatabase({ data, log: { info: () => {}, warn: () => {} } })
  try {
    const { rows, unsealed } = await withClient(database.as('owner'), async (client) => ({
      rows: (await client.query<Row>(journal)).rows,
      unsealed: (await client.query<{ no: string; seq: number }>(outsideTheLog)).rows,
    }))
    const report = await fsck(database)
    process.stdout.write(`fsck: ${report.cases} cases, ${report.events} events, ${report.leaves} log entries\n`)
    return [
      ...differencesOf(rows, books),
      ...report.differences,
      ...books.faults,
      ...unsealed.map(({ no, seq }) => `${no}/${seq} is not in the log`),
    ]
  } finally {
    await database.close()
  }
}

export async function main(args: readonly string[]): Promise<void> {
  const minutes = Number(args[0] ?? minutesUnlessTold)
  if (!(minutes > 0)) {
    process.stderr.write('usage: npm run soak [-- MINUTES]\n')
    process.exitCode = 2
    return
  }
  const data = mkdtempSync(join(tmpdir(), 'luoshi-soak-'))
  const books: Books = { sent: new Map(), acknowledged: new Map(), faults: [] }
  const fleet: readonly Client[] = Array.from({ length: clients }, () => ({ case: null, unanswered: null }))
  const until = performance.now() + minutes * 60_000
  let rounds = 0
  for (; performance.now() < until; rounds += 1) {
    const told = await round(data, fleet, books)
    process.stdout.write(`${rounds + 1}: ${told}; ${books.acknowledged.size} moves acknowledged\n`)
  }
  await settle(data, fleet, books)
  const differences = await judged(data, books)
  for (const difference of differences.slice(0, 50)) process.stdout.write(`${difference}\n`)
  if (differences.length === 0) rmSync(data, { recursive: true, force: true })
  else process.stdout.write(`the data is kept in ${data}\n`)
  const verdict = differences.length === 0 ? 'each there once, nothing lost' : `${differences.length} differences`
  process.stdout.write(`soak: ${rounds} kills, ${books.acknowledged.size} moves acknowledged: ${verdict}\n`)
  process.exitCode = differences.length === 0 ? 0 : 1
}
