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
