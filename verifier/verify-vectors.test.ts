import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withVectors } from '../test/support/vectors.ts'
import { core, tampered, verifier } from '../test/support/verifier.ts'

withVectors('verify/vectors', (vectors) => {
  const entries = vectors.lines('log/entries.ndjson')
  const trust = core.readTrust(vectors.text('log/policy.txt'))
  const receipts = readdirSync(vectors.path('log/proofs')).map((name) => Number(name.split('.')[0]))
  const shown = async (receipt: number, entry: number) =>
    core.checkReceipt(
      vectors.bytes('log/proofs', `${receipt}.tlog-proof`),
      Buffer.from(entries[entry] ?? ''),
      await trust,
    )

  test('all 40 receipts are accepted for their entry and refused for its neighbour', async () => {
    for (const index of receipts) await shown(index, index)
    for (const index of receipts) await expect(shown(index, (index + 1) % entries.length)).rejects.toThrow()
    expect(receipts).toHaveLength(40)
  })

  test('the policy that wants three of three refuses', async () => {
    const strict = await core.readTrust(vectors.text('log/policy-UNSATISFIED.txt'))
    const receipt = vectors.bytes('log/proofs/0.tlog-proof')

    await expect(core.checkReceipt(receipt, Buffer.from(entries[0] ?? ''), strict)).rejects.toThrow(
      'too few witnesses: 2 / 3',
    )
  })

  test('the hard cases of canonical JSON are written as published, and the forbidden ones refused', () => {
    const { accept, reject } = vectors.json('log/jcs.json')
    const bytes = ({ input }: { input: string }) => Buffer.from(input)

    expect(accept.map(({ input }: { input: string }) => core.canonical(JSON.parse(input)))).toEqual(
      accept.map((hard: { canonical: string }) => hard.canonical),
    )
    for (const hard of reject) expect(() => core.readCanonical(bytes(hard), 'input')).toThrow()
  })

  test('the published log is accepted', async () => {
    expect(await verifier('log', vectors.path('log/tree'), '--trust', vectors.path('log/policy.txt'))).toMatchObject({
      code: 0,
    })
  })

  test.each<[string, (folder: string) => void]>([
    [
      'an entry forged together with its tile (CVE-2026-56865)',
      (f) => cpSync(vectors.path('log/forged/tile'), join(f, 'tile'), { recursive: true }),
    ],
    ['a split view', (f) => cpSync(vectors.path('log/checkpoint.FORK'), join(f, 'checkpoint.FORK'))],
    ['a false signature', (f) => cpSync(vectors.path('log/checkpoint.BADSIG'), join(f, 'checkpoint.BADSIG'))],
  ])('the published log with %s is refused', async (_, change) => {
    expect(
      await verifier('log', tampered(vectors.path('log/tree'), change), '--trust', vectors.path('log/log.vkey')),
    ).toMatchObject({ code: 1 })
  })

  test.each(['small', 'dice', 'beacon', 'infeasible', 'large'])('the published draw %s is accepted', async (name) => {
    expect(await verifier('draw', vectors.path('draw', name))).toMatchObject({ code: 0 })
  })

  test.each(readdirSync(vectors.path('draw')).filter((name) => name.startsWith('neg-')))(
    'the published draw %s is refused',
    async (name) => {
      expect(await verifier('draw', vectors.path('draw', name))).toMatchObject({ code: 1 })
    },
  )
})
