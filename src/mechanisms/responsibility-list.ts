import { clause, day, integer, lines, text, unit, units } from '../kernel/field.ts'
import { defineProcedure } from '../kernel/procedure.ts'

const target = text({ title: ['指标', 'Target'], hint: ['要达到的数', 'the number to be met'], see: 'public', max: 120, optional: true })
const dueOn = day({ title: ['时限', 'Due day'], see: 'public' })

/** One item of the list: which clause, who leads, what results, how it is measured, by when. */
const item = {
  clause: clause({ title: ['方案条款', 'Clause of the plan'], see: 'public' }),
  subject: text({ title: ['事项', 'Matter'], see: 'public', max: 80 }),
  leadUnit: unit({ title: ['牵头单位', 'Lead unit'], hint: ['恰好一个', 'exactly one'], see: 'public' }),
  supportUnits: units({ title: ['责任（配合）单位', 'Supporting units'], see: 'public', most: 20, optional: true }),
  deliverable: text({ title: ['成果', 'Deliverable'], see: 'public', min: 4, max: 400, long: true }),
  measure: text({ title: ['衡量办法', 'Measure'], hint: ['用什么证明做到了', 'what will prove it'], see: 'public', min: 4, max: 400, long: true }),
  dueOn,
  // What may be left out comes last: whoever fills in the rest by keyboard need not pass it.
  target,
  baseline: text({ title: ['现状', 'Baseline'], hint: ['现在是多少', 'the number now'], see: 'public', max: 120, optional: true }),
  milestones: lines({ title: ['阶段节点', 'Milestones'], hint: ['一行一个，写明日期', 'one a line, each with its day'], see: 'public', most: 12, max: 120, optional: true }),
} as const

const reason = (title: readonly [string, string]) => text({ title, see: 'public', min: 5, max: 400, long: true })

/**
 * M02 责任清单: a sentence of the plan becomes an item that somebody signs for, and each issued item opens its supervised
 * task. What departs from the source material: docs/decisions/0007 and 0099.
 */
