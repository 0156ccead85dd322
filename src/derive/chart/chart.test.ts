import { describe, expect, test } from 'vitest'
import { bound } from '../../kernel/testing/city.ts'
import { lamp } from '../../kernel/testing/lamp.ts'
import type { Language } from '../../kernel/text.ts'
import { declarations } from '../../mechanisms/all.ts'
import { boxesOf } from './boxes.ts'
import { chartOf } from './chart.ts'
import { layoutOf, type Placed } from './layout.ts'
import { textWidth, wrapped } from './measure.ts'

interface Rect {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const overlap = (a: Rect, b: Rect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const clashes = (rects: readonly Rect[]) =>
  rects.flatMap((a, i) => rects.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.name} lies over ${b.name}`] : [])))

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Every text of the picture with the room that it takes. */
function textsOf(svg: string): readonly Rect[] {
  const texts = svg.matchAll(
    /<text[^>]* x="([\d.-]+)" y="([\d.-]+)" font-size="(\d+)"( text-anchor="middle")?>([^<]*)</g,
  )
  return [...texts].map(([, x, y, size, middle, text]) => {
    const name = unescaped(text ?? '')
    const width = textWidth(name, Number(size))
    const left = Number(x) - (middle ? width / 2 : 0)
    return { name, left, right: left + width, top: Number(y) - Number(size), bottom: Number(y) + Number(size) * 0.2 }
  })
}

const rectOf = ({ id, x, y, width, height }: Placed): Rect => ({
  name: id,
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})

const sizeOf = (svg: string) => {
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

const languages: readonly Language[] = ['zh', 'en']
const charts = declarations.flatMap((declaration) =>
  languages.map((language) => ({ id: declaration.id, language, declaration, p: bound(declaration) })),
)

describe.each(charts)('the chart of $id in $language', ({ p, language, declaration }) => {
  const svg = chartOf(p, { language })
  const inLanguage = language === 'zh' ? 0 : 1

  test('has no text over another text, and none outside the picture', () => {
    const texts = textsOf(svg)
    const { width, height } = sizeOf(svg)

    const outside = texts.filter(
      ({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
    )

    expect(texts.length).toBeGreaterThan(Object.keys(declaration.states).length)
    expect(clashes(texts)).toEqual([])
    expect(outside).toEqual([])
  })

  test('has no box over another box, and no arrow outside the picture', () => {
    const { boxes, arrows, width, height } = layoutOf(p, boxesOf(p, language))

    const outside = arrows.flatMap(({ points }) =>
      points.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height),
    )

    expect(clashes(boxes.map(rectOf))).toEqual([])
    expect(outside).toEqual([])
  })

  test('names every state, every move, every limit and every law of its paths', () => {
    const told = svg.matchAll(/<title>([^<]*)<\/title>/g)
    const said = [...told].map(([, text]) => unescaped(text ?? '')).join('\n')
    const legend = textsOf(svg)
      .map(({ name }) => name)
      .join('')
      .replaceAll(' ', '')

    const named = [declaration.states, declaration.transitions, declaration.clocks].flatMap((all) =>
      Object.values<{ readonly title: readonly [string, string] }>(all).map(({ title }) => title[inLanguage]),
    )
    const laws = declaration.laws.flatMap((law) => ('everyPathTo' in law ? [law.says[inLanguage]] : []))

    expect(named.filter((title) => !said.includes(title))).toEqual([])
    expect(laws.filter((says) => !legend.includes(says.replaceAll(' ', '')))).toEqual([])
  })

  test('shows every condition of every move that leads from one state to another', () => {
    const shown = boxesOf(p, language).map(({ says }) => says)

    const conditions = p.transitions
      .filter(([, t]) => t.to !== 'same')
      .flatMap(([, t]) => (t.when ?? []).map((guard) => declaration.guards[guard]?.says[inLanguage] ?? guard))

    expect(conditions.filter((says) => !shown.some((one) => one.includes(says)))).toEqual([])
  })

  test('is the same to the byte each time, and holds no style of its own on a page', () => {
    expect(chartOf(bound(declaration), { language })).toBe(svg)
    expect(svg).not.toMatch(/style=|<style|<script/)
  })

  test('puts the posts of its gate on every move that a law demands', () => {
    const gates = declaration.laws.flatMap((law) => ('everyPathTo' in law ? law.passes : []))

    expect(svg.split('chart-post').length - 1).toBe(2 * new Set(gates).size)
  })
})

describe('a chart', () => {
  const p = bound(lamp)

  test('marks the state in which a case is, and only that one', () => {
    const svg = chartOf(p, { language: 'zh', mark: 'sent' })
    const here = [...svg.matchAll(/is-here"><title>([^<;]*)/g)].map(([, title]) => title)

    expect(here).toEqual(['已派单'])
    expect(chartOf(p, { language: 'zh' })).not.toContain('is-here')
  })

  test('that stands alone brings its colours and a ground', () => {
    const svg = chartOf(p, { language: 'en', alone: true })

    expect(svg).toContain('--ink:')
    expect(svg).toContain('class="chart-paper"')
  })
})

describe('a text in lines', () => {
  test.each([
    ['责任单位联络员、责任单位主要负责人', 120, 13],
    ['Only an unreasonable demand, or one beyond the unit’s power, is closed', 150, 13],
  ])('of %s is no wider than its room and loses no letter', (text, width, size) => {
    const lines = wrapped(text, width, size)

    expect(lines.filter((line) => textWidth(line, size) > width)).toEqual([])
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(lines.length).toBeGreaterThan(1)
  })

  test('does not begin with a closing mark', () => {
    const lines = wrapped('一二三四五，六七八九十。', 13 * 5, 13)

    expect(lines.filter((line) => /^[，。]/.test(line))).toEqual([])
  })
})
