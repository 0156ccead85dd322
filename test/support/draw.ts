/** Random inspections of Anlan, played as far as a test wants them. */
import { randomUUID } from 'node:crypto'
import type { Engine } from '../../src/engine/engine.ts'
import type { Actor } from '../../src/kernel/case.ts'
import { commitOf } from '../../src/kernel/draw/commitment.ts'
import type { Result } from '../../src/kernel/draw/draw.ts'
import { sha256Hex } from '../../src/kernel/log/hash.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { JsonRecord } from '../../src/kernel/text.ts'
import { drawFiles, drawOfCase } from '../../src/store/draws.ts'
import { addHoldings, saveOrg } from '../../src/store/people.ts'
import { casesByNo } from '../../src/store/read.ts'
import { officer, personId } from './engine.ts'

/** Anlan has one inspector; a team wants two, and a conflict a third. */
export async function addInspectors(engine: Engine): Promise<void> {
  const ids = ['inspector-2', 'inspector-3']
  const own = { from: '2018-01-01', to: null }
  await saveOrg(
    engine.db,
    region,
    [],
    ids.map((id) => ({ id, unit: 'inspection', title: [id, id], roles: ['inspector'], ...own })),
  )
  await addHoldings(
    engine.db,
    region,
    ids.map((post) => ({ post, person: personId(`p-${post}`), ...own })),
  )
  await engine.refreshOrg()
}

/** The two supervisors of Anlan. */
const named = { firstPost: 'supervisor-1', secondPost: 'supervisor-2' }

/** How far a draw is played. */
export type Stop = 'frozen' | 'committed' | 'drawn'

const moves: Readonly<Record<Exclude<Stop, 'frozen'>, readonly (readonly [post: string, transition: string])[]>> = {
  committed: [
    ['inspection-1', 'seal-office'],
    ['supervisor-1', 'seal-first'],
    ['supervisor-2', 'seal-second'],
  ],
  drawn: [
    ['inspection-1', 'roll'],
    ['inspection-1', 'show-office'],
    ['supervisor-1', 'show-first'],
    ['supervisor-2', 'show-second'],
  ],
}

/** The draw of a case as the log names it, and the hash of its list. */
async function listOf(engine: Engine, no: string): Promise<{ readonly draw: string; readonly frame: string }> {
  const row = await drawOfCase(engine.db, region, no)
  if (!row) throw new TypeError(`${no} has no draw`)
  const files = await drawFiles(engine.db, region, row.id)
  return { draw: row.id, frame: sha256Hex(files.get('frame.json') ?? '') }
}

/** What a party hands in: each has the number that its name hashes to. */
function inputOf(transition: string, list: { readonly draw: string; readonly frame: string }): JsonRecord {
  if (transition === 'roll') return { dice: '314159' }
  const [kind, party = ''] = transition.split('-')
  const number = sha256Hex(party)
  return kind === 'seal' ? { [`${party}Seal`]: commitOf({ ...list, party }, number) } : { [`${party}Number`]: number }
}

async function move(engine: Engine, no: string, actor: Actor, transition: string, input: JsonRecord): Promise<void> {
  const [stored] = await casesByNo(engine.db, region, [no])
  const seen = stored?.case.seq ?? -1
  const result = await engine.submit({ key: randomUUID(), actor, transition, input, seen, target: { no } })
  if (!result.ok) throw new Error(`${transition}: ${JSON.stringify(result.refusal)}`)
}

/** One step of a ceremony, handed in by this post. */
export async function playStep(engine: Engine, no: string, post: string, transition: string): Promise<void> {
  await engine.settled()
  await move(engine, no, officer(post), transition, inputOf(transition, await listOf(engine, no)))
}

/** An inspector whom `addInspectors` added, or the one of Anlan. */
const inspector = (post: string): Actor => ({ ...officer('inspector-1'), post, person: personId(`p-${post}`) })

/** In a round that is drawn, the last unit gives way and the last inspector of its team steps aside, with the office's consent. */
export async function playReplacements(engine: Engine, no: string): Promise<void> {
  await engine.settled()
  const row = await drawOfCase(engine.db, region, no)
  const files = await drawFiles(engine.db, region, row?.id ?? '')
  const { teams } = JSON.parse(files.get('result.json')?.toString() ?? '') as Result
  const [unit, members] = teams?.at(-1) ?? ['', []]
  const [goer = '', aside = ''] = members.map(([, post]) => post)
  await move(engine, no, inspector(goer), 'ask-unit', { goneUnit: unit, goneUnitWhy: 'closed' })
  await move(engine, no, inspector(aside), 'ask-aside', { goneInspectorWhy: 'ill' })
  for (const transition of ['replace-unit', 'replace-inspector'])
    await move(engine, no, officer('inspection-1'), transition, {})
  await engine.settled()
}

/** Freezes a list and plays its draw as far as `stop`; answers the number of its case. */
export async function playedDraw(engine: Engine, input: JsonRecord, stop: Stop): Promise<string> {
  const opened = await engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'freeze',
    input: {
      subject: '第六轮抽查',
      unit: 'inspection',
      mode: 'open',
      ...named,
      cover: 1,
      spot: 2,
      teamSize: 2,
      ...input,
    },
    target: { open: { procedure: 'random-inspection', region, parent: null } },
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const { no } = opened.value.case
  await engine.settled()
  const stages = stop === 'frozen' ? [] : stop === 'committed' ? [moves.committed] : [moves.committed, moves.drawn]
  for (const stage of stages) {
    for (const [post, transition] of stage)
      await move(engine, no, officer(post), transition, inputOf(transition, await listOf(engine, no)))
    await engine.settled()
  }
  return no
}
