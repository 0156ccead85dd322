import { expect, test } from 'vitest'
import type { LoggedIn } from '../../engine/access.ts'
import { identity, text } from '../../kernel/field.ts'
import { draftName } from './draft.tsx'

const me = { account: { id: 'account-1' } } as unknown as LoggedIn
const words = text({ title: ['事', 'matter'], see: 'staff', max: 100 })
const who = identity({ title: ['联系方式', 'contact'], see: 'sealed' })

test('a draft is kept for one account, case and move', () => {
  expect(draftName({ me }, { words }, 'ZG-2018-0001/claim')).toEqual({ draft: 'account-1/ZG-2018-0001/claim' })
})

test('a form that asks who somebody is leaves no draft in any browser', () => {
  expect(draftName({ me }, { words, who }, 'new/finding/report')).toEqual({})
})

test('a form that asks nothing has nothing to keep', () => {
  expect(draftName({ me }, {}, 'ZG-2018-0001/close')).toEqual({})
})
