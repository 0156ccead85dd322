import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { LogStanding } from '../../engine/log-standing.ts'
import { LogWitnesses } from './log-witnesses.tsx'

const alone: LogStanding = {
  origin: 'luoshi.example/log',
  vkey: 'luoshi.example/log+00000000+AQ==',
  checkpoint: { size: 1234, signedAt: '2026-11-24T03:00:00.000Z' },
  state: 'signed',
  since: '2026-11-24T02:00:00.000Z',
  says: null,
  quorum: 'none',
  witnessedSize: null,
  witnessed: { by: 0, of: 0, youngest: null },
  business: { now: '2026-11-24T03:00:00.000Z', timeZone: 'Asia/Shanghai' },
  witnesses: [],
}

const witness = { name: 'university', key: 'university.example/witness', why: null } as const
const witnessed: LogStanding = {
  ...alone,
  quorum: '1 of (university congress)',
  witnessedSize: 1230,
  witnessed: { by: 1, of: 2, youngest: '2026-11-24T02:59:55.000Z' },
  witnesses: [
    { ...witness, size: 1230, at: '2026-11-24T02:59:55.000Z', state: 'agrees' },
    { ...witness, name: 'congress', size: null, at: null, state: 'contradicts' },
  ],
}

const shown = (standing: LogStanding) => renderToStaticMarkup(<LogWitnesses lang="zh" standing={standing} />)

describe('the section on witnesses', () => {
  test('says plainly that nobody else has signed', () => {
    expect(shown(alone)).toContain('还没有别的机构见证这本日志')
  })

  test('says who saw how much and when, in the time of the place, and who contradicts', () => {
    const html = shown(witnessed)

    expect(html).toContain('2 家见证方，1 家已签名')
    expect(html).toContain('10:59')
    expect(html).toMatch(/congress[\s\S]*还没有[\s\S]*说法不一致/)
    expect(html).toContain('请把您手里的旧检查点')
  })
})
