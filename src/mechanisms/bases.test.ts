import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadProgramme } from '../engine/programme.ts'
import { basesOf } from '../kernel/bind.ts'
import { declarations } from './all.ts'
import { duties } from './duties.ts'
import { houseRules } from './house.ts'
import { laws } from './laws.ts'

const src = join(import.meta.dirname, '..')

/** Where a basis is found, or why it is not: the law and its article, the duty, or the house rule. */
function faultOf(basis: string): string | null {
  const [kind, name = '', article] = basis.split('/')
  if (kind === 'duty') return Object.hasOwn(duties, name) ? null : `${basis}: no such duty in duties.ts`
  if (kind === 'house') return Object.hasOwn(houseRules, name) ? null : `${basis}: no such rule in house.ts`
  const law = Object.entries(laws).find(([title]) => title === name)?.[1]
  if (!law) return `${basis}: no such law in laws.ts`
  return Object.hasOwn(law.articles, article ?? '') ? null : `${basis}: ${law.title} has no article ${article} in laws.ts`
}

/** Rooms whose strings of this shape are authorities; the compiler names its own rules the same way. */
const rooms = ['kernel', 'mechanisms', 'engine', 'store', 'derive', 'http', 'cli', 'web', 'roof']

const sources = rooms.flatMap((room) =>
  readdirSync(join(src, room), { recursive: true, encoding: 'utf8' })
    .map((path) => join(room, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path)),
)

/** Citations in code; examples in comments need not exist. */
const cited = sources.flatMap((path) => {
  const text = readFileSync(join(src, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<=\s)\/\/.*/g, '')
  return [...text.matchAll(/['"`]((?:law|duty|house)\/[^'"`…$ ]+)['"`]/g)].map(([, basis]) => ({ path, basis: basis ?? '' }))
})

test('every authority that the code cites stands in the tables, with title and article', () => {
  const faults = cited.flatMap(({ path, basis }) => {
    const fault = faultOf(basis)
    return fault === null ? [] : [`${path}: ${fault}`]
  })

  expect(cited.length).toBeGreaterThan(100)
  expect(faults).toEqual([])
})

test('every basis of every declaration is among those that the code cites', () => {
  const known = new Set(cited.map(({ basis }) => basis))

  expect(declarations.flatMap(basesOf).filter((basis) => !known.has(basis))).toEqual([])
})

describe('the tables', () => {
  const entries = Object.entries({ ...duties, ...houseRules })
  const articles = Object.values(laws).flatMap((law) => Object.values<readonly [string, string]>(law.articles))

  test('say every rule in Chinese and in English', () => {
    const pairs = [...entries.map(([, pair]) => pair), ...articles]

    expect(pairs.filter(([zh, en]) => !/\p{Script=Han}/u.test(zh) || !/[a-z]/.test(en) || /\p{Script=Han}/u.test(en))).toEqual([])
  })
})

const programmes = join(src, '../programmes')

test.each(readdirSync(programmes))('%s binds every duty to sentences that stand in its plan, and no duty that is unknown', (plan) => {
  const { binding, tree } = loadProgramme(join(programmes, plan))
  const slugs = new Set(tree.flatMap((clause) => [clause.slug, ...clause.sentences.map((sentence) => sentence.slug)]))

  expect(Object.keys(binding.duties).filter((duty) => !Object.hasOwn(duties, duty))).toEqual([])
  expect(Object.keys(duties).filter((duty) => (binding.duties[duty] ?? []).length === 0)).toEqual([])
  expect(
    Object.values(binding.duties)
      .flat()
      .filter((slug) => !slugs.has(slug)),
  ).toEqual([])
})
