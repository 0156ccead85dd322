import type { Bilingual, Json } from '../../kernel/text.ts'
import type { Schema } from '../schema.ts'

/** Every problem that an interface can answer with; a test compares the numbers with those that are sent. */
export const problems = {
  malformed: [400, '请求写得不对', 'The request is malformed'],
  'invalid-input': [400, '有内容需要改正', 'Some input needs correcting'],
  unauthenticated: [401, '请先登录', 'Authentication is needed'],
  forbidden: [403, '没有这个权限', 'This is not permitted'],
  'not-your-part': [403, '不是您的环节', 'This is not your part'],
  'separation-of-duties': [403, '须回避', 'You must step aside'],
  'not-found': [404, '没有找到', 'Not found'],
  'unknown-transition': [404, '没有这个动作', 'There is no such move'],
  'method-not-allowed': [405, '不支持这种请求', 'The method is not allowed'],
  stale: [409, '本件已有新进展', 'The case has moved on'],
  duplicate: [409, '提交编号重复', 'The command id was used before'],
  'too-large': [413, '内容太大', 'The body is too large'],
  'not-acceptable': [415, '不收这种格式', 'This media type is not accepted'],
  'wrong-state': [422, '现在还不能这样做', 'Not possible in this state'],
  'condition-not-met': [422, '条件不满足', 'A condition is not met'],
  'nobody-to-draw': [422, '没有可抽的人', 'Nobody is left to draw'],
  'no-extension-left': [422, '不能再延期', 'No extension is left'],
  'too-many-requests': [429, '请求太多，请稍候', 'Too many requests'],
  fault: [500, '系统出错了', 'A fault of ours'],
  unavailable: [503, '暂时不能办理', 'Temporarily unavailable'],
} as const satisfies Readonly<Record<string, readonly [status: number, zh: string, en: string]>>

export type ProblemCode = keyof typeof problems

/** An example of a problem as it is sent (RFC 9457). */
export function problemExample(code: ProblemCode, says: Bilingual, more: Readonly<Record<string, Json>> = {}): Schema {
  const [status, title] = problems[code]
  return { type: `/errors/${code}`, title, status, detail: says[0], code, says: { zh: says[0], en: says[1] }, ...more }
}

const text: Schema = { type: 'string' }
const bothLanguages: Schema = {
  type: 'object',
  required: ['zh', 'en'],
  properties: { zh: text, en: text },
}

/** RFC 9457 with our members: the code, the sentence in both languages, the rule that forbids the move, faults by field. */
export const problemSchema: Schema = {
  type: 'object',
  description:
    'RFC 9457。`says` 是人读到的那句话，`basis` 是禁止这一步的依据 · `says` is the sentence a person reads, `basis` the rule that forbids the move',
  required: ['type', 'title', 'status', 'detail', 'code', 'says'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', enum: Object.keys(problems) },
    says: bothLanguages,
    basis: { ...text, description: 'law/…, duty/…, house/…' },
    clauses: { type: 'array', items: text, description: '方案条款 · Clauses of the plan' },
    condition: { ...text, description: '未满足的条件 · The condition that is not met' },
    fields: {
      type: 'array',
      description: '逐项的问题 · What is wrong, field by field',
      items: {
        type: 'object',
        required: ['field', 'code', 'zh', 'en'],
        properties: { field: text, code: text, zh: text, en: text },
      },
    },
    seq: { type: 'integer', description: '案件现在的序号 · The case’s present sequence number' },
  },
}

