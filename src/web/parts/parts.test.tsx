import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { sampleFrame } from '../../../test/support/sample-frame.ts'
import type { Field as Declared } from '../../kernel/field.ts'
import { kitPages } from '../kit/pages.ts'
import { Moves, Unavailable } from './button.tsx'
import { Clock, type ClockFace } from './clock.tsx'
import { Field } from './field.tsx'
import { type FieldSpec, specOf } from './field-spec.ts'
import { ErrorSummary } from './form.tsx'
import { isCurrent } from './frame.tsx'
import { Gates } from './gate.tsx'
import { countsOf, laidOut, type PanoramaLine } from './panorama.tsx'
import { PublicPage } from './public-page.tsx'
import { renderPage } from './render.ts'
import { Key, ShareBar } from './share.tsx'
import { Chip, statuses, statusWord } from './status.tsx'
import { Pager } from './table.tsx'
import { BrickWall } from './wall.tsx'

const html = (element: ReactElement) => renderToStaticMarkup(element)
/** What a screen reader is given: the words, without tags. */
const words = (element: ReactElement) =>
  html(element)
    .replace(/<title>.*?<\/title>|<[^>]*>/g, '')
    .trim()
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

describe('status', () => {
  test('a chip always has its word, its shape and its colour, in both languages', () => {
    for (const lang of ['zh', 'en'] as const) {
      for (const status of statuses) {
        const chip = html(<Chip status={status} lang={lang} />)

        expect(chip).toContain(statusWord(status, lang))
        expect(chip).toContain(`#i-${status}`)
        expect(chip).toContain(`st-${status}`)
      }
    }
  })

  test('the seven words of a language differ', () => {
    expect(new Set(statuses.map((status) => statusWord(status, 'zh'))).size).toBe(7)
    expect(new Set(statuses.map((status) => statusWord(status, 'en'))).size).toBe(7)
  })
})

describe('share bar', () => {
  const bar = html(<ShareBar counts={{ ok: 13, doing: 2000, late: 1 }} lang="zh" label="全文" />)
  const widths = all(bar, / width="([\d.]+)%"/g).map(Number)

  test('its parts fill it, and one in two thousand is still seen', () => {
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1)
    expect(Math.min(...widths)).toBeGreaterThan(0.7)
  })

  test('it says the counts in words and leaves out what does not occur', () => {
    expect(bar).toContain('aria-label="全文：已核查 13，进行中 2,000，未到位 1"')
    expect(widths).toHaveLength(3)
  })

  test('its key counts the same and opens into the lists it is given', () => {
    const key = html(<Key counts={{ ok: 13, late: 1 }} lang="en" hrefs={{ late: '/late' }} />)

    expect(all(key, /<b class="num">(\d+)<\/b>/g)).toEqual(['13', '1'])
    expect(all(key, /<a href="([^"]*)"/g)).toEqual(['/late'])
  })

  test('a bar of nothing has no parts and no broken numbers', () => {
    expect(html(<ShareBar counts={{}} lang="zh" label="空" />)).not.toMatch(/<rect|NaN/)
  })
})

describe('clock', () => {
  const faces: readonly (readonly [ClockFace, string, string])[] = [
    [
      { state: 'running', used: 0.4, left: 17, unit: 'wd', due: '2018-12-07' },
      '剩 17 个工作日 · 12月7日',
      '17 working days left · 7 December',
    ],
    [{ state: 'soon', used: 0.95, left: 1, unit: 'wd' }, '剩 1 个工作日 快到期', '1 working day left due soon'],
    [{ state: 'late', over: 3, unit: 'wd' }, '超期 3 个工作日', '3 working days overdue'],
    [{ state: 'done', on: '2018-11-02' }, '11月2日办结', 'Handled on 2 November'],
    [{ state: 'stopped', used: 0.6, why: '等补正' }, '停表：等补正', 'Clock stopped: 等补正'],
  ]

  test.each(faces)('%j says so in both languages', (face, zh, en) => {
    expect([words(<Clock face={face} lang="zh" />), words(<Clock face={face} lang="en" />)]).toEqual([zh, en])
  })

  test('the dial shows the share used, and never more than the whole', () => {
    const dashes = [0.4, 1.7].map((used) =>
      all(
        html(<Clock face={{ state: 'running', used, left: 1, unit: 'wd' }} lang="zh" />),
        /stroke-dasharray="([\d.]+) 100"/g,
      ),
    )

    expect(dashes).toEqual([['40'], ['100']])
  })

  test('each state has another drawing inside, so that it is known without colour', () => {
    const drawings = faces.map(([face]) =>
      html(<Clock face={face} lang="zh" />)
        .replace(/<\/svg>.*/, '')
        .replace(/class="clock[^"]*"|stroke-(?:dasharray|width)="[^"]*"/g, ''),
    )

    expect(new Set(drawings).size).toBe(5)
  })
})

