import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Written } from './written.tsx'

const english = (text: string) => renderToStaticMarkup(<Written text={text} lang="en" />)

test('what was written is marked as Chinese from its first character to its last, and the rest is the page’s', () => {
  expect(
    ['The unit says: 已完成，共 3 件。', '“公厕长期停用”: step overdue', 'Progress 40%: 38 类', 'nothing'].map(english),
  ).toEqual([
    'The unit says: <span lang="zh-CN">已完成，共 3 件。</span>',
    '<span lang="zh-CN">“公厕长期停用”</span>: step overdue',
    'Progress 40%: 38 <span lang="zh-CN">类</span>',
    'nothing',
  ])
})

test('on a Chinese page nothing is marked', () => {
  expect(renderToStaticMarkup(<Written text="已完成" lang="zh" />)).toBe('已完成')
})
