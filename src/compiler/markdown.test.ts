import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { markdown } from './markdown.ts'

const plan =
  '当前位置：首页 > 文件\n\n某县关于造林的通知\n\n各乡镇人民政府：\n\n现就造林通知如下：\n\n一、总体要求\n\n（一）造林。及时造林*2*万亩。（县林业局负责）\n\n1、育苗[甲类]。\n\n某县人民政府\n2018年10月12日\n\n【打印此页】\n'

test('the clause tree becomes headings by level, and residue of the page is left out', () => {
  expect(
    markdown(compile(plan))
      .split('\n')
      .filter((line) => line.startsWith('#')),
  ).toEqual(['# 某县关于造林的通知', '## 一、总体要求', '### （一）造林'])
  expect(markdown(compile(plan))).not.toMatch(/当前位置|打印/)
})

test('each value of a commitment says where it comes from', () => {
  const text = markdown(compile(plan))

  expect(text).toContain('> - 牵头：县林业局（原句）')
  expect(text).toContain('> - “及时”没有数，建议定为2个工作日，请定。（建议）')
  expect(text).toContain('> - 待补：“及时”没有说是几天。')
})

test('marks that Markdown would read as markup are escaped', () => {
  const text = markdown(compile(plan))

  expect(text).toContain('\\*2\\*万亩')
  expect(text).toContain('1、育苗\\[甲类\\]。')
})

test('metadata stand under the title', () => {
  expect(markdown(compile(plan))).toContain(
    '- 发文机关：某县人民政府\n- 成文日期：2018-10-12\n- 主送机关：各乡镇人民政府',
  )
})
