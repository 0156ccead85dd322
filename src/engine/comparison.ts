import { type Above, aboveOf, type MeasureFigures, measuresAgainst } from '../compiler/measures-against.ts'
import { readBytes } from '../reader/read.ts'
import type { EvidenceStore } from './evidence.ts'
import type { Programme } from './programme.ts'

/** What the machine finds about a text or document beside the programme's plan; nothing but `readable` where it could not be read. */
export type Comparison = ({ readonly readable: true } & MeasureFigures) | { readonly readable: false }

/** A text, or, where there is none, documents by their fingerprints. */
export type Compare = (matter: { readonly words: string; readonly evidence: readonly string[] }) => Promise<Comparison>

/** Documents beyond this are not read: a plan with pictures stays below, and the batch waits meanwhile. */
const mostBytes = 5 * 1024 * 1024

/** Characters that are compared; a long plan of a city has a tenth of it. */
const mostCharacters = 100_000

/** The plan's numbered clauses with their testable sentences, ready to be compared with. */
function planAbove({ text, tree, reading }: Programme): Above {
  const numbered = tree.filter(({ level }) => level !== 'front')
  const clauses = numbered.flatMap((clause) => {
    const sentences = clause.sentences.filter(({ slug }) => reading.sentences[slug]?.testable)
    return sentences.length === 0
      ? []
      : [
          {
            name: `${clause.id.replaceAll('-', '')} ${clause.title}`.trim(),
            sentences: sentences.map((one) => one.text),
          },
        ]
  })
  return aboveOf(text, clauses)
}

async function documentText(evidence: EvidenceStore, sha256: string): Promise<string> {
  const file = await evidence.get(sha256)
  if (file === null || file.bytes.length > mostBytes) return ''
  const read = await readBytes(file.bytes)
  return read.ok ? read.text : ''
}

/** Compares with the programme's plan, which is prepared at the first question. */
export function openComparison(programme: Programme, evidence: EvidenceStore): Compare {
  let above: Above | null = null
  return async (matter) => {
    const documents = matter.words.trim() === '' ? matter.evidence : []
    const texts = await Promise.all(documents.map((sha256) => documentText(evidence, sha256)))
    const text = [matter.words, ...texts].join('\n').slice(0, mostCharacters)
    if (text.trim() === '') return { readable: false }
    above ??= planAbove(programme)
    return { readable: true, ...measuresAgainst(above, text) }
  }
}
