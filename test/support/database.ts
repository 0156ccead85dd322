import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Database, databaseIn, withClient } from '../../src/store/cluster/database.ts'
import { serverDatabase, type TestCluster } from './cluster.ts'

/** Which of the two databases of a test run: the product's default, or somebody else's server. */
export type Kind = Database['kind']

/**
 * A database of its own for a test file: empty, with every migration. `close` drops it; close every pool first or they
 * are cut off. Takes about 0.05 s.
 */
export async function freshDatabase(kind: Kind = 'embedded'): Promise<Database> {
  return copyOf(clusterFor(kind), kind, clusterFor(kind).template)
}

/** As `freshDatabase`, but without any migration. */
export async function emptyDatabase(kind: Kind = 'embedded'): Promise<Database> {
  return copyOf(clusterFor(kind), kind, 'template0')
}

function clusterFor(kind: Kind): TestCluster {
  const cluster = inject(kind)
  if (cluster === null) throw new TypeError('only the project `store` has a server beside the embedded cluster')
  return cluster
}

async function copyOf(cluster: TestCluster, kind: Kind, template: string): Promise<Database> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(cluster, `create database ${name} template ${template} owner ${cluster.owner} strategy file_copy`)
  const close = () => asSuperuser(cluster, `drop database ${name} with (force)`)
  const failed = new Promise<never>(() => {})
  if (kind === 'server') return { ...(await serverDatabase(cluster, name)), close }
  return databaseIn({ address: cluster.address, major: cluster.major, failed, stop: close }, name)
}

async function asSuperuser({ address }: TestCluster, statement: string): Promise<void> {
  await withClient({ ...address, user: 'postgres', database: 'postgres' }, (client) => client.query(statement))
}

/**
 * Registers the same tests twice: on the embedded default and on a server that we log in to as an ordinary account. Each
 * gets a fresh database, made before the first test and dropped after the last; `database()` answers it within tests.
 */
export function describeOnBothDatabases(name: string, tests: (database: () => Database) => void): void {
  describe.each<Kind>(['embedded', 'server'])(`${name} (%s)`, (kind) => {
    let database: Database | undefined

    beforeAll(async () => {
      database = await freshDatabase(kind)
    })

    afterAll(async () => {
      await database?.close()
    })

    tests(() => {
      if (!database) throw new TypeError('the database exists only within tests and hooks')
      return database
    })
  })
}
