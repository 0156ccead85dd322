import { expect, test } from 'vitest'
import { aboveOf, measuresAgainst, measuresBeside, settingsOf } from './measures-against.ts'

const network = '2023年底前改造老旧管网120公里，漏损率降到10%以内。'
const devices = '在机关、学校推广节水器具，逐步淘汰高耗水设备。'
const above = aboveOf(`某市节水行动方案\n\n一、重点任务\n\n（一）改造管网。${network}\n\n（二）推广器具。${devices}`, [
  { name: '一（一）', sentences: [network] },
  { name: '一（二）', sentences: [devices] },
])
const figures = (text: string) => measuresAgainst(above, text)

test('measures that are the plan itself are copied whole, take up every clause and set no number of their own', () => {
  expect(figures(`${network}${devices}`)).toMatchObject({ clauses: 2, covered: 2, copied: 100, targets: 0 })
})

test('measures in words of their own copy nothing, and their numbers are theirs', () => {
  const own = '县水利局2022年底前在城东更换漏水严重的老旧管网35公里。'

  expect(figures(own)).toMatchObject({ covered: 0, copied: 0, targets: 1, ownTargets: ['35公里'] })
})

test('a clause is taken up by a sentence that says the same of the place', () => {
  expect(figures('在全县机关、学校全面推广节水器具，年内换下高耗水设备300台。')).toMatchObject({
    coveredClauses: ['一（二）'],
  })
})

test('one phrase of four characters is not yet a clause, and a phrase that stands in two clauses belongs to neither', () => {
  const twice = aboveOf('', [
    { name: '一', sentences: ['推行一网通办和网上预约。'] },
    { name: '二', sentences: ['公开一网通办的清单。'] },
  ])

  expect(measuresAgainst(twice, '事项接入一网通办。').covered).toBe(0)
  expect(measuresAgainst(twice, '办事先网上预约，再取号。').coveredClauses).toEqual([])
  expect(measuresAgainst(twice, '窗口取号和网上预约同时开通。').coveredClauses).toEqual(['一'])
})

test('copied is what runs on for thirteen characters, whatever the width and the punctuation; twelve are a phrase', () => {
  const twelve = '在机关、学校推广节水器具逐'
  const copied = figures('在机关，学校 推广节水器具；逐步')
  const short = figures(twelve)

  expect(copied.copied).toBe(100)
  expect(short.copied).toBe(0)
})

test('the name of a document is quoted, not copied', () => {
  const named = aboveOf('关于印发某市节水行动方案并加快推进各项任务落实的通知', [])

  expect(measuresAgainst(named, '《关于印发某市节水行动方案并加快推进各项任务落实的通知》').copied).toBe(0)
  expect(measuresAgainst(named, '关于印发某市节水行动方案并加快推进各项任务落实的通知').copied).toBe(100)
})

test('a number of the plan is not a number of their own, and nothing is nothing', () => {
  expect(figures('全县改造管网120公里。').ownTargets).toEqual([])
  expect(figures('')).toEqual({ clauses: 2, covered: 0, copied: 0, targets: 0, coveredClauses: [], ownTargets: [] })
})

const shown = (text: string, spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end))

test('copied passages are shown where they stand, with the punctuation inside them, and touch nothing else', () => {
  const text =
    '全县上下：在机关，学校 推广节水器具；逐步换下旧的。另：见《某市节水行动方案》。漏损率降到10%以内，本县自己改造老旧管网。'

  expect(shown(text, measuresBeside(above, text).copied)).toEqual(['在机关，学校 推广节水器具；逐步'])
})

test('a passage that runs over two sentences is one, and two passages that a word parts are two', () => {
  const whole = `${network}${devices}`
  const parted = `${network}县里${devices}`

  expect(shown(whole, measuresBeside(above, whole).copied)).toEqual([whole.slice(0, -1)])
  expect(measuresBeside(above, parted).copied).toHaveLength(2)
})

test('beside each clause stand the sentences that take it up, with the numbers and limits they set themselves', () => {
  const text = '在全县机关、学校全面推广节水器具，2022年6月底前换下300台。2022年底前修水窖12座。请各乡镇重视。'
  const { taken, apart } = measuresBeside(above, text)

  expect(taken[0]).toEqual([])
  expect(taken[1]).toMatchObject([{ targets: ['300台'], limits: ['2022年6月底前'] }])
  expect(apart).toMatchObject([{ targets: ['12座'], limits: ['2022年底前'] }])
  expect(shown(text, apart)).toEqual(['2022年底前修水窖12座'])
})

test('what a part of a text sets is what stands in that part', () => {
  const text = `${network}${devices}`
  const settings = settingsOf(text)

  expect(settings({ start: 0, end: network.length })).toEqual({
    targets: ['120公里', '降到10%以内'],
    limits: ['2023年底前'],
  })
  expect(settings({ start: network.length, end: text.length })).toEqual({ targets: [], limits: [] })
})
