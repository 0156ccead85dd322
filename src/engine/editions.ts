import type { ClauseSlug } from '../kernel/basis.ts'
import type { StoredEdition } from '../store/editions.ts'
import { documentOf, type PlanDocument, type Programme } from './programme.ts'

/** One edition of the plan that runs. */
export interface Edition {
  readonly edition: number
  /** Who published it, when, and the entry of the log that says so; null where it was served from a folder. */
  readonly published: StoredEdition['published']
  readonly mapping: StoredEdition['mapping']
  /** The division under which its entry stands in the log. */
  readonly statedIn: string
}

/**
 * The editions of the plan that runs. A case keeps the clause under which it was opened, and the edition follows from its
 * version of the procedure; where that clause stands now, a person confirmed when the next edition was published.
 */
export interface Editions {
  /** The first one first; the last is in force. */
  readonly all: readonly Edition[]
  readonly inForce: number
  /** The text of an edition with its clauses; null for one that is not kept here. */
  readonly document: (edition: number) => PlanDocument | null
  /** Every clause and sentence of an edition. */
  readonly slugsIn: (edition: number) => ReadonlySet<ClauseSlug>
  /** Where what stood in an edition stands in the one in force; null for nowhere. */
  readonly nowAt: (slug: ClauseSlug, edition: number) => ClauseSlug | null
  /** The keys under which cases are kept whose clause stands there now. */
  readonly keysAt: (slug: ClauseSlug) => readonly string[]
  /** Where the clause of a key stands now; null for nowhere. */
  readonly nowOf: (key: string) => ClauseSlug | null
}

/**
 * The key under which a case's clause is kept and counted: the slug in the first edition, 'S4.2.s3@2' in later ones, because
 * the same slug may be another sentence there.
 */
export const clauseKey = (slug: ClauseSlug, edition: number): string => (edition === 1 ? slug : `${slug}@${edition}`)

const readKey = (key: string): readonly [slug: ClauseSlug, edition: number] => {
  const [slug = '', edition = '1'] = key.split('@')
  return [slug, Number(edition)]
}

export const slugsOfTree = (tree: PlanDocument['tree']): readonly ClauseSlug[] =>
  tree.flatMap((clause) => [clause.slug, ...clause.sentences.map((sentence) => sentence.slug)])

/** Where nobody said anything, a slug stays what it is as long as its words do. */
function unchangedAt(before: PlanDocument, after: PlanDocument): StoredEdition['mapping'] {
  const words = new Map(after.tree.flatMap(({ sentences }) => sentences.map(({ slug, text }) => [slug, text])))
  return Object.fromEntries(
    before.tree.flatMap(({ slug, sentences }) => [
      [slug, after.tree.some((clause) => clause.slug === slug) ? slug : null],
      ...sentences.map((one) => [one.slug, words.get(one.slug) === one.text ? one.slug : null]),
    ]),
  )
}

/** The editions of the plan that runs, by what is kept of them. */
export function editionsOf(programme: Programme, stored: readonly StoredEdition[]): Editions {
  const own = stored.filter(({ plan, edition }) => plan === programme.id && edition <= programme.edition)
  const isKept = own.some(({ edition }) => edition === programme.edition)
  const all: readonly Edition[] = [
    ...own.map(({ edition, published, mapping, region, regionBefore }) => ({
      edition,
      published,
      mapping,
      statedIn: regionBefore ?? region,
    })),
    ...(isKept ? [] : [{ edition: programme.edition, published: null, mapping: {}, statedIn: programme.region }]),
  ].toSorted((a, b) => a.edition - b.edition)
  const documents = new Map<number, PlanDocument>([[programme.edition, programme]])
  const document = (edition: number): PlanDocument | null => {
    const known = documents.get(edition)
    if (known) return known
    const kept = own.find((one) => one.edition === edition)
    if (!kept) return null
    const read = documentOf(kept.files, `${kept.plan}@${edition}`)
    documents.set(edition, read)
    return read
  }
  const mappingTo = ({ edition, mapping }: Edition, before: number): StoredEdition['mapping'] => {
    const [from, to] = [document(before), document(edition)]
    return Object.keys(mapping).length > 0 || !from || !to ? mapping : unchangedAt(from, to)
  }
  const nowAt = (slug: ClauseSlug, edition: number): ClauseSlug | null => {
    let at: ClauseSlug | null = slug
    let before = edition
    for (const next of all.filter((one) => one.edition > edition)) {
      at = at === null ? null : (mappingTo(next, before)[at] ?? null)
      before = next.edition
    }
    return at
  }
  const memo: { keys?: ReadonlyMap<ClauseSlug | null, readonly string[]> } = {}
  const byPlace = () => {
    if (memo.keys) return memo.keys
    const placed = all.flatMap(({ edition }) =>
      slugsOfTree(document(edition)?.tree ?? []).map(
        (slug) => [nowAt(slug, edition), clauseKey(slug, edition)] as const,
      ),
    )
    const groups = Map.groupBy(placed, ([now]) => now)
    memo.keys = new Map([...groups].map(([now, group]) => [now, group.map(([, key]) => key)]))
    return memo.keys
  }
  const slugs = new Map<number, ReadonlySet<ClauseSlug>>()
  const slugsIn = (edition: number) => {
    const known = slugs.get(edition) ?? new Set(slugsOfTree(document(edition)?.tree ?? []))
    slugs.set(edition, known)
    return known
  }
  return {
    all,
    inForce: programme.edition,
    document,
    slugsIn,
    nowAt,
    keysAt: (slug) => byPlace().get(slug) ?? [],
    nowOf: (key) => nowAt(...readKey(key)),
  }
}
