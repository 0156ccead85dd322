import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateXML, type XMLFileInfo } from 'xmllint-wasm'
import { akomaNtoso } from './akoma-ntoso.ts'
import { type Compiled, compile } from './compile.ts'
import { assigning } from './testing/assigning.ts'
import { borders } from './testing/borders.ts'
import { framing } from './testing/framing.ts'
import { grids } from './testing/grids.ts'
import { heads } from './testing/heads.ts'
import { letters } from './testing/letters.ts'
import { numbering } from './testing/numbering.ts'
import { programmes } from './testing/programmes.ts'
import { rough } from './testing/rough.ts'
import { sites } from './testing/sites.ts'
import { telling } from './testing/telling.ts'
import { thorny } from './testing/thorny.ts'
import { timing } from './testing/timing.ts'
import { variants } from './testing/variants.ts'

const shared = join(import.meta.dirname, '../../../shared')
const suite = join(shared, 'suites/akoma-ntoso')
const isThere = existsSync(suite)

if (!isThere && process.env.CI === 'true') throw new Error('../shared/suites/akoma-ntoso is missing')

const file = (folder: string, fileName: string): XMLFileInfo => ({
  fileName,
  contents: readFileSync(join(folder, fileName), 'utf8'),
})

/** 64 KiB each; thirty plans and the schema need less than 128 MiB. */
const memoryPages = 2048

async function faults(documents: readonly Compiled[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((compiled, i) => ({ fileName: `${i}.xml`, contents: akomaNtoso(compiled) })),
    schema: file(suite, 'akomantoso30.xsd'),
    preload: file(suite, 'xml.xsd'),
    initialMemoryPages: memoryPages,
    maxMemoryPages: memoryPages,
  })
  return errors.map((error) => error.rawMessage)
}

const own = [
  ...numbering,
  ...framing,
  ...assigning,
  ...timing,
  ...sites,
  ...telling,
  ...variants,
  ...letters,
  ...heads,
  ...programmes,
  ...grids,
  ...rough,
  ...thorny,
  ...borders,
]

describe.runIf(isThere)('the OASIS schema of Akoma Ntoso 3.0', () => {
  test('accepts every document of our own', async () => {
    expect(await faults(own.map((sample) => compile(sample.text)))).toEqual([])
  })

  test('accepts every document of the corpus', async () => {
    const dev = join(shared, 'corpus/dev')
    const texts = readdirSync(dev).map((id) => readFileSync(join(dev, id, 'source.txt'), 'utf8'))

    expect(await faults(texts.map((text) => compile(text)))).toEqual([])
  })

  test('accepts texts of any characters, controls and halves of pairs included', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '一、',
        '（一）',
        '1.',
        '第一条 ',
        '。',
        '\n',
        '市财政局要',
        '<b>',
        '&',
        '\u0000',
        '\ud83d',
        '\uffff',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    const texts = fc.sample(fc.array(piece, { maxLength: 40 }), { numRuns: 60, seed: 20181012 })

    expect(await faults(texts.map((parts) => compile(parts.join(''))))).toEqual([])
  })

  test('refuses the same document without its numbers’ elements, so that these tests can fail', async () => {
    const broken = { ...compile(own[0]?.text ?? ''), meta: { ...compile('').meta, date_issued: 'today' } }

    expect(await faults([broken])).not.toEqual([])
  })
})

const plan =
  '某市造林方案\n\n为推进造林，制定本方案。\n\n第一章　总则\n\n第一条　市林业局负责造林，2019年6月30日前完成。\n\n第二条　有下列情形的，予以奖励：\n\n（一）造林一百亩以上的；\n\n（二）管护<两>年的。\n\n某市人民政府\n2018年10月12日\n'

test('numbers, headings and texts stand in the elements of the hierarchy, with ids by the naming convention', () => {
  const xml = akomaNtoso(compile(plan))

  expect(xml).toContain('<chapter eId="chp_1"><num>第一章</num>\n<heading>总则</heading>')
  expect(xml).toContain('<article eId="chp_1__art_1"><num>第一条</num>')
  expect(xml).toContain('<point eId="chp_1__art_2__point_2"><num>（二）</num>')
})

test('units and days are marked where they stand and refer to what they mean', () => {
  const xml = akomaNtoso(compile(plan))

  expect(xml).toContain(
    '<organization refersTo="#org_2">市林业局</organization>负责造林，<date date="2019-06-30">2019年6月30日前</date>',
  )
  expect(xml).toMatch(/<TLCOrganization eId="org_2" href="[^"]*" showAs="市林业局"\/>/)
})

test('two documents differ only in the namespace that was asked for', () => {
  const compiled = compile(plan)

  expect(akomaNtoso(compiled, 'standard')).toBe(akomaNtoso(compiled).replace('/akn/3.0/WD17"', '/akn/3.0"'))
})

test('the words of the document all stand in it, in their order, and residue of the page does not', () => {
  const xml = akomaNtoso(compile(`当前位置：首页 > 文件\n\n${plan}\n【打印此页】`))
  const words = xml
    .slice(xml.indexOf('<preface'))
    .replace(/<[^>]*>|\s/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

  expect(words).toBe(plan.replace(/[\s　]/g, ''))
})
