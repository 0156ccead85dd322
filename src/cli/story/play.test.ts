import { expect, test } from 'vitest'
import { at, calendarFixture } from '../../kernel/testing/calendar.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import type { Demo, Step, StoryCase, Who } from './demo.ts'
import { playStory } from './play.ts'
import type { Theatre, TheatreAnswer, TheatreRequest } from './theatre.ts'

const post = (id: string): Who => ({ kind: 'post', post: id })

function told(key: string, steps: readonly (readonly [string, Who, string, Partial<Step>?])[]): StoryCase {
  return {
    key,
    procedure: 'lamp',
    of: null,
    steps: steps.map(([when, who, transition, more], i) => ({
      name: `${key}, step ${i + 1}`,
      at: at(when),
      who,
      transition,
      input: {},
      onlyIn: null,
      delivers: false,
      ...more,
    })),
  }
}

const demoOf = (...cases: readonly StoryCase[]): Demo => ({
  org: {
    units: [],
    posts: [],
    holdings: [
      { post: 'window', person: 'anna', from: '2018-01-01', to: '2018-10-19' },
      { post: 'window', person: 'bob', from: '2018-10-20', to: null },
      { post: 'office', person: 'carl', from: '2018-01-01', to: null },
      { post: 'drawn-2', person: 'dora', from: '2018-01-01', to: null },
    ],
  },
  people: [],
  calendar: calendarFixture(),
  startsAt: at('2018-10-12 09:00'),
  endsAt: at('2018-11-14 17:00'),
  cases,
})

interface Stage extends Theatre {
  /** Everything that was asked, as one line each, in order. */
  readonly lines: string[]
  readonly requests: TheatreRequest[]
}

/** A theatre of one's own answers: `null` for what an obliging server would say. */
function stageOf(answer: (request: TheatreRequest) => TheatreAnswer | null = () => null): Stage {
  const lines: string[] = []
  const requests: TheatreRequest[] = []
  let cases = 0
  const obliging = ({ method, path }: TheatreRequest): TheatreAnswer => {
    if (path === '/api/v1/cases') {
      cases += 1
      return { status: 201, body: { no: `LA-2018-000${cases}`, seq: 0, state: 'open', code: `code-${cases}` } }
    }
    if (path === '/api/v1/evidence')
      return { status: 201, body: { sha256: 'f'.repeat(64), type: 'text/plain', size: 9 } }
    if (path.endsWith('/events')) {
      const draws = ['drawn-1', 'drawn-2'].map((drawn, i) => ({ seq: i, draw: { party: 'verifier', drawn } }))
      return { status: 200, body: { events: draws } }
    }
    return { status: 200, body: { no: '', seq: 5, state: method === 'GET' ? 'asleep' : 'open' } }
  }
  return {
    lines,
    requests,
    call: async (request) => {
      lines.push(`${request.method} ${request.path} ${request.token ?? request.code ?? 'nobody'}`)
      requests.push(request)
      return answer(request) ?? obliging(request)
    },
    advanceTo: async (instant) => {
      lines.push(`time ${new Date(instant).toISOString().slice(5, 16)}`)
    },
    tokenFor: async (of) => {
      lines.push(`token ${of}`)
      return `of-${of}`
    },
    settled: async () => {
      lines.push('settled')
    },
    listOf: async (no) => ({ draw: `${no}/1`, frame: 'f'.repeat(64) }),
  }
}

const bodyOf = (request: TheatreRequest | undefined) => request?.body as JsonRecord

test('steps are taken in order of time, and time is moved before each minute and to the end', async () => {
  const stage = stageOf()
  const first = told('first', [
    ['2018-10-12 10:00', post('office'), 'open'],
    ['2018-10-12 15:00', post('office'), 'close', { delivers: true }],
  ])
  const second = told('second', [['2018-10-12 11:00', post('office'), 'open']])

  const played = await playStory(demoOf(first, second), stage)

  expect(stage.lines).toEqual([
    'time 10-12T01:00',
    'token office',
    'time 10-12T02:00',
    'POST /api/v1/cases of-office',
    'time 10-12T03:00',
    'POST /api/v1/cases of-office',
    'time 10-12T07:00',
    'POST /api/v1/cases/LA-2018-0001/close of-office',
    'settled',
    'time 11-14T09:00',
    'settled',
  ])
  expect(Object.fromEntries(played.numbers)).toEqual({ first: 'LA-2018-0001', second: 'LA-2018-0002' })
})

test('a post that changed hands acts with the token of whoever holds it', async () => {
  const stage = stageOf()
  const steps = ['2018-10-18', '2018-10-19', '2018-10-22', '2018-10-23'].map(
    (day, i) => [`${day} 10:00`, post('window'), i === 0 ? 'open' : 'polish'] as const,
  )

  await playStory(demoOf(told('lamp', steps)), stage)

  expect(stage.lines.filter((line) => line.startsWith('token'))).toEqual(['token window', 'token window'])
})

test('the drawn party is whoever was drawn last', async () => {
  const stage = stageOf()
  const verify: Who = { kind: 'drawn', party: 'verifier' }

  await playStory(
    demoOf(
      told('lamp', [
        ['2018-10-12 10:00', post('office'), 'open'],
        ['2018-10-15 10:00', verify, 'pass'],
      ]),
    ),
    stage,
  )

  expect(stage.lines).toContain('POST /api/v1/cases/LA-2018-0001/pass of-drawn-2')
})

