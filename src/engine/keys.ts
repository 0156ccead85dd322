import { createHmac, hash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Secrets of this instance that are not in the database, so that a stolen dump opens neither codes nor identities. */
export interface Keys {
  /** A keyed hash for that purpose, 32 bytes: HMAC-SHA256. */
  readonly mac: (purpose: 'code', text: string) => Buffer
  /** 64 hex digits that only this instance can make of a command: an input can be guessed, the key cannot. */
  readonly commandHash: (text: string) => string
  /** 32 bytes: wraps the keys of the vault. */
  readonly vault: Buffer
}

/** Reads `<data>/keys`, or makes the keys at the first start. Never part of a backup (RULINGS: restore needs them copied by hand). */
export function openKeys(data: string): Keys {
  const folder = join(data, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = (name: string): Buffer => {
    const path = join(folder, name)
    if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  }
  const secrets = { code: key('code.key') }
  const commandKey = key('command.key').toString('hex')
  return {
    mac: (purpose, text) => createHmac('sha256', secrets[purpose]).update(text).digest(),
    commandHash: (text) => hash('sha256', `${commandKey}${text}${commandKey}`, 'hex'),
    vault: key('vault.key'),
  }
}
