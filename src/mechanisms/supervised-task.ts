import { caseRef, choice, clause, day, evidence, integer, lines, post, text, unit, yesNo } from '../kernel/field.ts'
import { defineProcedure } from '../kernel/procedure.ts'

/** What a task needs before anybody can be held to it: who, what, by when, and how it is measured. */
const listed = {
  subject: text({ title: ['事项', 'Matter'], see: 'public', max: 80 }),
  deliverable: text({ title: ['成果', 'Deliverable'], see: 'public', max: 400, long: true }),
  measure: text({ title: ['衡量办法', 'Measure'], see: 'public', max: 400, long: true }),
  unit: unit({ title: ['承办单位', 'Unit'], see: 'public' }),
  dueOn: day({ title: ['办结时限', 'Due day'], see: 'public' }),
  clause: clause({ title: ['方案条款', 'Clause of the plan'], see: 'public', optional: true }),
  responsibility: caseRef({ title: ['责任清单条目', 'Item of the responsibility list'], see: 'public', optional: true }),
} as const

const checked = {
  checkNote: text({ title: ['核查所见', 'What was seen'], see: 'public', min: 5, max: 1200, long: true }),
  checkProof: evidence({ title: ['核查证据', 'Evidence of the check'], see: 'parties', most: 20, optional: true }),
} as const

const missing = lines({ title: ['还缺什么', 'What is missing'], see: 'public', most: 10, max: 200 })

/**
 * M03 督办任务: one matter, one unit, one post, one due day. The leader's instruction, a meeting's decision and an item of
 * the responsibility list all run this way. What departs from the source material: docs/decisions/0005.
 */