test('a citizen opens without a token and acts with the code he was given', async () => {
  const stage = stageOf()
  const steps = [
    ['2018-10-12 10:00', { kind: 'visitor', citizen: 'lee' }, 'report'],
    ['2018-10-13 20:00', { kind: 'code', citizen: 'lee' }, 'judge'],
  ] as const

  await playStory(demoOf(told('lamp', steps)), stage)

  expect(stage.lines).toContain('POST /api/v1/cases nobody')
  expect(stage.lines).toContain('POST /api/v1/cases/LA-2018-0001/judge code-1')
})

test('evidence is uploaded first and stands in the input as it was stored, under its name', async () => {
  const stage = stageOf()
  const input = { note: '看过', proof: { $evidence: ['窗口.png', '记录.txt'] } }

  await playStory(demoOf(told('lamp', [['2018-10-12 10:00', post('office'), 'open', { input }]])), stage)

  const [picture, text, opening] = stage.requests
  expect(picture?.bytes?.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(text?.bytes?.toString('utf8')).toContain('记录.txt')
  expect(bodyOf(opening).input).toEqual({
    note: '看过',
    proof: [
      { sha256: 'f'.repeat(64), type: 'text/plain', size: 9, name: '窗口.png' },
      { sha256: 'f'.repeat(64), type: 'text/plain', size: 9, name: '记录.txt' },
    ],
  })
})

test('a step whose condition is not met is passed over', async () => {
  const stage = stageOf()
  const steps = [
    ['2018-10-12 10:00', post('office'), 'open'],
    ['2018-10-15 10:00', post('office'), 'wake', { onlyIn: 'asleep' }],
    ['2018-10-16 10:00', post('office'), 'dance', { onlyIn: 'awake' }],
  ] as const

  const played = await playStory(demoOf(told('lamp', steps)), stage)

  expect(stage.lines).toContain('POST /api/v1/cases/LA-2018-0001/wake of-office')
  expect(stage.lines).not.toContain('POST /api/v1/cases/LA-2018-0001/dance of-office')
  expect(played.passedOver).toBe(1)
})

test('a case that a clock moved on is looked at again, and the same command sent again', async () => {
  const refused = { status: 409, body: { code: 'stale', detail: '', seq: 3 } }
  const stage = stageOf(({ path, body }) =>
    path.endsWith('/polish') && (body as JsonRecord).seen !== 3 ? refused : null,
  )
  const steps = [
    ['2018-10-12 10:00', post('office'), 'open'],
    ['2018-10-15 10:00', post('office'), 'polish'],
  ] as const

  await playStory(demoOf(told('lamp', steps)), stage)

  const moves = stage.requests.filter(({ path }) => path.endsWith('/polish')).map(bodyOf)
  expect(moves.map(({ seen }) => seen)).toEqual([0, 3])
  expect(new Set(moves.map(({ id }) => id)).size).toBe(1)
})

test('the commands of a story are the same whenever it is played, and no two are alike', async () => {
  const demo = demoOf(
    told('one', [
      ['2018-10-12 10:00', post('office'), 'open'],
      ['2018-10-15 10:00', post('office'), 'polish'],
    ]),
    told('two', [['2018-10-12 10:00', post('office'), 'open']]),
  )
  const ids = async () => {
    const stage = stageOf()
    await playStory(demo, stage)
    return stage.requests.map((request) => bodyOf(request).id)
  }

  const [first, second] = [await ids(), await ids()]
  expect(first).toEqual(second)
  expect(new Set(first).size).toBe(3)
})

test('a refused step names its case, its place and what was wrong, after the others of its minute ended', async () => {
  const fields = [{ field: 'note', code: 'missing', zh: '请填写', en: 'Note is missing' }]
  const problem = { code: 'invalid-input', detail: '有些内容需要改正', fields }
  const stage = stageOf(({ path }) => (path.endsWith('/dim') ? { status: 400, body: problem } : null))
  const demo = demoOf(
    told('bad', [
      ['2018-10-12 10:00', post('office'), 'open'],
      ['2018-10-15 10:00', post('office'), 'dim'],
    ]),
    told('good', [
      ['2018-10-12 10:01', post('office'), 'open'],
      ['2018-10-15 10:00', post('office'), 'polish'],
    ]),
  )

  await expect(playStory(demo, stage)).rejects.toThrow(
    'bad, step 2: 400 invalid-input: 有些内容需要改正 (note Note is missing)',
  )
  expect(stage.lines).toContain('POST /api/v1/cases/LA-2018-0002/polish of-office')
})

test('a case that went another way than its story is not played on', async () => {
  const events = [
    { seq: 0, transition: 'open', automatic: false, draw: null },
    { seq: 1, transition: 'smash', automatic: false, draw: null },
  ]
  const stage = stageOf(({ path }) => {
    if (path === '/api/v1/cases') return { status: 201, body: { no: 'LA-2018-0001', seq: 1, state: 'open' } }
    return path.endsWith('/events') ? { status: 200, body: { events } } : null
  })
  const steps = [
    ['2018-10-12 10:00', post('office'), 'open'],
    ['2018-10-15 10:00', post('office'), 'polish'],
  ] as const

  await expect(playStory(demoOf(told('lamp', steps)), stage)).rejects.toThrow(
    'lamp (LA-2018-0001): event 1 is smash, where the story tells polish',
  )
})

test('progress is told after every minute', async () => {
  const told_: string[] = []
  const demo = demoOf(
    told('lamp', [
      ['2018-10-12 10:00', post('office'), 'open'],
      ['2018-10-15 10:00', post('office'), 'polish'],
    ]),
  )

  await playStory(demo, stageOf(), (done, of) => told_.push(`${done}/${of}`))

  expect(told_).toEqual(['1/2', '2/2'])
})
