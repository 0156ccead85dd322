import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import { sampleFrame } from '../../../test/support/sample-frame.ts'
import { kitPages } from '../kit/pages.ts'
import { renderPage } from '../parts/render.ts'
import { buildAssets, compiledStyle } from './build.ts'

const folder = import.meta.dirname
const web = join(folder, '..')
const css = compiledStyle().toString()
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const tokens = read('tokens.css')

const rendered = Object.entries(kitPages)
  .flatMap(([path, Page]) => (['zh', 'en'] as const).map((lang) => ({ path, lang, Page })))
  .map(({ path, lang, Page }) => renderPage(createElement(Page, { frame: sampleFrame(null, path, lang) })))
  .join('\n')

const classesOf = (html: string) =>
  new Set([...html.matchAll(/\sclass="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/)).filter(Boolean))

const styled = new Set([...css.replace(/"[^"]*"/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1] ?? ''))

const without = (set: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...set].filter((name) => !other.has(name)).sort()

describe('the stylesheet and the parts', () => {
  test('a colour is written in the token block only', () => {
    const literal =
      /#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b/gi
    const found = readdirSync(folder)
      .filter((name) => name.endsWith('.css') && name !== 'tokens.css')
      .flatMap((name) => [...read(name).matchAll(literal)].map((match) => `${name}: ${match[0]}`))

    expect(found).toEqual([])
  })

  test('every class the kit uses has a rule', () => {
    expect(without(classesOf(rendered), styled)).toEqual([])
  })

  test('every rule is shown by the kit', () => {
    expect(without(styled, classesOf(rendered))).toEqual([])
  })

  test('every class written in a page or a part has a rule', () => {
    const written = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.tsx') && !path.endsWith('.test.tsx'))
      .flatMap((path) =>
        [...readFileSync(join(web, path), 'utf8').matchAll(/className="([^"]*)"/g)].flatMap((match) =>
          (match[1] ?? '')
            .split(/\s+/)
            .filter((name) => name !== '' && !styled.has(name))
            .map((name) => `${path}: ${name}`),
        ),
      )

    expect(written).toEqual([])
  })

  test('only parts name the class of a status', () => {
    const named = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.tsx') && !path.startsWith('parts/') && !path.endsWith('.test.tsx'))
      .filter((path) => /['"` ]st-[a-z]/.test(readFileSync(join(web, path), 'utf8')))

    expect(named).toEqual([])
  })

  test('no page has a script, an inline style or an inline handler', () => {
    expect(rendered.match(/<script|\sstyle="|\son[a-z]+="|javascript:/g)).toBeNull()
  })

  test('it is at most 12 KB after gzip', () => {
    expect(gzipSync(css, { level: 9 }).length).toBeLessThanOrEqual(12 * 1024)
  })

  test('browsers without light-dark() and nesting are served', () => {
    expect(css.match(/light-dark\(|&/g)).toBeNull()
  })
})

describe('the tokens', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  const values = new Map(
    [...tokens.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)]
      .reverse()
      .map((match) => [match[1] ?? '', [match[2] ?? '', match[3] ?? '']] as const),
  )
  const grounds = ['paper', 'sheet', 'well']
  const inks = ['ink', 'ink-2', 'ink-3', 'zhu', 'hu', 'ok', 'doing', 'wait', 'late', 'again', 'none']
  const pairs = [
    ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
    ...['ok', 'doing', 'wait', 'late', 'again', 'none', 'hu'].map((name) => [name, `${name}-wash`] as const),
    ['on-hu', 'hu'] as const,
    ['hu-deep', 'hu-wash'] as const,
  ]
  const ratios = (list: readonly (readonly [string, string])[]) =>
    list.flatMap(([ink, ground]) =>
      [0, 1].map((theme) => ({
        pair: `${ink} on ${ground} ${theme === 0 ? 'light' : 'dark'}`,
        ratio: contrast(values.get(ink)?.[theme] ?? '#000000', values.get(ground)?.[theme] ?? '#000000'),
      })),
    )

  test('every ink is at least 4.5 : 1 on every ground it may stand on, light and dark', () => {
    expect(ratios(pairs).filter(({ ratio }) => ratio < 4.5)).toEqual([])
  })

  test('the bars of the statuses are at least 3 : 1 on paper', () => {
    const bars = ['ok', 'doing-bar', 'wait-bar', 'late', 'again'].map((name) => [name, 'paper'] as const)

    expect(ratios(bars).filter(({ ratio }) => ratio < 3)).toEqual([])
  })
})

describe('buildAssets', () => {
  test('the style has its hash in its name, is kept in the folder and compressed twice', () => {
    const cache = mkdtempSync(join(tmpdir(), 'luoshi-style-'))

    const first = buildAssets(join(cache, 'deep'))
    const second = buildAssets(join(cache, 'deep'))

    expect(first.style.name).toMatch(/^luoshi\.[0-9a-f]{10}\.css$/)
    expect(second.style.name).toBe(first.style.name)
    expect(readdirSync(join(cache, 'deep'))).toHaveLength(2)
    expect(gunzipSync(first.style.gzip).equals(first.style.bytes)).toBe(true)
    expect(brotliDecompressSync(first.style.brotli).equals(first.style.bytes)).toBe(true)
    expect(existsSync(join(folder, 'seal.svg')) && first.icon.name).toMatch(/^seal\.[0-9a-f]{10}\.svg$/)
    rmSync(cache, { recursive: true })
  })
})
