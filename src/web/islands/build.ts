import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { type Asset, assetOf } from '../style/build.ts'

/** The enhancing scripts of the portal: every page works without them, and what needs one is hidden until it runs. */
export const islands = ['receipt', 'code', 'wall', 'compile'] as const
export type Island = (typeof islands)[number]

export type Islands = Readonly<Record<Island, Asset>>

/** For the oldest browsers that the style serves; a module scope of its own, so that no name is global. */
const options = { loader: 'ts', format: 'iife', minify: true, target: 'chrome90' } as const

let made: Islands | undefined

/** The scripts, compiled once for the process: about 5 ms each. */
export function buildIslands(): Islands {
  made ??= Object.fromEntries(
    islands.map((name) => {
      const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8')
      const { code } = transformSync(source, options)
      return [name, assetOf(name, 'js', 'text/javascript; charset=utf-8', Buffer.from(code))]
    }),
  ) as Islands
  return made
}
