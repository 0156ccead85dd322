import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSigner } from './signer.ts'
import { openSigningDesk } from './signer-state.ts'

let data: string
const key = () => join(data, 'signer/log.key')

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'luoshi-signer-'))
  openSigningDesk(join(data, 'signer'), 'luoshi.example/log')
})
afterEach(() => rmSync(data, { recursive: true }))

describe('the key of the log', () => {
  test('is made so that its user alone can read it', () => {
    expect(statSync(key()).mode & 0o777).toBe(0o600)
  })

  test.each(['644', '640', '604', '660', '602'])('is not signed with once others can reach it (mode %s)', (mode) => {
    chmodSync(key(), Number.parseInt(mode, 8))

    expect(() => openSigningDesk(join(data, 'signer'), 'luoshi.example/log')).toThrow(`(mode 0${mode})`)
  })

  test('that others can read keeps the server from starting, in words', async () => {
    chmodSync(key(), 0o644)

    await expect(openSigner(data, 'luoshi.example/log')).rejects.toThrow('Others can read the signing key')
  })
})
