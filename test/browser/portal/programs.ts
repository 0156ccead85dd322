import { describe, expect, test } from 'vitest'
import { readBytes } from '../../../src/reader/read.ts'
import { unzipped } from '../../../src/reader/zip.ts'
import { addressOf, get, portal } from './visit.ts'

const browser = { accept: 'text/html,application/xhtml+xml' }
const program = { accept: 'application/json' }

/** Everything of an answer that a client could tell two cases apart by; the date is the moment's. */
async function wholeAnswer(path: string, headers: Readonly<Record<string, string>>) {
  const answer = await get(path, headers)
  const told = [...answer.headers].filter(([name]) => name !== 'date').sort()
  return { status: answer.status, told, body: await answer.text() }
}

export function asPrograms(): void {
  describe('as programs see it', () => {
    test('a page names the log size, and is not sent again while nothing changed', async () => {
      const first = await get('/wall')
      const etag = first.headers.get('etag') ?? ''
      const again = await get('/wall', { 'if-none-match': etag })

      expect(await first.text()).toContain(`本页按公开日志前 ${portal().engine.logSize()} 条算出`)
      expect(etag).not.toBe('')
      expect(again.status).toBe(304)
    })

    test('a page is compressed for whoever takes it so, and a page with a secret form never is', async () => {
      const zipped = { 'accept-encoding': 'gzip' }
      const answers = await Promise.all([
        get('/wall', zipped),
        get('/wall', { 'accept-encoding': 'br' }),
        get('/mine', zipped),
      ])

      expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null, null])
      expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual([
        'private, no-cache',
        'private, no-cache',
        'no-store',
      ])
    })

    test.each([
      ['/list.csv', 'text/csv', '信息资源共享目录'],
      ['/wall.csv', 'text/csv', '公厕长期停用'],
      ['/wall.atom', 'application/atom+xml', '公厕长期停用'],
      ['/column.atom', 'application/atom+xml', '公厕长期停用'],
      ['/plan/jiujiang-2018/source.txt', 'text/plain', '最多跑一次'],
      ['/procedures/supervised-task/chart.svg', 'image/svg+xml', '督办任务'],
      ['/receipt/40/entry', 'application/json', 'luoshi-leaf/1'],
      ['/data/verify.mjs', 'text/javascript', 'luoshi'],
    ])('%s is a file of its kind', async (path, type, holds) => {
      const answer = await get(path)

      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(await answer.text()).toContain(holds)
    })
  })

  describe('the responsibility list in office formats', () => {
    const bytesAt = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer())

    test('as a Word document holds the items of the page, chosen as the page was', async () => {
      const [all, none] = await Promise.all([bytesAt('/list.docx'), bytesAt('/list.docx?clause=S1')])
      const [read, empty] = await Promise.all([readBytes(all), readBytes(none)])

      expect(read.ok && read.text).toContain('信息资源共享目录')
      expect(read.ok && read.text).toContain('牵头单位\t配合单位\t完成时限')
      expect(empty.ok && empty.text).not.toContain('信息资源共享目录')
    })

    test('as a workbook is a workbook in both languages', async () => {
      const files = await Promise.all(['/list.xlsx', '/en/list.xlsx'].map(bytesAt))
      const sheets = await Promise.all(files.map((file) => unzipped(file, (name) => name.endsWith('sheet1.xml'))))

      expect(
        sheets.map((zip) => zip.ok && new TextDecoder().decode(zip.files.get('xl/worksheets/sheet1.xml'))),
      ).toEqual(Array(2).fill(expect.stringContaining('信息资源共享目录')))
    })
  })

  describe('an address that leads nowhere', () => {
    test.each([
      '/nowhere',
      '/en/nowhere',
      '/plan/jiujiang-2018/S9',
      '/procedures/none',
      '/receipt/999999',
      '/plan/%E0%A4%A',
      '/en/plan/%E0%A4%A',
    ])('%s is a page for readers and a problem for programs', async (path) => {
      const [page, problem] = await Promise.all([get(path, browser), get(path, program)])

      expect([page.status, problem.status]).toEqual([404, 404])
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(problem.headers.get('content-type')).toContain('application/problem+json')
      expect(await page.text()).toContain('<main')
      expect(await problem.json()).toMatchObject({ status: 404, code: 'not-found' })
    })

    test.each(['/api/v1/nowhere', '/api/v1/cases/%E0%A4%A', '/log/nowhere'])(
      '%s is a problem for everybody: only programs go there',
      async (path) => {
        const answer = await get(path, browser)

        expect(answer.status).toBe(404)
        expect(answer.headers.get('content-type')).toContain('application/problem+json')
      },
    )

    test('an English page of it is English', async () => {
      expect(await (await get('/en/nowhere', browser)).text()).toContain('There is no such page')
    })
  })

  describe('a case that is not public', () => {
    test.each([
      ['to a reader', '/cases/', browser],
      ['to an English reader', '/en/cases/', browser],
      ['to a program', '/cases/', program],
      ['to the interface', '/api/v1/cases/', program],
      ['to a browser at the interface', '/api/v1/cases/', browser],
    ])('%s answers byte for byte like one that does not exist', async (_title, under, headers) => {
      const hidden = await wholeAnswer(`${under}${addressOf('{onlyReported}')}`, headers)
      const absent = await wholeAnswer(`${under}ZG-2018-9999`, headers)

      expect(hidden.status).toBe(404)
      expect(hidden).toEqual(absent)
    })

    test('cannot be joined, and says no more about it', async () => {
      const hidden = await wholeAnswer('/cases/{onlyReported}/join', browser)
      const absent = await wholeAnswer('/cases/ZG-2018-9999/join', browser)

      expect(hidden.status).toBe(404)
      expect(hidden).toEqual(absent)
    })
  })
}
