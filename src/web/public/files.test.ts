import { DomUtils, parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { atomOf } from './atom.ts'
import { csvOf } from './csv.ts'

describe('a table for spreadsheets', () => {
  test('begins with the mark by which they know UTF-8, and ends each row with CR LF', () => {
    expect(csvOf(['编号', '件数'], [['ZG-1', 2]])).toBe('\uFEFF编号,件数\r\nZG-1,2\r\n')
  })

  test('quotes what would break a row: commas, quotes, line ends', () => {
    expect(csvOf(['a'], [['一,二'], ['他说"好"'], ['上\n下']])).toBe(
      '\uFEFFa\r\n"一,二"\r\n"他说""好"""\r\n"上\n下"\r\n',
    )
  })

  test('shows as text what a spreadsheet would run as a formula', () => {
    const cells = ['=HYPERLINK("x")', '+1', '-1', '@a', '\tx'].map((value) => csvOf([], [[value]]).split('\r\n')[1])

    expect(cells.map((cell) => cell?.replace(/^"/, '')[0])).toEqual(["'", "'", "'", "'", "'"])
  })

  test('a number stays a number, nothing is an empty cell', () => {
    expect(csvOf([], [[-3, null, 0]])).toContain('-3,,0')
  })
})

const feed = atomOf({
  title: 'A & B',
  page: 'https://x.example/wall?a=1&b=2',
  self: 'https://x.example/wall.atom',
  lang: 'zh-CN',
  author: '公开平台',
  updated: '2018-11-14T00:00:00.000Z',
  entries: [{ href: 'https://x.example/c', title: '<script>', summary: '"引号"', updated: '2018-11-14T00:00:00.000Z' }],
})

describe('a feed', () => {
  test('has what RFC 4287 §4.1 requires of a feed and of an entry, read by a parser', () => {
    const { children } = parseDocument(feed, { xmlMode: true })
    const inside = (name: string) => {
      const [element] = DomUtils.getElementsByTagName(name, children, true)
      return DomUtils.getElementsByTagName('*', element?.children ?? [], false).map((one) => one.name)
    }

    expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
    expect(inside('feed')).toEqual(['id', 'title', 'updated', 'author', 'link', 'link', 'entry'])
    expect(inside('entry')).toEqual(['id', 'title', 'link', 'updated', 'summary'])
    expect(inside('author')).toEqual(['name'])
  })

  test('is well formed whatever stands in a title', () => {
    expect(feed).toContain('<title>A &amp; B</title>')
    expect(feed).toContain('&lt;script&gt;')
    expect(feed).not.toContain('<script>')
    expect(feed.match(/<entry>/g)).toHaveLength(1)
  })
})
