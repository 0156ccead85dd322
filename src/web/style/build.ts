/**
 * Compiles the stylesheet into one minified file with a content hash in its name, and compresses it once, so that the
 * server sends it for ever (`Cache-Control: immutable`) without computing anything per request.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { bundle } from 'lightningcss'

/** A file the pages link to. Example name: 'luoshi.3f2a9c1b77.css'. */
export interface Asset {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

export interface Assets {
  readonly style: Asset
  /** The seal, as the pages' icon. */
  readonly icon: Asset
}

const folder = import.meta.dirname

/**
 * Browsers of 2021 and later, the oldest still found in offices (Chromium 90 inside 360 and QQ browsers): light-dark() and
 * nesting are compiled away for them. A version is major << 16.
 */
const targets = { chrome: 90 << 16, edge: 90 << 16, firefox: 90 << 16, safari: 15 << 16 }

/** The minified stylesheet. Throws with file and line for a fault in the CSS. */
export function compiledStyle(): Buffer {
  const { code } = bundle({ filename: join(folder, 'luoshi.css'), minify: true, targets })
  return Buffer.from(code)
}

const shortHash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex').slice(0, 10)

const brotliOf = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** An asset under a name that changes with its content. Example: `assetOf('draw', 'js', 'text/javascript', bytes)`. */
export function assetOf(stem: string, extension: string, type: string, bytes: Buffer, brotli = brotliOf(bytes)): Asset {
  return { name: `${stem}.${shortHash(bytes)}.${extension}`, type, bytes, gzip: gzipSync(bytes, { level: 9 }), brotli }
}

/** What the compiled style depends on: every CSS file beside this one, and this file, which holds the targets. */
function sourceHash(): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.css') || name === 'build.ts')
  return shortHash(Buffer.concat(names.sort().map((name) => readFileSync(join(folder, name)))))
}

/** The bytes kept under a path, made when they are not there. Written whole or not at all: two servers may start at once. */
function kept(path: string, make: () => Buffer): Buffer<ArrayBuffer> {
  if (!existsSync(path)) {
    writeFileSync(`${path}.${process.pid}`, make())
    renameSync(`${path}.${process.pid}`, path)
  }
  return readFileSync(path)
}

/**
 * The pages' assets. The compiled style is kept in `cache` (made if missing) under the hash of its sources, with its
 * brotli form, which takes ten times as long as compiling. Measured: 64 ms when made, 3 ms when kept.
 */
export function buildAssets(cache: string): Assets {
  mkdirSync(cache, { recursive: true })
  const path = join(cache, `style.${sourceHash()}.css`)
  const style = kept(path, compiledStyle)
  const brotli = kept(`${path}.br`, () => brotliOf(style))
  return {
    style: assetOf('luoshi', 'css', 'text/css; charset=utf-8', style, brotli),
    icon: assetOf('seal', 'svg', 'image/svg+xml', readFileSync(join(folder, 'seal.svg'))),
  }
}