const sentences: Readonly<Record<ProblemCode, Bilingual>> = {
  malformed: ['内容不是有效的 JSON', 'The body is not valid JSON'],
  'invalid-input': [
    '有些内容需要改正，改好后可以再次提交，已填的不会丢',
    'Some answers need correcting; nothing you typed is lost',
  ],
  unauthenticated: ['请先登录，或者用有效的令牌、案件码', 'Log in, or send a valid token or case code'],
  forbidden: ['没有这个权限', 'This is not permitted'],
  'not-your-part': ['“受理”由受理员来做', '"accept" is for: intake officer'],
  'separation-of-duties': [
    '您已作为“督查室”参与过本件，须由别人来做',
    'You have acted in this case as inspection office; somebody else must do this',
  ],
  'not-found': ['没有这个案件，或者它还没有公开', 'There is no such case, or it is not public yet'],
  'unknown-transition': ['没有这个动作', 'There is no such move'],
  'method-not-allowed': ['不支持这种请求', 'The method is not allowed'],
  stale: ['本件刚刚有了新进展，请看过最新情况再决定', 'The case has moved on; look at it again before you decide'],
  duplicate: ['这个编号已经用在另一个请求上', 'This id was used for another request'],
  'too-large': ['内容太大，请减少后再提交', 'The body is too large; send less'],
  'not-acceptable': ['请用 application/json', 'Send application/json'],
  'wrong-state': [
    '本件现在是“整改中”，“核查到位”只能在“核查中”时进行',
    'The case is "being rectified" now; "pass" is possible only in: being verified',
  ],
  'condition-not-met': [
    '问过的人都说满意，而且至少问到了一个人',
    'Everybody asked is satisfied, and at least one was asked',
  ],
  'nobody-to-draw': [
    '没有可以抽取的核查人：在岗的都与本件有关。请先增补核查员，再提交',
    'Nobody is left to draw: every post is involved in this case. Add verifiers, then submit again',
  ],
  'no-extension-left': ['只能延期 1 次，已经用完', 'It can be extended 1 times only'],
  'too-many-requests': ['请求太多，请一分钟后再试', 'Too many requests; try again in a minute'],
  fault: ['系统出错了。您提交的内容没有生效，可以再试', 'A fault of ours. Nothing was changed; you may try again'],
  unavailable: ['公开日志暂时不能写入，已暂停受理', 'The public log cannot be written; nothing is accepted for now'],
}

const more: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, Json>>>>> = {
  'invalid-input': {
    fields: [
      {
        field: 'input.dueOn',
        code: 'wrong-type',
        zh: '应为日期，如 2018-10-12',
        en: 'must be a day such as 2018-10-12',
      },
    ],
  },
  'condition-not-met': { basis: 'duty/satisfied-or-not-let-go', condition: 'allSatisfied' },
  stale: { seq: 7 },
}

/** The example of a code where nothing more particular is known. */
export const ordinaryExample = (code: ProblemCode): Schema => problemExample(code, sentences[code], more[code])

/** Example name → example. Example: { stale: {…}, duplicate: {…} }. */
export type ProblemExamples = Readonly<Record<string, Schema>>

/** A response with problem+json. Every example must have the status of the response. */
export function problemResponse(description: string, examples: ProblemExamples): Schema {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }] as const)
  return {
    description,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(named),
      },
    },
  }
}

const described: Readonly<Record<number, readonly [name: string, zh: string, en: string]>> = {
  400: ['BadRequest', '写得不对，逐项说明', 'Malformed, or invalid by field'],
  401: ['Unauthorized', '需要登录、令牌或案件码', 'A login, a token or a case code is needed'],
  403: ['Forbidden', '不是您的环节，或须回避', 'Not your part, or you must step aside'],
  404: ['NotFound', '没有，或者您不能看', 'There is none, or you may not see it'],
  409: ['Conflict', '已有新进展，或编号用过', 'The case has moved on, or the id was used'],
  413: ['TooLarge', '太大', 'Too large'],
  415: ['UnsupportedMediaType', '格式不收', 'The media type is not accepted'],
  422: ['NotPossible', '现在不能这样做，并说明条件和依据', 'Not possible now, with the condition and its basis'],
  429: ['TooManyRequests', '请求太多', 'Too many requests'],
  500: ['Fault', '我们的错', 'A fault of ours'],
  503: ['Unavailable', '暂停受理', 'Nothing is accepted for now'],
}

/** The shared responses of the document, by component name. */
export function sharedResponses(): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(described).map(([status, [name, zh, en]]) => {
      const codes = (Object.keys(problems) as ProblemCode[]).filter((code) => problems[code][0] === Number(status))
      const examples = Object.fromEntries(codes.map((code) => [code, ordinaryExample(code)]))
      return [name, problemResponse(`${zh} · ${en}`, examples)]
    }),
  )
}

/** References to shared responses. Example: [404] → { 404: { $ref: … NotFound } }. */
export function refusals(...statuses: readonly number[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/${described[status]?.[0] ?? 'Fault'}` }]),
  )
}

/** The description of a status, for a response with examples of its own. */
export const meaningOf = (status: number): string => `${described[status]?.[1] ?? ''} · ${described[status]?.[2] ?? ''}`
