import { metaElement, type Organisations, organisationsOf } from './akoma-ntoso-meta.ts'
import type { Clause } from './clause.ts'
import type { Compiled, Span } from './compiled.ts'
import { numeralValue } from './numerals.ts'
import { type Passage, type Passages, passagesOf } from './passage.ts'
import { printed, sourceOf } from './source.ts'
import { element, type Markup } from './xml.ts'

/**
 * Namespaces of Akoma Ntoso 3.0: of the schema that OASIS keeps in its repository (its target namespace still names the
 * working draft), and of the OASIS Standard of 29 August 2018. The documents differ in nothing else.
 */
export const aknNamespaces = {
  schema: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17',
  standard: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0',
} as const

/** The elements of the hierarchy, each with the abbreviation that the naming convention uses in eId (AKN-NC 1.0, §5.4). */
const abbreviations = {
  part: 'part',
  book: 'book',
  chapter: 'chp',
  section: 'sec',
  subsection: 'subsec',
  article: 'art',
  paragraph: 'para',
  point: 'point',
} as const

type Level = keyof typeof abbreviations

const itemLevels: readonly Level[] = ['section', 'subsection', 'paragraph', 'point']

function levelOf(clause: Clause, parent: Level | null): Level {
  if (clause.kind === 'part') return 'part'
  if (clause.kind === 'article') return 'article'
  if (clause.kind === 'chapter') {
    if (/[编篇]/.test(clause.number ?? '')) return 'book'
    if (clause.number?.endsWith('部分')) return 'part'
    return /节/.test(clause.number ?? '') ? 'section' : 'chapter'
  }
  if (parent === 'article' || parent === 'point') return 'point'
  const above = parent === null ? -1 : itemLevels.indexOf(parent)
  return itemLevels[Math.min(above + 1, itemLevels.length - 1)] ?? 'point'
}

/** Where in the tree a clause stands, for its element and its id. */
interface Place {
  readonly clause: Clause
  readonly level: Level
  readonly eId: string
  readonly children: Place[]
}

const ordinalOf = (clause: Clause) => {
  const digits = /[\d.]*\d|[零〇一二两三四五六七八九十百千]+/.exec(clause.number?.normalize('NFKC') ?? '')?.[0] ?? ''
  return digits.includes('.') ? digits.replaceAll('.', '-') : (numeralValue(digits)?.toString() ?? '')
}

/** The clauses as a tree with an id for each: chp_1__art_2__point_3; a number that comes twice gets -2. */
function placesOf(clauses: readonly Clause[]): {
  readonly roots: readonly Place[]
  readonly ids: ReadonlyMap<string, string>
} {
  const byId = new Map<string, Place>()
  const roots: Place[] = []
  const taken = new Map<string, number>()
  for (const clause of clauses) {
    const parent = clause.parent === null ? undefined : byId.get(clause.parent)
    const level = levelOf(clause, parent?.level ?? null)
    const siblings = parent?.children ?? roots
    const own = `${abbreviations[level]}_${ordinalOf(clause) || siblings.length + 1}`
    const wanted = parent ? `${parent.eId}__${own}` : own
    const times = (taken.get(wanted) ?? 0) + 1
    taken.set(wanted, times)
    const place: Place = { clause, level, eId: times === 1 ? wanted : `${wanted}-${times}`, children: [] }
    byId.set(clause.id, place)
    siblings.push(place)
  }
  return { roots, ids: new Map([...byId].map(([id, place]) => [id, place.eId])) }
}

/** A name or a day inside the text, to be marked where it stands. */
interface Mention extends Span {
  readonly mark: (words: string) => Markup
}

const isDay = (norm: string) => /^\d{4}-\d{2}-\d{2}$/.test(norm)