describe('gates', () => {
  test('整改不到位不放过，群众不满意不放过: only both passed gates strike a matter off, or the first where nobody is to ask', () => {
    const states = ['open', 'fail', 'pass', 'unjudged', 'nobody'] as const
    const closed = states.flatMap((inPlace) =>
      states
        .filter((satisfied) =>
          words(<Gates inPlace={inPlace} satisfied={satisfied} lang="zh" verdict />).endsWith('销号'),
        )
        .map((satisfied) => `${inPlace} ${satisfied}`),
    )

    expect(closed).toEqual(['pass pass', 'pass nobody'])
  })

  test('a short gate still says its state to the ear', () => {
    expect(words(<Gates inPlace="fail" satisfied="unjudged" lang="zh" short />)).toBe('到位 没过满意 没有答复')
  })

  test('a brick says both gates, and whether it was reopened or is overdue', () => {
    const brick = { no: 'ZG-1', title: '公厕停用', href: '/c', inPlace: 'fail', satisfied: 'open' } as const
    const wall = html(<BrickWall bricks={[{ ...brick, reopened: true, overdue: true }]} lang="zh" skipTo="rows" />)

    expect(wall).toContain('aria-label="ZG-1 公厕停用。到位没过，满意未到 · 重开 · 超期"')
  })
})

describe('fields', () => {
  const specs: readonly FieldSpec[] = [
    { kind: 'text', name: 'a', label: '甲' },
    { kind: 'text', long: true, name: 'b', label: '乙', max: 2000 },
    { kind: 'integer', name: 'c', label: '丙', unit: '次' },
    { kind: 'lines', name: 'j', label: '癸', most: 5 },
    { kind: 'day', name: 'd', label: '丁' },
    { kind: 'choice', name: 'e', label: '戊', options: [{ value: '1', label: '一' }] },
    { kind: 'choices', name: 'f', label: '己', options: [{ value: '1', label: '一' }] },
    { kind: 'yesNo', name: 'g', label: '庚' },
    { kind: 'pick', name: 'h', label: '辛', options: [{ value: '1', label: '一' }] },
    { kind: 'evidence', name: 'i', label: '壬', accept: ['image/*'], kinds: '照片', size: '20 MB' },
  ]

  test.each(specs)(
    'a field of the kind $kind has an input, a label, and an id to which the error summary leads',
    (spec) => {
      const field = html(<Field spec={spec} lang="zh" />)
      const summary = html(<ErrorSummary errors={[{ field: spec.name, says: '改' }]} lang="zh" />)
      const target = all(summary, /href="#([^"]*)"/g)[0] ?? ''

      expect(field).toMatch(new RegExp(`<(?:input|select|textarea)[^>]* id="${target}"`))
      expect(field).toMatch(/<label[^>]* for=|<legend/)
      expect(field).toContain(spec.label)
    },
  )

  test.each(specs)('a wrong field of the kind $kind says how to correct it and is read with it', (spec) => {
    const field = html(<Field spec={{ ...spec, error: '写明日期' }} lang="zh" />)
    const described = all(field, /aria-describedby="([^"]*)"/g)[0]?.split(' ') ?? []

    expect(field).toContain('写明日期')
    expect(described.map((id) => field.includes(`id="${id}"`))).toEqual(described.map(() => true))
    expect(described).toContain(`f-${spec.name}-error`)
  })

  test('what was typed is kept, also when it was wrong', () => {
    const typed = [
      html(<Field spec={{ kind: 'text', name: 'a', label: '甲', value: 'x"<y', error: '改' }} lang="zh" />),
      html(<Field spec={{ kind: 'text', long: true, name: 'a', label: '甲', value: '<b>' }} lang="zh" />),
      html(<Field spec={{ kind: 'day', name: 'a', label: '甲', value: '2018-13-99' }} lang="zh" />),
    ]

    expect(typed[0]).toContain('value="x&quot;&lt;y"')
    expect(typed[1]).toContain('&lt;b&gt;</textarea>')
    expect(typed[2]).toContain('value="2018-13-99"')
  })

  test('a long register is typed with suggestions, a short one is a list', () => {
    const options = Array.from({ length: 301 }, (_, at) => ({ value: `${at}`, label: `岗位 ${at}` }))
    const pick = (count: number) =>
      html(<Field spec={{ kind: 'pick', name: 'p', label: '岗', options: options.slice(0, count) }} lang="zh" />)

    expect([pick(300).includes('<select'), pick(301).includes('<datalist')]).toEqual([true, true])
  })

  test('a field says whether it must be filled in', () => {
    const said = [true, false].map((required) =>
      words(<Field spec={{ kind: 'text', name: 'a', label: '甲', required }} lang="zh" />),
    )

    expect(said).toEqual(['甲必填', '甲可以不填'])
  })
})

