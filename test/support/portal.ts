/**
 * A portal with something to show: Jiujiang's plan, the people of Anlan, and cases in every state that a visitor can meet,
 * moved there by the engine alone.
 */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { openAccess } from '../../src/engine/access.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import type { Done, Order } from '../../src/engine/order.ts'
import { createServer } from '../../src/http/server.ts'
import type { Actor } from '../../src/kernel/case.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { JsonRecord } from '../../src/kernel/text.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { casesByNo } from '../../src/store/read.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { officer, openTestEngine } from './engine.ts'

export interface TestPortal {
  readonly origin: string
  readonly engine: Engine
  /** Case numbers by what happened to them. Example: `numbers.twiceFailed`. */
  readonly numbers: Readonly<Record<string, string>>
  /** Case codes of those who reported, by the same names. */
  readonly codes: Readonly<Record<string, string>>
  /** Addresses that a browser may ask for, as they are registered, without `/en`. Example: '/units/:id'. */
  readonly routes: readonly string[]
  readonly close: () => Promise<void>
}

type Step = readonly [who: string, transition: string, input?: JsonRecord]

interface Stage {
  readonly open: (procedure: string, who: string, transition: string, input: JsonRecord) => Promise<Done>
  /** Moves one case on, step by step; `verifier` and `lookBack` stand for whoever was drawn, `reporter` for the code. */
  readonly play: (no: string, steps: readonly Step[], code?: string) => Promise<Done>
}

function drawnPost(done: Done | null, party: string): string {
  const holder = done?.case.holders[party]
  if (!holder || !('post' in holder)) throw new TypeError(`no ${party} was drawn`)
  return holder.post
}

async function seqOf(engine: Engine, no: string): Promise<number> {
  const [stored] = await casesByNo(engine.db, region, [no])
  if (!stored) throw new TypeError(`there is no ${no}`)
  return stored.case.seq
}

function stageOf(engine: Engine, byCode: (code: string) => Promise<Actor | null>): Stage {
  const submit = async (order: Order): Promise<Done> => {
    const result = await engine.submit(order)
    if (!result.ok) throw new TypeError(`${order.transition}: ${JSON.stringify(result.refusal)}`)
    return result.value
  }
  const actorOf = async (who: string, last: Done | null, code: string | undefined): Promise<Actor> => {
    if (who === 'visitor') return { kind: 'visitor' }
    if (who === 'reporter') return (await byCode(code ?? '')) ?? { kind: 'visitor' }
    return officer(who === 'verifier' || who === 'lookBack' ? drawnPost(last, who) : who)
  }
  return {
    open: async (procedure, who, transition, input) =>
      submit({
        key: randomUUID(),
        actor: await actorOf(who, null, undefined),
        transition,
        input,
        target: { open: { procedure, region, parent: null } },
      }),
    play: async (no, steps, code) => {
      let last: Done | null = null
      for (const [who, transition, input = {}] of steps) {
        const actor = await actorOf(who, last, code)
        const seen = last?.case.seq ?? (await seqOf(engine, no))
        last = await submit({ key: randomUUID(), actor, transition, input, seen, target: { no } })
      }
      if (!last) throw new TypeError('nothing was played')
      return last
    },
  }
}

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
)

const item = (clause: string, subject: string, dueOn: string, leadUnit = 'parks'): JsonRecord => ({
  clause,
  subject,
  leadUnit,
  supportUnits: ['archives'],
  deliverable: `${subject}，做成一件公开一件`,
  measure: '随机抽查，逐件核对',
  dueOn,
})

const summary = (subject: string, clause: string, change: JsonRecord = {}): JsonRecord => ({
  subject,
  fact: `${subject}。现场看到的情况与网上公布的不一致。`,
  unit: 'water',
  severity: 'ordinary',
  clause,
  ...change,
})

const report: JsonRecord = {
  about: '窗口还要复印件',
  story: '网上说不用带复印件，到窗口还是要了，来回跑了两趟。',
  place: '东门大厅',
}

