import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBytes } from './read.ts'
import { docx, odt, word } from './testing/office.ts'
import { pdf } from './testing/portable.ts'

const samples: readonly Uint8Array[] = [
  docx(
    word.paragraph('一、总则', word.number(0)) + word.row(word.paragraph('1'), word.paragraph('任务')),
    word.level(0, 'chineseCounting', '%1、'),
  ),
  odt('<text:h text:outline-level="1">总则</text:h><text:p>正文</text:p>'),
  pdf([[{ x: 80, y: 700, text: '一、总则' }]]),
  Buffer.from('<!DOCTYPE html><html><body><table><tr><td>一、</td><td>总则</td></tr></table></body></html>'),
]

const magics = [
  [],
  [0x50, 0x4b, 3, 4],
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xef, 0xbb, 0xbf],
  [0x3c, 0x68, 0x74, 0x6d, 0x6c, 0x3e],
]

const bytes = fc
  .tuple(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 400 }))
  .map(([magic, rest]) => Uint8Array.from([...magic, ...rest]))

test('any bytes give a text or one sentence that says why not', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (data) => {
      const read = await readBytes(data)
      expect(read.ok ? read.text.length > 0 : read.says.every((sentence) => sentence.length > 5)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a sound file with one byte changed or its end cut off never makes the reader throw', async () => {
  const damage = fc.record({
    sample: fc.constantFrom(...samples),
    at: fc.nat(),
    byte: fc.nat(255),
    keep: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  await fc.assert(
    fc.asyncProperty(damage, async ({ sample, at, byte, keep }) => {
      const data = Uint8Array.from(sample)
      data[at % data.length] = byte
      const read = await readBytes(data.slice(0, Math.ceil(data.length * keep)))
      expect(typeof read.ok).toBe('boolean')
    }),
    { numRuns: 150 },
  )
})
