import { chartOf } from '../../derive/chart/chart.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Language } from '../../kernel/text.ts'

/** The flow chart of a procedure as a file of its own, and its size in CSS pixels. */
export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

function drawn(p: Procedure, language: Language): Picture {
  const svg = chartOf(p, { language, alone: true })
  const [, width = '', height = ''] = /\swidth="(\d+)" height="(\d+)"/.exec(svg) ?? []
  if (width === '') throw new TypeError(`the chart of ${p.id} has no size`)
  return { svg, width: Number(width), height: Number(height) }
}

/** Charts, each drawn once for its version and language. */
export function pictures(): (p: Procedure, language: Language) => Picture {
  const kept = new Map<string, Picture>()
  return (p, language) => {
    const key = `${language} ${p.version}`
    const picture = kept.get(key) ?? drawn(p, language)
    kept.set(key, picture)
    return picture
  }
}

const darkRule = '@media (prefers-color-scheme: dark)'

/**
 * A chart that stands alone follows the device; a reader who chose light or dark for the pages gets the chart so. Throws
 * where the chart has no such rule to decide.
 */
export function inTheme(svg: string, theme: string | undefined): string {
  if (theme !== 'dark' && theme !== 'light') return svg
  if (!svg.includes(darkRule)) throw new TypeError('the chart has no colours for the dark')
  return svg.replace(darkRule, theme === 'dark' ? '@media all' : '@media not all')
}
