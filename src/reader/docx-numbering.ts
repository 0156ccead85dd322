import { type OrdinalStyle, ordinal } from './ordinal.ts'
import { type Attributes, walkXml } from './xml.ts'

/** One level of a Word numbering: how its number is written (ECMA-376 part 1, §17.9). */
interface Level {
  start: number
  format: string
  text: string
  isLegal: boolean
  suffix: string
  restart: number | null
  style: string | null
}

interface Abstract {
  readonly levels: Map<number, Level>
  styleLink: string | null
  numStyleLink: string | null
}

interface Num {
  readonly abstract: string
  /** Starts and whole levels that this instance of the numbering changes. */
  readonly starts: Map<number, number>
  readonly levels: Map<number, Level>
}

/** The numberings of a document. */
export interface Numberings {
  readonly abstracts: ReadonlyMap<string, Abstract>
  readonly nums: ReadonlyMap<string, Num>
}

/** What a paragraph or a style says about its number; null where it says nothing. */
export interface NumberRef {
  readonly num: string | null
  readonly level: number | null
}

const styles: Readonly<Record<string, OrdinalStyle>> = {
  decimal: 'decimal',
  decimalZero: 'decimal-zero',
  decimalFullWidth: 'full-width',
  decimalFullWidth2: 'full-width',
  decimalHalfWidth: 'decimal',
  chineseCounting: 'chinese',
  chineseCountingThousand: 'chinese',
  japaneseCounting: 'chinese',
  ideographDigital: 'chinese',
  japaneseDigitalTenThousand: 'chinese',
  taiwaneseCounting: 'chinese',
  taiwaneseCountingThousand: 'chinese',
  taiwaneseDigital: 'chinese',
  koreanDigital: 'chinese',
  chineseLegalSimplified: 'chinese-formal',
  ideographLegalTraditional: 'chinese-formal',
  japaneseLegal: 'chinese-formal',
  ideographTraditional: 'stems',
  ideographZodiac: 'branches',
  decimalEnclosedCircle: 'circled',
  decimalEnclosedCircleChinese: 'circled',
  lowerLetter: 'letter',
  upperLetter: 'capital',
  lowerRoman: 'roman',
  upperRoman: 'capital-roman',
  none: 'none',
  bullet: 'none',
}

const value = (attributes: Attributes) => attributes['w:val'] ?? ''
const isOn = (attributes: Attributes) => !['0', 'false', 'off'].includes(value(attributes))
const newLevel = (): Level => ({
  start: 1,
  format: 'decimal',
  text: '',
  isLegal: false,
  suffix: 'tab',
  restart: null,
  style: null,
})

type LevelSetting = (level: Level, attributes: Attributes) => void

const levelSettings: Readonly<Record<string, LevelSetting>> = {
  'w:start': (level, attributes) => {
    level.start = Number(value(attributes)) || 0
  },
  'w:numFmt': (level, attributes) => {
    level.format = value(attributes)
  },
  'w:lvlText': (level, attributes) => {
    level.text = value(attributes)
  },
  'w:isLgl': (level, attributes) => {
    level.isLegal = isOn(attributes)
  },
  'w:suff': (level, attributes) => {
    level.suffix = value(attributes)
  },
  'w:lvlRestart': (level, attributes) => {
    level.restart = Number(value(attributes))
  },
  'w:pStyle': (level, attributes) => {
    level.style = value(attributes)
  },
}

/** Reads word/numbering.xml. */
export function numberingsOf(xml: Uint8Array): Numberings {
  const abstracts = new Map<string, Abstract>()
  const nums = new Map<string, Num>()
  const at: Place = { abstract: null, num: null, numId: null, level: null, overridden: 0 }
  walkXml(xml, {
    open: (name, attributes) => openElement(name, attributes, at, abstracts, nums),
    close: (name) => closeElement(name, at),
  })
  return { abstracts, nums }
}

/** Where in the file the walk stands. */
interface Place {
  abstract: Abstract | null
  num: Num | null
  numId: string | null
  level: Level | null
  overridden: number
}

