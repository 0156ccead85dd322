import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { drawnPost, lookBackAfter, lookBackCommitment, lookBackDays, lookBackNonce, sealedDay } from './chance.ts'
import { at } from './testing/calendar.ts'
import { around, calendar, freeVerifiers, region } from './testing/city.ts'
import { checkerOf, lampProcedure, mended, sent } from './testing/lamp-case.ts'
import { start } from './testing/play.ts'

const draw = (c = sent.case, now = start) => {
  const result = drawnPost(lampProcedure, c, 'checker', around(now))
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('a draw', () => {
  test('is among the staffed posts of the region that have no tie to the case', () => {
    expect(draw().pool).toEqual([...freeVerifiers, 'works-verifier', 'bridges-verifier'].sort())
  })

  test('gives the same post again from what it publishes and the day’s secret', () => {
    const { pool, drawn, commitment, day } = draw()
    const secret = around(start).seeds?.draw.secret ?? ''
    const sha = (text: string) => createHash('sha256').update(text).digest('hex')
    const ticketFor = (post: string) =>
      [
        ...BigInt(`0x${sha(sha(`${secret}/verifier`) + `${sent.case.no}|2|${post}`)}`)
          .toString()
          .padStart(64, '0'),
      ]
        .reverse()
        .join('')
    const [first] = [...pool].sort((a, b) => (ticketFor(a) < ticketFor(b) ? -1 : 1))

    expect(drawn).toBe(first)
    expect(day).toBe('2018-11-14')
    expect(commitment).toBe(sha(`luoshi-seed/1\ndraw\n${day}\n${secret}\n`))
  })

  test('differs from case to case and from move to move', () => {
    const drawnIn = (no: string, seq: number) => draw({ ...sent.case, no, seq }).drawn
    const cases = Array.from({ length: 40 }, (_, i) => drawnIn(`LD-2018-${i}`, 1))
    const moves = Array.from({ length: 40 }, (_, i) => drawnIn('LD-2018-1', i))

    expect([new Set(cases).size, new Set(moves).size]).toEqual([8, 8])
  })

  test('leaves out who acted in the case as anything, and who holds the part now', () => {
    const acted = { head: ['post:water-head', 'person:p-health-verifier'] }
    const holders = { checker: { post: 'sports-verifier' } }

    expect(draw({ ...sent.case, acted }).pool).not.toContain('health-verifier')
    expect(draw({ ...sent.case, holders }).pool).not.toContain('sports-verifier')
    expect(draw(mended.case).pool).not.toContain(checkerOf(mended.case).post)
  })

  test('without a seed, or of a party that is not drawn, is a mistake of the program', () => {
    const { seeds: _, ...blind } = around(start)

    expect(() => drawnPost(lampProcedure, sent.case, 'checker', blind)).toThrow(TypeError)
    expect(() => drawnPost(lampProcedure, sent.case, 'desk', around(start))).toThrow(TypeError)
  })

  test('of a part with the role in another region finds nobody', () => {
    expect(drawnPost(lampProcedure, { ...sent.case, region: '990009' }, 'checker', around(start))).toMatchObject({
      refusal: { code: 'nobody-to-draw' },
    })
    expect(sent.case.region).toBe(region)
  })
})

describe('a sealed day', () => {
  const seed = around(start).seeds?.lookBack ?? { purpose: 'look-back', day: '', secret: '', commitment: '' }

  test('is 30, 90 or 180 days on, each about a third of the time', () => {
    const days = Array.from({ length: 600 }, (_, i) => lookBackAfter(lookBackNonce(seed, 'LD-2018-0001', i)))
    const counts = lookBackDays.map((wanted) => days.filter((day) => day === wanted).length)

    expect(counts.reduce((sum, n) => sum + n)).toBe(600)
    expect(Math.min(...counts)).toBeGreaterThan(160)
  })

  test('falls on a working day', () => {
    const sealed = Array.from({ length: 60 }, (_, seq) => sealedDay({ ...sent.case, seq }, 'lookOn', around(start)))
    const isWorking = sealed.map(({ lookOn }) => calendar.isWorkingDay(calendar.dayAt(at(`${lookOn} 12:00`))))

    expect(isWorking).not.toContain(false)
  })

  test('can be checked by whoever sees day and key, and by nobody before', () => {
    const { lookOn, lookOnNonce, lookOnCommitment } = sealedDay(sent.case, 'lookOn', around(start))

    expect(lookOnCommitment).toBe(lookBackCommitment(sent.case.no, String(lookOn), String(lookOnNonce)))
    expect(lookOnCommitment).not.toBe(lookBackCommitment(sent.case.no, '2018-12-31', String(lookOnNonce)))
    expect(lookOnNonce).toBe(lookBackNonce(seed, sent.case.no, sent.case.seq + 1))
  })

  test('without a seed is a mistake of the program', () => {
    const { seeds: _, ...blind } = around(start)

    expect(() => sealedDay(sent.case, 'lookOn', blind)).toThrow(TypeError)
  })
})
