/**
 * Our server as it would be if it had no log, to measure what the log costs a move: no entry is built, salted or hashed, none is
 * queued, and nothing is sequenced or signed. Only the bench can do this: what is exchanged here is exchanged while files are
 * loaded, for the product has no such switch and must not get one. Takes the arguments of server.ts.
 */

import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** What a file is loaded as, by the end of its address. Throws where a file is no longer what it was when this was written. */
const exchanged: Readonly<Record<string, (source: string) => string>> = {
  '/src/store/write-statement.ts': (source) =>
    source.replaceAll(/,\npending as \(\n {2}insert into log_pending [^\n]+\n\)/g, ''),
  '/src/engine/entry.ts': () => `
    export function eventWrite(p, c, e) {
      const body = { input: e.input, set: e.set, clocks: e.clocks, due: e.due, fires: e.fires,
        ...(e.holders && { holders: e.holders }), ...(e.tallies && { tallies: e.tallies }),
        ...(e.draw && { draw: e.draw }), ...(e.opened && { opened: e.opened }) }
      return { event: e, body, concealed: {}, entry: '', leafHash: new Uint8Array(32) }
    }`,
  '/src/engine/seal.ts': () => `
    export function openSealer() {
      const nothing = async () => {}
      return { nudge: () => {}, drain: nothing, halt: () => {}, close: nothing }
    }`,
}

const left = new Set(Object.keys(exchanged))

registerHooks({
  load(url, context, next) {
    const end = [...left].find((name) => url.endsWith(name))
    const change = end === undefined ? undefined : exchanged[end]
    if (end === undefined || !change) return next(url, context)
    left.delete(end)
    const before = readFileSync(fileURLToPath(url), 'utf8')
    const source = change(before)
    if (source === before || source.includes('log_pending')) throw new Error(`${url} is not what this bench knows`)
    return { format: 'module-typescript', source, shortCircuit: true }
  },
})

await import('./server.ts')
if (left.size > 0) throw new Error(`never loaded: ${[...left].join(', ')}`)