function openElement(
  name: string,
  attributes: Attributes,
  at: Place,
  abstracts: Map<string, Abstract>,
  nums: Map<string, Num>,
): void {
  if (name === 'w:abstractNum') {
    at.abstract = { levels: new Map(), styleLink: null, numStyleLink: null }
    abstracts.set(attributes['w:abstractNumId'] ?? '', at.abstract)
  } else if (name === 'w:lvl') {
    at.level = newLevel()
    const owner = at.num ?? at.abstract
    owner?.levels.set(Number(attributes['w:ilvl'] ?? 0), at.level)
  } else if (name === 'w:num') at.numId = attributes['w:numId'] ?? ''
  else if (name === 'w:abstractNumId' && at.numId !== null) {
    at.num = { abstract: value(attributes), starts: new Map(), levels: new Map() }
    nums.set(at.numId, at.num)
  } else if (name === 'w:lvlOverride') at.overridden = Number(attributes['w:ilvl'] ?? 0)
  else if (name === 'w:startOverride') at.num?.starts.set(at.overridden, Number(value(attributes)) || 0)
  else if (name === 'w:styleLink' && at.abstract) at.abstract.styleLink = value(attributes)
  else if (name === 'w:numStyleLink' && at.abstract) at.abstract.numStyleLink = value(attributes)
  else if (at.level) levelSettings[name]?.(at.level, attributes)
}

function closeElement(name: string, at: Place): void {
  if (name === 'w:abstractNum') at.abstract = null
  if (name === 'w:lvl') at.level = null
  if (name === 'w:num') {
    at.num = null
    at.numId = null
  }
}

/** Counts the paragraphs of a document as Word does and writes their numbers. */
export interface NumberWriter {
  /** The number before a paragraph, with its punctuation and blank; '' for a bullet or no number. */
  readonly numberOf: (ref: NumberRef, style: string | null) => string
}

/** `ofStyle` tells the numbering that a paragraph style brings with it. */
export function createNumberWriter(numberings: Numberings, ofStyle: (style: string) => NumberRef): NumberWriter {
  const counters = new Map<string, number[]>()
  const started = new Set<string>()
  const linked = (id: string): Abstract | undefined => {
    const abstract = numberings.abstracts.get(id)
    if (!abstract?.numStyleLink) return abstract
    return [...numberings.abstracts.values()].find((other) => other.styleLink === abstract.numStyleLink) ?? abstract
  }
  const levelOf = (num: Num, level: number) => num.levels.get(level) ?? linked(num.abstract)?.levels.get(level)
  const startOf = (num: Num, level: number) => num.starts.get(level) ?? levelOf(num, level)?.start ?? 1
  const count = (id: string, num: Num, level: number): readonly number[] => {
    const counts = counters.get(num.abstract) ?? []
    counters.set(num.abstract, counts)
    const key = `${id}/${level}`
    const restarts = num.starts.has(level) && !started.has(key)
    started.add(key)
    counts[level] = restarts || counts[level] === undefined ? startOf(num, level) : counts[level] + 1
    for (let deeper = level + 1; deeper < counts.length; deeper++) {
      const restart = levelOf(num, deeper)?.restart
      if (restart !== 0 && (restart === null || restart === undefined || restart > level)) delete counts[deeper]
    }
    for (let above = 0; above < level; above++) counts[above] ??= startOf(num, above)
    return counts
  }
  return {
    numberOf: (ref, style) => {
      const inherited = style === null ? { num: null, level: null } : ofStyle(style)
      const id = ref.num ?? inherited.num
      const num = id === null || id === '0' ? undefined : numberings.nums.get(id)
      if (id === null || !num) return ''
      const level = ref.level ?? inherited.level ?? levelOfStyle(linked(num.abstract), style) ?? 0
      const shape = levelOf(num, level)
      if (!shape) return ''
      const counts = count(id, num, level)
      return written(shape, counts, (i) => levelOf(num, i)?.format ?? 'decimal')
    },
  }
}

function levelOfStyle(abstract: Abstract | undefined, style: string | null): number | null {
  if (!abstract || style === null) return null
  for (const [level, shape] of abstract.levels) if (shape.style === style) return level
  return null
}

function written(shape: Level, counts: readonly number[], formatOf: (level: number) => string): string {
  if (shape.format === 'bullet') return ''
  const text = shape.text.replace(/%([1-9])/g, (_all, digit: string) => {
    const level = Number(digit) - 1
    const format = shape.isLegal ? 'decimal' : formatOf(level)
    return ordinal(counts[level] ?? 1, styles[format] ?? 'decimal')
  })
  const isClosed = /[、．.）)】〕:：①-⑳]$/.test(text) || text === ''
  return shape.suffix === 'nothing' || isClosed ? text : `${text} `
}
