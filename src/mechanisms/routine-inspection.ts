import { choice, choices, clause, day, evidence, integer, lines, text, unit } from '../kernel/field.ts'
import { defineProcedure } from '../kernel/procedure.ts'

/** A checklist longer than this is several inspections. */
const mostItems = 40

const times = (title: readonly [string, string]) => integer({ title, see: 'public', from: 0, upTo: 999, starts: 0 })
const reason = (title: readonly [string, string]) => text({ title, see: 'public', min: 5, max: 600, long: true })

/** What is seen on the way lies open to those who have a part; the public reads the summary that was fed back. */
const onTheWay = { see: 'parties' } as const

const plannedOn = day({ title: ['检查日期', 'Day of the inspection'], see: 'public' })
/** By its number, so that nobody can look at what was not announced. */
const item = integer({ title: ['清单第几条', 'Number on the checklist'], ...onTheWay, from: 1, upTo: mostItems })

/**
 * M30 常规检查全覆盖: every unit at least once a year, at its door at most once; only what was approved is inspected, and what is
 * found becomes a finding of its own. What departs from the source material: docs/decisions/0101.
 */
export const routineInspection = defineProcedure({
  id: 'routine-inspection',
  title: ['常规检查', 'Routine inspection'],
  summary: [
    '每个单位一年至少查一次，上门至多一次；没有批准的不查，查什么事先写明，查出的问题逐项立案整改。',
    'Each unit is inspected at least once a year, at its door at most once. Nothing unapproved is inspected, what is looked at is written down before, and each problem becomes a case.',
  ],
  prefix: 'JC',
  basis: ['duty/inspect-everyone', 'duty/inspect-and-feed-back', 'law/政府督查工作条例/11', 'law/政府督查工作条例/15'],

  parties: {
    office: { title: ['督查室', 'inspection office'], is: { post: 'inspectionOffice' } },
    leader: { title: ['市长', 'mayor'], is: { post: 'mayor' } },
    inspector: { title: ['督查员', 'inspector'], is: { post: 'inspector' } },
    head: { title: ['受检单位主要负责人', 'head of the unit'], is: { post: 'unitHead', unit: 'unit' } },
    reviewer: { title: ['复核人', 'reviewer'], is: { post: 'legalReviewer' }, not: ['office', 'inspector'], unrelatedTo: 'unit' },
  },

  forms: {
    plan: {
      subject: text({ title: ['检查事项', 'Matter'], see: 'public', max: 60 }),
      unit: unit({ title: ['受检单位', 'Unit'], see: 'public' }),
      plannedOn,
      mode: choice({
        title: ['怎么查', 'How'],
        hint: ['能用数据查的不进门', 'what data can tell needs no visit'],
        see: 'public',
        options: { data: ['查数据，不进门', 'by data'], paper: ['查材料，不进门', 'by papers'], onsite: ['上门', 'at the door'] },
      }),
      merges: integer({
        title: ['合并了几项检查', 'Inspections merged into this one'],
        hint: ['没有合并写 1', '1 where none was merged'],
        see: 'public',
        from: 1,
        upTo: 20,
        unit: ['项', 'inspections'],
      }),
      clause: clause({ title: ['方案条款', 'Clause of the plan'], see: 'public' }),
      checklist: lines({ title: ['检查清单', 'Checklist'], hint: ['一行一条；查结果，不只查台账', 'one item a line; results, not records alone'], see: 'public', most: mostItems, max: 120 }),
    },
    postponement: { plannedOn, postponeReason: reason(['改期的理由', 'Why another day']) },
    ground: { ground: reason(['依据', 'Ground']) },
    tick: {
      item,
      met: choice({ title: ['结果', 'Result'], ...onTheWay, options: { met: ['符合', 'met'], 'not-applicable': ['不适用', 'does not apply'] } }),
      note: text({ title: ['记一句', 'Note'], ...onTheWay, max: 400, long: true, optional: true }),
      tickProof: evidence({ title: ['照片或文件', 'Photos or files'], ...onTheWay, most: 6, optional: true }),
    },
    problem: {
      item,
      problemNote: text({ title: ['看到了什么', 'What was seen'], hint: ['不写姓名电话', 'no names or numbers'], ...onTheWay, min: 5, max: 800, long: true }),
      problemProof: evidence({ title: ['照片或文件', 'Photos or files'], ...onTheWay, most: 6, optional: true }),
    },
    conclusion: {
      conclusion: text({ title: ['检查结论', 'Conclusion'], ...onTheWay, min: 5, max: 2000, long: true }),
      basedOn: choices({
        title: ['结论凭什么', 'What it rests on'],
        see: 'public',
        options: { results: ['看了结果', 'results seen'], people: ['问了群众', 'people asked'], data: ['查了业务数据', 'data of the work'], records: ['看了台账', 'records'] },
      }),
      personHours: integer({
        title: ['上门人时', 'Person-hours at the door'],
        hint: ['人数乘小时；没有上门写 0', 'persons times hours; 0 without a visit'],
        see: 'public',
        from: 0,
        upTo: 999,
        unit: ['人时', 'person-hours'],
      }),
    },
    feedback: { resultSummary: text({ title: ['结论摘要（公开）', 'Conclusion in brief, public'], hint: ['不写姓名，不写线索', 'no names, no leads'], see: 'public', min: 5, max: 800, long: true }) },
    finding: {
      findingSubject: text({ title: ['问题', 'Problem'], hint: ['一句话，不含姓名电话', 'one sentence, no names or numbers'], see: 'public', max: 60 }),
      findingFact: text({ title: ['事实', 'Facts'], see: 'public', max: 800, long: true }),
      findingSeverity: choice({ title: ['轻重', 'Severity'], see: 'public', options: { ordinary: ['一般', 'ordinary'], grave: ['重大', 'grave'] } }),
    },
    dismissal: { dismissReason: reason(['不立案的理由', 'Why no case is opened']) },
    objection: {
      objection: reason(['异议和依据', 'Objection and its ground']),
      objectionProof: evidence({ title: ['证据', 'Evidence'], ...onTheWay, most: 10, optional: true }),
    },
    decision: { decision: reason(['复核决定和理由', 'Decision and reasons']) },
  },
  record: {
    checked: times(['记录的条目', 'Items recorded']),
    problems: times(['现场记下的问题', 'Problems noted']),
    settled: times(['已立案或说明的问题', 'Problems settled']),
    postponed: times(['改期次数', 'Times postponed']),
    overturned: times(['复核改变次数', 'Times changed on review']),
    lapses: times(['逾期环节', 'Overdue steps']),
  },

  guards: {
    dayAhead: { says: ['检查日期不早于今天', 'The day is not in the past'], when: 'form.plannedOn >= today', needs: ['today'], basis: 'house/inspection-day' },
    notThird: {
      says: ['同一单位一个月内不安排第三次检查', 'It would not be the third inspection of the unit in a month'],
      when: 'visits.month < 2',
      needs: ['visits'],
      basis: 'house/inspection-rhythm',
    },
    oneVisit: {
      says: ['这个单位今年还没有安排上门；再查请用数据或者材料', 'The unit has no visit this year yet; otherwise data or papers'],
      when: 'form.mode != "onsite" or visits.atDoor = 0',
      needs: ['visits'],
      basis: 'house/one-visit-a-year',
    },
    notMore: {
      says: ['批准以后，全年检查总数不超过上一年', 'With it there are no more inspections than in the year before'],
      when: 'visits.yearBefore = 0 or visits.year < visits.yearBefore',
      needs: ['visits'],
      basis: 'house/inspections-not-more',
    },
    onTheDay: { says: ['通知的日子到了', 'The day of the notice has come'], when: 'today >= data.plannedOn', needs: ['today'], basis: 'house/inspection-day' },
    onTheList: { says: ['只查清单上有的条目', 'Only what stands on the checklist is inspected'], when: 'form.item <= count(data.checklist)', basis: 'law/政府督查工作条例/15' },
    freshEvidence: { says: ['证据没有在别的案件里用过', 'The evidence was not used in another case'], when: 'reuse.files = 0', needs: ['reuse'], basis: 'house/fresh-evidence' },
    factsClear: { says: ['清单上至少有一条做了记录', 'At least one item of the checklist was recorded'], when: 'data.checked > 0', basis: 'law/政府督查工作条例/16' },
    notRecordsAlone: {
      says: ['结论不能只凭台账', 'The conclusion does not rest on records alone'],
      when: 'list contains(form.basedOn, "results") or list contains(form.basedOn, "people") or list contains(form.basedOn, "data")',
      basis: 'house/inspection-by-results',
    },
    hoursFit: {
      says: ['上门的写明人时，没有上门的写 0', 'A visit has its person-hours, and what was no visit has none'],
      when: 'data.mode = "onsite" and form.personHours > 0 or data.mode != "onsite" and form.personHours = 0',
      basis: 'law/政府督查工作条例/15',
    },
    nothingLeft: { says: ['记下的问题都立了案或者写明了理由', 'Every problem noted became a case or has its reason'], when: 'data.settled >= data.problems', basis: 'duty/inspect-and-feed-back' },
  },

  clocks: {
    approve: { title: ['批准', 'approval'], limit: '10wd', runsIn: ['planned'], renew: 'never', warnAt: '80%', breach: 'lapse', basis: 'house/inspection-approve-limit' },
    notify: { title: ['通知', 'notice'], limit: '3wd', runsIn: ['approved'], renew: 'never', breach: 'lapse', basis: 'house/inspection-notify-limit' },
    visit: { title: ['实施', 'inspection'], limit: { until: 'plannedOn' }, runsIn: ['notified'], renew: 'never', breach: 'lapse', basis: 'house/inspection-day' },
    conclude: { title: ['结论', 'conclusion'], limit: '15wd', runsIn: ['onsite'], renew: 'onEntry', warnAt: '80%', breach: 'lapse', basis: 'house/inspection-conclude-limit' },
    feedBack: { title: ['反馈', 'feedback'], limit: '5wd', runsIn: ['concluded'], renew: 'onEntry', breach: 'lapse', basis: 'house/inspection-feed-back-limit' },
    order: { title: ['逐项立案', 'a case for each problem'], limit: '5wd', runsIn: ['ordering'], renew: 'onEntry', breach: 'lapse', basis: 'house/inspection-order-limit' },
    // It ends by itself: a time to object that has passed is nobody's delay.
    objection: { title: ['可以申请复核', 'time to ask for a review'], limit: '30d', runsIn: ['feedback'], renew: 'onEntry', breach: 'file', see: 'parties', basis: 'law/政府督查工作条例/17' },
    review: { title: ['复核', 'review'], limit: '30d', runsIn: ['under-review'], renew: 'onEntry', warnAt: '80%', breach: 'lapse', basis: 'law/政府督查工作条例/17' },
  },

  states: {
    planned: { title: ['拟定', 'planned'] },
    approved: { title: ['已批准', 'approved'] },
    notified: { title: ['已通知', 'unit notified'] },
    onsite: { title: ['检查中', 'under way'] },
    concluded: { title: ['已有结论，待反馈', 'concluded, to be fed back'] },
    ordering: { title: ['已反馈，逐项立案', 'fed back, problems become cases'] },
    feedback: { title: ['已反馈，可申请复核', 'fed back, review may be asked'] },
    'under-review': { title: ['复核中', 'under review'] },
    filed: { title: ['已归档', 'filed'], final: true, means: 'ended' },
    cancelled: { title: ['不查了', 'called off'], final: true, means: 'dropped' },
  },

  transitions: {
    plan: { title: ['拟定检查', 'plan an inspection'], from: 'new', to: 'planned', by: ['office'], form: 'plan', when: ['dayAhead', 'notThird', 'oneVisit'], basis: 'duty/inspect-everyone' },
    approve: { title: ['批准检查', 'approve'], from: ['planned'], to: 'approved', by: ['leader'], when: ['notMore'], basis: 'law/政府督查工作条例/11' },
    notify: { title: ['通知单位', 'notify the unit'], from: ['approved'], to: 'notified', by: ['office'], basis: 'house/inspection-notify-limit' },
    postpone: {
      title: ['改期', 'choose another day'],
      from: ['approved', 'notified'],
      to: 'same',
      by: ['office'],
      form: 'postponement',
      when: ['dayAhead', 'notThird'],
      counts: ['postponed'],
      basis: 'house/inspection-day',
    },
    'call-off': { title: ['不查了', 'call off'], from: ['planned', 'approved', 'notified'], to: 'cancelled', by: ['leader'], form: 'ground', basis: 'law/政府督查工作条例/11' },
    begin: { title: ['开始检查', 'begin'], from: ['notified'], to: 'onsite', by: ['inspector'], when: ['onTheDay'], basis: 'law/政府督查工作条例/15' },
    tick: { title: ['记符合', 'record as met'], from: ['onsite'], to: 'same', by: ['inspector'], form: 'tick', when: ['onTheList'], counts: ['checked'], basis: 'law/政府督查工作条例/16' },
    'note-problem': {
      title: ['记问题', 'record a problem'],
      from: ['onsite'],
      to: 'same',
      by: ['inspector'],
      form: 'problem',
      when: ['onTheList', 'freshEvidence'],
      counts: ['checked', 'problems'],
      basis: 'law/政府督查工作条例/16',
    },
    conclude: {
      title: ['作出结论', 'conclude'],
      from: ['onsite'],
      to: 'concluded',
      by: ['office'],
      form: 'conclusion',
      when: ['factsClear', 'notRecordsAlone', 'hoursFit'],
      basis: 'law/政府督查工作条例/16',
    },
    'feed-back': { title: ['反馈单位并公开摘要', 'feed back and publish in brief'], from: ['concluded'], to: 'ordering', by: ['office'], form: 'feedback', basis: 'law/政府督查工作条例/16' },
    'open-finding': {
      title: ['立案责令整改', 'open a case for a problem'],
      from: ['ordering'],
      to: 'same',
      by: ['office'],
      form: 'finding',
      counts: ['settled'],
      opens: {
        procedure: 'finding-rectification',
        transition: 'open-from-inspection',
        input: { subject: 'findingSubject', fact: 'findingFact', severity: 'findingSeverity', unit: 'unit', clause: 'clause' },
      },
      basis: 'duty/inspect-and-feed-back',
    },
    dismiss: {
      title: ['说明不立案', 'say why no case is opened'],
      from: ['ordering'],
      to: 'same',
      by: ['office'],
      form: 'dismissal',
      counts: ['settled'],
      basis: 'law/政府督查工作条例/16',
    },
    'go-on': { title: ['问题都有了着落', 'every problem is settled'], from: ['ordering'], to: 'feedback', by: ['system'], when: ['nothingLeft'], automatic: true, basis: 'duty/inspect-and-feed-back' },
    'ask-review': { title: ['申请复核', 'ask for a review'], from: ['feedback'], to: 'under-review', by: ['head'], form: 'objection', basis: 'law/政府督查工作条例/17' },
    uphold: { title: ['维持结论', 'uphold the conclusion'], from: ['under-review'], to: 'filed', by: ['reviewer'], form: 'decision', basis: 'law/政府督查工作条例/17' },
    overturn: {
      title: ['撤销结论，重新检查', 'set the conclusion aside'],
      from: ['under-review'],
      to: 'onsite',
      by: ['reviewer'],
      form: 'decision',
      counts: ['overturned'],
      basis: 'law/政府督查工作条例/17',
    },
    file: { title: ['归档', 'file'], from: ['feedback'], to: 'filed', by: ['clock'], basis: 'law/政府督查工作条例/17' },
    lapse: {
      title: ['环节逾期', 'step overdue'],
      from: ['planned', 'approved', 'notified', 'onsite', 'concluded', 'ordering', 'under-review'],
      to: 'same',
      by: ['clock'],
      counts: ['lapses'],
      basis: 'duty/inspect-everyone',
    },
  },

  laws: [
    { says: ['没有批准的不查', 'Nothing is inspected that was not approved'], everyPathTo: 'onsite', passes: ['approve'], basis: 'law/政府督查工作条例/11' },
    {
      says: ['没有事先通知的不查：突击检查另有程序', 'Nothing is inspected without notice: covert visits have their own procedure'],
      everyPathTo: 'onsite',
      passes: ['notify'],
      basis: 'house/inspection-notify-limit',
    },
    { says: ['没有反馈单位的不归档', 'Nothing is filed that was not fed back'], everyPathTo: 'filed', passes: ['feed-back'], basis: 'law/政府督查工作条例/16' },
    {
      says: ['复核撤销的，重新作出结论并反馈', 'What a review set aside is concluded and fed back anew'],
      from: 'onsite',
      everyPathTo: 'filed',
      passes: ['feed-back'],
      basis: 'law/政府督查工作条例/17',
    },
    {
      says: ['反馈以后，每个问题都立了案或者写明了理由', 'Once fed back, every problem is a case or has its reason'],
      in: 'feedback',
      always: 'data.settled >= data.problems',
      basis: 'duty/inspect-and-feed-back',
    },
  ],

  // Without its clause: that a sentence is inspected does not say how far it is, what is found there does (engine/standing.ts).
  shows: { title: 'subject', unit: 'unit', search: ['subject', 'resultSummary'] },
  publicity: { after: ['approved'], basis: 'duty/publish-progress' },
  retention: { years: 10, basis: 'house/keep-ten-years' },
})
