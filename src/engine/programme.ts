import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauseTree, type TreeClause } from '../compiler/clause-tree.ts'
import { compile } from '../compiler/compile.ts'
import type { Bindings } from '../kernel/basis.ts'
import { type Binding, bind, type Procedure } from '../kernel/bind.ts'
import type { Hours, WorkingCalendar } from '../kernel/calendar.ts'
import type { Span } from '../kernel/clock.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Bilingual } from '../kernel/text.ts'
import { declarations } from '../mechanisms/all.ts'
import { nationalCalendar, type RegionalDays } from './calendar.ts'
import { EngineFault } from './fault.ts'

/** programmes/<plan>/programme.json */
interface ProgrammeFile {
  readonly id: string
  readonly edition: number
  readonly region: string
  readonly title: Bilingual
  readonly shortTitle: Bilingual
  readonly site: Bilingual
  readonly issuedOn: string
  readonly timeZone: string
  readonly officeHours: readonly (readonly [string, string])[]
  /** Days off and make-up working days of this place alone, by day, each with its name; beside those of the whole country. */
  readonly days?: RegionalDays
  readonly letters: Readonly<Record<string, string>>
  readonly groups: readonly { readonly slug: string; readonly title: Bilingual }[]
  /** Origin of the public log, without scheme. */
  readonly log: string
}

/** What a person decided about a sentence: its kind, and whether it can be tested. Orientation is shown and never scored. */
export interface Reading {
  readonly kind: string
  readonly testable: boolean
  readonly mechanisms?: readonly string[]
  readonly measures?: readonly string[]
  readonly target?: string
}

interface ReadingFile {
  readonly clauses: Readonly<
    Record<
      string,
      {
        readonly zh: string
        readonly en: string
        readonly mechanisms: readonly string[]
        /** What the web page left behind that the file was taken from: in the file, and no part of the document. */
        readonly residue?: boolean
      }
    >
  >
  readonly sentences: Readonly<Record<string, Reading>>
}

/** The files of a programme by name. Example: { 'plan.txt': '…', 'programme.json': '{…}' }. */
export type ProgrammeFiles = Readonly<Record<string, string>>

/** A plan as data, loaded and checked: the document, its clauses, and our procedures bound to them. */
export interface Programme extends ProgrammeFile {
  /** Its folder; for an edition that was published at the desk, how it is cited. Example: 'anlan-2018@1'. */
  readonly folder: string
  readonly files: ProgrammeFiles
  /** The document as published, verbatim. */
  readonly text: string
  /** Lower-case hex SHA-256 of the file. */
  readonly fingerprint: string
  readonly tree: readonly TreeClause[]
  readonly reading: ReadingFile
  readonly binding: Binding
  readonly calendar: WorkingCalendar
  /** Present versions, by procedure id. */
  readonly procedures: ReadonlyMap<string, Procedure>
}

function minutes(clock: string): number {
  const [hours = 0, mins = 0] = clock.split(':').map(Number)
  return hours * 60 + mins
}

function json<T>(files: ProgrammeFiles, folder: string, name: string): T {
  const text = files[name]
  const path = join(folder, name)
  if (text === undefined)
    throw new EngineFault([`方案文件夹缺少 ${name}：${folder}`, `The programme lacks ${name}: ${folder}`])
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new EngineFault([`${path} 不是有效的 JSON：${String(error)}`, `${path} is not valid JSON: ${String(error)}`])
  }
}

function boundProcedures(binding: Binding): ReadonlyMap<string, Procedure> {
  const results = declarations.map((declaration) => bind(declaration, binding))
  const faults = results.flatMap((result) => (result.ok ? [] : result.faults))
  if (faults.length > 0) {
    throw new EngineFault([
      `方案不能装载：\n${faults.join('\n')}`,
      `The programme cannot be loaded:\n${faults.join('\n')}`,
    ])
  }
  return new Map(results.flatMap((result) => (result.ok ? [[result.procedure.id, result.procedure] as const] : [])))
}

/** Every clause and sentence that the bindings name must stand in the plan. */
function strangeClauses(duties: Bindings, tree: readonly TreeClause[]): readonly string[] {
  const known = new Set(tree.flatMap((clause) => [clause.slug, ...clause.sentences.map((sentence) => sentence.slug)]))
  return Object.entries(duties).flatMap(([duty, slugs]) =>
    slugs.filter((slug) => !known.has(slug)).map((slug) => `${duty} → ${slug}`),
  )
}

/** The files of which a programme is made. */
const fileNames = ['plan.txt', 'programme.json', 'bindings.json', 'house.json', 'reading.json', 'clauses.json'] as const

/** Loads `programmes/<plan>`. Throws EngineFault for whatever its author can mend, all faults at once. */
export function loadProgramme(folder: string): Programme {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => fileNames.some((one) => one === name)) : []
  return programmeOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])), folder)
}

/** The document of a programme and how it is read, without our procedures: all that an edition that ran before is for. */
export type PlanDocument = Omit<Programme, 'binding' | 'calendar' | 'procedures'>

/** The document of some files; `folder` is what faults call it. Throws EngineFault for whatever their author can mend. */
export function documentOf(files: ProgrammeFiles, folder: string): PlanDocument {
  const file = json<ProgrammeFile>(files, folder, 'programme.json')
  const reading = json<ReadingFile>(files, folder, 'reading.json')
  const text = files['plan.txt']
  if (text === undefined)
    throw new EngineFault([`方案文件夹缺少 plan.txt：${folder}`, `The programme lacks plan.txt: ${folder}`])
  const fingerprint = sha256Hex(Buffer.from(text, 'utf8'))
  const tree = clauseTree(text, compile(text), { letters: file.letters })
  return { ...file, folder, files, text, fingerprint, tree, reading }
}

/** The programme of some files; `folder` is what faults call it. Throws EngineFault for whatever their author can mend. */
export function programmeOf(files: ProgrammeFiles, folder: string): Programme {
  const document = documentOf(files, folder)
  const duties = json<Bindings>(files, folder, 'bindings.json')
  const house = json<Readonly<Record<string, Span>>>(files, folder, 'house.json')
  const strange = strangeClauses(duties, document.tree)
  if (strange.length > 0) {
    throw new EngineFault([
      `bindings.json 引用了方案中没有的条款：${strange.join('、')}`,
      `bindings.json names clauses that the plan lacks: ${strange.join(', ')}`,
    ])
  }
  const officeHours: readonly Hours[] = document.officeHours.map(([from, to]) => ({
    from: minutes(from),
    to: minutes(to),
  }))
  const binding: Binding = { plan: document.id, edition: document.edition, duties, house }
  return {
    ...document,
    binding,
    calendar: nationalCalendar(document.timeZone, officeHours, document.days),
    procedures: boundProcedures(binding),
  }
}
