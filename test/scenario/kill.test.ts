import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { openDatabase } from '../../src/store/cluster/database.ts'
import { dataFolder, startVictim, type Victim } from '../support/kill.ts'

/** Rounds of kill and restart; the soak does many more. */
const rounds = Number(process.env.LUOSHI_KILL_ROUNDS ?? 4)
const clients = 12

interface Ready {
  readonly port: number
  readonly tokens: Readonly<Record<string, string>>
}

async function started(data: string): Promise<Ready & { readonly victim: Victim }> {
  const victim = startVictim({ data, program: ['--import', './bin/loader.mjs', 'test/support/victim-server.ts'] })
  const [, ready = '{}'] = await victim.says(/READY (\{.*\})/)
  return { victim, ...(JSON.parse(ready) as Ready) }
}

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
}

async function send(
  server: Ready,
  post: string,
  path: string,
  body: object,
): Promise<{ status: number; body: { no: string; seq: number } } | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.tokens[post]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { no: string; seq: number } }
  } catch {
    return null
  }
}

/** What clients were told: for each command's id the case and sequence number that were acknowledged. */
type Acknowledged = Map<string, { readonly no: string; readonly seq: number }>

/** Opens cases and approves them until the server is gone; remembers what was acknowledged and what was sent at all. */
async function work(server: Ready, acknowledged: Acknowledged, sent: Map<string, object>): Promise<void> {
  for (;;) {
    const open = { id: randomUUID(), procedure: 'supervised-task', input: matter }
    sent.set(open.id, open)
    const opened = await send(server, 'inspection-1', '/api/v1/cases', open)
    if (!opened) return
    if (opened.status !== 201) continue
    acknowledged.set(open.id, { no: opened.body.no, seq: 0 })
    const approve = { id: randomUUID(), seen: 0, input: {} }
    const approved = await send(server, 'mayor', `/api/v1/cases/${opened.body.no}/approve`, approve)
    if (!approved) return
    if (approved.status === 200) acknowledged.set(approve.id, { no: opened.body.no, seq: 1 })
  }
}

test.each(['the server', 'PostgreSQL'] as const)(
  'kill -9 of %s at any moment: every acknowledged move is there once, none twice, and fsck is clean',
  async (target) => {
    const data = dataFolder()
    const acknowledged: Acknowledged = new Map()
    const sent = new Map<string, object>()
    for (let round = 0; round < rounds; round += 1) {
      const server = await started(data)
      const working = Array.from({ length: clients }, () => work(server, acknowledged, sent))
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 500))
      if (target === 'PostgreSQL') {
        server.victim.killPostmaster()
        // The server brings its database back and goes on by itself; then it is killed, too.
        await new Promise((resolve) => setTimeout(resolve, 1500))
      }
      await server.victim.killNode()
      await Promise.all(working)
    }

    const server = await started(data)
    const replayed = new Map<string, string>()
    for (const [id, open] of sent) {
      const answer = await send(server, 'inspection-1', '/api/v1/cases', open)
      replayed.set(id, answer?.body.no ?? '')
    }
    const lost = [...acknowledged].filter(([id, { no, seq }]) => seq === 0 && replayed.get(id) !== no)
    await server.victim.interrupt()

    const database = await openDatabase({ data, log: { info: () => {}, warn: () => {} } })
    const report = await fsck(database)
    await database.close()
    expect(lost).toEqual([])
    expect(new Set(replayed.values()).size).toBe(sent.size)
    expect(report.cases).toBe(sent.size)
    expect(report.events).toBe(
      sent.size +
        [...acknowledged.values()].filter(({ seq }) => seq === 1).length +
        unacknowledged(report.events, sent.size, acknowledged),
    )
    expect(report.differences).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(rounds * clients)
  },
  240_000,
)

/** Approvals whose answer was lost: at most one for each client and round. */
function unacknowledged(events: number, cases: number, acknowledged: Acknowledged): number {
  const more = events - cases - [...acknowledged.values()].filter(({ seq }) => seq === 1).length
  return more >= 0 && more <= rounds * clients ? more : 0
}

test('Ctrl-C ends the product cleanly and without alarm, also where the door passes the signal on once more', async () => {
  const victim = startVictim({ data: dataFolder('luoshi-ctrl-c-'), env: { LUOSHI_DEMO: '0', LUOSHI_PORT: '0' } })
  await victim.says(/http:\/\/127\.0\.0\.1:\d+/)

  victim.child.kill('SIGINT')
  await pause(20)
  const code = await victim.interrupt()

  expect(code).toBe(0)
  expect(victim.output()).not.toContain('connection was lost')
})
