import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadProgramme } from '../engine/programme.ts'
import { type Day, dayNumber, dayOf } from '../kernel/calendar.ts'

const root = join(import.meta.dirname, '../..')
const programme = loadProgramme(join(root, 'programmes/jiujiang-2018'))

const domain = join(root, '../shared/domain')
const isThere = existsSync(domain)
if (!isThere && process.env.CI === 'true') throw new Error('../shared is missing')

interface GoldSentence {
  readonly slug: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: string
  readonly testable: boolean
}

interface Gold {
  readonly source: { readonly sha256: string }
  readonly clauses: readonly {
    readonly id: string
    readonly slug: string
    readonly num: string
    readonly title: string
    readonly start: number
    readonly end: number
    readonly sentences: readonly GoldSentence[]
  }[]
}

interface GoldCalendar {
  readonly off: Readonly<Record<Day, string>>
  readonly work: Readonly<Record<Day, string>>
  readonly workdaysPerYear: Readonly<Record<string, number>>
  readonly testVectors: readonly { readonly kind: string; readonly from: Day; readonly n: number; readonly to: Day }[]
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(domain, name), 'utf8')) as T

describe.runIf(isThere)('the plan of Jiujiang as it is compiled', () => {
  const gold = isThere ? read<Gold>('clauses.json') : { source: { sha256: '' }, clauses: [] }

  test('is the published document, to the byte', () => {
    const bytes = readFileSync(join(programme.folder, 'plan.txt'))

    expect(createHash('sha256').update(bytes).digest('hex')).toBe(gold.source.sha256)
  })

  test('has the 39 clauses that were counted by hand, with number, title and offsets', () => {
    const shape = ({ id, slug, num, title, start, end }: Gold['clauses'][number]) => [id, slug, num, title, start, end]

    expect(gold.clauses).toHaveLength(39)
    expect(programme.tree.map(shape)).toEqual(gold.clauses.map(shape))
  })

  test('has the 103 sentences that were counted by hand, with text and offsets', () => {
    const sentences = (clauses: readonly { readonly sentences: readonly Omit<GoldSentence, 'kind' | 'testable'>[] }[]) =>
      clauses.flatMap((clause) => clause.sentences.map(({ slug, text, start, end }) => [slug, text, start, end]))

    expect(sentences(gold.clauses)).toHaveLength(103)
    expect(sentences(programme.tree)).toEqual(sentences(gold.clauses))
  })

  test('is read as it was reviewed, but for the list of addressees, which promises nothing: 48 sentences can be tested', () => {
    const reviewed = gold.clauses.flatMap((clause) => clause.sentences)
    const differing = reviewed.filter(({ slug, kind, testable }) => {
      const reading = programme.reading.sentences[slug]
      return reading?.kind !== kind || reading.testable !== testable
    })

    expect(differing.map(({ slug }) => slug)).toEqual(['N4.s0'])
    expect(Object.values(programme.reading.sentences).filter(({ testable }) => testable)).toHaveLength(48)
  })
})

describe.runIf(isThere)('the working days that we count by', () => {
  const gold = isThere ? read<GoldCalendar>('calendar-cn.json') : { off: {}, work: {}, workdaysPerYear: {}, testVectors: [] }
  const { calendar } = programme

  test.each(Object.entries(gold.workdaysPerYear))('are, in %s, %i, and each the one of the notice', (year, count) => {
    const [first, after] = [dayNumber(`${year}-01-01`), dayNumber(`${Number(year) + 1}-01-01`)]
    const days = Array.from({ length: after - first }, (_, i) => first + i)
    const isNoticed = (day: number) => {
      const weekday = new Date(day * 86_400_000).getUTCDay()
      const name = dayOf(day)
      return Object.hasOwn(gold.work, name) || (!Object.hasOwn(gold.off, name) && weekday >= 1 && weekday <= 5)
    }

    expect(days.filter((day) => calendar.isWorkingDay(day) !== isNoticed(day)).map(dayOf)).toEqual([])
    expect(days.filter(calendar.isWorkingDay)).toHaveLength(count)
  })

  test.each(gold.testVectors.map((vector) => [vector.n, vector.kind, vector.from, vector.to] as const))('put the end of %i %s from %s on %s', (n, kind, from, to) => {
    const end = {
      workday: () => calendar.plusWorkingDays(dayNumber(from), n),
      day: () => calendar.rolled(dayNumber(from) + n),
    }[kind]

    expect(end && dayOf(end())).toBe(to)
  })
})

describe('the time zone of the machine', () => {
  const probe = join(root, 'test/support/time-zone-probe.ts')

  async function under(TZ: string): Promise<string> {
    const options = { cwd: root, env: { ...process.env, TZ }, maxBuffer: 64 * 1024 * 1024 }
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', './bin/loader.mjs', probe], options)
    return stdout
  }

  test('changes no day, no deadline, no walk, no offset of the plan and no version', async () => {
    const [utc, losAngeles, kiritimati] = (await Promise.all(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map(under))).map(
      (text) => JSON.parse(text) as { readonly offset: number; readonly walks: readonly unknown[] },
    )

    expect([utc, losAngeles, kiritimati].map((one) => one?.offset)).toEqual([0, 480, -840])
    expect(utc?.walks.length).toBeGreaterThan(40)
    expect({ ...losAngeles, offset: 0 }).toEqual(utc)
    expect({ ...kiritimati, offset: 0 }).toEqual(utc)
  })
})
