import type { Commitment, Compiled } from './compiled.ts'

export interface OutlineOptions {
  /** Whether to add the rule behind each decision. */
  readonly explain: boolean
}

const because = (options: OutlineOptions, rule: string) => (options.explain ? `  ‹${rule}›` : '')

function metaLines(compiled: Compiled, options: OutlineOptions): readonly string[] {
  const names = {
    title: '标题',
    issuers: '发文机关',
    doc_number: '发文字号',
    date_issued: '成文日期',
    date_published: '发布日期',
    addressees: '主送',
    enclosed: '印发',
    attachments: '附件',
  } as const
  return compiled.evidence.map(
    (item) => `${names[item.field].padEnd(4, '　')} ${item.value}${because(options, item.rule)}`,
  )
}

function commitmentLine(item: Commitment, indent: string, options: OutlineOptions): string {
  const parts = [
    item.leads.length > 0 ? `谁：${item.leads.join('、')}` : '谁：原文没写',
    item.assists.length > 0 ? `配合：${item.assists.join('、')}` : '',
    item.deadline ? `何时：${item.deadline.printed}（${item.deadline.norm}）` : '何时：原文没写',
    ...item.targets.map((target) => `指标：${target.printed}`),
  ].filter((part) => part !== '')
  const action = item.action.length > 60 ? `${item.action.slice(0, 59)}…` : item.action
  return `${indent}· ${action}${because(options, item.rule)}\n${indent}  ${parts.join('；')}`
}

function clauseLines(compiled: Compiled, options: OutlineOptions): readonly string[] {
  return compiled.clauses.flatMap((clause) => {
    const indent = '  '.repeat(Math.max(0, clause.level - 1))
    const own = compiled.commitments.filter((item) => item.clause === clause.id)
    const title = clause.heading ?? (clause.body_first === '' ? '' : `${clause.body_first}…`)
    return [
      `${indent}${clause.number ?? '§'}${title}${because(options, `${clause.rules.place} ${clause.rules.heading}`)}`,
      ...own.map((item) => commitmentLine(item, `${indent}    `, options)),
    ]
  })
}

function sentenceLines(compiled: Compiled): readonly string[] {
  return compiled.sentences.map(
    (sentence) =>
      `${String(sentence.start).padStart(6)}  ${sentence.role} ${sentence.kind} ‹${sentence.kindRule}›  ${sentence.text.slice(0, 40)}`,
  )
}

/** The compiled document for a terminal: metadata, clauses with their commitments, findings. */
export function outline(compiled: Compiled, options: OutlineOptions): string {
  const findings = compiled.lint.map(
    (finding) =>
      `${finding.severity === 'blocks' ? '✗' : '!'} ${finding.code} @${finding.start}  ${finding.says[0]} ${finding.fix[0]}`,
  )
  const blocks = [
    metaLines(compiled, options),
    clauseLines(compiled, options),
    findings,
    options.explain ? sentenceLines(compiled) : [],
    [
      `条款 ${compiled.clauses.length}，句子 ${compiled.sentences.length}，任务 ${compiled.commitments.length}，待处理 ${compiled.lint.length}`,
    ],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
