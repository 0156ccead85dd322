import { readFileSync } from 'node:fs'

/** Where an entry's bytes lie in a tar file. */
export interface Place {
  readonly name: string
  readonly start: number
  readonly size: number
}

/** The entries of a small tar file by their places, so that a test can damage one of them. */
export function entriesAt(file: string): readonly Place[] {
  const bytes = readFileSync(file)
  const text = (from: number, to: number) => bytes.toString('utf8', from, to).replace(/\0.*$/s, '')
  const places: Place[] = []
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const prefix = text(at + 345, at + 500)
    const size = Number.parseInt(text(at + 124, at + 136), 8)
    const name = text(at, at + 100)
    places.push({ name: prefix === '' ? name : `${prefix}/${name}`, start: at + 512, size })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return places
}
