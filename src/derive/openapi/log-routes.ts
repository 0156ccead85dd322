import type { Schema } from '../schema.ts'
import { get, orNull, plain } from './get.ts'
import { answer, anybody, header, inPath, inQuery, json, operation, type Paths } from './operation.ts'
import { refusals } from './problems.ts'
import { bothTexts, listOf, record, text, whole } from './schemas.ts'

const bytes: Schema = { type: 'string', format: 'binary' }

const receipt = record({ no: text, seq: whole, index: whole, proof: text, vkey: text, own: text, entry: text })
const waiting = record({ no: text, seq: whole, index: { type: 'null' } })

const move = [
  inPath('no', ['案件编号', 'Case number'], 'ZG-2018-0037'),
  inPath('seq', ['第几步', 'Which move'], 7, whole),
]

const instant: Schema = { type: 'string', format: 'date-time' }
const logStanding = record({
  origin: text,
  vkey: text,
  checkpoint: orNull(record({ size: whole, signedAt: instant })),
  state: { type: 'string', enum: ['signed', 'unsigned', 'refused'] },
  since: instant,
  says: orNull(bothTexts),
  quorum: text,
  witnessedSize: orNull(whole),
  witnessed: record({ by: whole, of: whole, youngest: orNull(instant) }),
  business: record({ now: instant, timeZone: text }),
  witnesses: listOf(
    record({
      name: text,
      key: text,
      size: orNull(whole),
      state: { type: 'string', enum: ['agrees', 'silent', 'contradicts', 'not-asked'] },
      why: orNull(text),
      at: orNull(instant),
    }),
  ),
})

/** The public log and its receipts. */
export const logPaths: Paths = {
  '/api/v1/cases/{no}/receipts/{seq}': {
    get: operation({
      id: 'read-receipt',
      tag: 'log',
      summary: ['一步在公开日志里的位置', 'Where one move is in the public log'],
      parameters: move,
      responses: {
        200: answer(['已封存', 'Sealed'], json(receipt)),
        202: answer(['还没有封存，请稍候再取', 'Not sealed yet; ask again'], json(waiting), {
          'Retry-After': header(['几秒后', 'Seconds']),
        }),
        ...refusals(401, 404, 500, 503),
      },
      security: anybody,
    }),
  },
  '/api/v1/cases/{no}/receipts/{seq}/own.tlog-proof': {
    get: operation({
      id: 'own-receipt',
      tag: 'log',
      summary: [
        '带本人可读字段的回执（C2SP tlog-proof）',
        'The receipt with the fields that the reader may read (C2SP tlog-proof)',
      ],
      parameters: move,
      responses: {
        200: answer(['回执', 'The receipt'], plain),
        202: answer(['还没有封存', 'Not sealed yet'], json(waiting)),
        ...refusals(401, 404, 500, 503),
      },
      security: anybody,
    }),
  },
  '/api/v1/cases/{no}/receipts/{seq}/entry.json': {
    get: operation({
      id: 'receipt-entry',
      tag: 'log',
      summary: ['这一步在日志里的原始字节', 'The very bytes of the entry that the log holds'],
      parameters: move,
      responses: {
        200: answer(['一条', 'The entry'], json({ type: 'object', additionalProperties: true })),
        202: answer(['还没有封存', 'Not sealed yet'], json(waiting)),
        ...refusals(401, 404, 500, 503),
      },
      security: anybody,
    }),
  },
  '/api/v1/log': get('log-standing', 'log', ['公开日志的现状与见证', 'How the log stands, and who witnesses it'], {
    200: answer(['现状', 'The standing'], json(logStanding)),
    ...refusals(500),
  }),
  '/api/v1/log/checkpoints': get(
    'log-checkpoints',
    'log',
    ['有见证方签名的树头，从大到小', 'Sizes of the checkpoints that a witness has cosigned, the largest first'],
    {
      200: answer(['各有几条', 'The sizes'], json(record({ sizes: listOf(whole), next: orNull(text) }))),
      ...refusals(400, 500),
    },
    [inQuery('before', ['小于', 'Smaller than'], { type: 'string', pattern: '^\\d{1,15}$' })],
  ),
  '/log/witness.vkeys': get('log-witness-vkeys', 'log', ['见证方公钥', 'The keys of the witnesses'], {
    200: answer(['公钥', 'The keys'], plain),
  }),
  '/log/checkpoint': get('log-checkpoint', 'log', ['最新的签名树头', 'The newest signed tree head'], {
    200: answer(['树头', 'The checkpoint'], plain),
    ...refusals(404, 500, 503),
  }),
  '/log/checkpoint.{size}': get(
    'log-checkpoint-at',
    'log',
    ['某一大小的签名树头', 'The signed tree head of one size'],
    { 200: answer(['树头', 'The checkpoint'], plain), ...refusals(404, 500, 503) },
    [inPath('size', ['几条', 'Entries'], 1024, whole)],
  ),
  '/log/log.vkey': get('log-vkey', 'log', ['验签公钥', 'The key that verifies signatures'], {
    200: answer(['公钥', 'The key'], plain),
  }),
  '/log/policy.txt': get('log-policy', 'log', ['见证要求', 'Which witnesses are required'], {
    200: answer(['要求', 'The policy'], plain),
  }),
  '/log/tile/{path}': get(
    'log-tile',
    'log',
    ['一块（C2SP tlog-tiles）', 'A tile (C2SP tlog-tiles)'],
    {
      200: answer(['一块', 'The tile'], { 'application/octet-stream': { schema: bytes } }),
      ...refusals(404, 500, 503),
    },
    [inPath('path', ['层与序号，可含斜杠', 'Level and index; may hold slashes'], '0/000')],
  ),
  '/log/proof/{index}.tlog-proof': get(
    'log-proof',
    'log',
    ['一条的证明（C2SP tlog-proof）', 'The proof of one entry (C2SP tlog-proof)'],
    { 200: answer(['证明', 'The proof'], plain), ...refusals(404, 500, 503) },
    [
      inPath('index', ['第几条', 'Index'], 42, whole),
      inQuery('size', ['在哪个树头之下', 'Under the checkpoint of which size'], {
        type: 'string',
        pattern: '^\\d{1,15}$',
      }),
    ],
  ),
}
