import { expect, test } from 'vitest'
import { readBytes, readCanonical } from './read.ts'
import { archive } from './testing/archive.ts'
import { docx, odt, word } from './testing/office.ts'
import { type PageLine, pdf, scannedPdf } from './testing/portable.ts'

const utf8 = (text: string) => Buffer.from(text)
const textOf = async (bytes: Uint8Array) => {
  const read = await readBytes(bytes)
  return read.ok ? read.text : read.code
}
const codeOf = async (bytes: Uint8Array) => {
  const read = await readBytes(bytes)
  return read.ok ? read.format : read.code
}

const national =
  word.level(0, 'chineseCountingThousand', '%1、') +
  word.level(1, 'japaneseCounting', '（%2）') +
  word.level(2, 'decimal', '%3.') +
  word.level(3, 'decimalEnclosedCircleChinese', '%4')

test('a text in UTF-8, with or without its mark, is read with line feeds', async () => {
  expect(await textOf(utf8('\ufeff一、总则\r\n二、分则\r三、附则'))).toBe('一、总则\n二、分则\n三、附则')
})

test('a text in GB18030 is read', async () => {
  expect(await textOf(Uint8Array.from([0xd2, 0xbb, 0xa1, 0xa2, 0xd7, 0xdc, 0xd4, 0xf2]))).toBe('一、总则')
})

test('a text in UTF-16 is read with its mark and without', async () => {
  const words = '一、总则 1.1 abc def ghi'

  expect(await textOf(Buffer.from(`\ufeff${words}`, 'utf16le'))).toBe(words)
  expect(await textOf(Buffer.from(words, 'utf16le'))).toBe(words)
})

test('numbers that exist only as automatic numbering of Word are written out', async () => {
  const body = [
    word.paragraph('总体要求', word.number(0)),
    word.paragraph('主要任务', word.number(0)),
    word.paragraph('建立台账', word.number(1)),
    word.paragraph('逐项登记', word.number(2)),
    word.paragraph('定期核对', word.number(2)),
    word.paragraph('要点', word.number(3)),
    word.paragraph('定期通报', word.number(1)),
    word.paragraph('再逐项登记', word.number(2)),
  ].join('')

  expect(await textOf(docx(body, national))).toBe(
    '一、总体要求\n二、主要任务\n（一）建立台账\n1.逐项登记\n2.定期核对\n①要点\n（二）定期通报\n1.再逐项登记',
  )
})

