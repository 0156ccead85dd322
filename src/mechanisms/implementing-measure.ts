import { choices, clause, evidence, integer, lines, text, unit } from '../kernel/field.ts'
import { defineProcedure } from '../kernel/procedure.ts'

const words = (title: readonly [string, string], see: 'public' | 'parties' = 'public') => text({ title, see, min: 5, max: 600, long: true })

/**
 * M06 贯彻措施备案: a unit draws up measures of its own from the plan and files them; the machine says how much is copied, which
 * clauses are taken up and which numbers are its own; one person says whether it is lawful, another whether it will do. What
 * departs from the source material: docs/decisions/0099 and 0115.
 */
export const implementingMeasure = defineProcedure({
  id: 'implementing-measure',
  title: ['贯彻措施备案', 'Local implementing measures'],
  summary: [
    '各地各部门根据方案制定自己的具体措施并报备。系统比对照抄了多少、对应了哪些条款、有几个自己的数字，连同措施全文公开；合不合法、退不退由人定。可以直接填写，不要求另发文件。',
    'Each unit draws up measures of its own from the plan and files them. The machine compares what is copied, which clauses are taken up and which numbers are its own, public with the whole text; whether they are lawful, and whether to return them, is for persons. They may be written in the form; no new document is required.',
  ],
  prefix: 'BA',
  basis: ['duty/own-measures', 'duty/responsibility-list'],

  parties: {
    office: { title: ['五型办', 'leading-group office'], is: { post: 'officeStaff' }, not: ['head'] },
    head: { title: ['报备单位主要负责人', 'head of the unit'], is: { post: 'unitHead', unit: 'unit' } },
    reviewer: { title: ['合法性审核人', 'legality reviewer'], is: { post: 'legalReviewer' }, not: ['head', 'office'], unrelatedTo: 'unit' },
  },

  forms: {
    request: {
      subject: text({ title: ['事项', 'Matter'], see: 'public', max: 80 }),
      unit: unit({ title: ['报备单位', 'Unit that files'], see: 'public' }),
      clause: clause({ title: ['方案条款', 'Clause of the plan'], see: 'public' }),
    },
    measures: {
      measureText: text({
        title: ['措施正文', 'The measures'],
        hint: ['直接写在这里即可，不必另发文件。写谁做、做到什么数、什么时候', 'write them here, no new document is needed: who, what number, by when'],
        see: 'public',
        min: 20,
        max: 20_000,
        long: true,
        optional: true,
      }),
      document: evidence({
        title: ['已有的文件', 'A document that exists already'],
        hint: ['正文留空时按文件比对；扫描件读不出文字，请把正文写在上面', 'compared where no text is written above; a scan has no text to compare'],
        see: 'public',
        most: 3,
        optional: true,
      }),
      documentNo: text({ title: ['发文字号', 'Document number'], see: 'public', max: 60, optional: true }),
    },
    legality: { legalNote: words(['合法性审核意见', 'Opinion on legality']) },
    unlawful: {
      unlawfulNote: text({
        title: ['哪里不合法', 'What is unlawful'],
        hint: ['写明哪一句，与哪部法律法规哪一条不符', 'which sentence, and against which article of which law'],
        see: 'public',
        min: 5,
        max: 600,
        long: true,
      }),
    },
    review: { reviewNote: words(['审阅意见', 'Result of the review']) },
    returning: {
      returnedFor: choices({
        title: ['退回的原因', 'Why it is returned'],
        see: 'public',
        options: {
          copied: ['照抄', 'copied'],
          'no-number': ['没有自己的目标', 'no target of its own'],
          'clauses-missing': ['该对应的条款没有写', 'clauses that concern it are missing'],
          'attachment-missing': ['附件缺失', 'an attachment is missing'],
        },
      }),
      returnNote: words(['退回说明', 'What to mend']),
    },
    ground: { ground: words(['依据', 'Ground']) },
  },
  record: {
    copied: integer({
      title: ['照抄率', 'Share copied'],
      hint: [
        '措施里与方案连续13个字以上相同的字数，占措施全文字数的百分之几；标点、空格和书名号里的文件名不计',
        'Characters in runs of 13 or more that stand in the plan too, as a share of all characters; punctuation, blanks and names of documents are left out',
      ],
      see: 'public',
      from: 0,
      upTo: 100,
      unit: ['%', '%'],
    }),
    covered: integer({
      title: ['对应的条款', 'Clauses taken up'],
      hint: [
        '措施的同一句里，有只在方案这一条出现的说法：连续5个字相同，或者两处连续4个字相同，算对应',
        'A clause is taken up when one sentence of the measures holds words that only this clause of the plan has: five characters in a row, or four at two places',
      ],
      see: 'public',
      from: 0,
      upTo: 999,
      unit: ['条', 'clauses'],
    }),
    clauses: integer({ title: ['方案有可检验要求的条款', 'Clauses of the plan with a testable demand'], see: 'public', from: 0, upTo: 999, unit: ['条', 'clauses'] }),
    targets: integer({
      title: ['自有量化目标', 'Own numbers'],
      hint: ['措施里写了数、而方案里没有这个数的目标', 'Numbers to be met that stand in the measures and not in the plan'],
      see: 'public',
      from: 0,
      upTo: 9_999,
      unit: ['个', 'numbers'],
    }),
    coveredClauses: lines({ title: ['对应了哪些条款', 'Which clauses'], see: 'public', most: 300, max: 200 }),
    ownTargets: lines({ title: ['哪些数是自己的', 'Which numbers'], see: 'public', most: 100, max: 200 }),
    returns: integer({ title: ['退回次数', 'Times returned'], see: 'public', from: 0, upTo: 99, starts: 0 }),
    lapses: integer({ title: ['逾期环节', 'Overdue steps'], see: 'public', from: 0, upTo: 999, starts: 0 }),
  },

  guards: {
    legible: {
      says: ['写了措施，或者文件里有系统读得出的文字', 'Measures are written, or the document holds text that can be read'],
      when: '(form.measureText != null or count(form.document) > 0) and comparison.readable = true',
      needs: ['comparison'],
      basis: 'house/measures-compared',
    },
  },

  clocks: {
    file: { title: ['报备', 'filing'], limit: '20wd', runsIn: ['due'], renew: 'never', warnAt: '80%', breach: 'lapse', basis: 'house/measures-file-limit' },
    legality: {
      title: ['合法性审核', 'review of legality'],
      limit: '5wd',
      runsIn: ['filed'],
      renew: 'onEntry',
      warnAt: '80%',
      breach: 'lapse',
      basis: 'house/measures-legality-limit',
    },
    review: { title: ['审阅', 'review'], limit: '5wd', runsIn: ['cleared'], renew: 'onEntry', warnAt: '80%', breach: 'lapse', basis: 'house/measures-review-limit' },
    redo: { title: ['重报', 'filing again'], limit: '10wd', runsIn: ['returned'], renew: 'onEntry', warnAt: '80%', breach: 'lapse', basis: 'house/measures-redo-limit' },
  },

  states: {
    due: { title: ['待报', 'to be filed'] },
    filed: { title: ['已报备，待合法性审核', 'filed, its legality to be reviewed'], means: 'to-verify' },
    cleared: { title: ['合法性审核通过，待审阅', 'found lawful, to be reviewed'], means: 'to-verify' },
    returned: { title: ['退回', 'returned'] },
    // The office read what was filed; nobody unrelated went to see whether it is done.
    accepted: { title: ['备案通过', 'accepted'], final: true, means: 'ended' },
    excused: { title: ['免报', 'excused'], final: true, means: 'dropped' },
  },

  transitions: {
    request: { title: ['请单位报备', 'ask a unit to file'], from: 'new', to: 'due', by: ['office'], form: 'request', basis: 'duty/own-measures' },
    file: {
      title: ['报备', 'file'],
      from: ['due', 'returned'],
      to: 'filed',
      by: ['head'],
      form: 'measures',
      when: ['legible'],
      records: {
        copied: 'comparison.copied',
        covered: 'comparison.covered',
        clauses: 'comparison.clauses',
        targets: 'comparison.targets',
        coveredClauses: 'comparison.coveredClauses',
        ownTargets: 'comparison.ownTargets',
      },
      basis: 'house/measures-in-the-list',
    },
    clear: { title: ['合法性审核通过', 'find it lawful'], from: ['filed'], to: 'cleared', by: ['reviewer'], form: 'legality', basis: 'house/measures-legality' },
    bar: {
      title: ['不合法，退回', 'return as unlawful'],
      from: ['filed'],
      to: 'returned',
      by: ['reviewer'],
      form: 'unlawful',
      counts: ['returns'],
      basis: 'house/measures-legality',
    },
    accept: { title: ['备案通过', 'accept'], from: ['cleared'], to: 'accepted', by: ['office'], form: 'review', basis: 'duty/own-measures' },
    return: { title: ['退回', 'return'], from: ['filed', 'cleared'], to: 'returned', by: ['office'], form: 'returning', counts: ['returns'], basis: 'house/measures-compared' },
    excuse: { title: ['免报', 'excuse'], from: ['due', 'returned'], to: 'excused', by: ['office'], form: 'ground', basis: 'duty/own-measures' },
    lapse: { title: ['环节逾期', 'step overdue'], from: ['due', 'filed', 'cleared', 'returned'], to: 'same', by: ['clock'], counts: ['lapses'], basis: 'house/measures-file-limit' },
  },

  laws: [
    { says: ['没有报备的，不能通过', 'Nothing is accepted that was not filed'], everyPathTo: 'accepted', passes: ['file'], basis: 'duty/own-measures' },
    { says: ['退回的，不重报不能通过', 'What was returned is filed again before it is accepted'], from: 'returned', everyPathTo: 'accepted', passes: ['file'], basis: 'duty/own-measures' },
    {
      says: ['合法性审核没有通过的，不能备案', 'Nothing is accepted that was not found lawful'],
      everyPathTo: 'accepted',
      passes: ['clear'],
      basis: 'house/measures-legality',
    },
    { says: ['重报的，重新审核合法性', 'What is filed again is reviewed for legality again'], from: 'returned', everyPathTo: 'accepted', passes: ['clear'], basis: 'house/measures-legality' },
    {
      says: ['报备的措施都比对过，结果公开', 'Filed measures have been compared, and the figures are there'],
      in: 'filed',
      always: 'data.copied != null and data.covered != null and data.clauses != null and data.targets != null',
      basis: 'house/measures-compared',
    },
  ],

  shows: { title: 'subject', unit: 'unit', clause: 'clause', search: ['subject', 'measureText'] },
  publicity: { after: ['due'], basis: 'duty/publish-progress' },
  retention: { years: 10, basis: 'house/keep-ten-years' },
})
