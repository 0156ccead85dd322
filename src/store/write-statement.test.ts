import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { type Database, withClient } from './cluster/database.ts'
import { moveStatement, oneMoveStatement, writerOptions, writeStatement } from './write-statement.ts'

let database: Database
let writer: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  await withClient(database.as('owner'), (client) =>
    client.query(`
      insert into case_file (region, id, no, procedure, version, seq, state, final, is_public, again, title, opened_at,
          changed_at, leaf_hash, body)
        select 'r', uuidv7(), 'N-' || n, 'p', 'v', 0, 's', false, true, false, 't', now(), now(), sha256(''), '{}'
          from generate_series(1, 20000) n;
      insert into event (region, case_id, seq, at, transition, to_state, basis, mover, body, actor, command, entry, leaf_hash)
        select region, id, 0, now(), 't', 's', 'b', '{}', '{}', 'post:x', id, '', sha256('') from case_file`),
  )
  writer = new pg.Client({ ...database.as('app'), options: writerOptions })
  await writer.connect()
})
afterAll(async () => {
  await writer.end()
  await database.close()
})

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Node[]
}

const nodesUnder = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesUnder)]

/** The plan that every batch gets, made when the tables have grown and nobody has analysed them. */
async function planOf(statement: string): Promise<readonly Node[]> {
  const { rows } = await writer.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
    `explain (generic_plan, format json) ${statement}`,
  )
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesUnder(Plan)))
}

test.each([
  ['one move', oneMoveStatement],
  ['moves', moveStatement],
  ['everything', writeStatement],
])('A batch of %s reaches journal and cases only by whole keys', async (_of, statement) => {
  const nodes = await planOf(statement)
  const reads = nodes.filter((node) => node['Node Type'].includes('Scan') && node['Relation Name'] !== undefined)
  const keys = reads.map((node) => [node['Relation Name'], (node['Index Cond'] ?? '').match(/\w+(?= = )/g)?.join()])

  expect(keys).toContainEqual(['case_file', 'region,id'])
  expect(keys).toContainEqual(['event', 'region,actor,command'])
  expect(nodes.map((node) => node['Node Type'])).not.toContain('Hash Join')
})
