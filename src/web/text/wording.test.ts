import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsOf, textsIn } from './wording.ts'

const web = join(import.meta.dirname, '..')
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith('wording.ts'),
)

describe('the words of the pages', () => {
  test('every Chinese text of src/web has full-width punctuation and only words of the glossary', () => {
    const faults = sources.flatMap((path) =>
      textsIn(readFileSync(join(web, path), 'utf8')).flatMap((text) =>
        faultsOf(text).map(({ found, instead }) => `${path}: “${found}” in “${text.trim()}”, write ${instead}`),
      ),
    )

    expect(faults).toEqual([])
  })

  test('a forbidden word is found with what to write instead', () => {
    expect(faultsOf('等待核验的凭据')).toEqual([
      { found: '核验', instead: '核查' },
      { found: '凭据', instead: '证据' },
    ])
  })

  test('half-width punctuation beside a Chinese character is found', () => {
    const found = ['剩3天,快到期', '完成(演示)', '稍等...', '可以吗?', '到此.', 'ＺＧ', '甲\u3000乙'].map(
      (text) => faultsOf(text).length > 0,
    )

    expect(found).toEqual(Array(7).fill(true))
  })

  test('numbers, file names and Latin words beside Chinese need no full-width form', () => {
    expect(faultsOf('剩 17 个工作日，见 luoshi.css 第 3.2 节，87.3%（n=1,204）……')).toEqual([])
  })

  test('texts are taken from literals, templates and tags, not from comments', () => {
    const source = "/* 注,释 */ const a = '甲' // 行,注\nconst b = `乙 ${f(c)} 丙`\nconst d = <b>丁</b>"

    expect(textsIn(source)).toEqual(['甲', '乙 0 丙', '丁'])
  })
})
