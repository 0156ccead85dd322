import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anlan } from '../src/derive/testing/anlan.ts'
import { toldOf, walk } from '../src/derive/walk/walk.ts'
import { rooms } from '../src/floors.ts'
import { bind } from '../src/kernel/bind.ts'
import { faultsOfDeclaration } from '../src/kernel/laws.ts'
import type { Declaration } from '../src/kernel/procedure.ts'
import { bindingFor, bound } from '../src/kernel/testing/city.ts'
import { duties } from '../src/mechanisms/duties.ts'
import { houseRules } from '../src/mechanisms/house.ts'
import { beginning, type Samples, type Scenario } from '../src/mechanisms/testing/given.ts'
import { mutantsOf } from '../src/mechanisms/testing/mutants.ts'

const root = join(import.meta.dirname, '..')
const tour = readFileSync(join(root, 'docs/TOUR.md'), 'utf8')

/** The files that the tour has its reader save, laid beside `src` so that the compiler and Node find what they import. */
const folder = join(root, 'dist/tour')
mkdirSync(folder, { recursive: true })

function saved(path: string): string {
  const [, text = ''] = tour.split(`\`\`\`ts file=${path}\n`)
  const [code = ''] = text.split('\n```')
  const file = join(folder, basename(path))
  const here = path.includes('/testing/') ? '../../src/mechanisms/testing/' : '../../src/mechanisms/'
  writeFileSync(
    file,
    `${code.replaceAll("from '../kernel/", "from '../../src/kernel/").replaceAll("from './", `from '${here}`)}\n`,
  )
  return file
}

const mechanism = saved('src/mechanisms/government-promise.ts')
const scenarioFile = saved('src/mechanisms/testing/government-promise.scenarios.ts')
writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }\n')

const { governmentPromise } = (await import(mechanism)) as { readonly governmentPromise: Declaration }
const { samples, scenarios } = (await import(scenarioFile)) as {
  readonly samples: Samples
  readonly scenarios: readonly Scenario[]
}

describe('docs/TOUR.md', () => {
  test('its table of floors is the table of src/floors.ts', () => {
    const rows = [...tour.matchAll(/^\| (-?\d) \| `([^`]+)` \|/gm)].map(([, floor, name]) => `${floor} ${name}`)

    expect([...rows].sort()).toEqual(rooms.map((room) => `${room.floor} ${room.folder}`).sort())
  })

  test('its mechanism compiles under the settings of the project, scenarios included', () => {
    const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' })

    expect(`${tsc.stdout}${tsc.stderr}`).toBe('')
    expect(tsc.status).toBe(0)
  })

  test('a state that its mechanism does not have would not compile', () => {
    const wrong = join(root, 'dist/tour-wrong')
    mkdirSync(wrong, { recursive: true })
    const text = readFileSync(mechanism, 'utf8').replace("to: 'kept'", "to: 'keptt'")
    writeFileSync(join(wrong, 'government-promise.ts'), text)
    writeFileSync(join(wrong, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }\n')
    const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', wrong], { encoding: 'utf8' })

    expect(tsc.stdout).toContain('keptt')
  })

  test('its mechanism has no static fault, and cites duties and house rules that exist or that it adds', () => {
    const result = bind(governmentPromise, bindingFor(governmentPromise))
    const cited = [...JSON.stringify(governmentPromise).matchAll(/"(duty|house)\/([a-z-]+)"/g)]
    const known = { duty: [...Object.keys(duties), 'keep-promises'], house: Object.keys(houseRules) }

    expect(faultsOfDeclaration(governmentPromise)).toEqual([])
    expect(result.ok).toBe(true)
    expect(cited.filter(([, kind, name = '']) => !known[kind as 'duty' | 'house'].includes(name))).toEqual([])
  })

  test('the counts that it says `procedures check` prints are those of its mechanism', () => {
    const { states, transitions, clocks, laws } = governmentPromise
    const counts = [states, transitions, clocks].map((of) => Object.keys(of).length)

    expect(tour.replaceAll('\n', ' ')).toContain(
      `${counts[0]} states, ${counts[1]} transitions, ${counts[2]} clocks, ${laws.length} laws`,
    )
  })

  test('whatever people try with its mechanism, everything holds that must, and every move is made', {
    timeout: 60_000,
  }, () => {
    const procedure = bound(governmentPromise)
    const made = new Set<string>()
    const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { maxLength: 80, size: 'max' }))

    fc.assert(
      fc.property(anyWalk, (numbers) => {
        const walked = walk(procedure, numbers, anlan)
        for (const event of walked.events) made.add(event.transition)
        expect(walked.fault, toldOf(walked)).toBeNull()
      }),
      { numRuns: 500, seed: 20181012 },
    )

    expect([...made].sort()).toEqual(Object.keys(governmentPromise.transitions).sort())
  })

  test.each(scenarios.map((one) => [one.title, one] as const))('its scenario holds: %s', (_title, { play }) => {
    play(beginning(bound(governmentPromise), samples))
  })

  test('of all mutants of its mechanism only the one that it names goes unnoticed', () => {
    const isNoticed = (declaration: Declaration): boolean => {
      if (faultsOfDeclaration(declaration).length > 0) return true
      const result = bind(declaration, bindingFor(declaration))
      if (!result.ok) return true
      const given = beginning(result.procedure, samples)
      return scenarios.some(({ play }) => throws(() => play(given)))
    }
    const unnoticed = Object.values(mutantsOf(governmentPromise))
      .flat()
      .filter(({ declaration }) => !isNoticed(declaration))
      .map(({ name }) => name)

    expect(unnoticed).toEqual(['clock due: renewed onEntry'])
    expect(tour).toContain("'government-promise': { 'clock due: renewed onEntry':")
  })
})

function throws(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch {
    return true
  }
}
