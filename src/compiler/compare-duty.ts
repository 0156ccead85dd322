import type { Commitment } from './compiled.ts'
import { gramsOf, likeness, nearTexts } from './similarity.ts'

export type DutyField = 'action' | 'leads' | 'assists' | 'deadline' | 'targets'

/** What became of a commitment: ids of the two editions, and for a kept one each field that differs. */
export interface DutyChange {
  readonly change: 'same' | 'changed' | 'added' | 'removed'
  readonly before: string | null
  readonly after: string | null
  readonly action: string
  readonly fields: readonly { readonly field: DutyField; readonly before: string; readonly after: string }[]
  /** Units that gain or lose something here; all of them for an added or a removed commitment. */
  readonly units: readonly string[]
}

/** Two actions below this likeness are two commitments. */
const alike = 0.4

const shownOf: Readonly<Record<DutyField, (item: Commitment) => string>> = {
  action: (item) => item.action,
  leads: (item) => item.leads.join('、'),
  assists: (item) => item.assists.join('、'),
  deadline: (item) => item.deadline?.norm ?? '',
  targets: (item) => item.targets.map((target) => target.printed).join('、'),
}
const fields = Object.keys(shownOf) as readonly DutyField[]

const unitsOf = (item: Commitment) => [...item.leads, ...item.assists]

function changeOf(old: Commitment, now: Commitment): DutyChange {
  const differing = fields.flatMap((field) => {
    const [before, after] = [shownOf[field](old), shownOf[field](now)]
    return before === after ? [] : [{ field, before, after }]
  })
  return {
    change: differing.length > 0 ? 'changed' : 'same',
    before: old.id,
    after: now.id,
    action: now.action,
    fields: differing,
    units: differing.length > 0 ? [...new Set([...unitsOf(old), ...unitsOf(now)])] : [],
  }
}

const nothing = gramsOf('')

const single = (item: Commitment, change: 'added' | 'removed'): DutyChange => ({
  change,
  before: change === 'removed' ? item.id : null,
  after: change === 'added' ? item.id : null,
  action: item.action,
  fields: [],
  units: unitsOf(item),
})

/** The commitments of one clause in two editions: paired by what is to be done, best first; unchanged ones left out. */
export function dutyChanges(before: readonly Commitment[], after: readonly Commitment[]): readonly DutyChange[] {
  const old = before.map((item) => ({ item, grams: gramsOf(item.action) }))
  const now = after.map((item) => ({ item, grams: gramsOf(item.action) }))
  const isOnly = old.length === 1 && now.length === 1
  const near = nearTexts(
    old.map((a) => a.grams),
    now.map((b) => b.grams),
  )
  const options = (isOnly ? [[0]] : near)
    .flatMap((some, i) =>
      some.map((j) => ({ i, j, score: likeness(old[i]?.grams ?? nothing, now[j]?.grams ?? nothing) })),
    )
    .filter(({ score }) => isOnly || score >= alike)
    .sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j)
  const usedOld = new Set<number>()
  const usedNow = new Map<number, number>()
  for (const { i, j } of options) {
    if (usedOld.has(i) || usedNow.has(j)) continue
    usedOld.add(i)
    usedNow.set(j, i)
  }
  const kept = now.map(({ item }, j) => {
    const source = old[usedNow.get(j) ?? -1]
    return source ? changeOf(source.item, item) : single(item, 'added')
  })
  const removed = old.flatMap(({ item }, i) => (usedOld.has(i) ? [] : [single(item, 'removed')]))
  return [...kept, ...removed].filter((change) => change.change !== 'same')
}