const takeUp = (subject: string, clause: string, change: JsonRecord = {}): readonly Step[] => [
  ['intake-1', 'take-up', summary(subject, clause, change)],
  ['inspection-1', 'feed-back', { demand: '三十日内改到位，并逐条报告做了什么。' }],
]

const planned = (unit = 'water'): readonly Step[] => [
  [
    `${unit}-head`,
    'plan',
    { measures: ['取消窗口复印件要求', '换人复看一周'], handlerPost: `${unit}-liaison`, promisedOn: '2018-11-30' },
  ],
  [`${unit}-head`, 'begin'],
]

/** Two photos never are the same file: one piece of evidence does not serve two matters. */
let shots = 0

interface Tools {
  readonly stage: Stage
  readonly engine: Engine
  readonly proof: () => Promise<JsonRecord>
}

async function claimed({ proof }: Tools, unit = 'water'): Promise<readonly Step[]> {
  const { sha256 = null, type = null, size = null } = await proof()
  const claimProof = [{ sha256, type, size, name: '窗口照片.png' }]
  return [[`${unit}-head`, 'claim', { claims: ['12 个窗口已取消复印件要求', '每天换人复看'], claimProof }]]
}

const passed: Step = [
  'verifier',
  'pass',
  { method: 'unannounced', seen: ['走了 5 个窗口，都不再要复印件', '复看记录齐全'] },
]
const failed: Step = [
  'verifier',
  'fail',
  { method: 'unannounced', seen: ['走了 5 个窗口，3 个仍在要', '没有复看记录'], sham: 'superficial' },
]
const again: Step = ['inspection-1', 'order-again', { demand: '逐个窗口整改，换人复看。', redoBy: '2018-12-20' }]

/** Taken up weeks before the others: its thirty days are over. */
async function playOverdue({ stage }: Tools, numbers: Record<string, string>) {
  const done = await stage.open('finding-rectification', 'visitor', 'report', report)
  numbers.overdue = done.case.no
  await stage.play(done.case.no, [...takeUp('公园夜间无照明', 'S5.2.s2', { unit: 'works' }), ...planned('works')])
}

async function playFindings(tools: Tools, numbers: Record<string, string>, codes: Record<string, string>) {
  const { stage, engine } = tools
  const reported = async (name: string) => {
    const done = await stage.open('finding-rectification', 'visitor', 'report', report)
    numbers[name] = done.case.no
    codes[name] = done.code ?? ''
    return { no: done.case.no, code: done.code ?? '' }
  }
  const verified = async (name: string, subject: string, clause: string, change: JsonRecord = {}) => {
    const { no, code } = await reported(name)
    const unit = typeof change.unit === 'string' ? change.unit : 'water'
    await stage.play(no, [
      ...takeUp(subject, clause, change),
      ...planned(unit),
      ...(await claimed(tools, unit)),
      passed,
    ])
    return { no, code }
  }

  await reported('onlyReported')
  const twiceFailed = await reported('twiceFailed')
  await stage.play(twiceFailed.no, [
    ...takeUp('窗口要求重复提交营业执照复印件', 'S4.2.s3'),
    ...planned(),
    ...(await claimed(tools)),
    failed,
    again,
    ...(await claimed(tools)),
    failed,
    again,
  ])

  const struckOff = await verified('struckOff', '水电接入要跑三个窗口', 'S4.1.s1')
  await stage.play(struckOff.no, [['reporter', 'judge', { judgement: 'satisfied' }]], struckOff.code)

  const unsatisfied = await verified('unsatisfied', '公厕长期停用', 'S5.2.s1', { unit: 'parks' })
  await stage.play(
    unsatisfied.no,
    [['reporter', 'judge', { judgement: 'unsatisfied', judgementReason: '检查那天开，平时锁着。' }]],
    unsatisfied.code,
  )
  await verified('waiting', '河道垃圾没有清完', 'S3.1.s2')
  await verified('contested', '沿河路灯修了又坏', 'S3.1.s3')

  const explained = await verified('explaining', '要求提前拆迁补偿', 'S3.3.s3', { unit: 'parks' })
  await stage.play(
    explained.no,
    [['reporter', 'judge', { judgement: 'unsatisfied', judgementReason: '钱没有到。' }]],
    explained.code,
  )
  await stage.play(explained.no, [
    [
      'reviewer-1',
      'explain',
      { reasonable: true, withinPower: false, solved: false, explanation: '补偿标准由省里规定，不在本单位职权之内。' },
    ],
  ])

  const found = await stage.open('finding-rectification', 'inspector-1', 'find', {
    ...summary('台账与现场不一致', 'G3.s2'),
    origin: 'spot-check',
  })
  numbers.found = found.case.no
  await stage.play(found.case.no, [['inspection-1', 'feed-back', { demand: '五日内报整改方案。' }]])
  await engine.settled()
}

