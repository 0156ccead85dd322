import type { Bilingual } from '../kernel/text.ts'
import type { Finding, FindingCode, Span } from './compiled.ts'

interface Kind {
  readonly severity: Finding['severity']
  /** What is wrong; `%` stands for the words in question. */
  readonly says: Bilingual
  readonly why: Bilingual
  readonly fix: Bilingual
}

/**
 * Why an item that says too little is not issued: 《重大行政决策程序暂行条例》第三十四条 asks for a unit that carries out; the plan's
 * own measure of a responsibility list (domain M02) asks for exactly one lead, a limit and a way to measure.
 */
const cannotIssue: Bilingual = [
  '没有唯一的牵头单位、时限和衡量办法，任务下发后无法检查。',
  'Without exactly one lead, a limit and a measure nobody can check the task.',
]

const kinds: Readonly<Record<FindingCode, Kind>> = {
  'no-lead': {
    severity: 'blocks',
    says: ['没有写谁来做。', 'It does not say who acts.'],
    why: cannotIssue,
    fix: ['指定一个牵头单位。', 'Name one lead unit.'],
  },
  'several-leads': {
    severity: 'blocks',
    says: ['有几个单位同为牵头：%。', 'Several units lead: %.'],
    why: ['人人牵头，等于无人负责。', 'Where all lead, nobody answers.'],
    fix: ['从中定一个牵头单位，其余列为配合单位。', 'Choose one lead; list the others as assisting.'],
  },
  'vague-unit': {
    severity: 'blocks',
    says: ['“%”不是一个单位。', '“%” is not a unit.'],
    why: ['泛指的部门无法签收任务，也无法考核。', 'A collective cannot accept a task or be assessed.'],
    fix: ['逐个写明单位名称。', 'Name each unit.'],
  },
  'unknown-unit': {
    severity: 'warns',
    says: ['单位登记簿里没有“%”。', 'The register has no unit “%”.'],
    why: ['写错或简称不一，任务会派不出去。', 'A task for a misspelt unit reaches nobody.'],
    fix: ['改用登记簿里的名称，或先登记这个单位。', 'Use the registered name, or register the unit first.'],
  },
  'ended-unit': {
    severity: 'blocks',
    says: ['“%”已经撤并。', '“%” no longer exists.'],
    why: ['机构改革后职责已转到别的单位。', 'Its duties passed to another unit.'],
    fix: ['改为承接其职责的单位。', 'Name the unit that took over.'],
  },
  'no-deadline': {
    severity: 'blocks',
    says: ['没有写何时完成。', 'It does not say by when.'],
    why: cannotIssue,
    fix: ['写明完成日期或周期。', 'Give a date or a period.'],
  },
  'ongoing-deadline': {
    severity: 'blocks',
    says: ['时限写的是“%”。', 'The time limit is “%”.'],
    why: ['没有终点的任务永远不会逾期，也永远不会完成。', 'A task without an end is never overdue and never done.'],
    fix: ['改为每年或每季度的阶段目标和检查日期。', 'Set yearly or quarterly steps with dates for checking.'],
  },
  'vague-deadline': {
    severity: 'blocks',
    says: ['“%”没有说是几天。', '“%” names no number of days.'],
    why: ['没有数的时限无法计时，也无法认定逾期。', 'A limit without a number cannot be timed.'],
    fix: ['写明几个工作日或哪一天。', 'Give the number of working days or the day.'],
  },
  'deadline-before-issue': {
    severity: 'warns',
    says: ['期限%早于成文日期。', 'The deadline % lies before the day of writing.'],
    why: [
      '发文时已经过期，可能是年份写错，或沿用了旧稿。',
      'It had passed when the document was issued: a wrong year, or an old draft.',
    ],
    fix: ['核对年份和日期。', 'Check the year.'],
  },
  'no-measure': {
    severity: 'blocks',
    says: ['没有写怎样算完成。', 'It does not say what counts as done.'],
    why: cannotIssue,
    fix: ['写明数值、成果物或核查办法。', 'Give a number, a deliverable or a way to verify.'],
  },
  'vague-measure': {
    severity: 'blocks',
    says: ['“%”无法衡量。', '“%” cannot be measured.'],
    why: ['没有基准和数值，完成与否只能靠说。', 'Without a baseline and a number, done is only a claim.'],
    fix: ['换成指标：基期值、目标值、数据来源。', 'Replace it by an indicator: baseline, target, source.'],
  },
  'opposing-indicators': {
    severity: 'warns',
    says: ['两条要求方向相反：%。', 'Two demands pull against each other: %.'],
    why: ['同时考核会逼出数字游戏。', 'Assessing both invites gaming.'],
    fix: ['说明以哪一条为先，或给出两条都成立的范围。', 'Say which comes first, or the range in which both hold.'],
  },
  'two-values': {
    severity: 'warns',
    says: ['同一指标有两个数：%。', 'One indicator has two values: %.'],
    why: ['执行单位不知道按哪个数。', 'Units cannot know which one holds.'],
    fix: ['统一为一个数，或写明各自的口径。', 'Keep one, or say what each measures.'],
  },
  'number-gap': {
    severity: 'warns',
    says: ['序号跳号：“%”之前缺号。', 'Numbers are missing before “%”.'],
    why: ['可能漏了一条，也可能只是编错。', 'A clause may be missing.'],
    fix: ['核对原稿，补条或改号。', 'Compare with the original; add the clause or renumber.'],
  },
  'number-repeat': {
    severity: 'warns',
    says: ['序号重复：“%”。', 'The number “%” is repeated.'],
    why: ['引用这一条会指向两处。', 'A reference to it points to two clauses.'],
    fix: ['改为连续的序号。', 'Renumber.'],
  },
  'number-restart': {
    severity: 'warns',
    says: ['同一层级的序号从“%”重新开始。', 'The numbering of one level starts again at “%”.'],
    why: ['引用会指向两处，也可能少了一级标题。', 'References become ambiguous; a heading may be missing.'],
    fix: ['连续编号，或补上级标题。', 'Count on, or add the missing heading.'],
  },
  'no-title': {
    severity: 'warns',
    says: ['没有找到标题。', 'No title was found.'],
    why: ['无法登记和引用这份文件。', 'The document cannot be registered or cited.'],
    fix: ['补上文件标题。', 'Add the title.'],
  },
  'no-date': {
    severity: 'warns',
    says: ['没有找到成文日期。', 'No day of writing was found.'],
    why: ['没有年份的期限无法推算。', 'Limits without a year cannot be computed.'],
    fix: ['补上成文日期；不要用网页的发布日期。', 'Add it; do not use the page’s date.'],
  },
  'cut-off': {
    severity: 'warns',
    says: ['正文在“%”处中断。', 'The text breaks off at “%”.'],
    why: ['文件可能不完整，后面的任务没有读到。', 'Tasks after it were not read.'],
    fix: ['换成完整的文件。', 'Use the complete file.'],
  },
  'open-bracket': {
    severity: 'warns',
    says: ['括号没有配对：“%”。', 'A bracket is not closed: “%”.'],
    why: ['责任括号断开时，单位会读错。', 'Units in a broken bracket are misread.'],
    fix: ['补上另一半括号。', 'Close the bracket.'],
  },
}

/** Codes with what each says, for a page that explains them. */
export const findingKinds: Readonly<Record<FindingCode, Kind>> = kinds

export interface Where extends Span {
  readonly clause: string | null
  readonly commitment: string | null
}

/** A finding at a place; `words` fill the sentence, `fix` replaces the general one where there is something better to propose. */
export function finding(code: FindingCode, where: Where, words = '', fix?: Bilingual): Finding {
  const kind = kinds[code]
  const filled = (text: string) => text.replaceAll('%', () => words)
  return {
    code,
    severity: kind.severity,
    ...where,
    says: [filled(kind.says[0]), filled(kind.says[1])],
    why: kind.why,
    fix: fix ?? kind.fix,
  }
}
