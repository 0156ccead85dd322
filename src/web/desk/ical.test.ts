import { expect, test } from 'vitest'
import { icalOf } from './ical.ts'

const file = icalOf({
  name: '落实; 市府, 市长',
  timeZone: 'Asia/Shanghai',
  at: Date.parse('2018-11-14T17:00:00+08:00'),
  entries: [
    { uid: 'ZG-2018-0014@a.example', day: '2018-11-16', title: '重新责令整改'.repeat(8), href: 'http://a.example/x' },
  ],
})

test('a calendar file has lines of at most 75 octets, and no fold cuts a character', () => {
  const lines = file.split('\r\n')

  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'重新责令整改'.repeat(8)}`)
})

test('a deadline stands on its last day, all day, and blocks no time', () => {
  expect(file).toContain('DTSTART;VALUE=DATE:20181116\r\n')
  expect(file).toContain('TRANSP:TRANSPARENT\r\n')
})

test('what has a meaning in the format is escaped', () => {
  expect(file).toContain('X-WR-CALNAME:落实\\; 市府\\, 市长\r\n')
})

test('every line is a property or a fold, and a component has what RFC 5545 §3.6 requires, once', () => {
  const lines = file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
  const [begins, ends] = [lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT')]
  const event = lines.slice(begins + 1, ends)
  const calendar = [...lines.slice(0, begins), ...lines.slice(ends + 1)]
  const named = (of: readonly string[], name: string) => of.filter((line) => line.split(/[:;]/)[0] === name).length

  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(lines.filter((line) => !/^[A-Z-]+(?:;[A-Z]+=[A-Z]+)*:/.test(line))).toEqual([])
  expect(['BEGIN', 'VERSION', 'PRODID', 'METHOD', 'END'].map((name) => named(calendar, name))).toEqual([1, 1, 1, 1, 1])
  expect(['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'].map((name) => named(event, name))).toEqual([1, 1, 1, 1])
  expect(event.find((line) => line.startsWith('DTSTAMP'))).toBe('DTSTAMP:20181114T090000Z')
})
