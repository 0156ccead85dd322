import type { Fields } from '../../kernel/field.ts'
import { inLanguage, type JsonRecord } from '../../kernel/text.ts'
import type { FieldError } from '../parts/form.tsx'
import { inputOf, one, type Submitted } from '../site/form.ts'
import type { DeskCase } from './case-file.ts'
import { formOf } from './case-form.tsx'
import { checklistTexts } from './inspections-text.ts'
import type { Acting } from './visit.ts'

export const results = ['met', 'not-applicable', 'problem'] as const
export type Result = (typeof results)[number]

/** One line of the checklist. */
export interface Item {
  /** Its number on the list, from one. */
  readonly n: number
  readonly text: string
  /** The clause it begins with, where the plan has it. */
  readonly clause: string | null
  /** What was recorded last; null for nothing. */
  readonly last: { readonly result: Result; readonly at: string | null; readonly note: string } | null
}

const clauseAtStart = /^([A-Z]\d+(?:\.\d+)*(?:\.s\d+)?)[\s　：:]+(.+)$/s

/** A line and the clause that it cites. Example: 'S4.2.s2 窗口不再要复印件'. */
export function citedIn(
  line: string,
  isClause: (slug: string) => boolean,
): { readonly clause: string | null; readonly text: string } {
  const [, slug = '', text = ''] = clauseAtStart.exec(line) ?? []
  return slug !== '' && isClause(slug) ? { clause: slug, text } : { clause: null, text: line }
}

function recordedIn(file: DeskCase, n: number): Item['last'] {
  const event = file.events.findLast(
    ({ transition, input }) => ['tick', 'note-problem'].includes(transition) && input.item === n,
  )
  if (!event) return null
  const met: Result = event.input.met === 'not-applicable' ? 'not-applicable' : 'met'
  const note = event.input.problemNote ?? event.input.note
  return {
    result: event.transition === 'note-problem' ? 'problem' : met,
    at: event.at,
    note: typeof note === 'string' ? note : '',
  }
}

/** The checklist of an inspection with what was recorded of each item. */
export function itemsOf(file: DeskCase, isClause: (slug: string) => boolean): readonly Item[] {
  const { checklist } = file.line.seen.data
  const lines = Array.isArray(checklist) ? checklist.filter((line) => typeof line === 'string') : []
  return lines.map((line, at) => ({ n: at + 1, ...citedIn(line, isClause), last: recordedIn(file, at + 1) }))
}

/** Fields of one item's form carry its number, so that no two of the page have one name. */
export const nameFor = (field: 'result' | 'note' | 'photos', n: number): string => `${field}-${n}`

/** What was sent for one item, as the command that it becomes; or what is missing. */
export type Sent =
  | {
      readonly ok: true
      readonly transition: 'tick' | 'note-problem'
      readonly input: JsonRecord
      readonly faults: readonly FieldError[]
    }
  | { readonly ok: false; readonly faults: readonly FieldError[] }

/** The declared field in which each part of the item's form ends up. */
const targets = {
  tick: { note: 'note', photos: 'tickProof' },
  'note-problem': { note: 'problemNote', photos: 'problemProof' },
} as const

export async function sentFor(visit: Acting, file: DeskCase, form: Submitted, n: number): Promise<Sent> {
  const { lang, site } = visit
  const result = results.find((known) => known === one(form, nameFor('result', n)))
  if (result === undefined)
    return { ok: false, faults: [{ field: nameFor('result', n), says: checklistTexts[lang].choose }] }
  const transition = result === 'problem' ? 'note-problem' : 'tick'
  const declared = formOf(file.procedure, transition)
  const { note, photos } = targets[transition]
  const [words, files] = [declared[note], declared[photos]]
  const fields: Fields = {
    ...(words && { [nameFor('note', n)]: words }),
    ...(files && { [nameFor('photos', n)]: files }),
  }
  const { input, faults } = await inputOf(fields, form, site.context.evidence)
  const [written, proof] = [input[nameFor('note', n)], input[nameFor('photos', n)]]
  return {
    ok: true,
    transition,
    input: {
      item: n,
      ...(result === 'problem' ? {} : { met: result }),
      ...(written === undefined ? {} : { [note]: written }),
      ...(proof === undefined ? {} : { [photos]: proof }),
    },
    faults: faults.map(({ field, says }) => ({ field, says: inLanguage(says, lang) })),
  }
}

/** A fault of the declared form under the name that the item's form has for it. */
export function fieldFor(declared: string, n: number): string {
  if (declared === 'note' || declared === 'problemNote') return nameFor('note', n)
  if (declared === 'tickProof' || declared === 'problemProof') return nameFor('photos', n)
  return nameFor('result', n)
}
