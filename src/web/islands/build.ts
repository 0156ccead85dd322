import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import { type Asset, assetOf } from '../style/build.ts'

/** The enhancing scripts of the portal: every page works without them, and what needs one is hidden until it runs. */
export const islands = ['receipt', 'code', 'wall', 'draw', 'compile'] as const
export type Island = (typeof islands)[number]

export type Islands = Readonly<Record<Island, Asset>>

/** For the oldest browsers that the style serves; a module scope of its own, so that no name is global. */
const options = { loader: 'ts', format: 'iife', minify: true, target: 'chrome90' } as const

const asset = (name: Island, code: Uint8Array): Asset =>
  assetOf(name, 'js', 'text/javascript; charset=utf-8', Buffer.from(code))

let made: Islands | undefined

/** Scripts that run functions of the kernel: bundled with it, and with what stands in for Node there. */
const bundled: readonly Island[] = ['draw']

function bundle(name: Island): Uint8Array {
  const platform = join(import.meta.dirname, 'platform.ts')
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'chrome90',
    alias: { 'node:crypto': platform },
    inject: [platform],
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/** The scripts, compiled once for the process: about 5 ms each. */
export function buildIslands(): Islands {
  made ??= Object.fromEntries(
    islands.map((name) => {
      if (bundled.includes(name)) return [name, asset(name, bundle(name))]
      const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8')
      return [name, asset(name, Buffer.from(transformSync(source, options).code))]
    }),
  ) as Islands
  return made
}
