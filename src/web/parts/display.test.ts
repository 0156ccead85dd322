import { expect, test } from 'vitest'
import { displayAfter, displayCookie, displayHref, displayOf, plainDisplay } from './display.ts'

test('a display survives the way through its cookie', () => {
  const display = { care: true, theme: 'dark' } as const
  const cookie = displayCookie(display).split(';')[0]

  expect(displayOf(`session=x; ${cookie}; other=y`)).toEqual(display)
})

test('no cookie and a forged one give the plain display', () => {
  const asked = [undefined, '', 'luoshi-display=purple', 'xluoshi-display=care.dark'].map(displayOf)

  expect(asked).toEqual(Array(4).fill(plainDisplay))
})

test('a link changes one thing and leaves the other', () => {
  const query = new URLSearchParams(displayHref({ care: true }, '/wall?gate=2').split('?')[1])

  expect(displayAfter({ care: false, theme: 'dark' }, query)).toEqual({
    display: { care: true, theme: 'dark' },
    back: '/wall?gate=2',
  })
})

test('the way back never leads to another host', () => {
  const backs = ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b', 'wall'].map(
    (back) => displayAfter(plainDisplay, new URLSearchParams({ back })).back,
  )

  expect(backs).toEqual(Array(5).fill('/'))
})