async function playList(tools: Tools, numbers: Record<string, string>) {
  const { stage, engine } = tools
  const issued = async (name: string, input: JsonRecord) => {
    const done = await stage.open('responsibility-list', 'five-1', 'draft', input)
    numbers[name] = done.case.no
    const unit = String(input.leadUnit)
    await stage.play(done.case.no, [
      ['five-1', 'consult'],
      [`${unit}-head`, 'sign'],
      ['vice-mayor', 'issue'],
    ])
    await engine.settled()
    const { rows } = await engine.db.query<{ no: string }>('select no from case_file where parent = $1', [done.case.no])
    return rows[0]?.no ?? ''
  }
  const accepted: readonly Step[] = [
    ['inspection-1', 'assign'],
    ['parks-liaison', 'accept', { handlerPost: 'parks-liaison' }],
  ]
  const sharing = await issued('sharing', item('S4.2.s1', '信息资源共享目录', '2018-12-28'))
  await stage.play(sharing, [
    ...accepted,
    ['parks-liaison', 'report-progress', { percent: 40, progressNote: '38 类数据已上目录，27 类按期应答。' }],
  ])
  const online = await issued('online', item('S4.2.s2', '高频事项一网通办', '2018-11-30'))
  const proof = await tools.proof()
  await stage.play(online, [
    ...accepted,
    [
      'parks-head',
      'report-done',
      { resultNote: '60 个高频事项全部上线。', resultProof: [{ ...proof, name: '清单.png' }] },
    ],
    ['verifier', 'pass', { checkNote: '抽查 60 件，58 件全程网上办结。' }],
    ['inspection-1', 'close'],
  ])
  const late = await issued('late', item('S4.3.s4', '营商环境问题台账', '2018-11-02'))
  await stage.play(late, accepted)
  const surveyed = await issued('claimedDone', item('S4.3.s3', '企业评部门', '2018-11-30'))
  await stage.play(surveyed, accepted)
  return { surveyed }
}

async function playSurvey({ stage, proof }: Tools, no: string) {
  const resultProof = [{ ...(await proof()), name: '问卷.png' }]
  await stage.play(no, [['parks-head', 'report-done', { resultNote: '回收 1,862 份问卷，结果已汇总。', resultProof }]])
}

const inspection = (subject: string, unit: string, change: JsonRecord = {}): JsonRecord => ({
  subject,
  unit,
  plannedOn: '2018-11-09',
  mode: 'onsite',
  merges: 1,
  clause: 'G3.s1',
  checklist: ['S4.2.s2 窗口不再要复印件', 'S2.2.s3 投诉电话有人接'],
  ...change,
})

const approved: readonly Step[] = [
  ['mayor', 'approve'],
  ['inspection-1', 'notify'],
]
const begun: readonly Step[] = [...approved, ['inspector-1', 'begin']]
const tick: Step = ['inspector-1', 'tick', { item: 1, met: 'met' }]
const concluded = (personHours: number): Step => [
  'inspection-1',
  'conclude',
  { conclusion: '窗口基本做到，一处电话无人接。', basedOn: ['results', 'people'], personHours },
]

