import type { Json } from '../../kernel/text.ts'
import { bilingual, type Schema } from '../schema.ts'
import { answer, header, operation, type Paths } from './operation.ts'
import { movedEvent, record, ref, text, whole } from './schemas.ts'

const address: Schema = { type: 'string', format: 'uri' }
const orNothing: Schema = { type: ['string', 'null'] }
const always = (value: string): Schema => ({ type: 'string', enum: [value] })

const about = record({
  no: text,
  procedure: text,
  title: text,
  unit: orNothing,
  clause: orNothing,
  page: address,
})

const told = record({
  specversion: always('1.0'),
  id: { ...text, description: '同一件事总是同一个 · The same for the same event however often it is told' },
  source: address,
  type: always('luoshi.case.moved.v1'),
  subject: { ...text, description: '案件编号 · The case number' },
  datacontenttype: always('application/json'),
  data: record({
    index: { ...whole, description: '在公开日志里的位置 · Its place in the public log' },
    case: about,
    event: movedEvent,
  }),
})

/** What is told to an address outside. `time` is not there where a citizen acted: the hour is nobody's to know. */
export const webhookSchemas: Readonly<Record<string, Schema>> = {
  CloudEvent: {
    ...told,
    description: bilingual([
      'CloudEvents 1.0，外壳和内容在一段 JSON 里；群众的动作没有 time',
      'CloudEvents 1.0, frame and contents in one JSON text; without `time` where a citizen acted',
    ]),
    properties: { ...(told.properties as Schema), time: { type: 'string', format: 'date-time' } },
  },
}

const claimed = (origin: string): Json => ({
  specversion: '1.0',
  id: '0193250f-7a00-7c3e-8f1d-2b6c5d4e3f2a/5',
  source: `${origin}/log`,
  type: 'luoshi.case.moved.v1',
  subject: 'ZG-2018-0037',
  time: '2018-11-14T02:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    index: 1223,
    case: {
      no: 'ZG-2018-0037',
      procedure: 'finding-rectification',
      title: '公交班次与公布不符',
      unit: 'transport',
      clause: 'S5.2',
      page: `${origin}/cases/ZG-2018-0037`,
    },
    event: {
      seq: 5,
      transition: 'claim',
      from: 'rectifying',
      to: 'verifying',
      on: '2018-11-14',
      at: '2018-11-14T02:00:00.000Z',
      by: {
        party: 'head',
        title: ['责任单位主要负责人', 'head of the unit'],
        post: 'transport-head',
        unit: 'transport',
      },
      basis: 'duty/rectified-or-not-let-go',
      clauses: ['S5.2.s1'],
      input: { claims: ['站牌已改成实际班次'] },
      draw: {
        party: 'verifier',
        pool: ['data-verifier', 'finance-verifier', 'talent-verifier'],
        drawn: 'data-verifier',
        day: '2018-11-14',
        commitment: '51f6a17992379acbd656e8cbe0587697a0828f523f903468939ee1293ec257ee',
      },
      automatic: false,
    },
  },
})

const signature = [
  ['webhook-id', '这条消息的编号，重发时不变', 'The id of the message; the same when it is sent again'],
  ['webhook-timestamp', '发送时间，Unix 秒', 'When it was sent, Unix seconds'],
  [
    'webhook-signature',
    '对“编号.时间.正文”的 HMAC-SHA256，用登记时给的密钥（Standard Webhooks 1.0）',
    'HMAC-SHA256 over “id.timestamp.body” by the secret of the registration (Standard Webhooks 1.0)',
  ],
] as const

const taken = answer(['收下了', 'Taken'])

/** What we send, by its name: OpenAPI 3.1 describes it from the receiver's side. */
export const webhooksOf = (origin: string): Paths => ({
  'case-moved': {
    post: operation({
      id: 'case-moved',
      tag: 'log',
      summary: ['公开案件走了一步', 'A public case made a move'],
      description: [
        '系统管理员在 /desk/admin/webhooks 登记地址。至少送到一次，不保证先后：按 `data.event.seq` 排。十五秒内没有 2xx 就再送，前后四天。',
        'The system administrator registers an address at /desk/admin/webhooks. Told at least once and not in order: sort by `data.event.seq`. Without 2xx within 15 seconds it is sent again, for four days.',
      ].join('\n\n'),
      parameters: signature.map(([name, zh, en]) => ({ name, in: 'header', required: true, ...header([zh, en]) })),
      body: {
        'application/cloudevents+json': {
          schema: ref('CloudEvent'),
          examples: { 'case-moved': { value: claimed(origin) } },
        },
      },
      responses: {
        204: taken,
        410: answer(['不要再送：登记随即结束', 'Send no more: the registration ends']),
        '5XX': answer(['没有收下，稍后再送', 'Not taken; it is sent again']),
      },
    }),
  },
})