export const supervisedTask = defineProcedure({
  id: 'supervised-task',
  title: ['督办任务', 'Supervised task'],
  summary: [
    '到事、到人、到岗：一件事由一个单位、一个岗位在一个期限前办完，由无关的人核查后才能销号。',
    'To task, person and post: one unit and one post do one thing by one day, and someone unrelated verifies it before it is struck off.',
  ],
  prefix: 'DB',
  basis: ['duty/to-task-person-post', 'duty/carry-out-decisions', 'law/政府督查工作条例/4'],

  parties: {
    office: { title: ['督查室', 'inspection office'], is: { post: 'inspectionOffice' } },
    leader: { title: ['市长', 'mayor'], is: { post: 'mayor' } },
    liaison: { title: ['承办单位联络员', 'liaison officer of the unit'], is: { post: 'unitLiaison', unit: 'unit' } },
    head: { title: ['承办单位主要负责人', 'head of the unit'], is: { post: 'unitHead', unit: 'unit' } },
    verifier: { title: ['核查员', 'verifier'], is: { drawn: 'verifier' }, not: ['office', 'leader', 'liaison', 'head'], unrelatedTo: 'unit' },
  },

  forms: {
    matter: {
      ...listed,
      source: choice({
        title: ['来源', 'Source'],
        see: 'public',
        options: {
          list: ['责任清单', 'responsibility list'],
          meeting: ['会议决定', 'decision of a meeting'],
          instruction: ['领导批示', "leader's instruction"],
          lead: ['线索', 'lead'],
        },
      }),
    },
    listed,
    acceptance: { handlerPost: post({ title: ['承办岗位', 'Post that handles it'], see: 'public' }) },
    refusal: {
      legalGround: text({
        title: ['不属于本单位职责的依据', 'Why it is not this unit’s duty'],
        hint: ['写明法律、规章或“三定”规定的条款', 'cite the law, rule or mandate'],
        see: 'public',
        min: 5,
        max: 400,
        long: true,
      }),
    },
    progress: {
      percent: integer({ title: ['完成进度', 'Progress'], see: 'public', from: 0, upTo: 100, unit: ['%', '%'], starts: 0 }),
      progressNote: text({ title: ['做了什么', 'What was done'], hint: ['写做成的事，不写“正在积极推进”', 'write what was achieved'], see: 'public', min: 5, max: 600, long: true }),
      progressProof: evidence({ title: ['证据', 'Evidence'], see: 'parties', most: 10, optional: true }),
    },
    result: {
      resultNote: text({ title: ['办理结果', 'Result'], see: 'public', min: 5, max: 1200, long: true }),
      resultProof: evidence({ title: ['按衡量办法的证据', 'Evidence as the measure asks'], see: 'parties', most: 20 }),
    },
    check: checked,
    failure: { ...checked, missing },
    reassignment: { unit: unit({ title: ['承办单位', 'Unit'], see: 'public' }) },
    missing: { missing },
    extension: {
      askedDueOn: day({ title: ['申请的新期限', 'Due day asked for'], see: 'public' }),
      extensionReason: text({ title: ['客观原因', 'Objective reason'], see: 'public', min: 5, max: 400, long: true }),
    },
    ground: { ground: text({ title: ['依据', 'Ground'], see: 'public', min: 5, max: 400, long: true }) },
    instruction: { instruction: text({ title: ['批示', 'Instruction'], see: 'staff', min: 2, max: 400, long: true }) },
  },
  record: {
    colour: choice({ title: ['督办单', 'Notice'], see: 'public', starts: 'green', options: { green: ['绿', 'green'], blue: ['蓝', 'blue'], orange: ['橙', 'orange'], red: ['红', 'red'] } }),
    returns: integer({ title: ['退回次数', 'Times returned'], see: 'public', starts: 0, from: 0, upTo: 999 }),
    lapses: integer({ title: ['督查环节逾期次数', 'Overdue steps of the office'], see: 'public', starts: 0, from: 0, upTo: 999 }),
    extensionAsked: yesNo({ title: ['正在申请延期', 'Extension asked'], see: 'public', starts: false }),
    extensionsUsed: integer({ title: ['已延期次数', 'Extensions used'], see: 'public', starts: 0, from: 0, upTo: 9 }),
  },

  guards: {
    forward: { says: ['进度不能比上次报的小', 'Progress is not less than reported before'], when: 'form.percent >= data.percent', basis: 'house/progress-forward' },
    freshEvidence: { says: ['证据没有在别的案件里用过', 'The evidence was not used in another case'], when: 'reuse.files = 0', needs: ['reuse'], basis: 'house/fresh-evidence' },
    beforeDue: { says: ['在到期之前提出', 'It is asked before the due day has passed'], when: 'today <= data.dueOn', needs: ['today'], basis: 'house/one-extension' },
    laterDay: { says: ['申请的新期限晚于原期限', 'The new day is later than the old one'], when: 'form.askedDueOn > data.dueOn', basis: 'house/one-extension' },
    firstExtension: { says: ['本件还没有延过期', 'The matter has not been extended before'], when: 'data.extensionsUsed = 0', basis: 'house/one-extension' },
    extensionPending: { says: ['有一份延期申请在等决定', 'An extension is waiting for a decision'], when: 'data.extensionAsked = true', basis: 'house/one-extension' },
    futureDue: { says: ['办结时限不早于今天', 'The due day is not in the past'], when: 'form.dueOn >= today', needs: ['today'], basis: 'duty/to-task-person-post' },
  },

  clocks: {
    approve: { title: ['立项', 'approval'], limit: '5wd', runsIn: ['proposed'], renew: 'onEntry', breach: 'lapse', basis: 'house/task-approval-limit' },
    assign: { title: ['交办', 'assignment'], limit: '1wd', runsIn: ['approved'], renew: 'onEntry', breach: 'lapse', basis: 'house/task-assign-limit' },
    accept: { title: ['签收', 'acceptance'], limit: '1wd', runsIn: ['assigned'], renew: 'onEntry', breach: 'lapse', basis: 'house/task-accept-limit' },
    handle: {
      title: ['办理', 'handling'],
      limit: { until: 'dueOn' },
      runsIn: ['assigned', 'in-progress', 'returned'],
      renew: 'never',
      warnAt: '90%',
      breach: 'issue-blue',
      basis: 'duty/to-task-person-post',
    },
    blue: {
      title: ['蓝色督办单', 'blue notice'],
      limit: { by: 'colour', of: { blue: '5wd' } },
      runsIn: ['assigned', 'in-progress', 'returned'],
      renew: 'never',
      breach: 'issue-orange',
      basis: 'house/colour-notice',
    },
    orange: {
      title: ['橙色督办单', 'orange notice'],
      limit: { by: 'colour', of: { orange: '5wd' } },
      runsIn: ['assigned', 'in-progress', 'returned'],
      renew: 'never',
      breach: 'issue-red',
      basis: 'house/colour-notice',
    },
    redo: { title: ['补办', 'redoing'], limit: '5wd', runsIn: ['returned'], renew: 'onEntry', warnAt: '90%', breach: 'lapse', basis: 'house/task-redo-limit' },
    verify: { title: ['核查', 'verification'], limit: '10wd', runsIn: ['reported'], renew: 'onEntry', breach: 'redraw', basis: 'house/task-verify-limit' },
    close: { title: ['销号', 'striking off'], limit: '2wd', runsIn: ['verified'], renew: 'onEntry', breach: 'lapse', basis: 'house/task-close-limit' },
  },

  states: {
    proposed: { title: ['拟立项', 'proposed'] },
    approved: { title: ['已立项', 'approved'] },
    assigned: { title: ['已交办', 'assigned'] },
    'in-progress': { title: ['办理中', 'in progress'] },
    reported: { title: ['已报办结，待核查', 'reported done, to be verified'], means: 'to-verify' },
    returned: { title: ['退回补办', 'returned'] },
    verified: { title: ['核查通过', 'verified'], means: 'verified' },
    closed: { title: ['已销号', 'struck off'], final: true, means: 'verified' },
    cancelled: { title: ['撤项', 'cancelled'], final: true, means: 'dropped' },
  },

  transitions: {
    propose: { title: ['提出立项', 'propose'], from: 'new', to: 'proposed', by: ['office'], form: 'matter', when: ['futureDue'], basis: 'law/政府督查工作条例/11' },
    'open-from-list': {
      title: ['按责任清单立项', 'open from the responsibility list'],
      from: 'new',
      to: 'approved',
      by: ['system'],
      form: 'listed',
      sets: { source: 'list' },
      basis: 'duty/responsibility-list',
    },
    approve: { title: ['批准立项', 'approve'], from: ['proposed'], to: 'approved', by: ['leader'], basis: 'law/政府督查工作条例/11' },
    assign: { title: ['交办', 'assign'], from: ['approved'], to: 'assigned', by: ['office'], basis: 'duty/to-task-person-post' },
    accept: { title: ['签收', 'accept'], from: ['assigned'], to: 'in-progress', by: ['liaison', 'head'], form: 'acceptance', basis: 'house/no-empty-click' },
    decline: { title: ['退回（不属职责）', 'decline as not our duty'], from: ['assigned'], to: 'approved', by: ['head'], form: 'refusal', basis: 'duty/to-task-person-post' },
    reassign: { title: ['改派承办单位', 'reassign to another unit'], from: ['approved'], to: 'assigned', by: ['office'], form: 'reassignment', basis: 'duty/to-task-person-post' },
    'report-progress': {
      title: ['报进展', 'report progress'],
      from: ['in-progress', 'returned'],
      to: 'same',
      by: ['liaison', 'head'],
      form: 'progress',
      when: ['forward'],
      basis: 'duty/to-task-person-post',
    },
    'ask-extension': {
      title: ['申请延期', 'ask for an extension'],
      from: ['in-progress', 'returned'],
      to: 'same',
      by: ['head'],
      form: 'extension',
      when: ['beforeDue', 'laterDay', 'firstExtension'],
      sets: { extensionAsked: true },
      basis: 'house/one-extension',
    },
    'grant-extension': {
      title: ['同意延期', 'grant the extension'],
      from: ['in-progress', 'returned'],
      to: 'same',
      by: ['leader'],
      when: ['extensionPending'],
      // The notices of the old day stay in the journal; the new day starts green, or a later notice would go back from red to blue.
      sets: { extensionAsked: false, colour: 'green' },
      counts: ['extensionsUsed'],
      copies: { dueOn: 'askedDueOn' },
      restarts: ['blue', 'orange'],
      basis: 'house/one-extension',
    },
    'refuse-extension': {
      title: ['不同意延期', 'refuse the extension'],
      from: ['in-progress', 'returned'],
      to: 'same',
      by: ['leader'],
      form: 'ground',
      when: ['extensionPending'],
      sets: { extensionAsked: false },
      basis: 'house/one-extension',
    },
    'report-done': {
      title: ['报办结', 'report as done'],
      from: ['in-progress', 'returned'],
      to: 'reported',
      by: ['head'],
      form: 'result',
      when: ['freshEvidence'],
      draws: 'verifier',
      basis: 'law/政府督查工作条例/18',
    },
    pass: { title: ['核查通过', 'pass'], from: ['reported'], to: 'verified', by: ['verifier'], form: 'check', basis: 'house/independent-verifier' },
    fail: { title: ['核查不通过', 'fail'], from: ['reported'], to: 'returned', by: ['verifier'], form: 'failure', counts: ['returns'], basis: 'house/independent-verifier' },
    'send-back': { title: ['退回补办', 'send back'], from: ['reported'], to: 'returned', by: ['office'], form: 'missing', counts: ['returns'], basis: 'law/政府督查工作条例/18' },
    redraw: {
      title: ['另抽核查员', 'draw another verifier'],
      from: ['reported'],
      to: 'same',
      by: ['clock'],
      draws: 'verifier',
      restarts: ['verify'],
      counts: ['lapses'],
      basis: 'house/task-verify-limit',
    },
    close: { title: ['销号', 'strike off'], from: ['verified'], to: 'closed', by: ['office'], basis: 'duty/to-task-person-post' },
    instruct: { title: ['批示', 'instruct'], from: ['assigned', 'in-progress', 'reported', 'returned'], to: 'same', by: ['leader'], form: 'instruction', basis: 'law/政府督查工作条例/11' },
    cancel: { title: ['撤项', 'cancel'], from: ['proposed', 'approved', 'assigned', 'in-progress', 'returned'], to: 'cancelled', by: ['leader'], form: 'ground', basis: 'law/政府督查工作条例/11' },
    'issue-blue': { title: ['发蓝色督办单', 'issue a blue notice'], from: ['assigned', 'in-progress', 'returned'], to: 'same', by: ['clock'], sets: { colour: 'blue' }, basis: 'house/colour-notice' },
    'issue-orange': {
      title: ['升为橙色督办单', 'raise to an orange notice'],
      from: ['assigned', 'in-progress', 'returned'],
      to: 'same',
      by: ['clock'],
      sets: { colour: 'orange' },
      basis: 'house/colour-notice',
    },
    'issue-red': {
      title: ['升为红色督办单', 'raise to a red notice'],
      from: ['assigned', 'in-progress', 'returned'],
      to: 'same',
      by: ['clock'],
      sets: { colour: 'red' },
      basis: 'house/colour-notice',
    },
    lapse: {
      title: ['环节逾期', 'step overdue'],
      from: ['proposed', 'approved', 'assigned', 'returned', 'verified'],
      to: 'same',
      by: ['clock'],
      counts: ['lapses'],
      basis: 'duty/to-task-person-post',
    },
  },

  laws: [
    { says: ['不经核查通过，不能销号', 'Nothing is struck off that was not verified'], everyPathTo: 'closed', passes: ['pass'], basis: 'house/independent-verifier' },
    {
      says: ['退回以后，不再核查就不能销号', 'What was returned is verified again before it is struck off'],
      from: 'returned',
      everyPathTo: 'closed',
      passes: ['pass'],
      basis: 'house/independent-verifier',
    },
    {
      says: ['不经行政首长批准或清单下发，不能交办', 'Nothing is assigned that was neither approved nor issued in the list'],
      everyPathTo: 'assigned',
      passes: ['approve', 'open-from-list'],
      basis: 'law/政府督查工作条例/11',
    },
    {
      says: ['办理中的任务落到了岗位', 'A task under way rests on a post'],
      in: 'in-progress',
      always: 'data.handlerPost != null and data.unit != null and data.dueOn != null',
      basis: 'duty/to-task-person-post',
    },
  ],

  shows: { title: 'subject', unit: 'unit', clause: 'clause', search: ['subject', 'deliverable', 'measure', 'resultNote'] },
  publicity: { after: ['assigned', 'in-progress', 'closed', 'cancelled'], basis: 'duty/publish-progress' },
  retention: { years: 10, basis: 'house/keep-ten-years' },
})
