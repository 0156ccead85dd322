import type { Block } from './block.ts'
import type { OwnText } from './clause.ts'
import { actionOf, type Draft, deadline, mention, paragraphOf, target } from './draft.ts'
import type { Assigned } from './duty-mark.ts'
import type { Facts } from './facts.ts'
import { endOffsetIn, offsetIn } from './paragraph.ts'
import type { Segment } from './segment.ts'
import { endsAsUnit, unitsIn } from './unit.ts'

/** Kinds that promise nothing, whatever units and numbers they mention. */
const silent = new Set(['heading', 'metadata', 'boilerplate'])
const silentRules = new Set([
  'kind/roster',
  'kind/definition',
  'kind/effect',
  'kind/past',
  'kind/statement',
  'kind/situation',
  'kind/purpose',
])

/** Sentences before the one that names a host in which the members of the body may stand, a roster's lines included. */
const reach = 8

/** Fewer characters say no duty; they are what is left of a cut text. */
const shortest = 5

/** 「办公室设在A」: who hosts the office of a new body leads it. */
function hosts(text: string): readonly Assigned[] {
  const found = /办公室(?:均|分别)?设在([^,，。;；]{2,60})/.exec(text)
  const list = found?.[1]?.replace(/(?:办公|,|，).*$/, '') ?? ''
  const at = found ? found.index + found[0].length - (found[1]?.length ?? 0) : 0
  return unitsIn(list)
    .filter((unit) => endsAsUnit(unit.name))
    .map((unit) => ({ ...unit, at: unit.at + at, role: 'lead', rule: 'unit/office-host' }))
}

const rank = '(?:等?(?:部门|单位)?(?:主要|有关|分管|相关)?(?:负责同志|负责人|领导)?(?:为成员)?)'
const composed = new RegExp(`(?:成员(?:单位)?(?:为|由|包括)|由)([^,，。;；]{2,200}?)${rank}(?:组成|为成员)`)
/** 「区长任组长,A、B、C主要负责人为成员」. */
const listed = /(?:^|[,，;；])([^,，。;；由]{2,200}?)(?:主要|有关|分管|相关)?(?:负责同志|负责人|领导)为成员/

/** 「成员:A、B、C主要负责同志」 in a roster. */
const rostered = /^成 *员(?:单位)? *: *(.{2,200}?)(?:主要|有关|分管|相关)?(?:负责同志|负责人|领导)(?:[。;；]|$)/

/** 「成员由A、B、C等部门负责同志组成」: who belongs to a body assists. */
function members(text: string): readonly Assigned[] {
  if (!/组成|为成员|^成 *员/.test(text)) return []
  const found = composed.exec(text) ?? listed.exec(text) ?? rostered.exec(text)
  const at = found ? found.index + found[0].indexOf(found[1] ?? '') : 0
  return unitsIn(found?.[1] ?? '')
    .filter((unit) => endsAsUnit(unit.name) && !/(?:长|主任|书记|同志|负责人)$/.test(unit.name))
    .map((unit) => ({ ...unit, at: unit.at + at, role: 'assist', rule: 'unit/office-member' }))
}

function shifted<T extends { readonly at: number }>(found: T, by: number): T {
  return { ...found, at: found.at + by }
}

function draftOf(blocks: readonly Block[], facts: Facts, segment: Segment): Draft {
  const { sentence } = facts
  const paragraph = paragraphOf(blocks, sentence.block)
  const by = sentence.wordsFrom
  const own = segment.stretches.map(
    (stretch): OwnText => ({
      block: sentence.block,
      from: sentence.wordsFrom + stretch.from,
      to: sentence.wordsFrom + stretch.to,
    }),
  )
  const limits = segment.deadlines.map((found) => shifted(found, by))
  const cuts = limits.map(
    (limit): OwnText => ({
      block: sentence.block,
      from: limit.at,
      to: limit.at + limit.length + (/^[,，]/.test(paragraph.text.slice(limit.at + limit.length)) ? 1 : 0),
    }),
  )
  const last = own.at(-1)
  return {
    clause: sentence.clause?.clause.id ?? null,
    action: actionOf(blocks, own, cuts),
    deadline: deadline(paragraph, limits),
    targets: segment.targets.map((found) => target(paragraph, shifted(found, by))),
    units: segment.actors.map((unit) => mention(paragraph, shifted(unit, by))),
    rule:
      segment.stretches.length > 1
        ? 'duty/shared-beginning'
        : segment.actors.length > 0
          ? 'duty/actor'
          : 'duty/sentence',
    start: offsetIn(paragraph, last?.from ?? sentence.from),
    end: endOffsetIn(paragraph, last?.to ?? sentence.to),
  }
}

/** The body that a clause sets up: its office's host leads, its members assist, unless the sentence names who sets it up. */
function withHosts(blocks: readonly Block[], facts: Facts, earlier: readonly Facts[], draft: Draft): Draft {
  if (draft.units.length > 0) return draft
  const place = (own: Facts, found: readonly Assigned[]) =>
    found.map((unit) =>
      mention(paragraphOf(blocks, own.sentence.block), { ...unit, at: unit.at + own.sentence.wordsFrom }),
    )
  const leads = place(facts, hosts(facts.sentence.folded))
  if (leads.length === 0) return draft
  const assists = [...earlier, facts].flatMap((own) => place(own, members(own.sentence.folded)))
  const taken = new Set(leads.map((unit) => unit.name))
  return { ...draft, units: [...leads, ...assists.filter((unit) => !taken.has(unit.name))], rule: 'duty/new-body' }
}

/** 「该项工作于2019年4月底前完成。」: a sentence that only dates the one before it. */
const datesWhatWasSaid =
  /^(?:该项|此项|上述|以上|这项|前述|各项)(?:工作|任务|内容|事项|措施)?[^,，。;；]{0,24}(?:完成|落实|到位|报送)/

/** Gives the commitments before it that have none the limit that a sentence only adds; false where it adds none. */
function takeOver(drafts: Draft[], own: readonly Draft[], facts: Facts): boolean {
  const limit = own[0]?.deadline
  if (!limit || own.length !== 1 || !datesWhatWasSaid.test(facts.sentence.folded)) return false
  let taken = 0
  for (let i = drafts.length - 1; i >= 0 && drafts[i]?.deadline === null; i--) {
    const draft = drafts[i]
    if (draft) drafts[i] = { ...draft, deadline: limit }
    taken++
  }
  return taken > 0
}

/**
 * The commitments that the sentences of one clause (or of the text outside the clauses) hold: one for each actor or dated deed,
 * and one for each testable sentence even if it names neither, so that what it fails to say can be shown.
 */
export function sentenceDuties(blocks: readonly Block[], all: readonly Facts[]): readonly Draft[] {
  const drafts: Draft[] = []
  all.forEach((facts, i) => {
    if (silent.has(facts.kind) || silentRules.has(facts.kindRule) || facts.sentence.folded.length < shortest) return
    const own = facts.segments
      .map((segment) => withHosts(blocks, facts, all.slice(Math.max(0, i - reach), i), draftOf(blocks, facts, segment)))
      .filter(
        (draft) =>
          (draft.action !== '' || draft.units.length > 0) &&
          (facts.testable || draft.units.length > 0 || draft.deadline !== null || draft.targets.length > 0),
      )
    if (!takeOver(drafts, own, facts)) drafts.push(...own)
  })
  return drafts
}
