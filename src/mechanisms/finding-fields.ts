import { choice, clause, day, evidence, identity, integer, lines, post, text, unit, yesNo } from '../kernel/field.ts'

/** What a citizen writes is never public and never reaches the unit complained of: the office and the reporter read it. */
const confidential = { see: 'sealed', to: ['intake', 'reporter'] } as const

/** What the public reads of a finding: a summary written by the office, not by the reporter. */
const summary = {
  subject: text({ title: ['问题', 'Problem'], hint: ['一句话，不含姓名电话', 'one sentence, no names or numbers'], see: 'public', max: 60 }),
  fact: text({ title: ['事实', 'Facts'], hint: ['由办公室摘写，不照抄反映人的话', 'in the words of the office'], see: 'public', max: 800, long: true }),
  unit: unit({ title: ['责任单位', 'Unit responsible'], see: 'public' }),
  severity: choice({ title: ['轻重', 'Severity'], see: 'public', options: { ordinary: ['一般', 'ordinary'], grave: ['重大', 'grave'] } }),
  clause: clause({ title: ['方案条款', 'Clause of the plan'], see: 'public', optional: true }),
} as const

const reason = (title: readonly [string, string]) => text({ title, see: 'public', min: 5, max: 600, long: true })

const seen = {
  method: choice({
    title: ['怎么核查的', 'How it was checked'],
    see: 'public',
    options: {
      unannounced: ['不打招呼到现场', 'unannounced visit'],
      'other-eyes': ['换人复看', 'a second look by somebody else'],
      'call-back': ['回访当事人', 'calling back'],
      data: ['查数据和原始记录', 'data and original records'],
    },
  }),
  seen: lines({ title: ['看到的', 'What was seen'], hint: ['逐条对应单位说的，一行一条', 'one line for each line of the claim'], see: 'public', most: 12, max: 200 }),
  seenProof: evidence({ title: ['核查证据', 'Evidence of the check'], see: 'parties', most: 20, optional: true }),
} as const

