import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { filled, wordsIn } from './wording.ts'

const pools = { street: ['石桥街', '柳堤路'] }
const chance = chanceOf('seed')

test('a text is the same for the same chance, and another for another', () => {
  const template = '{street}{n:2-99}盏路灯不亮|{street}路灯坏了{n}天，共{n:2-99}盏'

  const texts = Array.from({ length: 40 }, (_, i) => filled(template, chanceOf(`case ${i}`), pools))

  expect(filled(template, chance, pools)).toBe(filled(template, chance, pools))
  expect(new Set(texts).size).toBeGreaterThan(30)
})

test('a number has one value under its name in all texts of a matter', () => {
  const all = '{street}{m:2-900}盏不亮\n更换{m}盏'

  const subject = filled('{street}{m:2-900}盏不亮', chance, pools, {}, all)
  const measure = filled('更换{m}盏', chance, pools, {}, all)

  expect(measure.match(/\d+/)?.[0]).toBe(subject.match(/\d+/)?.[0])
})

test('what a text says at its places is read back from it', () => {
  expect(wordsIn('全好|{street}{m:2-9}盏路灯不亮', '石桥街7盏路灯不亮', pools)).toEqual({ street: '石桥街', m: '7' })
  expect(wordsIn('{street}{m:2-9}盏路灯不亮', '午休时段窗口无人', pools)).toBeNull()
  expect(wordsIn('{street}改造', '民生实事：农贸市场改造', pools)).toBeNull()
})

test('words that are already fixed are kept', () => {
  expect(filled('{street}更换{m:2-9}盏', chance, pools, { street: '青砖巷', m: '4' })).toBe('青砖巷更换4盏')
})

test('a name that nothing explains is a mistake in the book', () => {
  expect(() => filled('{nowhere}', chance, pools)).toThrow('nothing is called nowhere')
})
