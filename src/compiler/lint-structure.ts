import type { Finding } from './compiled.ts'
import { finding, type Where } from './finding.ts'
import type { Reading } from './reading.ts'

const nowhere: Where = { start: 0, end: 0, clause: null, commitment: null }

function numberFindings(reading: Reading): readonly Finding[] {
  const codes = { 'tree/gap': 'number-gap', 'tree/repeat': 'number-repeat', 'tree/restart': 'number-restart' } as const
  return reading.clauses.flatMap(({ clause }) => {
    const { place } = clause.rules
    if (place !== 'tree/gap' && place !== 'tree/repeat' && place !== 'tree/restart') return []
    const number = clause.number ?? ''
    const where = {
      start: clause.start,
      end: Math.min(clause.end, clause.start + number.length),
      clause: clause.id,
      commitment: null,
    }
    return [finding(codes[place], where, number)]
  })
}

/** Text that stops in the middle of a sentence, as cut files and search excerpts do. */
function cutFinding(reading: Reading): readonly Finding[] {
  const last = reading.sentences.findLast(
    (sentence) => sentence.part === 'body' && reading.blocks[sentence.block]?.role === 'body',
  )
  if (
    !last ||
    last.folded.length < 10 ||
    /[。;；:!?！？)）”》】…]$/.test(last.folded) ||
    reading.blocks[last.block]?.paragraph.cells.length !== 0
  )
    return []
  return [
    finding(
      'cut-off',
      { start: last.start, end: last.end, clause: last.clause?.clause.id ?? null, commitment: null },
      last.text.slice(-12),
    ),
  ]
}

/** A bracket that opens a list of units and never closes. */
function bracketFindings(reading: Reading): readonly Finding[] {
  return reading.blocks.flatMap(({ paragraph, role }) => {
    const found =
      role === 'body'
        ? /[(〔[【](?:牵头|责任|配合|主办|协办)(?:单位|部门)[:][^()〔〕[\]【】]{0,300}$/.exec(
            paragraph.text.slice(-320),
          )
        : null
    return found
      ? [
          finding(
            'open-bracket',
            { ...nowhere, start: paragraph.end - found[0].length, end: paragraph.end },
            found[0].slice(0, 12),
          ),
        ]
      : []
  })
}

/** What is wrong with the document as a document. */
export function structureFindings(reading: Reading): readonly Finding[] {
  const { meta } = reading
  return [
    ...(meta.title === null ? [finding('no-title', nowhere)] : []),
    ...(meta.date_issued === null ? [finding('no-date', nowhere)] : []),
    ...numberFindings(reading),
    ...bracketFindings(reading),
    ...cutFinding(reading),
  ]
}
