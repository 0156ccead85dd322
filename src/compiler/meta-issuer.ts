import type { Block } from './block.ts'
import { type Evidence, evidence } from './evidence.ts'
import type { Field } from './field.ts'
import { isPostSignature, looksLikeOrgan, redHeadOrgan } from './frame.ts'
import type { Paragraph } from './paragraph.ts'
import { signedLine } from './signature.ts'
import { fold, printed } from './source.ts'

/** Names in a signature: lines joined where a name was broken, parted where one line holds several. */
function signers(blocks: readonly Block[]): readonly Evidence[] {
  const date = blocks.findIndex((block) => block.role === 'date')
  const found: Evidence[] = []
  let broken: Paragraph | null = null
  for (const block of blocks.slice(0, Math.max(0, date))) {
    if (block.role !== 'signature') {
      if (block.role === 'body') found.length = 0
      continue
    }
    const { paragraph } = block
    if (isPostSignature(paragraph.text)) continue
    const names = paragraph.text.split(/ +/)
    const isNames = names.every(looksLikeOrgan)
    if (!isNames) {
      broken = paragraph
      continue
    }
    const lead: string = broken ? broken.shown : ''
    const start: number = broken ? broken.start : paragraph.start
    for (const [i, name] of paragraph.shown.split(/[\s\u3000]+/).entries())
      found.push(
        evidence(
          'issuers',
          printed((i === 0 ? lead : '') + name).replace(/[(（](?:盖章|章|印|代章|公章)[)）]$/, ''),
          { start, end: paragraph.end },
          'meta/issuer-signature',
        ),
      )
    broken = null
  }
  const signed = date >= 0 ? signedLine(blocks[date]?.paragraph.text ?? '') : null
  const line = blocks[date]?.paragraph
  if (signed && line)
    found.push(
      ...line.shown
        .slice(0, signed.length)
        .split(/[\s\u3000]+/)
        .map((name) => evidence('issuers', printed(name), line, 'meta/issuer-signature')),
    )
  return found
}

/** Organs that the lines of a title set apart by blanks or line ends before 关于: 「甲委 乙局关于…」. Empty unless every piece is one. */
function spacedIssuers(blocks: readonly Block[], opening: number): readonly string[] {
  const lines = blocks.slice(0, opening).filter((block) => block.role === 'title')
  const about = lines.findLastIndex((block) => block.paragraph.text.includes('关于'))
  const line = lines[about]?.paragraph
  if (!line) return []
  const before = lines[about - 1]?.paragraph
  const above = before && !before.text.includes('关于') ? before.shown.split(/[\s\u3000]+/) : []
  const own = line.shown.slice(0, line.text.indexOf('关于')).split(/[\s\u3000]+/)
  const names = [...above, ...own].filter((name) => name !== '')
  return names.every(looksLikeOrgan) ? names : []
}

/** The organs named before 关于 in a title: 「A委员会 B局关于…」. */
function titleIssuers(blocks: readonly Block[], opening: number, title: Evidence | null): readonly Evidence[] {
  const spaced = spacedIssuers(blocks, opening)
  if (title && spaced.length > 1) return spaced.map((name) => evidence('issuers', name, title, 'meta/issuer-title'))
  const folded = fold(title?.value ?? '')
  const end = folded.endsWith('人民政府令') ? folded.length - 1 : folded.indexOf('关于')
  if (!title || end < 2) return []
  const names = title.value.slice(0, end).split(/\s+/).flatMap(partedOrgans)
  return names.every(looksLikeOrgan) ? names.map((name) => evidence('issuers', name, title, 'meta/issuer-title')) : []
}

/** Organs that a title prints without a blank between them: cut where the name of the place, or 中共 and the place, comes again. */
function partedOrgans(run: string): readonly string[] {
  const folded = fold(run)
  const place = /^(?:中共)?(.{2,3}?[省市县区州盟旗])/.exec(folded)?.[1]
  if (!place) return [run]
  const cuts: number[] = []
  for (let at = folded.indexOf(place, 1); at > 0; at = folded.indexOf(place, at + 1))
    cuts.push(folded.slice(at - 2, at) === '中共' ? at - 2 : at)
  const starts = [0, ...cuts.filter((at) => at > 0)]
  const names = starts.map((at, i) => run.slice(at, starts[i + 1] ?? run.length))
  return names.every(looksLikeOrgan) ? names : [run]
}

/** Who issued the document: as signed, else as its title names them, else the page's field, else the red head. */
export function issuersOf(
  blocks: readonly Block[],
  opening: number,
  fields: readonly Field[],
  title: Evidence | null,
): readonly Evidence[] {
  const signed = signers(blocks)
  if (signed.length > 0) return signed
  const field = fields.find(
    (found) => found.name === 'issuer' && found.value !== '' && !/(?:网|网站|平台)$/.test(found.value),
  )
  const named = titleIssuers(blocks, opening, title)
  const only = named.length === 1 ? named[0] : undefined
  const isFuller = field && only && field.value !== only.value && field.value.endsWith(fold(only.value))
  if (named.length > 0 && !isFuller) return named
  if (field)
    return field.shown
      .split(/[\s\u3000、，,；;]+/)
      .filter((name) => name !== '')
      .map((name) => evidence('issuers', printed(name), field, 'meta/issuer-field'))
  return blocks.slice(0, opening).flatMap((block) => {
    const organ = block.role === 'red-head' ? redHeadOrgan(block.paragraph.text) : null
    if (!organ) return []
    const names = block.paragraph.shown.slice(0, organ.length).split(/\s+/)
    return names.map((name) => evidence('issuers', name, block.paragraph, 'meta/issuer-red-head'))
  })
}
