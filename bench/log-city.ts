import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { randomBytes, uuidv7 } from '../src/engine/random.ts'
import { disclosuresOf } from '../src/kernel/log/disclosure.ts'
import { entryBytes } from '../src/kernel/log/entry.ts'
import { hex, leafHash } from '../src/kernel/log/hash.ts'

const region = '360400'

/** Moves of one made-up case. */
const stepsEach = 20

/** The bytes of entries like those that moves leave: some 700 bytes, three concealed fields among four digests. */
function* caseRows(): Generator<{ readonly event: string; readonly pending: string }> {
  const id = uuidv7(Date.now())
  let prev: string | null = null
  for (let seq = 0; seq < stepsEach; seq += 1) {
    const { sd } = disclosuresOf({ note: '本周装好了三号窗口的取号机', place: '三号窗口', percent: seq }, randomBytes)
    const entry = entryBytes({
      type: seq === 0 ? 'case.opened' : 'case.transition',
      at: '2018-11-14T02:00:00.000Z',
      link: { case: id, seq, prev },
      actor: 'u7-liaison',
      rule: 'jiujiang-2018@1#S4.2',
      body: {
        no: `DB-2018-${id.slice(0, 8)}`,
        procedure: 'supervised-task',
        version: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        transition: 'report-progress',
        from: seq === 0 ? null : 'underway',
        to: 'underway',
        due: '2018-12-28T16:00:00.000Z',
        fields: { percent: seq, unit: 'u7' },
      },
      sd,
    })
    const leaf = leafHash(entry)
    prev = hex(leaf)
    yield {
      event: `${region}\t${id}\t${seq}\t2018-11-14 10:00+08\treport-progress\tunderway\thouse/x\t{}\t{}\t\\\\x${Buffer.from(entry).toString('hex')}\t\\\\x${prev}\n`,
      pending: `${region}\t${id}\t${seq}\n`,
    }
  }
}

async function copied(client: pg.ClientBase, into: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${into} from stdin`)))
}

/** Puts that many entries of made-up cases into the queue of the log, as moves would have left them. */
export async function fillQueue(client: pg.ClientBase, count: number): Promise<void> {
  const atOnce = 50_000
  for (let from = 0; from < count; from += atOnce) {
    const cases = Math.min(atOnce, count - from) / stepsEach
    const rows = Array.from({ length: cases }, () => [...caseRows()]).flat()
    await copied(
      client,
      'event (region, case_id, seq, at, transition, to_state, basis, mover, body, entry, leaf_hash)',
      chunked(rows.map(({ event }) => event)),
    )
    await copied(client, 'log_pending', chunked(rows.map(({ pending }) => pending)))
  }
  await client.query('analyze event; analyze log_pending')
}

function* chunked(lines: readonly string[]): Generator<string> {
  for (let i = 0; i < lines.length; i += 100) yield lines.slice(i, i + 100).join('')
}
