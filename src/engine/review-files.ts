import { clauseTree, type TreeClause, type TreeSentence } from '../compiler/clause-tree.ts'
import type { Compiled } from '../compiler/compile.ts'
import { isDay } from '../kernel/calendar.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Bilingual } from '../kernel/text.ts'
import { type Duty, duties } from '../mechanisms/duties.ts'
import type { PlanDraft } from '../store/plan-drafts.ts'
import type { RegionalDays } from './calendar.ts'
import type { Programme } from './programme.ts'
import { areDays, areHours, type CalendarFault } from './review-calendar.ts'
import type { Reviewed } from './review-state.ts'

/** What a person settles about the programme besides its sentences; countersigned like them, as the subject `programme`. */
export interface ProgrammeSettings {
  /** Folder, plan id and address. Example: 'anlan-2018'. */
  readonly id: string
  readonly edition: number
  /** Division code of six digits (GB/T 2260). */
  readonly region: string
  readonly title: Bilingual
  readonly shortTitle: Bilingual
  /** What the portal calls itself. */
  readonly site: Bilingual
  readonly issuedOn: string
  /** Origin of the public log, without scheme. Example: 'log.anlan.gov.cn/anlan-2018'. */
  readonly log: string
  /** From and until, in the order of the day. Example: [['09:00', '12:00'], ['13:30', '17:00']]. */
  readonly officeHours: readonly (readonly [string, string])[]
  /** Days off and make-up days of the place alone. */
  readonly days: RegionalDays
  /** The sentence of this plan that demands each duty, by its subject; '' where the plan is silent and the rule is our own. */
  readonly duties: Readonly<Record<Duty, string>>
}

/** Under which subject the settings are decided and countersigned. */
export const settingsSubject = 'programme'

/** Plans are of one country, whose clocks show one time. */
const timeZone = 'Asia/Shanghai'

/** The usual hours, and no day of the place alone. */
export const usualCalendar: Pick<ProgrammeSettings, 'officeHours' | 'days'> = {
  officeHours: [
    ['09:00', '12:00'],
    ['13:30', '17:00'],
  ],
  days: { off: {}, work: {} },
}

export type SettingFault = 'id' | 'edition' | 'region' | 'title' | 'site' | 'issuedOn' | 'log' | CalendarFault

/** The settings that cannot be used. */
export function settingFaults({
  id,
  edition,
  region,
  title,
  site,
  issuedOn,
  log,
  officeHours,
  days,
}: ProgrammeSettings): readonly SettingFault[] {
  const isGiven = (text: Bilingual) => text.every((words) => words.trim() !== '')
  const sound: Readonly<Record<SettingFault, boolean>> = {
    id: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 40,
    edition: Number.isInteger(edition) && edition >= 1 && edition <= 999,
    region: /^\d{6}$/.test(region),
    title: isGiven(title),
    site: isGiven(site),
    issuedOn: isDay(issuedOn),
    log: /^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)*$/.test(log),
    officeHours: areHours(officeHours),
    daysOff: areDays(days.off),
    workDays: areDays(days.work) && Object.keys(days.work).every((day) => days.off[day] === undefined),
  }
  return (Object.keys(sound) as SettingFault[]).filter((name) => !sound[name])
}

const dutyNames = Object.keys(duties) as readonly Duty[]

function sentencesByStart(tree: readonly TreeClause[]): ReadonlyMap<number, TreeSentence> {
  return new Map(tree.flatMap((clause) => clause.sentences.map((sentence) => [sentence.start, sentence])))
}

/** A sentence as the programme reads it: kind, whether it can be tested, and how it is measured where somebody said. */
function readingOf({ sentence, decision }: Reviewed) {
  const { kind, testable } = decision ?? sentence
  const measures = (decision?.matters ?? []).flatMap(({ answers }) => answers.measure?.value ?? [])
  return { kind, testable, ...(measures.length > 0 && { measures }) }
}

