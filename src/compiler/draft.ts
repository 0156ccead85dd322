import type { Block } from './block.ts'
import type { OwnText } from './clause.ts'
import type { Commitment, Deadline, Proposal, Target, UnitMention } from './compiled.ts'
import type { FoundDeadline } from './deadline.ts'
import type { Assigned } from './duty-mark.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { printed } from './source.ts'
import type { FoundTarget } from './target.ts'
import { withoutTrailing } from './trailing.ts'

/** A commitment before it has an id and proposals. */
export type Draft = Omit<Commitment, 'id' | 'proposals' | 'leads' | 'assists'>

export function paragraphOf(blocks: readonly Block[], block: number): Paragraph {
  const found = blocks[block]?.paragraph
  if (!found) throw new RangeError(`there is no block ${block}`)
  return found
}

/** A unit found at a position of a paragraph's text. */
export function mention(paragraph: Paragraph, unit: Assigned): UnitMention {
  return {
    name: printed(paragraph.shown.slice(unit.at, unit.at + unit.length)),
    role: unit.role,
    origin:
      unit.rule === 'unit/first-listed' ||
      unit.rule === 'unit/heading' ||
      unit.rule === 'unit/reviewer' ||
      unit.rule === 'unit/office-host' ||
      unit.rule === 'unit/office-member'
        ? 'inferred'
        : 'stated',
    rule: unit.rule,
    start: offsetIn(paragraph, unit.at),
    end: endOffsetIn(paragraph, unit.at + unit.length),
  }
}

export function target(paragraph: Paragraph, found: FoundTarget): Target {
  const { op, value, unit, rule } = found
  const end = found.at + found.length
  return {
    printed: printed(paragraph.shown.slice(found.at, end)),
    op,
    value,
    unit,
    origin: 'stated',
    rule,
    start: offsetIn(paragraph, found.at),
    end: endOffsetIn(paragraph, end),
  }
}

/** One time limit out of those found in a paragraph; several norms are joined by ';'. Null for none. */
export function deadline(paragraph: Paragraph, found: readonly FoundDeadline[]): Deadline | null {
  const first = found[0]
  if (!first) return null
  const words = found.map((limit) => printed(paragraph.shown.slice(limit.at, limit.at + limit.length)))
  const end = first.at + first.length
  return {
    printed: [...new Set(words)].join('；'),
    norm: [...new Set(found.map((limit) => limit.norm))].join(';'),
    origin: found.some((limit) => limit.isInferred) ? 'inferred' : 'stated',
    rule: first.rule,
    start: offsetIn(paragraph, first.at),
    end: endOffsetIn(paragraph, end),
  }
}

/** The words of some stretches as people read them, without the time limits among them and without a closing stop. */
export function actionOf(
  blocks: readonly Block[],
  stretches: readonly OwnText[],
  limits: readonly (OwnText & { readonly isLimit?: true })[] = [],
): string {
  const words = stretches.map(({ block, from, to }) => {
    const paragraph = paragraphOf(blocks, block)
    const cuts = limits
      .filter((limit) => limit.block === block && limit.from >= from && limit.to <= to)
      .sort((a, b) => a.from - b.from)
    let text = ''
    let at = from
    for (const cut of cuts) {
      text += paragraph.shown.slice(at, cut.from)
      at = Math.max(at, cut.to)
    }
    return text + paragraph.shown.slice(at, to)
  })
  return withoutTrailing(
    printed(words.join(''))
      .replace(/[(（][)）]/g, '')
      .replace(/^[，,、；;。]+/, ''),
    '。；;，,',
  )
}

export function named(draft: Draft, id: string, proposals: readonly Proposal[]): Commitment {
  const of = (role: UnitMention['role']) => [
    ...new Set(draft.units.filter((unit) => unit.role === role).map((unit) => unit.name)),
  ]
  const leads = of('lead')
  return {
    id,
    clause: draft.clause,
    action: draft.action,
    leads,
    assists: of('assist').filter((name) => !leads.includes(name)),
    deadline: draft.deadline,
    targets: draft.targets,
    units: draft.units,
    rule: draft.rule,
    proposals,
    start: draft.start,
    end: draft.end,
  }
}
