import type { Bilingual } from '../kernel/text.ts'
import type { Proposal } from './compiled.ts'
import type { Draft } from './draft.ts'
import type { RegisterIndicator, RegisterUnit } from './register.ts'
import { fold } from './source.ts'
import { vagueTimeIn } from './vague.ts'

/** What may be put forward where the document is silent. */
export interface Suggestions {
  readonly units: readonly RegisterUnit[]
  readonly indicators: readonly RegisterIndicator[]
  /** For a word that stands for a time limit, the limit to put forward. House rules of the programme; nothing is law here. */
  readonly limits: Readonly<Record<string, string>>
}

/** Defaults of our own (house/vague-time): short where the word is urgent, a quarter where it is loose. */
export const houseLimits: Readonly<Record<string, string>> = {
  第一时间: '1个工作日',
  及时: '2个工作日',
  尽快: '5个工作日',
  尽早: '5个工作日',
  抓紧: '5个工作日',
  限期: '5个工作日',
  适时: '每季度一次',
  定期: '每季度一次',
  不定期: '每半年一次',
  逐步: '写明分年度目标',
  按时: '写明日期',
  如期: '写明日期',
  适当时候: '写明日期',
}

const proposal = (
  field: Proposal['field'],
  value: string,
  origin: Proposal['origin'],
  rule: Proposal['rule'],
  says: Bilingual,
): Proposal => ({ field, value, origin, rule, says })

function deadlineProposals(draft: Draft, suggestions: Suggestions): readonly Proposal[] {
  const vague = draft.deadline ? null : vagueTimeIn(fold(draft.action))
  const value = vague ? suggestions.limits[vague.word] : undefined
  if (!vague || value === undefined) return []
  return [
    proposal('deadline', value, 'suggested', 'deadline/vague-word', [
      `“${vague.word}”没有数，建议定为${value}，请定。`,
      `“${vague.word}” names no limit; ${value} is suggested, for you to decide.`,
    ]),
  ]
}

/** Words that state a measure without its number. */
const implied: readonly (readonly [RegExp, string, Proposal['rule'], Bilingual])[] = [
  [
    /全覆盖/,
    '覆盖率=100%',
    'measure/full-coverage',
    ['“全覆盖”可按覆盖率100%核算。', '全覆盖 can be measured as a coverage of 100 per cent.'],
  ],
  [
    /不放过|零(?:容忍|投诉|事故|遗漏|差错|新增)|动态清零/,
    '未达到的件数=0',
    'measure/none-may-remain',
    ['可按“未达到而结案的件数为0”核算。', 'It can be measured as none closed without being met.'],
  ],
  [
    /最多跑一次|只跑一次/,
    '跑动次数<=1',
    'measure/at-most-one-trip',
    ['可按群众跑动次数不超过1次核算。', 'It can be measured as at most one trip.'],
  ],
]

function measureProposals(draft: Draft, suggestions: Suggestions): readonly Proposal[] {
  if (draft.targets.length > 0) return []
  const action = fold(draft.action)
  const stated = implied.flatMap(([pattern, value, rule, says]) =>
    pattern.test(action) ? [proposal('measure', value, 'inferred', rule, says)] : [],
  )
  const known = suggestions.indicators
    .filter((indicator) => indicator.about.some((word) => action.includes(word)))
    .map((indicator) =>
      proposal('measure', indicator.name, 'suggested', 'measure/register', [
        `指标库中的“${indicator.name}”可用于这一条。`,
        `The indicator “${indicator.name}” of the register fits.`,
      ]),
    )
  const found = [...stated, ...known]
  if (found.length > 0 || draft.deadline === null) return found
  return [
    proposal('measure', '按期完成率', 'suggested', 'measure/on-time', [
      '建议按期完成率：按期完成件数÷应完成件数。',
      'The rate done on time is suggested: done on time by due.',
    ]),
  ]
}

/** Where a lead could come from when the sentence names none. */
export interface Around {
  readonly precedingLeads: readonly string[]
  readonly aboveLeads: readonly string[]
  /** Whether the sentence belongs to the text of a notice and binds its addressees. */
  readonly addressees: string | null
}

/** More units than this named by their tasks say nothing. */
const mostLeads = 3

/** Units of the register whose tasks the action names; a unit that has ended leads nothing. */
function unitsByTask(draft: Draft, units: readonly RegisterUnit[]): readonly string[] {
  const action = fold(draft.action)
  const fitting = units.filter((unit) => unit.ended === undefined && unit.about?.some((word) => action.includes(word)))
  return fitting.length <= mostLeads ? fitting.map((unit) => unit.name) : []
}

function leadProposals(draft: Draft, around: Around, suggestions: Suggestions): readonly Proposal[] {
  if (draft.units.some((unit) => unit.role === 'lead')) return []
  const infer = (names: readonly string[], rule: Proposal['rule'], where: Bilingual) =>
    names.length === 0
      ? []
      : [
          proposal('lead', names.join('、'), 'inferred', rule, [
            `${where[0]}：${names.join('、')}。`,
            `${where[1]}: ${names.join(', ')}.`,
          ]),
        ]
  const [first] = [
    ...infer(around.precedingLeads, 'lead/preceding-sentence', ['上一句写明的单位', 'named in the sentence before']),
    ...infer(around.aboveLeads, 'lead/clause-above', ['上级条款写明的单位', 'named in the clause above']),
    ...infer(around.addressees ? [around.addressees] : [], 'lead/addressees', ['全部主送单位', 'all addressees']),
  ]
  if (first) return [first]
  return unitsByTask(draft, suggestions.units).map((name) =>
    proposal('lead', name, 'suggested', 'lead/register', [
      `登记簿中“${name}”的职责与这一条相符。`,
      `By the register the tasks of ${name} fit.`,
    ]),
  )
}

/** What the compiler puts forward for a commitment: an inferred lead, a limit for a vague word, a measure. Never more than a proposal. */
export function proposalsFor(draft: Draft, around: Around, suggestions: Suggestions): readonly Proposal[] {
  return [
    ...leadProposals(draft, around, suggestions),
    ...deadlineProposals(draft, suggestions),
    ...measureProposals(draft, suggestions),
  ]
}