describe('declared fields', () => {
  const see = 'staff'
  const title = ['名称', 'Name'] as const
  const options = { a: ['甲', 'A'], b: ['乙', 'B'] } as const
  const declared: readonly Declared[] = [
    { kind: 'text', title, see, max: 20 },
    { kind: 'lines', title, see, most: 3, max: 20 },
    { kind: 'integer', title, see, from: 1, upTo: 9 },
    { kind: 'day', title, see },
    { kind: 'yesNo', title, see },
    { kind: 'choice', title, see, options },
    { kind: 'choices', title, see, options },
    { kind: 'evidence', title, see, most: 2 },
    { kind: 'unit', title, see },
    { kind: 'units', title, see, most: 2 },
    { kind: 'post', title, see },
    { kind: 'clause', title, see },
    { kind: 'case', title, see },
    { kind: 'identity', title, see },
  ]

  test.each(declared)('a declared $kind is shown with its title in both languages', (field) => {
    const shown = (['zh', 'en'] as const).map((lang) =>
      words(<Field spec={specOf('x', field, lang, { options: [{ value: 'u', label: 'u' }] })} lang={lang} />),
    )

    expect(shown[0]).toContain('名称')
    expect(shown[1]).toContain('Name')
  })

  test('what was typed, what is wrong and what may be left out come with it', () => {
    const spec = specOf('x', { kind: 'choices', title, see, options, optional: true }, 'zh', {
      typed: ['b'],
      error: '改',
    })
    const shown = html(<Field spec={spec} lang="zh" />)

    expect(shown).toMatch(/value="b"[^>]*checked|checked=""[^>]*value="b"/)
    expect(shown).toContain('改')
    expect(shown).toContain('可以不填')
  })

  test('several typed lines come back as lines', () => {
    const spec = specOf('x', { kind: 'lines', title, see, most: 3, max: 20 }, 'zh', { typed: ['一', '二'] })

    expect(html(<Field spec={spec} lang="zh" />)).toContain('>一\n二</textarea>')
  })
})

describe('actions', () => {
  test('a closed action is visible, disabled, and tied to its reason', () => {
    const button = html(
      <Unavailable lang="zh" why="到位关没过">
        销号
      </Unavailable>,
    )
    const described = all(button, /aria-describedby="([^"]*)"/g)[0]

    expect(button).toContain('disabled=""')
    expect(button).toContain(`id="${described}">不可用：到位关没过`)
  })

  test('every move has either a link or a reason', () => {
    const moves = html(
      <Moves
        lang="zh"
        moves={[
          { label: '答复', says: '5 个工作日内', href: '/reply' },
          { label: '延期', says: '不得延期', href: null },
        ]}
      />,
    )

    expect([moves.includes('href="/reply"'), moves.includes('不可用：不得延期')]).toEqual([true, true])
  })
})

