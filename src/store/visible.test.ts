import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { anlan } from '../derive/testing/anlan.ts'
import { crowd } from '../derive/walk/people.ts'
import { walk } from '../derive/walk/walk.ts'
import { foldedCase, uuidFrom } from '../engine/case-write.ts'
import { viewerOf } from '../engine/viewer.ts'
import { dayOf, type Instant } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { at } from '../kernel/testing/calendar.ts'
import { bound, calendar, org, region } from '../kernel/testing/city.ts'
import { lamp } from '../kernel/testing/lamp.ts'
import { isPublic, view } from '../kernel/view.ts'
import { declarations } from '../mechanisms/all.ts'
import { type Database, withClient } from './cluster/database.ts'
import { visibleTo } from './visible.ts'

/** LUOSHI_SOAK=20 takes twenty times as many walks. */
const walks = 120 * Number(process.env.LUOSHI_SOAK ?? 1)

/** Cases that stay closed while somebody is drawn for them, so that to be drawn is the only way to see them. */
const quietLamp = { ...lamp, publicity: { ...lamp.publicity, after: ['ended'] } }

const procedures = [...declarations, quietLamp].map((declaration) => bound(declaration))
const procedureOf = new Map(procedures.map((p) => [p.id, p]))

/** Every walk ends in a case of its own: its number and its tokens are made its own too. */
function walkedCases(): readonly Case[] {
  const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 60, size: 'max' }))
  return procedures.flatMap((p) =>
    fc.sample(anyWalk, { numRuns: walks, seed: 916 }).flatMap((numbers, i): readonly Case[] => {
      const { events } = walk(p, numbers, anlan)
      if (events.length === 0) return []
      const no = `${p.declaration.prefix}-2018-${String(i + 1).padStart(4, '0')}`
      const own = JSON.parse(JSON.stringify(events).replaceAll('"tok-', `"${no}-tok-`)) as typeof events
      const head = { no, id: uuidFrom(no), region, procedure: p.id, version: p.version, parent: null }
      return [foldedCase(head, own)]
    }),
  )
}

const tokensOf = (c: Case) => Object.values(c.holders).flatMap((holder) => ('tokens' in holder ? holder.tokens : []))

const cases = walkedCases()

/** Everybody of the city, past and present, a visitor, and the persons of some cases. */
const viewers: readonly Actor[] = [
  ...crowd({
    procedure: procedures[0] as (typeof procedures)[number],
    world: anlan,
    case: null,
    now: anlan.start,
    steps: [],
    marks: [],
    tokens: [],
    told: [],
  }),
  ...cases.flatMap((c) => tokensOf(c).map((token): Actor => ({ kind: 'person', case: c.no, token }))).slice(0, 60),
]

let database: Database

beforeAll(async () => {
  database = await freshDatabase()
  const rows = cases.map((c) => ({ ...c, public: isPublic(procedureOf.get(c.procedure) as never, c) }))
  await withClient(database.as('owner'), (client) =>
    client.query(
      `insert into case_file (region, id, no, procedure, version, seq, state, final, is_public, again, title, opened_at, changed_at,
         leaf_hash, body)
       select region, id, no, procedure, version, seq, state, false, public, false, no, now(), now(), '\\x00',
         json_build_object('data', data, 'holders', holders)
       from json_to_recordset($1::json) as x (region text, id uuid, no text, procedure text, version text, seq int, state text,
         public bool, data json, holders json)`,
      [JSON.stringify(rows)],
    ),
  )
})
afterAll(() => database.close())

async function inStore(viewer: Actor, now: Instant): Promise<readonly string[]> {
  const { sql, values } = visibleTo(viewerOf(viewer, procedures, org, dayOf(calendar.dayAt(now))), 1)
  const { rows } = await withClient(database.as('app'), (client) =>
    client.query<{ no: string }>(`select f.no from case_file f where ${sql}`, [...values]),
  )
  return rows.map(({ no }) => no).sort()
}

function inKernel(viewer: Actor, now: Instant): readonly string[] {
  const seen = cases.filter((c) => {
    const p = procedureOf.get(c.procedure)
    return p !== undefined && view(p, c, { viewer, now, calendar, org }) !== null
  })
  return seen.map(({ no }) => no).sort()
}

test('there are cases that everybody may see, some may see, and hardly anybody may see', () => {
  const open = cases.filter((c) => isPublic(procedureOf.get(c.procedure) as never, c))

  expect(cases.length).toBeGreaterThan(walks)
  expect(open.length).toBeGreaterThan(cases.length / 5)
  expect(cases.length - open.length).toBeGreaterThan(cases.length / 5)
  expect(viewers.filter(({ kind }) => kind === 'person').length).toBeGreaterThan(20)
})

// A unit is merged away at the end of 2018, and one person leaves office before: days on which parts differ.
test.each(['2018-10-20 10:00', '2018-11-14 15:00', '2019-03-01 10:00'])(
  'what the store lists on %s is what the kernel shows, for every viewer and every case of the walks',
  async (moment) => {
    const now = at(moment)
    const differing: string[] = []
    for (const viewer of viewers) {
      const [stored, shown] = [await inStore(viewer, now), inKernel(viewer, now)]
      const missing = shown.filter((no) => !stored.includes(no))
      const tooMany = stored.filter((no) => !shown.includes(no))
      differing.push(
        ...missing.map((no) => `${JSON.stringify(viewer)} is not listed ${no}`),
        ...tooMany.map((no) => `${JSON.stringify(viewer)} is listed ${no}`),
      )
    }

    expect(differing).toEqual([])
  },
)
