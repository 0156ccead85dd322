import type { Clause } from './clause.ts'
import { type Commitment, type Compiled, type Finding, type Origin, origins } from './compiled.ts'
import { type Passage, passagesOf } from './passage.ts'

/** Deepest heading that Markdown knows. */
const deepest = 6

/** Escapes what Markdown would read as markup; a line never starts as a list, a heading or a quotation by accident. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`)
    .replace(/^([#+-]|\d{1,9}[.)])(?=\s|$)/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
}

const origin = (from: Origin) => `（${origins[from][0]}）`

const linesOfMeta = ({ meta }: Compiled): readonly string[] =>
  [
    ['发文机关', meta.issuers.join('、')],
    ['发文字号', meta.doc_number],
    ['成文日期', meta.date_issued],
    ['发布日期', meta.date_published],
    ['主送机关', meta.addressees],
    ['随文印发', meta.enclosed.map((title) => `《${title}》`).join('')],
    ['附件', meta.attachments.join('；')],
  ].flatMap(([name, value]) => (value ? [`- ${name}：${escaped(value)}`] : []))

function unitsOf(item: Commitment, role: 'lead' | 'assist'): string {
  return item.units
    .filter((unit) => unit.role === role)
    .map((unit) => `${escaped(unit.name)}${origin(unit.origin)}`)
    .join('、')
}

/** A commitment as a quotation: what, who, when, how much, each with its origin, and what is missing. */
function commitmentLines(item: Commitment, findings: readonly Finding[]): readonly string[] {
  const leads = unitsOf(item, 'lead')
  const assists = unitsOf(item, 'assist')
  const { deadline } = item
  const parts = [
    leads && `牵头：${leads}`,
    assists && `配合：${assists}`,
    deadline && `时限：${escaped(deadline.printed)}，即 ${deadline.norm}${origin(deadline.origin)}`,
    ...item.targets.map((target) => `指标：${escaped(target.printed)}${origin(target.origin)}`),
    ...item.proposals.map((proposal) => `${escaped(proposal.says[0])}${origin(proposal.origin)}`),
    ...findings.map((found) => `待补：${escaped(found.says[0])}`),
  ].filter((part) => part)
  return [`> **${item.id}** ${escaped(item.action)}`, ...parts.map((part) => `> - ${part}`), '']
}

function headOf(clause: Clause, own: readonly Passage[]): { readonly head: string; readonly rest: readonly Passage[] } {
  const marks = '#'.repeat(Math.min(deepest, Math.max(1, clause.level) + 1))
  const number = clause.number ?? ''
  if (clause.heading !== null)
    return { head: `${marks} ${escaped(`${number}${spaceAfter(number)}${clause.heading}`)}`, rest: own }
  const [first, ...rest] = own
  return { head: escaped(`${number}${spaceAfter(number)}${first?.text ?? ''}`), rest }
}

/** 第一章 and 1.1 need a blank before what follows; 一、 and （一） do not. */
const spaceAfter = (number: string) => (/[章节条编篇分\d]$/.test(number) ? '　' : '')

/**
 * The document as Markdown: title, metadata, the clause tree as headings, and under each clause its commitments as quotations
 * with the origin of every value. Residue of web pages is left out. Ends with a line feed.
 */
export function markdown(compiled: Compiled): string {
  const passages = passagesOf(compiled)
  const commitments = Map.groupBy(compiled.commitments, (item) => item.clause)
  const findings = Map.groupBy(compiled.lint, (found) => found.commitment)
  const quoted = (items: readonly Commitment[]) =>
    items.flatMap((item) => commitmentLines(item, findings.get(item.id) ?? []))
  const listed = (clause: string) => quoted(commitments.get(clause) ?? [])
  const firstStart = compiled.clauses[0]?.start ?? Number.POSITIVE_INFINITY
  const loose = commitments.get(null) ?? []
  const paragraphs = (some: readonly Passage[]) => some.flatMap((passage) => [escaped(passage.text), ''])
  const front = passages.before.filter((passage) => passage.role !== 'title' && passage.role !== 'number')
  const lines = [
    `# ${escaped(compiled.meta.title ?? '（无标题）')}`,
    '',
    ...linesOfMeta(compiled),
    '',
    ...paragraphs(front),
    ...quoted(loose.filter((item) => item.start < firstStart)),
    ...compiled.clauses.flatMap((clause) => {
      const { head, rest } = headOf(clause, passages.byClause.get(clause.id) ?? [])
      return [head, '', ...paragraphs(rest), ...listed(clause.id)]
    }),
    ...paragraphs(passages.after),
    ...quoted(loose.filter((item) => item.start >= firstStart)),
  ]
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
