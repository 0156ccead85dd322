import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Phrases } from './phrases.tsx'

const shown = (text: string) => renderToStaticMarkup(<Phrases text={text} />)

test('a heading of short phrases keeps each in one line, and its words are the same', () => {
  const html = shown('问题反馈、整改、核查、销号')

  expect(html.match(/<span class="nowrap">/g)).toHaveLength(4)
  expect(html.replace(/<[^>]*>/g, '')).toBe('问题反馈、整改、核查、销号')
})

test('a long phrase may break, and a heading of one phrase is left as it is', () => {
  expect(shown('窗口要求重复提交营业执照复印件')).toBe('窗口要求重复提交营业执照复印件')
  expect(shown('先看，窗口要求重复提交营业执照')).toBe('<span class="nowrap">先看，</span>窗口要求重复提交营业执照')
})
