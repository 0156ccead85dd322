import { type OrdinalStyle, ordinal } from './ordinal.ts'
import { type Attributes, walkXml } from './xml.ts'

/** One level of an OpenDocument list style (ODF 1.3, §16.30). */
interface Level {
  readonly style: OrdinalStyle
  readonly prefix: string
  readonly suffix: string
  readonly start: number
  readonly displayed: number
}

export type ListStyles = ReadonlyMap<string, ReadonlyMap<number, Level>>

const byFirst: Readonly<Record<string, OrdinalStyle>> = {
  一: 'chinese',
  壹: 'chinese-formal',
  甲: 'stems',
  子: 'branches',
  '①': 'circled',
  '１': 'full-width',
  '1': 'decimal',
  a: 'letter',
  A: 'capital',
  i: 'roman',
  I: 'capital-roman',
}

function levelOf(name: string, attributes: Attributes): Level {
  const format = attributes['style:num-format'] ?? ''
  return {
    style:
      name === 'text:list-level-style-number' || name === 'text:outline-level-style'
        ? (byFirst[format.trim().charAt(0)] ?? 'none')
        : 'none',
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: Number(attributes['text:start-value'] ?? 1),
    displayed: Number(attributes['text:display-levels'] ?? 1),
  }
}

/** List styles of content.xml and styles.xml; the outline numbering of headings under the name ''. */
export function listStylesOf(files: readonly Uint8Array[]): ListStyles {
  const styles = new Map<string, Map<number, Level>>()
  let open: Map<number, Level> | null = null
  for (const xml of files) {
    walkXml(xml, {
      open: (name, attributes) => {
        if (name === 'text:list-style' || name === 'text:outline-style') {
          open = new Map()
          styles.set(name === 'text:outline-style' ? '' : (attributes['style:name'] ?? ''), open)
        } else if (open && attributes['text:level'] !== undefined)
          open.set(Number(attributes['text:level']), levelOf(name, attributes))
      },
      close: (name) => {
        if (name === 'text:list-style' || name === 'text:outline-style') open = null
      },
    })
  }
  return styles
}

/** Counts the items of lists as OpenDocument does. Levels are counted from 1. */
export interface ListCounter {
  readonly next: (style: string, level: number, start: number | null) => string
  /** A list of this style that does not continue the one before starts anew. */
  readonly restart: (style: string) => void
}

export function createListCounter(styles: ListStyles): ListCounter {
  const counters = new Map<string, number[]>()
  return {
    restart: (style) => counters.delete(style),
    next: (style, level, start) => {
      const shape = styles.get(style)?.get(level)
      if (!shape) return ''
      const counts = counters.get(style) ?? []
      counters.set(style, counts)
      const before = counts[level]
      counts[level] = start ?? (before === undefined ? shape.start : before + 1)
      counts.length = level + 1
      if (shape.style === 'none') return ''
      const from = Math.max(1, level - shape.displayed + 1)
      const numbers = []
      for (let i = from; i <= level; i++)
        numbers.push(ordinal(counts[i] ?? 1, styles.get(style)?.get(i)?.style ?? 'decimal'))
      const text = `${shape.prefix}${numbers.join('.')}${shape.suffix}`
      return /[、．.）)】〕:：①-⑳]$/.test(text) ? text : `${text} `
    },
  }
}
