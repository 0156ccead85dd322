import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  entriesOf,
  flip,
  keyFile,
  log,
  ndjson,
  origin,
  published,
  root,
  tampered,
  verify,
  vkey,
} from '../../test/support/built-log.ts'
import { luoshiLog } from '../../test/support/log.ts'
import { formatVkey } from '../kernel/log/key.ts'
import { parsePolicy } from '../kernel/log/policy.ts'
import { parseReceipt, verifyReceipt } from '../kernel/log/receipt.ts'

describe('log proof', () => {
  test('gives receipts that lead from every entry to the signed root', async () => {
    const folder = await published()
    const policy = parsePolicy(`log ${formatVkey(log.verifier)}\nquorum none\n`)
    const lines = entriesOf(600)
    const answers = await Promise.all(
      [0, 255, 256, 511, 599].map(async (index) => {
        const { out } = await luoshiLog('proof', folder, String(index), '--vkey', vkey)
        const receipt = parseReceipt(Buffer.from(out))
        return receipt.ok && policy.ok && verifyReceipt(receipt.value, Buffer.from(lines[index] ?? ''), policy.value)
      }),
    )

    expect(answers).toMatchObject([0, 255, 256, 511, 599].map((index) => ({ ok: true, value: { index } })))
  })

  test('proves in an older tree when asked, and knows its entries only', async () => {
    const folder = await published()

    expect((await luoshiLog('proof', folder, '299', '--size', '300')).out).toContain(`\n${origin}\n300\n`)
    expect(await luoshiLog('proof', folder, '300', '--size', '300')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no entry 300'),
    })
    expect(await luoshiLog('proof', folder, '1', '--size', '301')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no checkpoint.301'),
    })
  })

  test('gives none that does not verify', async () => {
    const folder = await tampered((f) => {
      flip(join(f, 'tile/entries/000'), 120)
    })

    expect(await luoshiLog('proof', folder, '0')).toMatchObject({ code: 1, out: '' })
  })
})

describe('over the network', () => {
  let server: Server
  let folder = ''
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  beforeAll(async () => {
    folder = await published()
    server = createServer((request, response) => {
      const path = join(folder, (request.url ?? '').replace('/log/', ''))
      try {
        response.end(readFileSync(path))
      } catch {
        response.writeHead(request.url?.includes('broken') ? 500 : 404).end()
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  test('a served log is verified and proved as a folder is', async () => {
    expect(await verify(`${address()}/log/`)).toMatchObject({ code: 0, err: '' })
    expect((await luoshiLog('proof', `${address()}/log`, '7')).out).toBe((await luoshiLog('proof', folder, '7')).out)
  })

  test('a served log whose partial tile has given way to the full one is verified with that', async () => {
    const longer = join(mkdtempSync(join(root, 'log-')), 'out')
    await luoshiLog('build', ndjson(entriesOf(800)), longer, '--key', keyFile)
    const kept = folder
    folder = join(mkdtempSync(join(root, 'log-')), 'out')
    cpSync(kept, folder, { recursive: true })
    rmSync(join(folder, 'tile/0/002.p'), { recursive: true })
    const without = await verify(`${address()}/log`)
    cpSync(join(longer, 'tile/0/002'), join(folder, 'tile/0/002'))
    const withFull = await verify(`${address()}/log`)
    folder = kept

    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('tile/0/002.p/88 is missing') })
    expect(withFull).toMatchObject({ code: 0, err: '' })
  })

  test('a server that fails, or is not there, is a failed check with its reason', async () => {
    expect(await verify(`${address()}/broken`)).toMatchObject({ code: 1, err: expect.stringContaining('answers 500') })
    expect(await verify('http://127.0.0.1:9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('fetch failed: '),
    })
  })
})
