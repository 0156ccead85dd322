import type { Day, Instant } from '../../kernel/calendar.ts'
import type { Chance } from './chance.ts'
import { filled, type Given, type Pools } from './wording.ts'

/** One kind of problem, with everything that is said of it from the report to the look-back. Texts are templates. */
export interface FindingMatter {
  readonly id: string
  /** Units that can have it. */
  readonly units: readonly string[]
  readonly from: 'citizen' | 'inspector' | 'both'
  readonly clause: string
  readonly origin?: 'spot-check' | 'data' | 'inspection'
  readonly grave?: true
  /** Not for government, or not to be had: declined on arrival. */
  readonly decline?: true
  /** What is asked for cannot lawfully be given. */
  readonly unreasonable?: true
  /** Months in which it happens; all, unless told. */
  readonly months?: readonly number[]
  readonly about: string
  readonly story: string
  readonly subject: string
  readonly fact: string
  readonly demand: string
  readonly measures: readonly string[]
  readonly claims: readonly string[]
  readonly proof: readonly string[]
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly held: readonly string[]
  readonly recurred: readonly string[]
  readonly unhappy?: string
  readonly objection?: string
}

/** One kind of task. */
export interface TaskMatter {
  readonly id: string
  /** `*`: every unit that answers for something. */
  readonly units: readonly string[]
  readonly source: 'meeting' | 'instruction' | 'lead'
  /** A day on which it is given out to all its units; at the start of each month or quarter; unless told, any time. */
  readonly on?: string
  readonly months?: readonly number[]
  readonly clause?: string
  readonly subject: string
  readonly deliverable: string
  readonly measure: string
  readonly progress: readonly string[]
  readonly result: readonly string[]
  readonly proof: readonly string[]
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly missing: readonly string[]
  /** Empty where nothing can excuse it. */
  readonly extension: string
}

/** One item of the responsibility list. */
export interface ListMatter {
  readonly units: readonly string[]
  readonly clause: string
  readonly subject: string
  readonly deliverable: string
  readonly measure: string
  readonly target?: string
}

export interface InspectionMatter {
  readonly subject: string
  readonly clause: string
  readonly units: readonly string[]
  readonly checklist: readonly string[]
}

/** What happens to units and posts. The day is the first on which it holds; of a unit that ends, its last. */
export type RegisterChange =
  | { readonly on: Day; readonly unit: string; readonly zh: string; readonly en: string; readonly document: string }
  | { readonly on: Day; readonly unit: string; readonly successor: string }
  | { readonly on: Day; readonly post: string; readonly login: string }

export interface MeasureWave {
  readonly on: Day
  readonly subject: string
  readonly units: readonly string[]
}

/** The year as it is written down: what can happen, how often, and in which words. */
export interface Book {
  readonly seed: string
  readonly endsAt: Instant
  /** Reports of citizens on a working day of an ordinary month. */
  readonly reportsPerDay: number
  /** How much more or less happens in a month, by its number. */
  readonly load: Readonly<Record<string, number>>
  readonly listWaves: readonly { readonly on: Day; readonly items: number }[]
  readonly measureWaves: readonly MeasureWave[]
  /** Units that are inspected one after another, `every` so many working days. */
  readonly inspectionWaves: readonly { readonly on: Day; readonly every: number; readonly units: readonly string[] }[]
  readonly changes: readonly RegisterChange[]
  readonly pools: Pools
  /** The month of the first draw; one follows each month, by its subject. Example: '2018-12'. */
  readonly drawsFrom: string
  readonly drawSubjects: readonly string[]
  readonly inspections: readonly InspectionMatter[]
  readonly measures: readonly string[]
  readonly copied: readonly string[]
  readonly findings: readonly FindingMatter[]
  readonly tasks: readonly TaskMatter[]
  readonly lists: readonly ListMatter[]
  /** Phrases that fit any matter, by what they are for. */
  readonly words: Readonly<Record<string, string>>
}

/** How one case speaks: its own words where its matter has them, else the words that fit any. */
export interface Voice {
  readonly say: (template: string, given?: Given) => string
  readonly says: (templates: readonly string[]) => readonly string[]
  /** A phrase of the book by its name. Throws TypeError for an unknown one. */
  readonly phrase: (name: string, given?: Given) => string
}

export function voiceOf(book: Book, chance: Chance, matter: object | null, given: Given = {}): Voice {
  const all = matter === null ? '' : Object.values(matter).flat().join('\n')
  const say = (template: string, more: Given = {}) => filled(template, chance, book.pools, { ...given, ...more }, all)
  return {
    say,
    says: (templates) => templates.map((template) => say(template)),
    phrase: (name, more) => {
      const template = book.words[name]
      if (template === undefined) throw new TypeError(`the book has no words for ${name}`)
      return say(template, more)
    },
  }
}
