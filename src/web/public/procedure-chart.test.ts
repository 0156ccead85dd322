import { expect, test } from 'vitest'
import { aloneStyle } from '../../derive/chart/style.ts'
import { inTheme } from './procedure-routes.ts'

const chart = `<svg><style>${aloneStyle}</style></svg>`

test('a chart follows the device until the reader has chosen light or dark', () => {
  const asked = [undefined, 'sepia', 'dark', 'light'].map((theme) => inTheme(chart, theme))
  const rules = asked.map((svg) => /@media [^{]*/.exec(svg)?.[0].trim())

  expect(rules).toEqual([
    '@media (prefers-color-scheme: dark)',
    '@media (prefers-color-scheme: dark)',
    '@media all',
    '@media not all',
  ])
})
