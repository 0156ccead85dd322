import { describe, expect, test } from 'vitest'
import { bilingual } from './bilingual.ts'
import { counted, formats, plural } from './format.ts'
import { plain, strong } from './sentence.ts'
import { hrefIn, texts } from './texts.ts'

const at = Date.parse('2018-11-14T08:42:08Z')

describe('dates and numbers', () => {
  test('a day is written 11月16日 and 16 November', () => {
    expect([formats.zh.day('2018-11-16'), formats.en.day('2018-11-16')]).toEqual(['11月16日', '16 November'])
    expect([formats.zh.fullDay('2018-11-16'), formats.en.fullDay('2018-11-16')]).toEqual([
      '2018年11月16日',
      '16 November 2018',
    ])
  })

  test('a moment is shown in the time zone it is asked in', () => {
    expect(formats.zh.moment(at, 'Asia/Shanghai')).toBe('11月14日 16:42')
    expect(formats.en.fullMoment(at, 'Asia/Shanghai')).toBe('14 November 2018 16:42')
    expect(formats.zh.time(Date.parse('2018-11-13T16:05:00Z'), 'Asia/Shanghai')).toBe('00:05')
  })

  test('weekdays have a long and a short form', () => {
    expect([formats.zh.weekday('2018-11-14'), formats.zh.shortWeekday('2018-11-14')]).toEqual(['星期三', '周三'])
    expect([formats.en.weekday('2018-11-14'), formats.en.shortWeekday('2018-11-14')]).toEqual(['Wednesday', 'Wed'])
  })

  test('durations are in working days, with the English plural', () => {
    expect([1, 3].map((n) => formats.en.span(n, 'wd'))).toEqual(['1 working day', '3 working days'])
    expect([1, 3].map((n) => formats.zh.span(n, 'wd'))).toEqual(['1 个工作日', '3 个工作日'])
  })

  test('numbers are grouped and shares have one digit after the point', () => {
    expect([formats.zh.number(1847), formats.zh.percent(0.8727), formats.en.percent(1, 0)]).toEqual([
      '1,847',
      '87.3%',
      '100%',
    ])
  })

  test('English plurals know irregular words and ordinals', () => {
    expect([plural(1, 'entry', 'entries'), counted(1847, 'entry', 'entries')]).toEqual(['entry', '1,847 entries'])
    expect([1, 2, 3, 4, 11, 21].map(formats.en.ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '21st'])
  })
})

describe('texts', () => {
  test('a sentence with emphasis reads as plain words', () => {
    expect(plain(texts.zh.clock.left(17, 'wd'))).toBe('剩 17 个工作日')
    expect(plain(texts.en.clock.over(1, 'wd'))).toBe('1 working day overdue')
    expect(plain(['a ', strong(2)])).toBe('a 2')
  })

  test('no English text is empty or still Chinese, but for the name and the link to Chinese', () => {
    const walk = (value: unknown, path: string): readonly string[] => {
      if (typeof value === 'string') return value === '' || /\p{Script=Han}/u.test(value) ? [path] : []
      return value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([name, inner]) => walk(inner, `${path}.${name}`))
        : []
    }

    expect(walk(texts.en, 'en')).toEqual(['en.name', 'en.fullName', 'en.display.otherLanguage'])
  })

  test('a page’s own texts have the same names in both languages', () => {
    const own = bilingual(
      { title: '整改墙', count: (n: number) => (n === 1 ? '一件' : `${n} 件`), rows: ['甲', '乙'] },
      { title: 'Wall', count: (n) => counted(n, 'case'), rows: ['a', 'b'] },
    )
    // @ts-expect-error a missing name does not compile
    bilingual({ title: '整改墙', lede: '说明' }, { title: 'Wall' })
    // @ts-expect-error a further name does not compile
    bilingual({ title: '整改墙' }, { title: 'Wall', lede: 'more' })

    expect([own.zh.count(1), own.en.count(2)]).toEqual(['一件', '2 cases'])
  })

  test('an address has the prefix of its language', () => {
    expect([hrefIn('zh', '/wall'), hrefIn('en', '/wall'), hrefIn('en', '/')]).toEqual(['/wall', '/en/wall', '/en/'])
  })
})
