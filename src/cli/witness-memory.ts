import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import type { Checkpoint } from '../kernel/log/checkpoint.ts'
import { hashOfHex, hex, sha256Hex } from '../kernel/log/hash.ts'
import { type Signer, signerOf } from '../kernel/log/key.ts'
import { nothingSeen, type Remembered } from '../kernel/log/witness.ts'

/** What a witness must not forget: its key, and for each log the tree that it cosigned last. */
export interface WitnessMemory {
  readonly signer: Signer
  readonly lastOf: (origin: string) => Remembered & { readonly time: number | null }
  /** Durable when it returns. */
  readonly remember: (checkpoint: Checkpoint, time: number) => void
}

interface Kept {
  readonly origin: string
  readonly size: number
  readonly root: string
  /** Seconds since 1970. */
  readonly time: number
}

/** Writes a file so that after a crash it is the old one or the new one, and the new one once this returned. */
function keep(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  const file = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
  if (process.platform === 'win32') return
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
}

function signerIn(folder: string, name: string | null): Checked<Signer> {
  const path = join(folder, 'witness.key')
  if (!existsSync(path)) {
    if (name === null)
      return failed(`${path} is not there: give the new witness a --name, such as university.example/witness`)
    keep(folder, 'witness.key', JSON.stringify({ name, seed: hex(randomBytes(32)) }))
  }
  const { name: own, seed } = JSON.parse(readFileSync(path, 'utf8')) as { name: string; seed: string }
  const key = hashOfHex(seed)
  if (!key) return failed(`${path} is damaged`)
  return name !== null && name !== own ? failed(`${path} belongs to ${own}`) : passed(signerOf(own, 'witness', key))
}

/** Opens the memory in a folder; the key is made at the first start. */
export function openMemory(folder: string, name: string | null): Checked<WitnessMemory> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const signer = signerIn(folder, name)
  if (!signer.ok) return signer
  const fileOf = (origin: string) => `${sha256Hex(origin)}.json`
  return passed({
    signer: signer.value,
    lastOf: (origin) => {
      const path = join(folder, fileOf(origin))
      if (!existsSync(path)) return { ...nothingSeen, time: null }
      const { size, root, time } = JSON.parse(readFileSync(path, 'utf8')) as Kept
      const hash = hashOfHex(root)
      // A memory that cannot be read is never taken for an empty one: it would cosign any history.
      if (!hash) throw new Error(`${path} is damaged`)
      return { size, root: hash, time }
    },
    remember: ({ origin, size, root }, time) => {
      keep(folder, fileOf(origin), JSON.stringify({ origin, size, root: hex(root), time } satisfies Kept))
    },
  })
}