/** Units and days with their places, in order, none overlapping another. */
function mentionsOf(compiled: Compiled, organisations: Organisations): readonly Mention[] {
  const all = compiled.commitments.flatMap((item): Mention[] => [
    ...item.units.map((unit): Mention => {
      const refersTo = `#${organisations.get(unit.name) ?? ''}`
      return { start: unit.start, end: unit.end, mark: (words) => element('organization', { refersTo }, words) }
    }),
    ...(item.deadline && isDay(item.deadline.norm)
      ? [{ start: item.deadline.start, end: item.deadline.end, mark: dated(item.deadline.norm) }]
      : []),
  ])
  const kept: Mention[] = []
  for (const mention of all.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (mention.start >= (kept.at(-1)?.end ?? 0) && mention.end > mention.start) kept.push(mention)
  return kept
}

const dated = (date: string) => (words: string) => element('date', { date }, words)

/** Turns stretches of the document into blocks; knows the text and what is marked in it. */
type Block = (passage: Passage, name?: string, attributes?: Readonly<Record<string, string>>) => Markup

function blockWriter(compiled: Compiled, mentions: readonly Mention[]): Block {
  const { shown } = sourceOf(compiled.text)
  let next = 0
  return (passage, name = 'p', attributes = {}) => {
    while (next > 0 && (mentions[next - 1]?.start ?? -1) >= passage.start) next--
    while (next < mentions.length && (mentions[next]?.start ?? 0) < passage.start) next++
    const children: (Markup | string)[] = []
    let at = passage.start
    for (; next < mentions.length; next++) {
      const mention = mentions[next]
      if (!mention || mention.end > passage.end) break
      children.push(
        printed(shown.slice(at, mention.start)),
        mention.mark(printed(shown.slice(mention.start, mention.end))),
      )
      at = mention.end
    }
    children.push(printed(shown.slice(at, passage.end)))
    return element(name, attributes, ...children)
  }
}

const roleClass = (passage: Passage) => (passage.role === 'body' ? {} : { class: passage.role })

function clauseElement(place: Place, passages: Passages, block: Block): Markup {
  const { clause, level, eId, children } = place
  const own = passages.byClause.get(clause.id) ?? []
  const blocks = own.map((passage) => block(passage, 'p', roleClass(passage)))
  const head = [
    ...(clause.number === null ? [] : [element('num', {}, clause.number)]),
    ...(clause.heading === null ? [] : [element('heading', {}, clause.heading)]),
  ]
  if (children.length === 0)
    return element(
      level,
      { eId },
      ...head,
      element('content', { eId: `${eId}__content` }, ...(blocks.length > 0 ? blocks : [element('p', {})])),
    )
  const intro = blocks.length > 0 ? [element('intro', { eId: `${eId}__intro` }, ...blocks)] : []
  return element(level, { eId }, ...head, ...intro, ...children.map((child) => clauseElement(child, passages, block)))
}

/** The inline element that names what a line of the front is (docTitle, docNumber …), inside its paragraph. */
function frontBlock(passage: Passage, block: Block): Markup {
  const names: Readonly<Record<string, string>> = { title: 'docTitle', number: 'docNumber', 'red-head': 'docAuthority' }
  const name = names[passage.role]
  return name ? element('p', {}, element(name, {}, passage.text)) : block(passage, 'p', roleClass(passage))
}

const prefaceRoles = new Set(['title', 'number', 'red-head', 'title-note', 'addressee'])

/** Optional containers must hold something (prefaceopt, preambleopt, basicopt). */
const container = (name: string, blocks: readonly Markup[]) =>
  blocks.length > 0 ? [element(name, { eId: name }, ...blocks)] : []

/** Text between the top-level clauses keeps its place among them; text after the last one closes the document. */
function bodyParts(roots: readonly Place[], passages: Passages, block: Block) {
  const lastStart = roots.at(-1)?.clause.start ?? Number.POSITIVE_INFINITY
  const between = passages.after.filter((passage) => passage.start < lastStart)
  const parts = [
    ...roots.map((place) => ({ start: place.clause.start, write: () => clauseElement(place, passages, block) })),
    ...between.map((passage) => ({ start: passage.start, write: () => block(passage, 'p', roleClass(passage)) })),
  ].sort((a, b) => a.start - b.start)
  const closing = passages.after.filter((passage) => passage.start >= lastStart)
  return {
    body: parts.map((part) => part.write()),
    closing: closing.map((passage) => block(passage, 'p', roleClass(passage))),
  }
}

/** A line for each block, so that two editions can be compared line by line. Never breaks inside text: no inline element is named here. */
function onLines(whole: Markup): string {
  return whole.xml
    .replace(
      /(<(?:akomaNtoso|doc|preface|preamble|mainBody|conclusions|content|intro|analysis|otherAnalysis)(?: [^<>]*)?>)(?=<)/g,
      '$1\n',
    )
    .replace(/(<\/(?!organization|date|docTitle|docNumber|docAuthority)[^<>]*>|<(?:FRBR|TLC)[^<>]*\/>)(?=<)/g, '$1\n')
}

/**
 * The document as Akoma Ntoso 3.0 (OASIS LegalDocML, element `doc`): preface, preamble, the clause tree, conclusions, with its
 * organs, units and days marked, and the commitments as an analysis. Residue of web pages is left out. Ends with a line feed.
 */
export function akomaNtoso(compiled: Compiled, namespace: keyof typeof aknNamespaces = 'schema'): string {
  const organisations = organisationsOf(compiled)
  const passages = passagesOf(compiled)
  const { roots, ids } = placesOf(compiled.clauses)
  const block = blockWriter(compiled, mentionsOf(compiled, organisations))
  const opening = passages.before.findIndex((passage) => !prefaceRoles.has(passage.role))
  const prefaceEnd = opening < 0 ? passages.before.length : opening
  const { body, closing } = bodyParts(roots, passages, block)
  const whole = element(
    'akomaNtoso',
    { xmlns: aknNamespaces[namespace] },
    element(
      'doc',
      { name: 'plan' },
      metaElement(compiled, organisations, ids),
      ...container(
        'preface',
        passages.before.slice(0, prefaceEnd).map((passage) => frontBlock(passage, block)),
      ),
      ...container(
        'preamble',
        passages.before.slice(prefaceEnd).map((passage) => block(passage, 'p', roleClass(passage))),
      ),
      element('mainBody', { eId: 'body' }, ...(body.length > 0 ? body : [element('p', {})])),
      ...container('conclusions', closing),
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${onLines(whole)}\n`
}
