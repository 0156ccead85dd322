import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFiles as filesOf, prepared } from '../src/kernel/draw/draw.ts'
import { core, drawFiles, drawNames, own, verifier } from '../test/support/verifier.ts'

describe('a draw', () => {
  test('of the examples is accepted from the command line', async () => {
    expect(await verifier('draw', own('draw'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('the only ones the rule allows'),
    })
  })

  test('is refused after any change of one byte of any file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...drawNames),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, change) => {
          const files = drawFiles()
          const bytes = files.get(name) ?? new Uint8Array(1)
          const place = at % bytes.length
          const before = Buffer.from(bytes).toString('latin1')
          bytes[place] = (bytes[place] ?? 0) ^ change
          const meansTheSame = name === 'reveal.json' && sameJson(before, Buffer.from(bytes).toString('latin1'))
          fc.pre(!meansTheSame)

          await expect(core.checkDraw(files)).rejects.toThrow()
        },
      ),
      { numRuns: 1000 },
    )
  })

  const needed = drawNames.filter((name) => !['register.json', 'replacements.json'].includes(name))

  test.each(needed)('without %s is refused', async (name) => {
    const files = drawFiles()
    files.delete(name)

    await expect(core.checkDraw(files)).rejects.toThrow('is missing')
  })
})

test('a draw whose party reveals something else is refused, also when seed and result were made to fit', async () => {
  const files = drawFiles()
  const reveal = JSON.parse(readFileSync(own('draw/reveal.json'), 'utf8'))
  const changed = Buffer.from(
    JSON.stringify({ ...reveal, contributions: { ...reveal.contributions, office: 'a'.repeat(64) } }),
  )
  const ready = prepared(files.get('frame.json') ?? changed, changed)
  const made = ready.ok ? filesOf(ready.value) : { seed: '', result: '' }
  files.delete('replacements.json')
  files.set('reveal.json', changed).set('seed.txt', Buffer.from(made.seed)).set('result.json', Buffer.from(made.result))

  expect(ready.ok).toBe(true)
  await expect(core.checkDraw(files)).rejects.toThrow('office revealed something else')
})

test('replacements with a further member are refused', async () => {
  const files = drawFiles()
  const more = { ...JSON.parse(readFileSync(own('draw/replacements.json'), 'utf8')), note: 'urgent' }

  await expect(core.checkDraw(files.set('replacements.json', Buffer.from(JSON.stringify(more))))).rejects.toThrow(
    'note',
  )
})

function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}
