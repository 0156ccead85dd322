import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { core, own, verifier } from '../test/support/verifier.ts'

describe('a receipt', () => {
  const files = (index: number) =>
    [readFileSync(own(`log/receipts/${index}.tlog-proof`)), readFileSync(own(`log/receipts/${index}.json`))] as const
  const policy = core.readTrust(readFileSync(own('log/policy.txt'), 'utf8'))

  test.each([0, 5, 255, 256, 299])('of entry %d is accepted from the command line', async (index) => {
    const { code, out } = await verifier(
      'receipt',
      own(`log/receipts/${index}.tlog-proof`),
      '--entry',
      own(`log/receipts/${index}.json`),
      '--trust',
      own('log/policy.txt'),
    )

    expect(code).toBe(0)
    expect(out).toContain(`the log holds this entry, number ${index} `)
  })

  test('shows the fields that its holder kept', async () => {
    const found = await core.checkReceipt(...files(5), await policy)

    expect(found.map(({ en }) => en).join()).toContain('the reporter you kept is the one committed to: "张三（第5号）"')
  })

  test('without witnesses says so, and does not count it as proved', async () => {
    const key = await core.readTrust(readFileSync(own('log/log.vkey'), 'utf8'))

    expect(await core.checkReceipt(...files(5), key)).toContainEqual(
      expect.objectContaining({ ok: null, en: expect.stringContaining('no witness was checked') }),
    )
  })

  test('is refused after any change of one byte, of itself or of its entry', async () => {
    const trust = await policy
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 5, 256, 299),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (index, at, change, inEntry) => {
          const [receipt, entry] = files(index)
          const changed = inEntry ? entry : receipt
          const place = at % changed.length
          changed[place] = (changed[place] ?? 0) ^ change

          await expect(core.checkReceipt(receipt, entry, trust)).rejects.toThrow()
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('with one hash more or less is refused', async () => {
    const [receipt, entry] = files(5)
    const text = receipt.toString()
    const longer = text.replace('\nindex 5\n', `\nindex 5\n${Buffer.alloc(32).toString('base64')}\n`)
    const shorter = text.replace(/(\nindex 5\n)[^\n]+\n/, '$1')

    await expect(core.checkReceipt(Buffer.from(longer), entry, await policy)).rejects.toThrow('the proof is too long')
    await expect(core.checkReceipt(Buffer.from(shorter), entry, await policy)).rejects.toThrow('the proof is too short')
  })

  test('of one entry is refused for another', async () => {
    await expect(core.checkReceipt(files(5)[0], files(0)[1], await policy)).rejects.toThrow()
  })
})

describe('a trust policy', () => {
  const key = readFileSync(own('log/log.vkey'), 'utf8').trim()
  const [, one = '', two = ''] = readFileSync(own('log/policy.txt'), 'utf8').split('\n')

  test.each([
    ['that trusts no log', 'quorum none'],
    ['with a group before its member', `log ${key}\ngroup g any university\n${one}\nquorum g`],
    [
      'with a witness that counts twice',
      `log ${key}\n${one}\n${two}\ngroup g any university\ngroup h any university newspaper\nquorum g`,
    ],
    ['with more members wanted than there are', `log ${key}\n${one}\ngroup g 2 university\nquorum g`],
    ['with witnesses and no quorum', `log ${key}\n${one}`],
    ['with two quorums', `log ${key}\nquorum none\nquorum none`],
    ['with an unknown word', `log ${key}\nquota none`],
    ['with the name of something inherited', `log ${key}\n${one}\ngroup g constructor university\nquorum g`],
    ['with a word that is inherited', `log ${key}\nconstructor x\nquorum none`],
    ['with a log key for a witness', `log ${key}\nwitness w ${key}\nquorum w`],
    [
      'with the same witness twice',
      `log ${key}\n${one}\n${one.replace('witness university', 'witness again')}\nquorum again`,
    ],
    ['with the same log twice', `log ${key}\nlog ${key}\nquorum none`],
    ['with a key of another id', `log ${key.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}\nquorum none`],
    ['with a broken key', `log ${key.slice(0, -2)}\nquorum none`],
  ])('%s is refused', async (_, text) => {
    await expect(core.readTrust(text)).rejects.toThrow()
  })
})