export const findingForms = {
  report: {
    about: text({ title: ['什么事', 'What is it about'], ...confidential, max: 60 }),
    story: text({ title: ['经过', 'What happened'], ...confidential, min: 10, max: 2000, long: true }),
    against: unit({ title: ['哪个单位', 'Which unit'], hint: ['不知道归谁管就不填，我们来转', 'leave empty if you do not know'], ...confidential, optional: true }),
    place: text({ title: ['地点', 'Where'], ...confidential, max: 100, optional: true }),
    reporterProof: evidence({ title: ['照片或文件', 'Photos or files'], ...confidential, most: 6, optional: true }),
    contact: identity({
      title: ['联系方式', 'How to reach you'],
      hint: ['可以不填；填了也只进保险库，任何单位看不到', 'optional; kept in the vault, no unit can read it'],
      see: 'sealed',
      optional: true,
    }),
  },
  joining: {
    joinStory: text({ title: ['您遇到的情况', 'What you met with'], ...confidential, min: 5, max: 1000, long: true }),
  },
  acceptance: summary,
  finding: {
    ...summary,
    origin: choice({
      title: ['怎么发现的', 'How it was found'],
      see: 'public',
      options: {
        inspection: ['督查', 'inspection'],
        'spot-check': ['明察暗访', 'spot check'],
        data: ['数据比对', 'comparison of data'],
        media: ['媒体', 'media'],
      },
    }),
    foundProof: evidence({ title: ['发现时的证据', 'Evidence when found'], see: 'parties', most: 20, optional: true }),
  },
  notAccepted: { declineReason: reason(['不受理的理由和该找谁', 'Why not, and whom to turn to']) },
  demand: { demand: reason(['整改要求', 'What must be put right']) },
  objection: {
    objection: reason(['异议和依据', 'Objection and its ground']),
    objectionProof: evidence({ title: ['证据', 'Evidence'], see: 'parties', most: 10, optional: true }),
  },
  decision: { decision: reason(['复核决定和理由', 'Decision and reasons']) },
  plan: {
    measures: lines({ title: ['整改措施', 'Measures'], see: 'public', most: 12, max: 200 }),
    handlerPost: post({ title: ['责任岗位', 'Post responsible'], see: 'public' }),
    promisedOn: day({ title: ['承诺完成日', 'Day promised'], see: 'public' }),
  },
  claim: {
    claims: lines({ title: ['做了什么', 'What was done'], hint: ['逐条对应整改措施，一行一条', 'one line for each measure'], see: 'public', most: 12, max: 200 }),
    claimProof: evidence({ title: ['每条措施的证据', 'Evidence for each measure'], see: 'parties', most: 20 }),
  },
  passed: seen,
  failed: {
    ...seen,
    sham: choice({
      title: ['判定', 'Judged as'],
      see: 'public',
      options: {
        incomplete: ['整改不到位', 'incomplete'],
        superficial: ['表面整改', 'superficial'],
        perfunctory: ['敷衍整改', 'perfunctory'],
        false: ['虚假整改', 'false'],
      },
    }),
  },
  recusal: { recusalReason: text({ title: ['回避的理由', 'Why you step aside'], see: 'staff', min: 2, max: 200 }) },
  judgement: {
    judgement: choice({ title: ['改好了吗', 'Is it put right'], see: 'parties', options: { satisfied: ['满意', 'satisfied'], unsatisfied: ['不满意', 'not satisfied'] } }),
    judgementReason: text({ title: ['为什么', 'Why'], hint: ['只给办公室看', 'only the office reads it'], ...confidential, max: 600, long: true, optional: true }),
  },
  asking: {
    channel: choice({
      title: ['用什么方式再请', 'How people were asked again'],
      see: 'public',
      options: { message: ['短信', 'message'], phone: ['电话', 'telephone'], visit: ['上门', 'visit'], notice: ['公告', 'public notice'] },
    }),
  },
  signature: { signedReason: reason(['签字的理由', 'Why you sign']) },
  order: {
    demand: reason(['整改要求', 'What must be put right']),
    redoBy: day({ title: ['重新整改的期限', 'New due day'], see: 'public' }),
  },
  ruling: {
    reasonable: yesNo({ title: ['诉求是否合理', 'Is the demand reasonable'], see: 'public' }),
    withinPower: yesNo({ title: ['是否在职权之内', 'Is it within the unit’s power'], see: 'public' }),
    solved: yesNo({ title: ['问题是否解决', 'Is the problem solved'], see: 'public' }),
    explanation: reason(['公开的理由', 'Reasons, made public']),
  },
  appeal: { appealStory: text({ title: ['为什么不同意', 'Why you disagree'], ...confidential, min: 5, max: 1000, long: true }) },
} as const

const times = (title: readonly [string, string]) => integer({ title, see: 'public', from: 0, upTo: 999, starts: 0 })

export const findingRecord = {
  outcome: choice({
    title: ['怎么结的', 'How it ended'],
    see: 'public',
    options: {
      satisfied: ['两关都过', 'passed both gates'],
      'nobody-to-ask': ['无人可问，双人签字', 'nobody to ask, two signatures'],
      unjudged: ['两请无回应，不计满意', 'asked twice, no answer; not counted as satisfied'],
      explained: ['解释办结', 'closed with an explanation'],
    },
  }),
  failures: times(['核查不通过次数', 'Times verification failed']),
  recurrences: times(['复发次数', 'Times it recurred']),
  lapses: times(['逾期环节', 'Overdue steps']),
  objectionOpen: yesNo({ title: ['异议期内', 'Objection still possible'], see: 'public', starts: true }),
  lookBackOn: day({ title: ['回头看的日子', 'Day of the look-back'], see: 'sealed' }),
  lookBackOnNonce: text({ title: ['日子的钥匙', 'Key of the day'], see: 'sealed', max: 64 }),
  lookBackOnCommitment: text({ title: ['日子的封签', 'Seal of the day'], see: 'public', max: 64 }),
  lookBackDay: day({ title: ['回头看（已公开）', 'Look-back, opened'], see: 'public' }),
  lookBackKey: text({ title: ['封签的钥匙', 'Key of the seal'], see: 'public', max: 64 }),
} as const
