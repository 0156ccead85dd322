import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Procedure } from '../kernel/bind.ts'
import type { Refusal, RefusalCode } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'

/** Codes of problems that arise before anything is judged. */
export type RequestCode =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'too-large'
  | 'not-acceptable'
  | 'too-many-requests'
  | 'unavailable'
  | 'fault'

/** HTTP numbers stand here and nowhere else. */
const statuses: Readonly<Record<RefusalCode | RequestCode, number>> = {
  malformed: 400,
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-your-part': 403,
  'separation-of-duties': 403,
  'not-found': 404,
  'unknown-transition': 404,
  'method-not-allowed': 405,
  stale: 409,
  duplicate: 409,
  'too-large': 413,
  'not-acceptable': 415,
  'wrong-state': 422,
  'condition-not-met': 422,
  'nobody-to-draw': 422,
  'no-extension-left': 422,
  'too-many-requests': 429,
  fault: 500,
  unavailable: 503,
}

const titles: Readonly<Record<RefusalCode | RequestCode, Bilingual>> = {
  malformed: ['请求写得不对', 'The request is malformed'],
  'invalid-input': ['有内容需要改正', 'Some input needs correcting'],
  unauthenticated: ['请先登录', 'Authentication is needed'],
  forbidden: ['没有这个权限', 'This is not permitted'],
  'not-your-part': ['不是您的环节', 'This is not your part'],
  'separation-of-duties': ['须回避', 'You must step aside'],
  'not-found': ['没有找到', 'Not found'],
  'unknown-transition': ['没有这个动作', 'There is no such move'],
  'method-not-allowed': ['不支持这种请求', 'The method is not allowed'],
  stale: ['本件已有新进展', 'The case has moved on'],
  duplicate: ['提交编号重复', 'The command id was used before'],
  'too-large': ['内容太大', 'The body is too large'],
  'not-acceptable': ['不收这种格式', 'This media type is not accepted'],
  'wrong-state': ['现在还不能这样做', 'Not possible in this state'],
  'condition-not-met': ['条件不满足', 'A condition is not met'],
  'nobody-to-draw': ['没有可抽的人', 'Nobody is left to draw'],
  'no-extension-left': ['不能再延期', 'No extension is left'],
  'too-many-requests': ['请求太多，请稍候', 'Too many requests'],
  fault: ['系统出错了', 'A fault of ours'],
  unavailable: ['暂时不能办理', 'Temporarily unavailable'],
}

/** RFC 9457, with our members: the code, the sentence in both languages, the rule that forbids the move, faults by field. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: RefusalCode | RequestCode
  readonly says: { readonly zh: string; readonly en: string }
  readonly basis?: string
  readonly clauses?: readonly string[]
  readonly condition?: string
  readonly fields?: readonly {
    readonly field: string
    readonly code: string
    readonly zh: string
    readonly en: string
  }[]
  readonly seq?: number
}

/** The HTTP number of a code, for pages that say the rest in their own words. */
export const statusOfCode = (code: RefusalCode | RequestCode): number => statuses[code]

/** What a code means in a few words. */
export const titleOfCode = (code: RefusalCode | RequestCode): Bilingual => titles[code]

/** Every code that a program or a page can be answered with. */
export const problemCodes = Object.keys(statuses) as readonly (RefusalCode | RequestCode)[]

/** True when the caller prefers English; Chinese is authoritative. */
export function wantsEnglish(request: FastifyRequest): boolean {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '')
}

export function problemOf(
  refusal: Omit<Refusal, 'code'> & { readonly code: RefusalCode | RequestCode },
  english: boolean,
  p?: Procedure,
): Problem {
  const { code, says, basis, condition, faults, seq } = refusal
  const pick = (text: Bilingual) => text[english ? 1 : 0]
  return {
    type: `/errors/${code}`,
    title: pick(titles[code]),
    status: statuses[code],
    detail: pick(says),
    code,
    says: { zh: says[0], en: says[1] },
    ...(basis !== undefined && { basis }),
    ...(basis !== undefined && p && { clauses: p.clausesOf(basis) }),
    ...(condition !== undefined && { condition }),
    ...(faults && {
      fields: faults.map((fault) => ({ field: fault.field, code: fault.code, zh: fault.says[0], en: fault.says[1] })),
    }),
    ...(seq !== undefined && { seq }),
  }
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}

/** Answers with a refusal of the kernel, or with a problem of the request itself. */
export function refuseWith(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Omit<Refusal, 'code'> & { readonly code: RefusalCode | RequestCode },
  p?: Procedure,
): FastifyReply {
  return sendProblem(reply, problemOf(refusal, wantsEnglish(request), p))
}

export const needsLogin = {
  code: 'unauthenticated',
  says: ['请先登录，或者用有效的令牌、案件码', 'Log in, or send a valid token or case code'],
} as const

export const noSuchCase = {
  code: 'not-found',
  says: ['没有这个案件，或者它还没有公开', 'There is no such case, or it is not public yet'],
} as const
