import { expect, test } from 'vitest'
import type { Matter } from './review-matter.ts'
import { cutsOf, mattersByHand, partsIn, partsText, takenApart } from './review-parts.ts'

const stated = (value: string) => ({ value, origin: 'stated' as const })

const matter: Matter = {
  id: 'm1',
  action: '县水利局逐库排查，建成视频站点30处；县财政局保障经费',
  answers: { lead: stated('县水利局、县财政局'), due: stated('6月底前'), measure: stated('30处') },
  proposed: {},
}
const cuts = cutsOf(matter.action)

test('a matter may be cut behind each comma, semicolon and stop, and behind 、 only where nothing else parts it', () => {
  expect(cuts.map((at) => matter.action.slice(at))).toEqual(['建成视频站点30处；县财政局保障经费', '县财政局保障经费'])
  expect(cutsOf('制定办法、公布清单、组织检查')).toEqual([5, 10])
  expect(cutsOf('办，理')).toEqual([])
})

test('each half keeps the answers that stand in its words, and those that stand in neither half', () => {
  const [first, second] = takenApart([matter], [{ do: 'cut', matter: 0, at: cuts[1] ?? 0 }])

  expect(first).toMatchObject({
    action: '县水利局逐库排查，建成视频站点30处',
    byHand: true,
    answers: { lead: stated('县水利局'), due: stated('6月底前'), measure: stated('30处') },
  })
  expect(second).toMatchObject({
    action: '县财政局保障经费',
    byHand: true,
    answers: { lead: stated('县财政局'), due: stated('6月底前') },
  })
  expect(second?.answers.measure).toBeUndefined()
})

test('what was cut and joined again has all its answers', () => {
  const parts = partsIn(`c0.${cuts[1]},j1`)
  const [again, ...more] = takenApart([matter], parts)

  expect(more).toEqual([])
  expect(again?.answers).toEqual(matter.answers)
})

test('an answer joined from two origins is the person’s who joined them', () => {
  const other: Matter = { ...matter, id: 'm2', answers: { due: { value: '年底前', origin: 'inferred' } } }
  const [one] = takenApart([matter, other], [{ do: 'join', matter: 1 }])

  expect(one?.answers.due).toEqual({ value: '6月底前、年底前', origin: 'decided' })
})

test('cuts and joins that fit no matter change nothing, and an address that is none is empty', () => {
  expect(takenApart([matter], partsIn('c7.3,j0,j9,c0.999'))).toEqual([matter])
  expect(['c0', 'j1,x', 'c0.1 ', 'j1,'.repeat(30)].map(partsIn)).toEqual([[], [], [], []])
  expect(partsText(partsIn('c0.12,j2'))).toBe('c0.12,j2')
})

test('matters taken apart by hand stay as they were decided, whatever the compiler reads', () => {
  const decision = { did: 'define', kind: 'duty', testable: true, byHand: true, matters: [matter] } as const

  expect(mattersByHand(decision)).toEqual([
    { id: 'hand-0', action: matter.action, byHand: true, answers: matter.answers, proposed: {} },
  ])
})
