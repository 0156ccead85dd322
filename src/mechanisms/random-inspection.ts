import { choice, integer, post, text, unit } from '../kernel/field.ts'
import { defineProcedure } from '../kernel/procedure.ts'

/** 64 lower-case hex digits: what a party hands in first, and what it shows later. The condition `fits` looks closer. */
const digest = (title: readonly [string, string], hint: readonly [string, string]) => text({ title, hint, see: 'public', min: 64, max: 64 })

/** Nobody reads a number in the case, not even the office: the draw's own files show it, at once or after a covert visit. */
const number = (title: readonly [string, string]) => text({ title, hint: ['先前留在自己设备上的 64 位数', 'the 64 digits that you kept on your own device'], see: 'sealed', min: 64, max: 64 })

/** Base64 of the 64 bytes of an Ed25519 signature. Wanted from whoever registered a key before the list was frozen. */
const signature = (title: readonly [string, string]) =>
  text({ title, hint: ['本人钥匙对指纹的签名，在登记钥匙的设备上生成', 'of the fingerprint, made on the device that holds your key'], see: 'public', optional: true, min: 88, max: 88 })

const print = ['本方暗数的 SHA-256 指纹，64 位', 'SHA-256 of your contribution, 64 digits'] as const

/** Open to those who have a part, because a covert visit must not be betrayed; the finding's own case is public by its own rules. */
const visited = { see: 'parties' } as const

/**
 * M31 明察暗访随机抽查: the list is frozen, three parties commit, dice are rolled, all reveal, and the draw follows from that alone
 * (docs/FORMAT.md §6). Each step here becomes an entry of the log (engine/draw-record.ts). What departs from the source
 * material: docs/decisions/0100.
 */
