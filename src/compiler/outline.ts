import type { Commitment, Compiled, Finding, Proposal } from './compiled.ts'
import { findingKinds } from './finding.ts'
import { kindNames } from './kind.ts'
import type { RuleId } from './rule-id.ts'
import { rules } from './rules.ts'

export interface OutlineOptions {
  /** Whether to name the rule behind each decision and to say what each rule means. */
  readonly explain: boolean
}

/** Marks a decision with its rules, and remembers them for the legend. */
type Because = (...ids: readonly RuleId[]) => string

function legendOf(used: ReadonlySet<RuleId>): readonly string[] {
  return [...used].sort().map((id) => `${id.padEnd(26)} ${rules[id][0]} / ${rules[id][1]}`)
}

const metaNames = {
  title: '标题',
  issuers: '发文机关',
  doc_number: '发文字号',
  date_issued: '成文日期',
  date_published: '发布日期',
  addressees: '主送机关',
  enclosed: '随文印发',
  attachments: '附件',
} as const

function metaLines(compiled: Compiled, because: Because): readonly string[] {
  return compiled.evidence.map((item) => `${metaNames[item.field]}  ${item.value}${because(item.rule)}`)
}

const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

const fieldNames: Readonly<Record<Proposal['field'], string>> = { lead: '牵头', deadline: '时限', measure: '衡量' }

const proposed = (item: Commitment, because: Because) =>
  item.proposals.map(
    (proposal) =>
      `${fieldNames[proposal.field]}${proposal.origin === 'inferred' ? '推定' : '建议'}：${proposal.value}${because(proposal.rule)}`,
  )

function commitmentLines(
  item: Commitment,
  findings: readonly Finding[],
  indent: string,
  because: Because,
): readonly string[] {
  const unitRules = [...new Set(item.units.map((unit) => unit.rule))]
  const said = [
    item.leads.length > 0 ? `谁：${item.leads.join('、')}${because(...unitRules)}` : '',
    item.assists.length > 0 ? `配合：${item.assists.join('、')}` : '',
    item.deadline ? `何时：${item.deadline.printed}（${item.deadline.norm}）${because(item.deadline.rule)}` : '',
    ...item.targets.map((target) => `指标：${target.printed}${because(target.rule)}`),
  ].filter((part) => part !== '')
  const missing = findings.map((found) => found.says[0])
  return [
    `${indent}· ${short(item.action, 60)}${because(item.rule)}`,
    ...(said.length > 0 ? [`${indent}  ${said.join('；')}`] : []),
    ...(missing.length > 0 ? [`${indent}  ✗ ${missing.join(' ')}`] : []),
    ...proposed(item, because).map((line) => `${indent}  → ${line}`),
  ]
}

function clauseLines(compiled: Compiled, because: Because): readonly string[] {
  const own = Map.groupBy(compiled.commitments, (item) => item.clause)
  const findings = Map.groupBy(compiled.lint, (found) => found.commitment)
  const listed = (clause: string | null, indent: string) =>
    (own.get(clause) ?? []).flatMap((item) => commitmentLines(item, findings.get(item.id) ?? [], indent, because))
  const clauses = compiled.clauses.flatMap((clause) => {
    const indent = '  '.repeat(Math.max(0, clause.level - 1))
    const title = clause.heading ?? (clause.body_first === '' ? '' : `${clause.body_first}…`)
    return [
      `${indent}${clause.number ?? '§'}${title}${because(clause.rules.place, clause.rules.heading)}`,
      ...listed(clause.id, `${indent}    `),
    ]
  })
  return [...listed(null, ''), ...clauses]
}

function sentenceLines(compiled: Compiled, because: Because): readonly string[] {
  return compiled.sentences.map(
    (sentence) =>
      `${String(sentence.start).padStart(6)}  ${kindNames[sentence.kind][0]}${because(sentence.kindRule)}  ${short(sentence.text, 40)}`,
  )
}

function findingLines(compiled: Compiled): readonly string[] {
  const counts = Map.groupBy(compiled.lint, (found) => found.code)
  const totals = [...counts].map(
    ([code, all]) => `${findingKinds[code].severity === 'blocks' ? '✗' : '!'} ${code} ×${all.length}`,
  )
  const document = compiled.lint
    .filter((found) => found.commitment === null)
    .map((found) => `! ${found.says[0]} ${found.fix[0]}`)
  return [...document, ...totals]
}

/** The compiled document for a terminal: metadata, clauses with their commitments, what is missing, what is put forward. */
export function outline(compiled: Compiled, options: OutlineOptions): string {
  const used = new Set<RuleId>()
  const because: Because = (...ids) => {
    if (!options.explain || ids.length === 0) return ''
    for (const id of ids) used.add(id)
    return ` ‹${ids.join(' ')}›`
  }
  const sections = [
    metaLines(compiled, because),
    clauseLines(compiled, because),
    findingLines(compiled),
    options.explain ? sentenceLines(compiled, because) : [],
    legendOf(used),
    [
      `条款 ${compiled.clauses.length}，句子 ${compiled.sentences.length}，任务 ${compiled.commitments.length}，待处理 ${compiled.lint.length}`,
    ],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