/** The parts of the plan in which something can be tested, for the rows of the portal. Nobody has named them in English. */
function groupsOf(tree: readonly TreeClause[], testable: ReadonlySet<string>) {
  const parts = tree.filter(({ level, title }) => level === 'part' && title !== '')
  const isUnder = (clause: TreeClause, part: TreeClause) =>
    clause.slug === part.slug || clause.slug.startsWith(`${part.slug}.`)
  return parts
    .filter((part) =>
      tree.some((clause) => isUnder(clause, part) && clause.sentences.some(({ slug }) => testable.has(slug))),
    )
    .map(({ slug, title }) => ({ slug, title: [title, `Part ${slug.replace(/^\D+/, '')}`] as const }))
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** Posts, never persons: whoever downloads it learns which post decided and which countersigned. */
function clausesFile(draft: PlanDraft, reviewed: readonly Reviewed[], bySlug: ReadonlyMap<number, TreeSentence>) {
  return {
    schema: 'luoshi-reviewed/1',
    source: { name: draft.fileName, format: draft.format, sha256: draft.sha256 },
    sentences: reviewed.map((one) => ({
      slug: bySlug.get(one.sentence.start)?.slug ?? null,
      start: one.sentence.start,
      end: one.sentence.end,
      decision: one.decision,
      decidedBy: one.decided && { post: one.decided.post, at: one.decided.at.toISOString() },
      countersignedBy:
        one.standing === 'agreed' && one.last ? { post: one.last.post, at: one.last.at.toISOString() } : null,
    })),
  }
}

/** What the next edition takes over from the one in force, where what it is about still stands. */
export interface Carried {
  readonly running: Programme
  /** Where what stands in the edition in force stands in this one. */
  readonly mapping: Readonly<Record<string, string | null>>
}

/** Slugs of the edition in force as they are in the next one; what is gone is left out. */
const nowOf = ({ mapping }: Carried, slugs: readonly string[]) => slugs.flatMap((slug) => mapping[slug] ?? [])

/** All clauses on which a duty rested, where the sentence that was chosen for it is one of them; else that sentence alone. */
function boundTo(duty: Duty, slug: string | undefined, carried: Carried | null): readonly string[] {
  if (slug === undefined) return []
  const before = carried ? nowOf(carried, carried.running.binding.duties[duty] ?? []) : []
  return before.includes(slug) ? before : [slug]
}

/** The rows of the portal, as far as the next edition has clauses for them. */
function groupsNow({ running }: Carried, tree: readonly TreeClause[]) {
  return running.groups.filter(({ slug: group }) =>
    tree.some(
      ({ slug }) =>
        slug === group ||
        slug.startsWith(`${group}.`) ||
        (/^\d/.test(slug.slice(group.length)) && slug.startsWith(group)),
    ),
  )
}

/** Readings of an edition by the slugs of the next one. */
function readingsBefore({ running, mapping }: Carried) {
  const { clauses, sentences } = running.reading
  const moved = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(of).flatMap(([slug, value]) => {
        const now = mapping[slug] ?? null
        return now === null ? [] : [[now, value] as const]
      }),
    )
  return { clauses: moved(clauses), sentences: moved(sentences) }
}

/**
 * The reviewed plan as the files of a programme (`programmes/<id>/…`), by name: put into a folder, `LUOSHI_PROGRAMME` serves it.
 * The clauses have no English summary but those of the edition before: nobody has written one.
 */
export function programmeFiles(
  draft: PlanDraft,
  compiled: Compiled,
  reviewed: readonly Reviewed[],
  settings: ProgrammeSettings,
  carried: Carried | null = null,
): Readonly<Record<string, string>> {
  const letters = carried?.running.letters ?? {}
  const tree = clauseTree(draft.content, compiled, { letters })
  const before = carried ? readingsBefore(carried) : { clauses: {}, sentences: {} }
  const byStart = sentencesByStart(tree)
  const bySubject = new Map(reviewed.map((one) => [one.subject, byStart.get(one.sentence.start)?.slug]))
  const { duties: chosen, ...given } = settings
  // A short title that somebody once chose outlives an edition that keeps the title.
  const isSameTitle = carried !== null && carried.running.title[0] === settings.title[0]
  const named = isSameTitle ? { ...given, shortTitle: carried.running.shortTitle } : given
  const bindings = dutyNames.map((duty) => {
    return [duty, boundTo(duty, bySubject.get(chosen[duty]), carried)]
  })
  const sentences = reviewed.flatMap((one) => {
    const slug = byStart.get(one.sentence.start)?.slug
    return slug === undefined ? [] : [[slug, { ...before.sentences[slug], ...readingOf(one) }] as const]
  })
  const testable = new Set(sentences.flatMap(([slug, reading]) => (reading.testable ? [slug] : [])))
  return {
    'plan.txt': draft.content,
    'programme.json': json({
      ...named,
      timeZone,
      letters,
      groups: carried ? groupsNow(carried, tree) : groupsOf(tree, testable),
    }),
    'bindings.json': json(Object.fromEntries(bindings)),
    'house.json': json(carried?.running.binding.house ?? {}),
    'reading.json': json({ clauses: before.clauses, sentences: Object.fromEntries(sentences) }),
    'clauses.json': json(clausesFile(draft, reviewed, byStart)),
  }
}

/** The fingerprint of what is put in force: of plan.txt as it is exported, lower-case hex. */
export const planPrint = (draft: PlanDraft): string => sha256Hex(Buffer.from(draft.content, 'utf8'))
