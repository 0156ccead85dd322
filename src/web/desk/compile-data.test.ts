import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { reviewedOf } from '../../engine/review-state.ts'
import { citeOf } from './compile-data.ts'

const plan = `安澜市人民政府关于印发节水行动方案的通知

各乡镇人民政府，市政府各部门：

现将《安澜市节水行动方案》印发给你们，请认真贯彻执行。

安澜市人民政府
2018年10月12日

安澜市节水行动方案

一、重点任务

（一）改造管网。2019年6月底前改造老旧管网120公里。水务局每月公布进度。
`

/** Every sentence that is to be decided, as it is cited. */
function cited(text: string, lang: 'zh' | 'en') {
  const compiled = compile(text)
  const reviewed = reviewedOf(compiled, [])
  const dossier = { compiled, reviewed }
  return reviewed.filter(({ isAsked }) => isAsked).map((one) => citeOf(dossier, one, { lang }))
}

test('a sentence is cited by its clause, one before all clauses as 前文', () => {
  expect(cited(plan, 'zh')).toEqual(['前文第 1 句', '一、（一）第 1 句', '一、（一）第 2 句'])
  expect(cited(plan, 'en')[0]).toBe('Opening text, sentence 1')
})

test('a sentence after all clauses, such as in an annex, is cited as 文末 and counted apart', () => {
  const annexed = `${plan}\n安澜市人民政府\n2018年10月12日\n\n附件\n\n各单位每月5日前报送进展。\n`

  expect(cited(annexed, 'zh').at(-1)).toBe('文末第 1 句')
})
