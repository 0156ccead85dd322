import type { TreeClause } from '../../compiler/clause-tree.ts'
import { type Affected, affectedBy, editionNotices } from '../../engine/edition-affected.ts'
import {
  type ConfirmedMapping,
  confirmedMapping,
  draftTree,
  type Landings,
  landings,
  type SaidMapping,
  wholeMapping,
} from '../../engine/edition-mapping.ts'
import { slugsOfTree } from '../../engine/editions.ts'
import type { Programme } from '../../engine/programme.ts'
import { type ComparedEditions, comparedEditions, compiledText } from '../../engine/review-editions.ts'
import type { NoticeWrite } from '../../store/notices.ts'
import type { Dossier } from './compile-data.ts'
import type { Acting } from './visit.ts'

export const comparisonOf = (
  { engine: { programme } }: { readonly engine: Pick<Acting['engine'], 'programme'> },
  { compiled, reviews }: Dossier,
): ComparedEditions => comparedEditions(compiledText(programme), compiled, programme.fingerprint, reviews)

/** A draft as the next edition of the plan that runs: what it touches, and what a person has confirmed of it. */
export interface NextEdition {
  readonly compared: ComparedEditions
  readonly tree: readonly TreeClause[]
  readonly found: Landings
  readonly affected: readonly Affected[]
  readonly confirmed: ConfirmedMapping
  /** Pairs of clauses that wait for a person. */
  readonly pairsLeft: number
  /** Whether a person has said of everything affected where it stands now. */
  readonly isMapped: boolean
}

/** Where everything of the plan that runs stands in a draft, as far as the texts tell. */
export function settledLandings(programme: Programme, dossier: Dossier): Landings {
  const before = { tree: programme.tree, compiled: compiledText(programme) }
  const after = { tree: draftTree(programme, dossier.compiled), compiled: dossier.compiled }
  return landings(before, after, comparisonOf({ engine: { programme } }, dossier))
}

export async function nextEdition(visit: Acting, dossier: Dossier): Promise<NextEdition> {
  const { engine } = visit
  const { programme } = engine
  const compared = comparisonOf(visit, dossier)
  const tree = draftTree(programme, dossier.compiled)
  const found = settledLandings(programme, dossier)
  const affected = await affectedBy(engine, found)
  const confirmed = confirmedMapping(programme.fingerprint, dossier.reviews)
  const slugs = new Set(slugsOfTree(tree))
  const isSaid = ({ slug }: Affected) => {
    const to = confirmed.said[slug]
    return to === null || (to !== undefined && slugs.has(to))
  }
  return {
    compared,
    tree,
    found,
    affected,
    confirmed,
    pairsLeft: compared.pairs.filter((pair) => pair.toConfirm && pair.confirmed === null).length,
    isMapped: affected.every(isSaid),
  }
}

export const mappingOfNext = ({ found, confirmed }: NextEdition): SaidMapping => wholeMapping(found, confirmed.said)

export const noticesOfNext = ({ engine }: Acting, { affected }: NextEdition, edition: number): readonly NoticeWrite[] =>
  editionNotices(engine, affected, edition)