test('a numbering that starts over and one that a style brings are counted', async () => {
  const styles =
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Part"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Part"/></w:style></w:styles>'
  const body = [
    word.paragraph('甲', '<w:pStyle w:val="Part"/>'),
    word.paragraph('乙', '<w:pStyle w:val="Own"/>'),
    word.paragraph('丙', word.number(0, 2)),
    word.paragraph('丁', word.number(0, 2)),
    word.paragraph('戊', '<w:pStyle w:val="Part"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
  ].join('')

  expect(await textOf(docx(body, national, [{ name: 'word/styles.xml', content: styles }]))).toBe(
    '一、甲\n二、乙\n一、丙\n二、丁\n戊',
  )
})

test('decimal automatic numbers name all their levels', async () => {
  const levels = word.level(0, 'decimal', '%1', '<w:suff w:val="space"/>') + word.level(1, 'decimal', '%1.%2')

  expect(
    await textOf(
      docx(
        word.paragraph('总则', word.number(0)) +
          word.paragraph('目的', word.number(1)) +
          word.paragraph('范围', word.number(1)),
        levels,
      ),
    ),
  ).toBe('1 总则\n1.1 目的\n1.2 范围')
})

test('a table row of Word is one line, a table that lays out the page is lines', async () => {
  const cell = (text: string) => word.paragraph(text)
  const layout = word.row(cell('标题') + cell('正文'))

  expect(
    await textOf(docx(`<w:tbl>${word.row(cell('序号'), cell('任务'))}${word.row(cell('1'), cell('建成'))}</w:tbl>`)),
  ).toBe('序号\t任务\n1\t建成')
  expect(await textOf(docx(`<w:tbl>${layout}</w:tbl>`))).toBe('标题\n正文')
})

test('what a tracked change deleted and what a field instructs is not read', async () => {
  const body =
    '<w:p><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><w:ins><w:r><w:t>新文</w:t></w:r></w:ins></w:p>'

  expect(await textOf(docx(body))).toBe('新文')
})

test('numbers of OpenDocument lists are written out, level by level', async () => {
  const level = (n: number, format: string, prefix: string, suffix: string) =>
    `<text:list-level-style-number text:level="${n}" style:num-format="${format}" style:num-prefix="${prefix}" style:num-suffix="${suffix}"/>`
  const item = (text: string, inner = '') => `<text:list-item><text:p>${text}</text:p>${inner}</text:list-item>`
  const list = (items: string) => `<text:list text:style-name="L1">${items}</text:list>`
  const body = list(
    item('总体要求') + item('主要任务', `<text:list>${item('建立台账')}${item('定期通报')}</text:list>`),
  )

  expect(await textOf(odt(body, level(1, '一, 二, 三, ...', '', '、') + level(2, '一, 二, 三, ...', '（', '）')))).toBe(
    '一、总体要求\n二、主要任务\n（一）建立台账\n（二）定期通报',
  )
})

test('a page is read block by block, without scripts, styles and hidden text', async () => {
  const html =
    '<!DOCTYPE html><html><head><title>站点</title><style>p{}</style></head><body><script>alert(1)</script><div style="display: none">藏</div><p>一、<b>总</b>则</p><div>正文<br>第二行</div><table><tr><td>序号</td><td>任务</td></tr></table></body></html>'

  expect(await textOf(utf8(html))).toBe('一、总则\n正文\n第二行\n序号\t任务')
})

test('cells merged downwards and sideways leave empty cells, so that the columns of a table stay true', async () => {
  const html =
    '<html><body><table><tr><td>序号</td><td>任务</td><td>举措</td><td>责任单位</td></tr><tr><td rowspan="2">1</td><td rowspan="2">提升环境</td><td>新建公园</td><td>区住建局</td></tr><tr><td>改造街巷</td><td>区城管局</td></tr><tr><td>2</td><td colspan="2">新增学位</td><td>区教育局</td></tr></table></body></html>'

  expect(await textOf(utf8(html))).toBe(
    '序号\t任务\t举措\t责任单位\n1\t提升环境\t新建公园\t区住建局\n\t\t改造街巷\t区城管局\n2\t新增学位\t\t区教育局',
  )
})

test('a text that only holds a table or a comment is no page: its lines and offsets stay', async () => {
  const text = '# 某税法\n\n**第一条**　甲。\n\n**第二条**　乙。\n\n<table><tr><td>丙</td></tr></table>'

  expect(await textOf(utf8(text))).toBe(text)
  expect(await textOf(utf8(`<!-- 说明 -->\n${text}`))).toBe(`<!-- 说明 -->\n${text}`)
  expect(await textOf(utf8('<!-- 说明 -->\n<div>第一条 甲。</div>'))).toBe('第一条 甲。')
})

test('a file that holds canonical text is never taken for a page', () => {
  const text = '<p>一、总则</p>\n<p>二、分则</p>'

  expect(readCanonical(utf8(text))).toEqual({ ok: true, format: 'txt', text })
})

test('a page in gb2312 is read as it declares', async () => {
  const head = utf8('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><p>')

  expect(
    await textOf(
      Buffer.concat([
        head,
        Uint8Array.from([0xd2, 0xbb, 0xa1, 0xa2, 0xd7, 0xdc, 0xd4, 0xf2]),
        utf8('</p></body></html>'),
      ]),
    ),
  ).toBe('一、总则')
})

test('items of an ordered list of a page get the numbers that a browser prints', async () => {
  expect(
    await textOf(
      utf8(
        '<html><body><ol style="list-style-type:cjk-ideographic"><li>甲</li><li>乙</li></ol><ol start="3"><li>丙</li></ol></body></html>',
      ),
    ),
  ).toBe('一、甲\n二、乙\n3.丙')
})

const column = (lines: readonly string[], indent: readonly number[] = []): readonly PageLine[] =>
  lines.map((text, i) => ({ x: 80 + (indent.includes(i) ? 32 : 0), y: 760 - i * 29, text }))

test('lines of a PDF are joined to paragraphs across pages, without page numbers', async () => {
  const first = column(
    [
      '一、为进一步加强农村公路养护管理工作巩固建设成果',
      '结合实际制定本方案请各乡镇和有关部门认真抓好落实工',
      '作同时要建立健全长效机制落实养护责任保障养护资金完',
      '善考核办法定期组织检查并且将检查结果在全县范围之内',
    ],
    [0],
  )
  const second = column(['通报。', '二、本方案自印发之日起施行'], [1])
  const text = await textOf(
    pdf([
      [...first, { x: 290, y: 40, text: '— 1 —' }],
      [...second, { x: 290, y: 40, text: '— 2 —' }],
    ]),
  )

  expect(text).toBe(
    '一、为进一步加强农村公路养护管理工作巩固建设成果结合实际制定本方案请各乡镇和有关部门认真抓好落实工作同时要建立健全长效机制落实养护责任保障养护资金完善考核办法定期组织检查并且将检查结果在全县范围之内通报。\n二、本方案自印发之日起施行',
  )
})

test('a PDF in two columns is read column by column, its title first', async () => {
  const title = { x: 210, y: 790, text: '某县农村公路养护办法' }
  const left = [
    '一、县交通运输局负责全县农村公',
    '路养护的统筹协调，每年组织检查',
    '不少于两次。',
    '二、各乡镇人民政府负责乡道和村',
    '道的日常养护，落实养护人员和养',
    '护资金。',
    '三、县财政局负责将养护资金列入',
  ]
  const right = [
    '年度预算，并于每年三月底前拨付',
    '到位。',
    '四、县公安局负责查处损坏公路的',
    '行为，保障公路安全畅通，定期通',
    '报查处情况。',
    '五、本办法自印发之日起施行，由',
    '县交通运输局负责解释。',
  ]
  const set = (lines: readonly string[], x: number) => lines.map((text, i) => ({ x, y: 740 - i * 24, text }))

  expect(await textOf(pdf([[title, ...set(left, 40), ...set(right, 320)]]))).toBe(
    [
      '某县农村公路养护办法',
      '一、县交通运输局负责全县农村公路养护的统筹协调，每年组织检查不少于两次。',
      '二、各乡镇人民政府负责乡道和村道的日常养护，落实养护人员和养护资金。',
      '三、县财政局负责将养护资金列入年度预算，并于每年三月底前拨付到位。',
      '四、县公安局负责查处损坏公路的行为，保障公路安全畅通，定期通报查处情况。',
      '五、本办法自印发之日起施行，由县交通运输局负责解释。',
    ].join('\n'),
  )
})

test('pages that are pictures are a scan, with the mark of a scanning program on them and without', async () => {
  expect(await codeOf(scannedPdf(1))).toBe('scanned')
  expect(await codeOf(scannedPdf(3, 'Scanned by Some Scanner App'))).toBe('scanned')
})

test('a PDF without a text layer is a scan, and its refusal says what to do', async () => {
  const read = await readBytes(pdf([[], []]))

  expect(read).toMatchObject({ ok: false, code: 'scanned' })
  expect(read.ok ? '' : read.says[0]).toContain('OCR')
})

test('an encrypted archive, a file that may hold macros and a damaged one are refused, each with its own sentence', async () => {
  const encrypted = archive([{ name: 'word/document.xml', content: 'x', isEncrypted: true }])
  const macros = docx(word.paragraph('正文'), '', [{ name: 'word/vbaProject.bin', content: 'x' }])
  const broken = docx(word.paragraph('正文')).slice(0, 200)

  expect(await codeOf(encrypted)).toBe('encrypted')
  expect(await codeOf(macros)).toBe('macros')
  expect(await codeOf(broken)).toBe('damaged')
})

test('a protected OpenDocument text and a protected Word file are refused as encrypted', async () => {
  const manifest = {
    name: 'META-INF/manifest.xml',
    content: '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
  }
  const ole = Buffer.concat([
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(600),
  ])

  expect(await codeOf(odt('<text:p>正文</text:p>', '', [manifest]))).toBe('encrypted')
  expect(await codeOf(ole)).toBe('encrypted')
})

test('an archive that would expand abnormally is not opened', async () => {
  expect(await codeOf(archive([{ name: 'word/document.xml', content: Buffer.alloc(8 * 1024 * 1024) }]))).toBe('bomb')
})

test('empty, over-large and foreign files are refused', async () => {
  expect(await codeOf(new Uint8Array())).toBe('empty')
  expect(await codeOf(utf8(' \n '))).toBe('no-text')
  expect(await codeOf(new Uint8Array(51 * 1024 * 1024))).toBe('too-large')
  expect(await codeOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]))).toBe('unknown-format')
})

test('external entities are not resolved and entities do not multiply', async () => {
  const xml =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>正文&a;&c;</w:t></w:r></w:p></w:body></w:document>'
  const text = await textOf(archive([{ name: 'word/document.xml', content: xml }]))

  expect(text).not.toContain('root:')
  expect(text).not.toContain('bbb')
})
