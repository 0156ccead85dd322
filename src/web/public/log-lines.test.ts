import { expect, test } from 'vitest'
import type { Entry } from '../../kernel/log/entry.ts'
import type { Json, Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { statementTitle } from './log-lines.ts'

const entry = (type: string, body: Json) => ({ v: 'luoshi-leaf/1', type, body }) as unknown as Entry

const said = (lang: Language, type: string, body: Json) =>
  statementTitle({ lang, format: formats[lang] }, entry(type, body))

test.each([
  ['log.heartbeat', { entries: 1229 }, '报平安：日志还在记'],
  ['log.census', { day: '2018-11-07', opened: { tasks: 3, findings: 4 } }, '点数：2018年11月7日共立 7 件'],
  ['log.census', { day: '2018-11-10', opened: {} }, '点数：2018年11月10日共立 0 件'],
  ['privacy.erased', { indexes: [3, 9], fields: ['story'], authority: 'office-1' }, '删去 2 条记录里的个人内容'],
  ['draw.seed-commit', { day: '2018-11-16' }, '封存2018年11月16日抽签的种子'],
  ['draw.seed-open', { day: '2018-11-16', purpose: 'look-back' }, '公开2018年11月16日回头看日子的种子'],
  ['later.kind', {}, '其他记录（later.kind）'],
] as const)('an entry of kind %s with %j is called %s', (type, body, words) => {
  expect(said('zh', type, body)).toBe(words)
})

test('in English it is all English', () => {
  expect(said('en', 'log.census', { day: '2018-11-07', opened: { tasks: 1 } })).toBe(
    'Count: 1 case opened on 7 November 2018',
  )
})
