import type { Clause } from './clause.ts'
import type { Compiled, Sentence } from './compiled.ts'
import { numeralValue } from './numerals.ts'
import { fold } from './source.ts'

/** What a programme decides about the names of its plan's clauses. */
export interface ClauseTreeOptions {
  /** Letter for the clauses under a part, by the part's numeral. Example: { 二: 'S', 三: 'G' } makes 二-(一) S1. */
  readonly letters?: Readonly<Record<string, string>>
}

export type TreeLevel = 'front' | 'part' | 'para' | 'section' | 'item'

/** A sentence with its stable address in the plan: the clause's slug and its place, `.s0` being the heading where there is one. */
export interface TreeSentence extends Omit<Sentence, 'id' | 'clause' | 'role'> {
  readonly slug: string
}

/** A clause as a programme cites it. `id` is the human path (二-(一)-2), `slug` the code (S1.2). */
export interface TreeClause {
  readonly id: string
  readonly slug: string
  readonly order: number
  readonly level: TreeLevel
  readonly num: string
  readonly title: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly sentences: readonly TreeSentence[]
}

type Draft = Omit<TreeClause, 'order' | 'sentences'> & { readonly sentences: readonly Sentence[] }

const levels: readonly TreeLevel[] = ['part', 'section', 'item']

/** The number as a path cites it: half-width, brackets kept, closing punctuation dropped. Example: '（一）' → '(一)'. */
function pathStep(clause: Clause): string {
  return clause.number === null ? '§' : fold(clause.number).replace(/[、.,\s]/g, '')
}

function ordinalOf(clause: Clause): string {
  const step = pathStep(clause)
  const numeral = /[\d零〇一二三四五六七八九十百]+(?:\.\d+)*/.exec(step)?.[0] ?? step
  const last = numeral.split('.').at(-1) ?? numeral
  return String(numeralValue(last) ?? last)
}

/** Keeps names apart where a document repeats a number: the second gets -2. */
function unique(name: string, taken: Set<string>): string {
  let candidate = name
  for (let n = 2; taken.has(candidate); n++) candidate = `${name}-${n}`
  taken.add(candidate)
  return candidate
}

interface Name {
  readonly id: string
  readonly slug: string
}

function namesOf(clauses: readonly Clause[], letters: Readonly<Record<string, string>>): ReadonlyMap<string, Name> {
  const names = new Map<string, Name>()
  const byId = new Map(clauses.map((clause) => [clause.id, clause]))
  const ids = new Set<string>()
  const slugs = new Set<string>()
  let parts = 1
  for (const clause of clauses) {
    const parent = clause.parent === null ? undefined : byId.get(clause.parent)
    const above = parent ? names.get(parent.id) : undefined
    const step = pathStep(clause)
    const ordinal = ordinalOf(clause)
    if (clause.kind === 'part') parts++
    const own =
      clause.kind === 'part'
        ? `D${parts}`
        : parent?.kind === 'part'
          ? `${above?.slug}.P${ordinal}`
          : slugUnder(parent, above, ordinal, letters)
    const id = clause.kind === 'part' ? `§${parts}` : above ? `${above.id}-${step}` : step
    names.set(clause.id, { id: unique(id, ids), slug: unique(own, slugs) })
  }
  return names
}

function slugUnder(
  parent: Clause | undefined,
  above: Name | undefined,
  ordinal: string,
  letters: Readonly<Record<string, string>>,
): string {
  if (!parent || !above) return `P${ordinal}`
  const letter = parent.level === 1 ? letters[pathStep(parent)] : undefined
  return letter ? `${letter}${ordinal}` : `${above.slug}.${ordinal}`
}

function draftsOf(text: string, clause: Clause, name: Name, sentences: readonly Sentence[]): readonly Draft[] {
  const [head, ...body] = sentences
  const level = levels[Math.max(0, Math.min(clause.level, levels.length) - 1)] ?? 'item'
  const num = clause.number ?? ''
  const title = clause.heading ?? ''
  const whole = {
    ...name,
    level,
    num,
    title,
    text: text.slice(clause.start, clause.end),
    start: clause.start,
    end: clause.end,
    sentences,
  }
  const first = body[0]
  if (clause.level > 1 || head?.kind !== 'heading' || !first) return [whole]
  const [start, end] = [first.start, body.at(-1)?.end ?? first.end]
  return [
    { ...whole, text: text.slice(head.start, head.end), start: head.start, end: head.end, sentences: [head] },
    {
      id: `${name.id}-¶`,
      slug: `${name.slug}.t`,
      level: 'para',
      num: '',
      title: '',
      text: text.slice(start, end),
      start,
      end,
      sentences: body,
    },
  ]
}

/** The paragraphs outside the numbered clauses, one front clause each. */
function frontDrafts(compiled: Compiled): readonly Omit<Draft, 'id' | 'slug'>[] {
  const loose = compiled.sentences.filter((sentence) => sentence.clause === null)
  return compiled.pieces.flatMap((piece) => {
    const sentences = loose.filter((sentence) => sentence.start >= piece.start && sentence.end <= piece.end)
    if (sentences.length === 0) return []
    const isTail =
      piece.start > (compiled.clauses.at(-1)?.start ?? 0) &&
      sentences.every((sentence) => sentence.kind === 'boilerplate')
    return [
      {
        level: 'front' as const,
        num: '',
        title: isTail ? '网页残留' : '',
        text: compiled.text.slice(piece.start, piece.end),
        start: piece.start,
        end: piece.end,
        sentences,
      },
    ]
  })
}

/**
 * The plan as a programme publishes it: numbered clauses with their slugs, and every other paragraph as front matter (N1, N2 …),
 * in the order of the text. Sentence offsets are indexes into `text`, which must be the text that was compiled.
 */
export function clauseTree(text: string, compiled: Compiled, options: ClauseTreeOptions = {}): readonly TreeClause[] {
  if (text !== compiled.text) throw new RangeError('clauseTree needs the text that was compiled')
  const names = namesOf(compiled.clauses, options.letters ?? {})
  const bySentence = Map.groupBy(compiled.sentences, (sentence) => sentence.clause)
  const numbered = compiled.clauses.flatMap((clause) => {
    const name = names.get(clause.id)
    return name ? draftsOf(text, clause, name, bySentence.get(clause.id) ?? []) : []
  })
  const lastStart = numbered.at(-1)?.start ?? Number.POSITIVE_INFINITY
  const front = frontDrafts(compiled).map((draft, i, all) => {
    const after = all.findIndex((other) => other.start > lastStart)
    const isTail = after >= 0 && i >= after
    const id = isTail ? (i === after ? 'N-尾' : `N-尾-${i - after + 1}`) : `N-${i + 1}`
    return { ...draft, id, slug: `N${i + 1}` }
  })
  return [...front, ...numbered]
    .sort((a, b) => a.start - b.start)
    .map((draft, order) => ({
      ...draft,
      order,
      sentences: draft.sentences.map(({ id: _id, clause: _clause, role: _role, ...rest }, i) => ({
        ...rest,
        slug: `${draft.slug}.s${i}`,
        text: text.slice(rest.start, rest.end),
      })),
    }))
}