export const randomInspection = defineProcedure({
  id: 'random-inspection',
  title: ['明察暗访随机抽查', 'Random inspection'],
  summary: [
    '抽谁、谁去都由公开的抽签决定：先封名单，三方各交暗数，再掷骰、亮数、开签。谁也不能事先知道，谁都能事后重算。',
    'Who is visited and who goes is drawn in public: the list is frozen, three parties commit, dice are rolled, all reveal. Nobody can know before, anybody can recompute after.',
  ],
  prefix: 'CC',
  basis: ['duty/visit-at-random', 'duty/inspect-and-feed-back', 'law/优化营商环境条例/54', 'law/政府督查工作条例/12'],

  parties: {
    office: { title: ['督查室', 'inspection office'], is: { post: 'inspectionOffice' } },
    first: { title: ['第一监督员', 'first supervisor'], is: { post: 'peopleSupervisor' }, not: ['office'] },
    second: { title: ['第二监督员', 'second supervisor'], is: { post: 'peopleSupervisor' }, not: ['office', 'first'] },
    inspector: { title: ['督查员', 'inspector'], is: { post: 'inspector' } },
  },

  forms: {
    list: {
      subject: text({ title: ['这一轮抽查的名称', 'Name of this round'], hint: ['如“第六轮暗访”，不写对象', 'such as “sixth round”; no targets'], see: 'public', max: 60 }),
      unit: unit({ title: ['组织单位', 'Organising unit'], see: 'public' }),
      mode: choice({
        title: ['方式', 'Mode'],
        see: 'public',
        options: { open: ['明察：开签即公开', 'open: public at once'], covert: ['暗访：去过以后公开', 'covert: public after the visits'] },
      }),
      firstPost: post({ title: ['第一监督员由谁担任', 'First supervisor'], hint: ['监督员岗位', 'a post of people’s supervisors'], see: 'public' }),
      secondPost: post({ title: ['第二监督员由谁担任', 'Second supervisor'], hint: ['另一位监督员', 'another one'], see: 'public' }),
      cover: integer({
        title: ['本轮轮到的单位抽几个', 'Units drawn among those still due'],
        hint: ['今年还没有查过的单位里抽', 'among units not yet visited this year'],
        see: 'public',
        from: 0,
        upTo: 99,
      }),
      spot: integer({ title: ['随机再抽几个', 'Units drawn at random besides'], hint: ['查过没查过都可能抽中', 'visited before or not'], see: 'public', from: 1, upTo: 99 }),
      teamSize: integer({ title: ['每组几人', 'Inspectors in a team'], see: 'public', from: 2, upTo: 6 }),
    },
    officeSeal: { officeSeal: digest(['督查室的指纹', 'Fingerprint of the office'], print), officeSigned: signature(['督查室的签名', 'Signature of the office']) },
    firstSeal: { firstSeal: digest(['第一监督员的指纹', 'Fingerprint of the first supervisor'], print), firstSigned: signature(['第一监督员的签名', 'Signature of the first supervisor']) },
    secondSeal: { secondSeal: digest(['第二监督员的指纹', 'Fingerprint of the second supervisor'], print), secondSigned: signature(['第二监督员的签名', 'Signature of the second supervisor']) },
    dice: { dice: text({ title: ['骰子点数', 'Digits rolled'], hint: ['当众掷出的数字，至少六位', 'rolled before everybody, six digits or more'], see: 'public', min: 6, max: 20 }) },
    officeNumber: { officeNumber: number(['督查室的暗数', 'Contribution of the office']) },
    firstNumber: { firstNumber: number(['第一监督员的暗数', 'Contribution of the first supervisor']) },
    secondNumber: { secondNumber: number(['第二监督员的暗数', 'Contribution of the second supervisor']) },
    finding: {
      foundAt: unit({ title: ['在哪个单位', 'At which unit'], ...visited }),
      foundSubject: text({ title: ['问题', 'Problem'], hint: ['一句话，不含姓名电话', 'one sentence, no names or numbers'], ...visited, max: 60 }),
      foundFact: text({ title: ['事实', 'Facts'], ...visited, max: 800, long: true }),
      foundSeverity: choice({ title: ['轻重', 'Severity'], ...visited, options: { ordinary: ['一般', 'ordinary'], grave: ['重大', 'grave'] } }),
    },
    goneUnit: {
      // Not even the office: of a covert round it does not know the targets.
      goneUnit: unit({ title: ['去不成的单位', 'Unit that cannot be visited'], see: 'sealed' }),
      goneUnitWhy: choice({
        title: ['为什么去不成', 'Why not'],
        see: 'public',
        options: { closed: ['停业或搬迁', 'closed or moved'], emergency: ['突发事件', 'an emergency'], access: ['路不通', 'it cannot be reached'] },
      }),
    },
    goneInspector: {
      goneInspectorWhy: choice({
        title: ['为什么去不成', 'Why not'],
        see: 'public',
        options: { ill: ['生病', 'ill'], duty: ['另有紧急任务', 'called to an emergency'], conflict: ['发现有利害关系', 'a conflict came to light'] },
      }),
    },
    visits: {
      visitNote: text({ title: ['检查情况', 'How the visits went'], hint: ['哪天去的，没有去成的写明原因', 'when, and why any could not be made'], ...visited, min: 5, max: 1200, long: true }),
    },
    conclusion: { conclusion: text({ title: ['抽查结论', 'Conclusion'], see: 'public', min: 5, max: 2000, long: true }) },
  },
  record: {
    lapses: integer({ title: ['逾期环节', 'Overdue steps'], see: 'public', starts: 0, from: 0, upTo: 999 }),
    unitChanges: integer({ title: ['换过的单位', 'Units replaced'], see: 'public', starts: 0, from: 0, upTo: 1 }),
    inspectorChanges: integer({ title: ['换过的督查员', 'Inspectors replaced'], see: 'public', starts: 0, from: 0, upTo: 1 }),
  },

  guards: {
    oneAtATime: { says: ['上一轮抽签已经开签或者作废', 'The draw before has ended, with a result or void'], when: 'draw.free = true', needs: ['draw'], basis: 'house/draw-one-at-a-time' },
    twoSupervisors: {
      says: ['两位监督员不是同一岗位，都是在任的监督员', 'The two supervisors are two, and both in office'],
      when: 'draw.fits = true',
      needs: ['draw'],
      basis: 'law/政府督查工作条例/8',
    },
    named: {
      says: ['轮到的正是封名单时指定的监督员', 'It is the turn of the supervisor who was named when the list was frozen'],
      when: 'draw.named = true',
      needs: ['draw'],
      basis: 'house/draw-own-key',
    },
    signed: {
      says: ['封名单前登记过钥匙的，指纹由这把钥匙签名', 'Whoever registered a key before the list was frozen signs the fingerprint with it'],
      when: 'draw.signed = true',
      needs: ['draw'],
      basis: 'house/draw-own-key',
    },
    wellFormed: {
      says: ['名单的指纹已经公布，交来的是规定的数字', 'The list’s fingerprint is published and what is handed in has the right form'],
      when: 'draw.fits = true',
      needs: ['draw'],
      basis: 'house/draw-commitments',
    },
    fixed: {
      says: ['三方的指纹都已记入公开日志，有签名的检查点覆盖', 'All commitments stand in the public log, under a signed checkpoint'],
      when: 'draw.fixed = true',
      needs: ['draw'],
      basis: 'house/draw-commitments',
    },
    opens: { says: ['亮出的数和先前交的指纹对得上', 'The number shown fits the fingerprint handed in before'], when: 'draw.fits = true', needs: ['draw'], basis: 'house/draw-commitments' },
    ownVisit: { says: ['这个单位抽中了，而且由您所在的组去查', 'This unit was drawn, and your team visits it'], when: 'draw.mine = true', needs: ['draw'], basis: 'house/draw-teams' },
    unitOnce: { says: ['本轮还没有申请换过单位', 'No unit of this round has been asked to be replaced'], when: 'data.goneUnit = null', basis: 'house/draw-replacements' },
    inspectorOnce: { says: ['本轮还没有督查员申请不去', 'No inspector of this round has asked to step aside'], when: 'data.goneInspectorWhy = null', basis: 'house/draw-replacements' },
    unitAsked: { says: ['有组申请换单位，还没有换', 'A team asks for another unit, and none was given'], when: 'data.goneUnit != null and data.unitChanges = 0', basis: 'house/draw-replacements' },
    inspectorAsked: {
      says: ['有督查员申请不去，还没有换', 'An inspector asks to step aside, and nobody took his place'],
      when: 'data.goneInspectorWhy != null and data.inspectorChanges = 0',
      basis: 'house/draw-replacements',
    },
    isOpen: { says: ['明察：结果已经公开', 'An open draw: the result is public already'], when: 'data.mode = "open"', basis: 'duty/visit-at-random' },
    isCovert: { says: ['暗访：去过以后才公开', 'A covert draw: it is opened after the visits'], when: 'data.mode = "covert"', basis: 'law/政府督查工作条例/12' },
  },

  clocks: {
    handIn: { title: ['交暗数', 'commitments'], limit: '5wd', runsIn: ['framed', 'one-sealed', 'two-sealed'], renew: 'never', warnAt: '80%', breach: 'void', basis: 'house/draw-hand-in-limit' },
    show: { title: ['掷骰、亮数', 'dice and reveals'], limit: '2wd', runsIn: ['closed', 'rolled', 'one-shown', 'two-shown'], renew: 'never', breach: 'void', basis: 'house/draw-show-limit' },
    visit: { title: ['实施检查', 'visits'], limit: '20wd', runsIn: ['drawn'], renew: 'never', warnAt: '80%', breach: 'lapse', basis: 'house/draw-visit-limit' },
    disclose: { title: ['公开签种和名单', 'opening the draw'], limit: '1wd', runsIn: ['executed'], renew: 'never', breach: 'lapse', basis: 'house/draw-disclose-limit' },
    report: { title: ['公示结果', 'publishing the result'], limit: '20wd', runsIn: ['opened'], renew: 'never', warnAt: '80%', breach: 'lapse', basis: 'house/draw-report-limit' },
  },

  states: {
    framed: { title: ['名单已封', 'list frozen'] },
    'one-sealed': { title: ['已交一方暗数', 'one commitment in'] },
    'two-sealed': { title: ['已交两方暗数', 'two commitments in'] },
    closed: { title: ['暗数交齐，待掷骰', 'all committed, dice to be rolled'] },
    rolled: { title: ['已掷骰，待亮数', 'dice rolled, numbers to be shown'] },
    'one-shown': { title: ['一方已亮数', 'one number shown'] },
    'two-shown': { title: ['两方已亮数', 'two numbers shown'] },
    drawn: { title: ['已开签，检查中', 'drawn, visits under way'] },
    executed: { title: ['已实施，待公开', 'visits done, to be opened'] },
    opened: { title: ['已公开可验', 'open to be verified'] },
    reported: { title: ['结果已公示', 'result published'], final: true, means: 'ended' },
    voided: { title: ['抽签作废', 'draw void'], final: true, means: 'dropped' },
  },

  transitions: {
    freeze: { title: ['封名单', 'freeze the list'], from: 'new', to: 'framed', by: ['office'], form: 'list', when: ['oneAtATime', 'twoSupervisors'], basis: 'duty/visit-at-random' },
    'seal-office': {
      title: ['督查室交暗数指纹', 'the office commits'],
      from: ['framed'],
      to: 'one-sealed',
      by: ['office'],
      form: 'officeSeal',
      when: ['wellFormed', 'signed'],
      basis: 'house/draw-commitments',
    },
    'seal-first': {
      title: ['第一监督员交暗数指纹', 'the first supervisor commits'],
      from: ['one-sealed'],
      to: 'two-sealed',
      by: ['first'],
      form: 'firstSeal',
      when: ['named', 'wellFormed', 'signed'],
      basis: 'law/政府督查工作条例/8',
    },
    'seal-second': {
      title: ['第二监督员交暗数指纹', 'the second supervisor commits'],
      from: ['two-sealed'],
      to: 'closed',
      by: ['second'],
      form: 'secondSeal',
      when: ['named', 'wellFormed', 'signed'],
      basis: 'law/政府督查工作条例/8',
    },
    roll: { title: ['当众掷骰', 'roll the dice'], from: ['closed'], to: 'rolled', by: ['office'], form: 'dice', when: ['fixed', 'wellFormed'], basis: 'house/draw-commitments' },
    'show-office': { title: ['督查室亮数', 'the office shows its number'], from: ['rolled'], to: 'one-shown', by: ['office'], form: 'officeNumber', when: ['opens'], basis: 'house/draw-commitments' },
    'show-first': {
      title: ['第一监督员亮数', 'the first supervisor shows the number'],
      from: ['one-shown'],
      to: 'two-shown',
      by: ['first'],
      form: 'firstNumber',
      when: ['named', 'opens'],
      basis: 'law/政府督查工作条例/8',
    },
    'show-second': {
      title: ['第二监督员亮数，开签', 'the second supervisor shows the number: drawn'],
      from: ['two-shown'],
      to: 'drawn',
      by: ['second'],
      form: 'secondNumber',
      when: ['named', 'opens'],
      basis: 'law/政府督查工作条例/8',
    },
    find: {
      title: ['登记发现的问题', 'record a finding'],
      from: ['drawn', 'executed', 'opened'],
      to: 'same',
      by: ['inspector'],
      form: 'finding',
      when: ['ownVisit'],
      opens: { procedure: 'finding-rectification', transition: 'open-from-visit', input: { subject: 'foundSubject', fact: 'foundFact', unit: 'foundAt', severity: 'foundSeverity' } },
      basis: 'duty/inspect-and-feed-back',
    },
    'ask-unit': { title: ['申请换单位', 'ask for another unit'], from: ['drawn'], to: 'same', by: ['inspector'], form: 'goneUnit', when: ['unitOnce', 'ownVisit'], basis: 'house/draw-replacements' },
    'replace-unit': {
      title: ['同意换单位，按备用顺序递补', 'replace the unit by the next of the reserve'],
      from: ['drawn'],
      to: 'same',
      by: ['office'],
      when: ['unitAsked'],
      counts: ['unitChanges'],
      basis: 'house/draw-replacements',
    },
    'ask-aside': {
      title: ['申请不去', 'ask to step aside'],
      from: ['drawn'],
      to: 'same',
      by: ['inspector'],
      form: 'goneInspector',
      when: ['inspectorOnce', 'ownVisit'],
      basis: 'house/draw-replacements',
    },
    'replace-inspector': {
      title: ['同意不去，按签号递补', 'replace the inspector by the order of tickets'],
      from: ['drawn'],
      to: 'same',
      by: ['office'],
      when: ['inspectorAsked'],
      counts: ['inspectorChanges'],
      basis: 'house/draw-replacements',
    },
    finish: { title: ['检查完成', 'visits done'], from: ['drawn'], to: 'opened', by: ['office'], form: 'visits', when: ['isOpen'], basis: 'duty/visit-at-random' },
    'finish-covert': { title: ['暗访完成', 'covert visits done'], from: ['drawn'], to: 'executed', by: ['office'], form: 'visits', when: ['isCovert'], basis: 'law/政府督查工作条例/12' },
    unseal: { title: ['公开签种和名单', 'open the draw'], from: ['executed'], to: 'opened', by: ['office'], basis: 'house/draw-disclose-limit' },
    report: { title: ['公示抽查结论', 'publish the conclusion'], from: ['opened'], to: 'reported', by: ['office'], form: 'conclusion', basis: 'duty/publish-progress' },
    void: {
      title: ['有一方缺席，作废', 'a party is missing: void'],
      from: ['framed', 'one-sealed', 'two-sealed', 'closed', 'rolled', 'one-shown', 'two-shown'],
      to: 'voided',
      by: ['clock'],
      basis: 'house/draw-hand-in-limit',
    },
    lapse: { title: ['环节逾期', 'step overdue'], from: ['drawn', 'executed', 'opened'], to: 'same', by: ['clock'], counts: ['lapses'], basis: 'house/draw-visit-limit' },
  },

  laws: [
    {
      says: ['三方不都先交指纹、再亮数，不能开签', 'Nothing is drawn unless all three committed first and revealed then'],
      everyPathTo: 'drawn',
      passes: ['seal-first'],
      basis: 'house/draw-commitments',
    },
    {
      says: ['督查室一家不能开签：第二监督员最后亮数', 'The office alone draws nothing: the second supervisor reveals last'],
      everyPathTo: 'drawn',
      passes: ['show-second'],
      basis: 'law/政府督查工作条例/8',
    },
    { says: ['不公开签种和名单，不能公示结论', 'No conclusion before the draw is open'], from: 'executed', everyPathTo: 'reported', passes: ['unseal'], basis: 'house/draw-disclose-limit' },
    {
      says: ['开签时三方的指纹和骰子都在', 'Once drawn, three fingerprints and the dice are there'],
      in: 'drawn',
      always: 'data.officeSeal != null and data.firstSeal != null and data.secondSeal != null and data.dice != null',
      basis: 'house/draw-commitments',
    },
  ],

  shows: { title: 'subject', unit: 'unit', search: ['subject', 'conclusion'] },
  publicity: { after: ['framed'], basis: 'duty/visit-at-random' },
  retention: { years: 10, basis: 'house/keep-ten-years' },
})
