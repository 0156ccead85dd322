import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openComparison } from './comparison.ts'
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
