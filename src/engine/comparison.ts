import {
  type Above,
  aboveOf,
  type Beside,
  type MeasureFigures,
  measuresAgainst,
  measuresBeside,
  type Settings,
  settingsOf,
} from '../compiler/measures-against.ts'
import { readBytes } from '../reader/read.ts'
import type { EvidenceStore } from './evidence.ts'
import type { Programme } from './programme.ts'

/** What the machine finds about a text or document beside the programme's plan; nothing but `readable` where it could not be read. */
export type Comparison = ({ readonly readable: true } & MeasureFigures) | { readonly readable: false }

/** A text, or, where there is none, documents by their fingerprints. */
export interface Filed {
  readonly words: string
  readonly evidence: readonly string[]
}

export type Compare = (matter: Filed) => Promise<Comparison>

/** Documents beyond this are not read: a plan with pictures stays below, and the batch waits meanwhile. */
const mostBytes = 5 * 1024 * 1024

/** Characters that are compared; a long plan of a city has a tenth of it. */
const mostCharacters = 100_000

/** A clause of the plan of which a unit's measures can take something up. */
interface Demanding {
  readonly slug: string
  /** As people cite it. */
  readonly name: string
  readonly sentences: Programme['tree'][number]['sentences']
}

/** The plan's numbered clauses with a testable demand, each with the sentences that hold it. */
function demandingClauses({ tree, reading }: Programme): readonly Demanding[] {
  const numbered = tree.filter(({ level }) => level !== 'front')
  return numbered.flatMap(({ slug, id, title, sentences: all }) => {
    const sentences = all.filter((sentence) => reading.sentences[sentence.slug]?.testable)
    return sentences.length === 0 ? [] : [{ slug, name: `${id.replaceAll('-', '')} ${title}`.trim(), sentences }]
  })
}

/** The plan ready to be compared with. */
const planAbove = (programme: Programme): Above =>
  aboveOf(
    programme.text,
    demandingClauses(programme).map(({ name, sentences }) => ({ name, sentences: sentences.map(({ text }) => text) })),
  )

async function documentText(evidence: EvidenceStore, sha256: string): Promise<string> {
  const file = await evidence.get(sha256)
  if (file === null || file.bytes.length > mostBytes) return ''
  const read = await readBytes(file.bytes)
  return read.ok ? read.text : ''
}

/** What was filed: what is written, else what the documents hold. */
async function textOf(evidence: EvidenceStore, matter: Filed): Promise<string> {
  const documents = matter.words.trim() === '' ? matter.evidence : []
  const texts = await Promise.all(documents.map((sha256) => documentText(evidence, sha256)))
  return [matter.words, ...texts].join('\n').slice(0, mostCharacters)
}

/** Compares with the programme's plan, which is prepared at the first question. */
export function openComparison(programme: Programme, evidence: EvidenceStore): Compare {
  let above: Above | null = null
  return async (matter) => {
    const text = await textOf(evidence, matter)
    if (text.trim() === '') return { readable: false }
    above ??= planAbove(programme)
    return { readable: true, ...measuresAgainst(above, text) }
  }
}

/** A clause of the plan with a testable demand, and the numbers and limits it sets. */
export interface PlanClause extends Settings {
  readonly slug: string
}

/** A clause of the plan, and the sentences of the measures that take it up. */
export interface BesideClause extends PlanClause {
  readonly own: Beside['taken'][number]
}

/** Measures as they were filed, beside the plan. */
export interface LaidBeside extends Pick<Beside, 'copied' | 'apart'> {
  readonly text: string
  readonly clauses: readonly BesideClause[]
}

/** The plan, and how measures stand beside it, for people to read. */
export interface BesidePlan {
  readonly clauses: () => readonly PlanClause[]
  /** Null where no text can be read. What was laid out once is kept for a while. */
  readonly lay: (matter: Filed) => Promise<LaidBeside | null>
}

/** Texts that stay laid out: what a page shows again and again. */
const mostKnown = 100

function planClauses(programme: Programme): readonly PlanClause[] {
  const settings = settingsOf(programme.text)
  return demandingClauses(programme).map(({ slug, sentences }) => {
    const each = sentences.map(settings)
    return { slug, targets: each.flatMap((one) => one.targets), limits: each.flatMap((one) => one.limits) }
  })
}

/** Lays measures beside the programme's plan, which is prepared at the first question. */
export function openBeside(programme: Programme, evidence: EvidenceStore): BesidePlan {
  let above: Above | null = null
  let clauses: readonly PlanClause[] | null = null
  const known = new Map<string, Promise<LaidBeside | null>>()
  const ofPlan = () => {
    clauses ??= planClauses(programme)
    return clauses
  }
  const laidOut = async (matter: Filed): Promise<LaidBeside | null> => {
    const text = await textOf(evidence, matter)
    if (text.trim() === '') return null
    above ??= planAbove(programme)
    const { copied, apart, taken } = measuresBeside(above, text, Number(programme.issuedOn.slice(0, 4)))
    return { text, copied, apart, clauses: ofPlan().map((clause, at) => ({ ...clause, own: taken[at] ?? [] })) }
  }
  return {
    clauses: ofPlan,
    lay: (matter) => {
      const key = JSON.stringify([matter.words, matter.evidence])
      const laid = known.get(key) ?? laidOut(matter)
      if (known.size >= mostKnown) known.clear()
      known.set(key, laid)
      return laid
    },
  }
}
