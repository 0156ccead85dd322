import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { drawProcedure } from '../../engine/draw-record.ts'
import type { Programme } from '../../engine/programme.ts'
import { dayNumber, type Instant, isDay } from '../../kernel/calendar.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import type { Step, StoryCase, Who } from './demo.ts'
import { type Faults, type Shaped, shaped } from './shape.ts'
import { caseFaults, type Stage } from './story-check.ts'

/** `[when, by, transition, input, condition?]`; by: a post, `@party` drawn, `visitor:name` or `code:name`. */
export type StepEntry = readonly [string, string, string, JsonRecord, { readonly if: string }?]

export interface CaseEntry {
  readonly key: string
  readonly procedure: string
  readonly of?: string
  readonly steps: readonly StepEntry[]
}

const stepSchema = {
  type: 'array',
  minItems: 4,
  maxItems: 5,
  items: [
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d$' },
    { type: 'string', pattern: '^(@[A-Za-z]+|(visitor|code):[a-z0-9-]+|[a-z][a-z0-9-]*)$' },
    { type: 'string', minLength: 1 },
    { type: 'object' },
    { type: 'object', additionalProperties: false, required: ['if'], properties: { if: { type: 'string' } } },
  ],
}

const storySchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['key', 'procedure', 'steps'],
    properties: {
      key: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,60}$' },
      procedure: { type: 'string' },
      of: { type: 'string' },
      steps: { type: 'array', minItems: 1, items: stepSchema },
    },
  },
}

/** A local time of the story as an instant, NaN for a day that does not exist. Example: '2018-10-19 10:40'. */
export function instantOf(when: string, programme: Pick<Programme, 'calendar'>): Instant {
  const [day = '', clock = ''] = when.split(' ')
  if (!isDay(day)) return Number.NaN
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return programme.calendar.startOf(dayNumber(day)) + (hours * 60 + minutes) * 60_000
}

function whoOf(by: string): Who {
  if (by.startsWith('@')) return { kind: 'drawn', party: by.slice(1) }
  if (by.startsWith('visitor:')) return { kind: 'visitor', citizen: by.slice('visitor:'.length) }
  if (by.startsWith('code:')) return { kind: 'code', citizen: by.slice('code:'.length) }
  return { kind: 'post', post: by }
}

function caseOf(entry: CaseEntry, programme: Programme): StoryCase {
  const declaration = programme.procedures.get(entry.procedure)?.declaration
  return {
    key: entry.key,
    procedure: entry.procedure,
    of: entry.of ?? null,
    steps: entry.steps.map(([when, by, transition, input, condition], i): Step => {
      const move = declaration?.transitions[transition]
      const ends = entry.of !== undefined && declaration?.states[move?.to ?? '']?.final === true
      return {
        name: `${entry.key}, step ${i + 1}`,
        at: instantOf(when, programme),
        who: whoOf(by),
        transition,
        input,
        onlyIn: condition?.if ?? null,
        // The next step of a draw rests on what the last one left in the log.
        delivers: move?.opens !== undefined || ends || entry.procedure === drawProcedure,
      }
    }),
  }
}

function crossFaults(cases: readonly StoryCase[], programme: Programme): Faults {
  const byKey = new Map(cases.map((one) => [one.key, one]))
  const keys = cases.map(({ key }) => key)
  const repeated = keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `two cases are called ${key}`)
  const orphans = cases.flatMap(({ key, of, procedure, steps }) => {
    if (of === null) return []
    const parent = byKey.get(of)
    const moves = programme.procedures.get(parent?.procedure ?? '')?.declaration.transitions
    const opening = parent?.steps.find((step) => moves?.[step.transition]?.opens?.procedure === procedure)
    if (!opening) return [`${key} is said to come of ${of}, which opens no ${procedure}`]
    return (steps[0]?.at ?? 0) > opening.at ? [] : [`${key} begins before ${of} opens it`]
  })
  return [...repeated, ...orphans]
}

/** Every case of `story/*.json`, in the order of their first steps, or every fault in them. */
export function readStory(folder: string, stage: Stage): Shaped<readonly StoryCase[]> {
  const within = join(folder, 'story')
  const names = existsSync(within)
    ? readdirSync(within)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : []
  const files = names.map((name) => ({ name, read: shaped<readonly CaseEntry[]>(within, name, storySchema) }))
  const misshaped = files.flatMap(({ read }) => (read.ok ? [] : read.faults))
  if (misshaped.length > 0) return { ok: false, faults: misshaped.map((fault) => `story/${fault}`) }
  const cases = files.flatMap(({ name, read }) =>
    read.ok ? read.value.map((entry) => ({ name, told: caseOf(entry, stage.programme) })) : [],
  )
  const all = cases.map(({ told }) => told)
  const faults = [
    ...cases.flatMap(({ name, told }) => caseFaults(told, stage).map((fault) => `story/${name}: ${fault}`)),
    ...crossFaults(all, stage.programme).map((fault) => `story: ${fault}`),
  ]
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: all.toSorted((a, b) => (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0)) }
}
