import type { Role } from './block.ts'

/** What a sentence does. `orientation` is shown and linked, and never scored. */
export const kindNames = {
  heading: ['标题', 'heading'],
  orientation: ['导向（不打分）', 'orientation (never scored)'],
  target: ['目标', 'target'],
  duty: ['职责要求', 'duty'],
  action: ['举措', 'action'],
  institution: ['制度机制', 'institution'],
  prohibition: ['禁止', 'prohibition'],
  incentive: ['激励', 'incentive'],
  sanction: ['惩戒', 'sanction'],
  disclosure: ['公开', 'disclosure'],
  organisation: ['组织', 'organisation'],
  metadata: ['元数据', 'metadata'],
  boilerplate: ['网页残留', 'boilerplate'],
} as const

export type Kind = keyof typeof kindNames

/** Where a sentence stands; its words alone do not tell an aim from a principle. */
export interface Standing {
  readonly text: string
  readonly heading: string | null
  /** Heading of the clause above, if any. */
  readonly above: string | null
  /** Whether the sentence introduces numbered clauses below it. */
  readonly introduces: boolean
  /** Outside the numbered clauses: preamble or closing. */
  readonly outside: boolean
  readonly hasNumber: boolean
  readonly hasOwner: boolean
}

export type KindRuleId =
  | 'kind/role'
  | 'kind/heading'
  | 'kind/issue'
  | 'kind/past'
  | 'kind/roster'
  | 'kind/purpose'
  | 'kind/closing'
  | 'kind/statement'
  | 'kind/situation'
  | 'kind/definition'
  | 'kind/effect'
  | 'kind/prohibition'
  | 'kind/sanction'
  | 'kind/incentive'
  | 'kind/disclosure'
  | 'kind/organisation'
  | 'kind/number'
  | 'kind/guidance'
  | 'kind/principle'
  | 'kind/belief'
  | 'kind/atmosphere'
  | 'kind/aim'
  | 'kind/contribution'
  | 'kind/introduction'
  | 'kind/attitude'
  | 'kind/obedience'
  | 'kind/owner'
  | 'kind/institution'
  | 'kind/check'
  | 'kind/restraint'
  | 'kind/action'

/** The kind of what stands outside the running text, by its place in the document. */
export function kindOfRole(role: Role, enclosed: boolean): Kind {
  switch (role) {
    case 'chrome':
    case 'page-number':
    case 'copy':
    case 'contents':
    case 'field':
      return 'boilerplate'
    case 'title':
      return enclosed ? 'heading' : 'metadata'
    case 'table-head':
    case 'attachment-head':
      return 'heading'
    case 'body':
      return 'action'
    case 'red-head':
    case 'number':
    case 'title-note':
    case 'addressee':
    case 'signature':
    case 'date':
    case 'publicity':
    case 'imprint':
    case 'attachment-list':
      return 'metadata'
    default: {
      const never: never = role
      throw new TypeError(String(never))
    }
  }
}