export const responsibilityList = defineProcedure({
  id: 'responsibility-list',
  title: ['责任清单', 'Responsibility list'],
  summary: [
    '把方案的一句话变成“谁、做什么、到什么程度、什么时候、怎么证明”。没有牵头单位、时限、衡量办法的条目不能下发。',
    'A sentence of the plan becomes who, what, how far, by when and how proven. An item without a lead unit, a due day and a measure cannot be issued.',
  ],
  prefix: 'ZR',
  basis: ['duty/responsibility-list', 'duty/to-task-person-post', 'law/重大行政决策程序暂行条例/34'],

  parties: {
    drafter: { title: ['五型办', 'leading-group office'], is: { post: 'officeStaff' } },
    head: { title: ['牵头单位主要负责人', 'head of the lead unit'], is: { post: 'unitHead', unit: 'leadUnit' } },
    ruler: { title: ['常务副市长', 'executive vice mayor'], is: { post: 'execViceMayor' }, not: ['drafter'] },
  },

  forms: {
    item,
    objection: {
      objection: reason(['不归本单位的理由和依据', 'Why it is not ours, and on what ground']),
      suggestedUnit: unit({ title: ['建议的单位', 'Unit suggested'], see: 'public' }),
    },
    ruling: { leadUnit: item.leadUnit, rulingReason: reason(['裁定理由', 'Reasons of the ruling']) },
    adjustment: { askedDueOn: day({ title: ['申请的新时限', 'Due day asked for'], see: 'public' }), adjustReason: reason(['客观原因', 'Objective reason']) },
    retargeting: { askedTarget: text({ title: ['申请的新指标', 'Target asked for'], see: 'public', max: 120 }), adjustReason: reason(['客观原因', 'Objective reason']) },
    ground: { ground: reason(['依据', 'Ground']) },
  },
  record: {
    adjustments: integer({ title: ['调整次数', 'Times adjusted'], see: 'public', from: 0, upTo: 99, starts: 0 }),
    lapses: integer({ title: ['逾期环节', 'Overdue steps'], see: 'public', from: 0, upTo: 999, starts: 0 }),
  },

  guards: {
    futureDue: { says: ['时限不早于今天', 'The due day is not in the past'], when: 'form.dueOn >= today', needs: ['today'], basis: 'house/item-complete' },
    beforeDue: { says: ['在到期之前提出', 'It is asked before the due day has passed'], when: 'today <= data.dueOn', needs: ['today'], basis: 'house/item-adjust' },
    newDay: { says: ['新时限晚于原时限', 'The new day is later than the old one'], when: 'form.askedDueOn > data.dueOn', basis: 'house/item-adjust' },
    newTarget: { says: ['新指标与原指标不同', 'The new target differs from the old one'], when: 'data.target = null or form.askedTarget != data.target', basis: 'house/item-adjust' },
    tasksClosed: {
      says: ['下发的任务都已核查销号，而且至少有一件', 'Every task issued was verified and struck off, and there is at least one'],
      when: 'children.count > 0 and children.closed = children.count',
      needs: ['children'],
      basis: 'duty/to-task-person-post',
    },
  },

  clocks: {
    draft: { title: ['征求意见之前', 'before consultation'], limit: '20wd', runsIn: ['drafted'], renew: 'onEntry', breach: 'lapse', basis: 'house/item-draft-limit' },
    consult: { title: ['签认或提异议', 'sign or object'], limit: '5wd', runsIn: ['consulting'], renew: 'onEntry', warnAt: '80%', breach: 'take-as-agreed', basis: 'law/信访工作条例/23' },
    rule: { title: ['裁定', 'ruling'], limit: '5wd', runsIn: ['objected'], renew: 'onEntry', warnAt: '80%', breach: 'lapse', basis: 'house/item-rule-limit' },
    issue: { title: ['下发', 'issue'], limit: '5wd', runsIn: ['confirmed'], renew: 'onEntry', breach: 'lapse', basis: 'house/item-issue-limit' },
    due: { title: ['完成', 'completion'], limit: { until: 'dueOn' }, runsIn: ['issued', 'revising', 'retargeting'], renew: 'never', warnAt: '90%', breach: 'lapse', basis: 'duty/responsibility-list' },
    adjust: { title: ['调整决定', 'decision on the adjustment'], limit: '5wd', runsIn: ['revising', 'retargeting'], renew: 'onEntry', breach: 'lapse', basis: 'house/item-adjust-limit' },
  },

  states: {
    drafted: { title: ['拟定', 'drafted'] },
    consulting: { title: ['征求意见', 'out for consultation'] },
    objected: { title: ['有异议', 'objected to'] },
    confirmed: { title: ['已签认', 'confirmed'] },
    issued: { title: ['已下发', 'issued'] },
    revising: { title: ['申请调整时限', 'another due day asked'] },
    retargeting: { title: ['申请调整指标', 'another target asked'] },
    done: { title: ['已完成', 'done'], final: true, means: 'verified' },
    withdrawn: { title: ['已撤销', 'withdrawn'], final: true, means: 'dropped' },
  },

  transitions: {
    draft: { title: ['拟定条目', 'draft an item'], from: 'new', to: 'drafted', by: ['drafter'], form: 'item', when: ['futureDue'], basis: 'duty/responsibility-list' },
    amend: { title: ['修改条目', 'amend the item'], from: ['drafted'], to: 'same', by: ['drafter'], form: 'item', when: ['futureDue'], basis: 'duty/responsibility-list' },
    consult: { title: ['发出征求意见', 'send out for consultation'], from: ['drafted'], to: 'consulting', by: ['drafter'], basis: 'duty/responsibility-list' },
    sign: { title: ['签认', 'sign for it'], from: ['consulting'], to: 'confirmed', by: ['head'], basis: 'duty/first-responsible-person' },
    'take-as-agreed': { title: ['逾期视为无异议', 'silence taken as agreement'], from: ['consulting'], to: 'confirmed', by: ['clock'], basis: 'house/item-consult-limit' },
    object: { title: ['提出异议', 'object'], from: ['consulting'], to: 'objected', by: ['head'], form: 'objection', basis: 'house/item-consult-limit' },
    rule: { title: ['裁定', 'rule'], from: ['objected'], to: 'confirmed', by: ['ruler'], form: 'ruling', basis: 'house/item-rule-limit' },
    issue: {
      title: ['下发并公开', 'issue and publish'],
      from: ['confirmed'],
      to: 'issued',
      by: ['ruler'],
      opens: {
        procedure: 'supervised-task',
        transition: 'open-from-list',
        input: {
          subject: 'subject',
          deliverable: 'deliverable',
          measure: 'measure',
          unit: 'leadUnit',
          dueOn: 'dueOn',
          clause: 'clause',
          responsibility: 'case.no',
        },
      },
      basis: 'law/重大行政决策程序暂行条例/34',
    },
    'ask-adjustment': {
      title: ['申请调整时限', 'ask for another due day'],
      from: ['issued'],
      to: 'revising',
      by: ['head'],
      form: 'adjustment',
      when: ['beforeDue', 'newDay'],
      basis: 'house/item-adjust',
    },
    adjust: { title: ['同意调整', 'adjust'], from: ['revising'], to: 'issued', by: ['ruler'], copies: { dueOn: 'askedDueOn' }, counts: ['adjustments'], basis: 'house/item-adjust' },
    'ask-new-target': {
      title: ['申请调整指标', 'ask for another target'],
      from: ['issued'],
      to: 'retargeting',
      by: ['head'],
      form: 'retargeting',
      when: ['beforeDue', 'newTarget'],
      basis: 'house/item-adjust',
    },
    'adjust-target': {
      title: ['同意调整指标', 'adjust the target'],
      from: ['retargeting'],
      to: 'issued',
      by: ['ruler'],
      copies: { target: 'askedTarget' },
      counts: ['adjustments'],
      basis: 'house/item-adjust',
    },
    'keep-as-is': { title: ['不同意调整', 'refuse the adjustment'], from: ['revising', 'retargeting'], to: 'issued', by: ['ruler'], form: 'ground', basis: 'house/item-adjust' },
    complete: { title: ['完成', 'complete'], from: ['issued', 'revising', 'retargeting'], to: 'done', by: ['system'], when: ['tasksClosed'], automatic: true, basis: 'duty/to-task-person-post' },
    withdraw: { title: ['撤销', 'withdraw'], from: ['drafted', 'confirmed', 'issued'], to: 'withdrawn', by: ['ruler'], form: 'ground', basis: 'duty/responsibility-list' },
    lapse: {
      title: ['环节逾期', 'step overdue'],
      from: ['drafted', 'objected', 'confirmed', 'issued', 'revising', 'retargeting'],
      to: 'same',
      by: ['clock'],
      counts: ['lapses'],
      basis: 'duty/responsibility-list',
    },
  },

  laws: [
    {
      says: ['不经签认、裁定或期满，不能下发', 'Nothing is issued that was not signed, ruled on, or left unanswered in time'],
      everyPathTo: 'issued',
      passes: ['sign', 'rule', 'take-as-agreed'],
      basis: 'duty/responsibility-list',
    },
    { says: ['下发的任务核查销号以后，条目才算完成', 'An item is done only when its tasks are verified and struck off'], everyPathTo: 'done', passes: ['complete'], basis: 'duty/to-task-person-post' },
    {
      says: ['下发的条目有牵头单位、时限和衡量办法', 'An issued item has a lead unit, a due day and a measure'],
      in: 'issued',
      always: 'data.leadUnit != null and data.dueOn != null and data.measure != null',
      basis: 'house/item-complete',
    },
  ],

  shows: { title: 'subject', unit: 'leadUnit', clause: 'clause', search: ['subject', 'deliverable', 'measure'] },
  publicity: { after: ['issued'], basis: 'duty/publish-progress' },
  retention: { years: 10, basis: 'house/keep-ten-years' },
})
