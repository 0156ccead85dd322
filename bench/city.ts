import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Engine, openEngine } from '../src/engine/engine.ts'
import { noLog } from '../src/engine/log.ts'
import { loadProgramme } from '../src/engine/programme.ts'
import type { Actor } from '../src/kernel/case.ts'
import type { Role } from '../src/kernel/org.ts'
import { addAccounts } from '../src/store/accounts.ts'
import type { Database } from '../src/store/cluster/database.ts'
import { addHoldings, saveOrg } from '../src/store/people.ts'

const always = { from: '2018-01-01', to: null } as const

/** Units of the bench city; every unit has a head and a liaison officer. */
export const unitIds = Array.from({ length: 60 }, (_, i) => `u${i}`)

const posts: readonly { id: string; unit: string; roles: readonly Role[] }[] = [
  { id: 'mayor', unit: 'gov', roles: ['mayor'] },
  { id: 'office', unit: 'gov', roles: ['inspectionOffice'] },
  ...unitIds.flatMap((unit) => [
    { id: `${unit}-head`, unit, roles: ['unitHead'] as const },
    { id: `${unit}-liaison`, unit, roles: ['unitLiaison'] as const },
    { id: `${unit}-verifier`, unit, roles: ['verifier'] as const },
  ]),
]

export function openBenchEngine(database: Database, data: string): Promise<Engine> {
  return openEngine({
    database,
    programme: loadProgramme(join(import.meta.dirname, '../programmes/jiujiang-2018')),
    log: noLog,
    data,
    clock: { startsAt: Date.parse('2018-11-14T10:00+08:00'), frozen: false },
    isDemo: true,
  })
}

/** An invented city of 60 units, each with its posts; answers the person who holds each post. */
export async function settleCity(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const { region } = engine.programme
  const people = new Map(posts.map(({ id }) => [id, randomUUID()]))
  await saveOrg(
    engine.db,
    region,
    ['gov', ...unitIds].map((id) => ({
      id,
      region,
      kind: 'department',
      names: [{ ...always, name: [id, id] as const }],
      parents: [{ ...always, parent: id === 'gov' ? null : 'gov' }],
    })),
    posts.map(({ id, unit, roles }) => ({ ...always, id, unit, roles, title: [id, id] as const })),
  )
  await addAccounts(
    engine.db,
    [...people].map(([login, id]) => ({
      id,
      login,
      name: login,
      password: null,
      admin: null,
      isDemo: true,
      mustChange: false,
    })),
  )
  await addHoldings(
    engine.db,
    region,
    [...people].map(([post, person]) => ({ post, person, ...always })),
  )
  await engine.refreshOrg()
  return people
}

export function actorAt(engine: Engine, people: ReadonlyMap<string, string>, post: string): Actor {
  const found = engine.org().post(post)
  if (!found) throw new RangeError(`no post ${post}`)
  return {
    kind: 'post',
    person: people.get(post) ?? '',
    post,
    unit: found.unit,
    region: engine.programme.region,
    roles: found.roles,
  }
}

/** Tasks under way, spread over the units; answers their numbers by unit. */
export async function openTasks(
  engine: Engine,
  people: ReadonlyMap<string, string>,
  count: number,
): Promise<readonly { no: string; unit: string }[]> {
  const { region } = engine.programme
  const office = actorAt(engine, people, 'office')
  const mayor = actorAt(engine, people, 'mayor')
  const one = async (i: number) => {
    const unit = unitIds[i % unitIds.length] ?? ''
    const opened = await engine.submit({
      key: randomUUID(),
      actor: office,
      transition: 'propose',
      input: {
        subject: `第 ${i} 件`,
        deliverable: '办成一件看得见的事',
        measure: '现场看、当面问',
        unit,
        dueOn: '2018-12-28',
        clause: 'S3.1.s1',
        source: 'meeting',
      },
      target: { open: { procedure: 'supervised-task', region, parent: null } },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const { no } = opened.value.case
    const move = (actor: Actor, transition: string, seen: number, input = {}) =>
      engine.submit({ key: randomUUID(), actor, transition, input, seen, target: { no } })
    await move(mayor, 'approve', 0)
    await move(office, 'assign', 1)
    const accepted = await move(actorAt(engine, people, `${unit}-liaison`), 'accept', 2, {
      handlerPost: `${unit}-liaison`,
    })
    if (!accepted.ok) throw new Error(JSON.stringify(accepted.refusal))
    return { no, unit }
  }
  const tasks: { no: string; unit: string }[] = []
  for (let i = 0; i < count; i += 256) {
    tasks.push(...(await Promise.all(Array.from({ length: Math.min(256, count - i) }, (_, j) => one(i + j)))))
  }
  return tasks
}