describe('panorama', () => {
  const sentence = (length: number): PanoramaLine => ({ kind: 'sentence', length, status: 'ok' })
  const lines: readonly PanoramaLine[] = [
    { kind: 'title', text: '一、总则' },
    { kind: 'paragraph', length: 11 },
    sentence(45),
    sentence(3),
    { kind: 'paragraph', length: 5 },
    sentence(120),
  ]
  const { drawn } = laidOut(lines)

  test('a sentence is drawn as long as its characters', () => {
    const lengths = drawn
      .filter(({ line }) => line.kind === 'sentence')
      .map(({ pieces }) => pieces.reduce((sum, { from, to }) => sum + to - from, 0))

    expect(lengths).toEqual([45, 3, 120])
  })

  test('no two pieces lie on each other, and none leaves its line', () => {
    const pieces = drawn.flatMap((each) => each.pieces).sort((a, b) => a.row - b.row || a.from - b.from)
    const clashes = pieces.filter((piece, at) => {
      const next = pieces[at + 1]
      return next !== undefined && next.row === piece.row && next.from < piece.to
    })

    expect(clashes).toEqual([])
    expect(pieces.every(({ from, to }) => from >= 0 && to <= 40 && from < to)).toBe(true)
  })

  test('it counts its sentences by status', () => {
    expect(countsOf(lines)).toEqual({ ok: 3 })
  })
})

describe('a page', () => {
  const frame = sampleFrame(null, '/wall?gate=satisfied')
  const page = (over: Partial<typeof frame>) =>
    renderPage(
      <PublicPage frame={{ ...frame, ...over }} title="整改墙" log={{ size: 1847, href: '/log' }}>
        <p>…</p>
      </PublicPage>,
    )

  test('it names the log size it was computed from', () => {
    expect(page({})).toContain('本页按公开日志前 1,847 条算出')
  })

  test('a demonstration says so in its title, in a notice, and to search engines; a real site does not', () => {
    const demo = page({})
    const real = page({ site: { ...frame.site, demo: false } })

    expect(demo).toContain('<title>整改墙 · 落实（演示·非政府网站）</title>')
    expect(demo).toContain('content="noindex"')
    expect(real).not.toMatch(/演示|noindex/)
  })

  test('it describes itself to search engines, also where nobody wrote a description', () => {
    expect(page({})).toMatch(/<meta name="description" content="政府方案里的每一句承诺/)
  })

  test('its switches lead to the same address in the other language and back to it from the display', () => {
    const switches = /<nav class="switches".*?<\/nav>/.exec(page({}))?.[0]

    expect(switches).toContain('href="/en/wall?gate=satisfied"')
    expect(switches).toContain(`back=${encodeURIComponent('/wall?gate=satisfied')}`)
  })

  test('the display is on the root element, for the stylesheet alone', () => {
    expect(page({ display: { care: true, theme: 'dark' } })).toContain(
      '<html lang="zh-CN" data-theme="dark" data-care="">',
    )
    expect(page({ lang: 'en' })).toContain('<html lang="en">')
  })

  test('the navigation marks the section of the page, and the first page only itself', () => {
    const marked = [
      isCurrent('/wall', 'zh', '/wall?gate=2'),
      isCurrent('/wall', 'zh', '/wall/units'),
      isCurrent('/wall', 'zh', '/wallpaper'),
      isCurrent('/', 'zh', '/wall'),
      isCurrent('/en/', 'en', '/'),
      isCurrent('/en/wall', 'en', '/wall'),
    ]

    expect(marked).toEqual([true, true, false, false, true, true])
  })

  test('a list on one page has no pager', () => {
    expect(html(<Pager lang="zh" previous={null} next={null} />)).toBe('')
  })
})

describe('the kit', () => {
  const pages = Object.entries(kitPages).map(([path, Page]) => ({
    path,
    text: renderPage(<Page frame={sampleFrame(null, path)} />),
  }))

  test.each(pages)('$path has no id twice, and every link within it has its target', ({ text }) => {
    const ids = all(text, /\sid="([^"]*)"/g)
    const targets = all(text, /href="#([^"]*)"/g)

    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })

  test.each(pages)('$path has no number that could not be computed', ({ text }) => {
    expect(text.match(/NaN|Infinity|undefined|\[object/g)).toBeNull()
  })
})
