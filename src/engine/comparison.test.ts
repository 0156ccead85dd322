import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBeside, openComparison } from './comparison.ts'
import type { EvidenceStore } from './evidence.ts'
import { loadProgramme } from './programme.ts'

const programme = loadProgramme(join(import.meta.dirname, '../../programmes/jiujiang-2018'))

/** A store that holds these texts by name. */
function storeOf(files: Readonly<Record<string, Buffer>>): EvidenceStore {
  return {
    put: () => Promise.reject(new Error('nothing is put here')),
    get: (name) => {
      const bytes = files[name]
      return Promise.resolve(bytes ? { type: 'text/plain', bytes } : null)
    },
  }
}

const own = '县政府办年内把办事窗口的排队时间压到15分钟以内，12月底前新开3个乡镇代办点。'
const compare = openComparison(
  programme,
  storeOf({ plan: Buffer.from(programme.text), own: Buffer.from(own), scan: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }),
)

test('the plan itself, handed in under another name, is a copy that takes up every clause', async () => {
  const found = await compare({ words: programme.text, evidence: [] })

  expect(found).toMatchObject({ readable: true, copied: 100, targets: 0 })
  expect(found.readable && found.covered).toBe(found.readable && found.clauses)
  expect(found.readable && found.clauses).toBeGreaterThan(15)
})

test('a document is read where no text is written, and what is written comes first', async () => {
  const read = await compare({ words: '', evidence: ['own'] })
  const written = await compare({ words: own, evidence: ['plan'] })

  expect(read).toEqual(written)
  expect(read).toMatchObject({ readable: true, copied: 0 })
})

test('what nobody can read has no figures: a scan, a file that is not there, nothing', async () => {
  const found = await Promise.all([['scan'], ['none'], []].map((evidence) => compare({ words: ' ', evidence })))

  expect(found).toEqual(Array(3).fill({ readable: false }))
})

test('measures are laid beside every clause that the figures count, and what is shown as copied is what they call copied', async () => {
  const { lay, clauses } = openBeside(programme, storeOf({}))
  const words = `${own}大力推进政务服务“一网通办”,推动审批智能化、服务自助化、办事移动化。`
  const laid = await lay({ words, evidence: [] })
  const found = await compare({ words, evidence: [] })

  expect(laid?.apart[0]?.limits).toEqual(['年内；12月底前'])
  expect(clauses()).toHaveLength(laid?.clauses.length ?? -1)
  expect(laid?.clauses.length).toBe(found.readable && found.clauses)
  expect(laid?.clauses.filter((clause) => clause.own.length > 0)).toHaveLength(found.readable ? found.covered : -1)
  expect(laid?.copied.map(({ start, end }) => words.slice(start, end))).toEqual([
    '大力推进政务服务“一网通办”,推动审批智能化、服务自助化、办事移动化',
  ])
})

test('a scan has nothing to lay beside the plan', async () => {
  const { lay } = openBeside(programme, storeOf({ scan: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }))

  expect(await lay({ words: '', evidence: ['scan'] })).toBeNull()
})
