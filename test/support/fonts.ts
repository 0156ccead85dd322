/**
 * Chinese glyphs for a browser on a machine that has none: the two variable families that stand last in the stylesheet's
 * font stacks, appended to it by the test harness and served from node_modules. The product itself sends no font.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const packages = ['@fontsource-variable/noto-sans-sc', '@fontsource-variable/noto-serif-sc'] as const

/** Where the harness answers with font files. */
export const fontPath = '/__fonts/'

const folders = packages.map((name) => dirname(require.resolve(`${name}/package.json`)))

/** The @font-face rules of both families, about 200 KB: a page loads only the slices whose characters it shows. */
export const fontFaces = folders
  .map((folder) =>
    readFileSync(join(folder, 'wght.css'), 'utf8').replaceAll('url(./files/', `url(${fontPath}${basename(folder)}/`),
  )
  .join('\n')

/** The bytes of '/__fonts/noto-sans-sc/NAME.woff2'. Throws for a name that is not of the two packages. */
export function fontFile(path: string): Buffer {
  const [family, name] = path.slice(fontPath.length).split('/')
  const folder = folders.find((candidate) => basename(candidate) === family)
  if (folder === undefined || name === undefined || !/^[\w-]+\.woff2$/.test(name)) {
    throw new Error(`no such font: ${path}`)
  }
  return readFileSync(join(folder, 'files', name))
}
