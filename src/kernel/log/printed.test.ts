import { describe, expect, test } from 'vitest'
import { cosign, openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { sha256 } from './hash.ts'
import { signerOf } from './key.ts'
import { formatNote, parseNote, withSignatures } from './note.ts'
import { printedCheckpoint } from './printed.ts'

const log = signerOf('luoshi.example/log/printed', 'note', sha256('printed'))
const root = sha256('root')
const bare = signCheckpoint({ origin: log.verifier.name, size: 1234, root }, log)

function cosigned(count: number): string {
  const note = parseNote(Buffer.from(bare))
  if (!note.ok) throw new TypeError(note.why)
  const lines = Array.from({ length: count }, (_, i) =>
    cosign(note.value, signerOf(`luoshi.example/witness/${i}`, 'witness', sha256(`w${i}`)), 1_790_000_000),
  )
  return formatNote(withSignatures(note.value, lines))
}

describe('a printed checkpoint', () => {
  test('is its own signed note: whoever scans the code can check it', () => {
    const printed = printedCheckpoint(cosigned(2))

    expect(printed).toMatchObject({ ok: true, value: { size: 1234, qr: cosigned(2) } })
    expect(printed.ok && printed.value.signers).toHaveLength(3)
  })

  test('shows the root in groups of four that say the same', () => {
    const printed = printedCheckpoint(bare)

    expect(printed.ok && printed.value.groups.join('')).toBe(Buffer.from(root).toString('hex'))
    expect(printed.ok && new Set(printed.value.groups.map((group) => group.length))).toEqual(new Set([4]))
  })

  test('keeps the signature of the log, and as many others as a printed code holds', () => {
    const printed = printedCheckpoint(cosigned(20))

    expect(printed.ok && Buffer.byteLength(printed.value.qr)).toBeLessThanOrEqual(997)
    expect(printed.ok && openCheckpoint(Buffer.from(printed.value.qr), [log.verifier])).toMatchObject({ ok: true })
    expect(printed.ok && printed.value.qr.split('\n').length).toBeGreaterThan(6)
  })

  test('of something else than a checkpoint does not exist', () => {
    expect(printedCheckpoint('hello\n')).toMatchObject({ ok: false })
    expect(printedCheckpoint(bare.replace('1234', 'many'))).toMatchObject({ ok: false })
  })
})