/** One at the door with a problem, one planned, and two by data within a month of the same unit. */
async function playInspections({ stage, engine }: Tools, numbers: Record<string, string>) {
  const play = async (name: string, input: JsonRecord, steps: readonly Step[]) => {
    const done = await stage.open('routine-inspection', 'inspection-1', 'plan', input)
    numbers[name] = done.case.no
    await stage.play(done.case.no, steps)
  }
  await play('inspected', inspection('窗口服务检查', 'water', { merges: 3 }), [
    ...begun,
    tick,
    ['inspector-1', 'note-problem', { item: 2, problemNote: '拨了三次投诉电话，都没有人接。' }],
    concluded(8),
    ['inspection-1', 'feed-back', { resultSummary: '窗口做到了，投诉电话无人接，责令整改。' }],
    [
      'inspection-1',
      'open-finding',
      { findingSubject: '投诉电话无人接', findingFact: '检查时拨了三次，都没有人接。', findingSeverity: 'ordinary' },
    ],
  ])
  await play('inspectionPlanned', inspection('公园管护检查', 'parks', { plannedOn: '2018-11-28' }), approved)
  const byData = inspection('按期办结检查', 'works', { mode: 'data' })
  await play('inspectedByData', byData, [...begun, tick, concluded(0)])
  await play('inspectedAgain', { ...byData, subject: '公示信息检查' }, [...begun, tick])
  await engine.settled()
}

/** One unit has filed measures of its own that are copied in part, another was asked and has not. */
async function playMeasures({ stage }: Tools, numbers: Record<string, string>) {
  const asked = async (name: string, unit: string, subject: string) => {
    const done = await stage.open('implementing-measure', 'five-1', 'request', { subject, unit, clause: 'G1.s2' })
    numbers[name] = done.case.no
    return done.case.no
  }
  await asked('measuresDue', 'parks', '园林局贯彻措施')
  const no = await asked('measures', 'water', '水务局贯彻措施')
  const copied = '扎实开展营商环境突出问题专项整治,全力打造政策最优、成本最低、服务最好、办事最快的“四最”发展环境'
  const measureText = `一、${copied}。\n二、12月底前换下老旧管网35公里，工程科负责。`
  await stage.play(no, [
    ['water-head', 'file', { measureText }],
    ['reviewer-1', 'clear', { legalNote: '没有与法律法规不符的内容。' }],
  ])
}

/** Opens it on a migrated database. Business time stands at 2018-11-14 17:00; the earliest case is of 9 October. */
export async function openTestPortal(database: Database, port = 0): Promise<TestPortal> {
  const { engine, data, close } = await openTestEngine(database, at('2018-10-09 09:30'))
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const evidence = openEvidence(engine.db, data)
  const stage = stageOf(engine, (code) => access.byCode(code, region))
  const proof = async (): Promise<JsonRecord> => {
    shots += 1
    const stored = await evidence.put(Buffer.concat([photo, Buffer.from(String(shots))]))
    if (!stored.ok) throw new TypeError(stored.says[1])
    return { ...stored.value }
  }
  const tools: Tools = { stage, engine, proof }
  const numbers: Record<string, string> = {}
  const codes: Record<string, string> = {}
  const { surveyed } = await playList(tools, numbers)
  await playOverdue(tools, numbers)
  await engine.advanceTo(at('2018-11-09 10:00'))
  await playFindings(tools, numbers, codes)
  await playSurvey(tools, surveyed)
  await playInspections(tools, numbers)
  await playMeasures(tools, numbers)
  await engine.advanceTo(at('2018-11-14 17:00'))
  await engine.settled()

  const context = { engine, access, evidence, origin: 'http://127.0.0.1', isDemo: true }
  const app = await createServer({ context, logger: false, trustProxy: false })
  const routes: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET') && !url.startsWith('/en')) routes.push(url)
  })
  await addPages(app, context)
  await app.listen({ host: '127.0.0.1', port })
  const address = app.server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${address.port}`,
    engine,
    numbers,
    codes,
    routes,
    close: async () => {
      await app.close()
      await close()
    },
  }
}
