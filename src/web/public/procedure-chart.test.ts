import { expect, test } from 'vitest'
import { bound } from '../../kernel/testing/city.ts'
import { lamp } from '../../kernel/testing/lamp.ts'
import { inTheme, pictures } from './procedure-chart.ts'

const procedure = bound(lamp)

test('a chart follows the device until the reader has chosen light or dark', () => {
  const { svg } = pictures()(procedure, 'zh')
  const asked = [undefined, 'sepia', 'dark', 'light'].map((theme) => inTheme(svg, theme))
  const rules = asked.map((one) => /@media [^{]*/.exec(one)?.[0].trim())

  expect(rules).toEqual([
    '@media (prefers-color-scheme: dark)',
    '@media (prefers-color-scheme: dark)',
    '@media all',
    '@media not all',
  ])
})

test('a chart is drawn once for its version and language, and knows its size', () => {
  const pictureOf = pictures()
  const { width, height } = pictureOf(procedure, 'zh')

  expect(Math.min(width, height)).toBeGreaterThan(300)
  expect(pictureOf(procedure, 'zh')).toBe(pictureOf(procedure, 'zh'))
  expect(pictureOf(procedure, 'en')).not.toBe(pictureOf(procedure, 'zh'))
})
