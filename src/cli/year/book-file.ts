import { join } from 'node:path'
import { EngineFault } from '../../engine/fault.ts'
import type { Programme } from '../../engine/programme.ts'
import { type Shaped, shaped } from '../story/shape.ts'
import { instantOf } from '../story/story-file.ts'
import type { Book, FindingMatter, ListMatter, TaskMatter } from './book.ts'

const words = { type: 'string' }
const lines = { type: 'array', items: words, minItems: 1 }
const names = { type: 'array', items: { type: 'string', pattern: '^([a-z][a-z0-9-]{1,40}|\\*)$' }, minItems: 1 }
const months = { type: 'array', items: { type: 'integer', minimum: 1, maximum: 12 } }
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
const yes = { const: true }

const record = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
const each = (items: object) => ({ type: 'array', items, minItems: 1 })

const spoken = { subject: words, clause: words, units: names }

const findings = each(
  record(
    [
      ...['id', 'units', 'from', 'clause', 'about', 'story', 'subject', 'fact', 'demand', 'measures'],
      ...['claims', 'proof', 'passed', 'failed', 'held', 'recurred'],
    ],
    {
      ...spoken,
      id: words,
      from: { enum: ['citizen', 'inspector', 'both'] },
      origin: { enum: ['spot-check', 'data', 'inspection'] },
      grave: yes,
      decline: yes,
      unreasonable: yes,
      months,
      about: words,
      story: words,
      fact: words,
      demand: words,
      measures: lines,
      claims: lines,
      proof: lines,
      passed: lines,
      failed: lines,
      held: lines,
      recurred: lines,
      unhappy: words,
      objection: words,
    },
  ),
)

const tasks = each(
  record(
    [
      ...['id', 'units', 'source', 'subject', 'deliverable', 'measure', 'progress', 'result'],
      ...['proof', 'passed', 'failed', 'missing', 'extension'],
    ],
    {
      ...spoken,
      id: words,
      source: { enum: ['meeting', 'instruction', 'lead'] },
      on: { type: 'string', pattern: '^(month-start|quarter-start|\\d{4}-\\d{2}-\\d{2})$' },
      months,
      deliverable: words,
      measure: words,
      progress: lines,
      result: lines,
      proof: lines,
      passed: lines,
      failed: lines,
      missing: lines,
      extension: words,
    },
  ),
)

const lists = each(
  record(['units', 'clause', 'subject', 'deliverable', 'measure'], {
    ...spoken,
    deliverable: words,
    measure: words,
    target: words,
  }),
)

type YearFile = Omit<Book, 'endsAt' | 'findings' | 'tasks' | 'lists' | 'words'> & { readonly endsAt: string }

const change = {
  anyOf: [
    record(['on', 'unit', 'zh', 'en', 'document'], { on: day, unit: words, zh: words, en: words, document: words }),
    record(['on', 'unit', 'successor'], { on: day, unit: words, successor: words }),
    record(['on', 'post', 'login'], { on: day, post: words, login: words }),
  ],
}

const year = record(
  [
    ...['seed', 'endsAt', 'reportsPerDay', 'load', 'listWaves', 'measureWaves', 'inspectionWaves', 'changes', 'pools'],
    ...['drawsFrom', 'drawSubjects', 'inspections', 'measures', 'copied'],
  ],
  {
    seed: words,
    endsAt: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}$' },
    reportsPerDay: { type: 'number', minimum: 0 },
    load: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
    listWaves: each(record(['on', 'items'], { on: day, items: { type: 'integer', minimum: 1 } })),
    measureWaves: each(record(['on', 'subject', 'units'], { on: day, subject: words, units: names })),
    inspectionWaves: each(
      record(['on', 'every', 'units'], { on: day, every: { type: 'integer', minimum: 1 }, units: names }),
    ),
    changes: { type: 'array', items: change },
    pools: { type: 'object', additionalProperties: lines },
    drawsFrom: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    drawSubjects: lines,
    inspections: each(record(['subject', 'clause', 'units', 'checklist'], { ...spoken, checklist: lines })),
    measures: lines,
    copied: lines,
  },
)

/** The `year/` folder of a programme's demo. Throws EngineFault with every fault of shape. */
export function loadBook(folder: string, programme: Pick<Programme, 'calendar'>): Book {
  const within = join(folder, 'year')
  const file = shaped<YearFile>(within, 'year.json', year)
  const parts = {
    findings: shaped<readonly FindingMatter[]>(within, 'findings.json', findings),
    tasks: shaped<readonly TaskMatter[]>(within, 'tasks.json', tasks),
    lists: shaped<readonly ListMatter[]>(within, 'lists.json', lists),
    words: shaped<Book['words']>(within, 'words.json', { type: 'object', additionalProperties: words }),
  }
  const all: readonly Shaped<unknown>[] = [file, ...Object.values(parts)]
  const faults = all.flatMap((read) => (read.ok ? [] : read.faults.map((fault) => `year/${fault}`)))
  const { findings: f, tasks: t, lists: l, words: w } = parts
  if (!file.ok || !f.ok || !t.ok || !l.ok || !w.ok) {
    const list = faults.join('\n')
    throw new EngineFault([`演示的一年不能装载：\n${list}`, `The demo’s year cannot be loaded:\n${list}`])
  }
  const endsAt = instantOf(file.value.endsAt, programme)
  return { ...file.value, endsAt, findings: f.value, tasks: t.value, lists: l.value, words: w.value }
}
