/**
 * Which Chromium the tests drive: LUOSHI_CHROMIUM, else `chromium` from the PATH, else the one inside @sparticuz/chromium
 * (Linux x64 only). The last is unpacked once into the temporary folder, atomically, so that two runs may start together.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Chromium {
  readonly path: string
  /** Added to the environment of the browser. */
  readonly env: Readonly<Record<string, string>>
}

const require = createRequire(import.meta.url)

function inPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

/**
 * The package's own font configuration names folders of another machine; without any font the browser dies on the first
 * `<select>`. Every family that is not there falls back to the one font inside.
 */
const fontConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts/cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="strong"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`

/**
 * The packed browser's folder. Its own list of arguments is not used: `--single-process` in it makes the browser die on
 * the second page. AWS_EXECUTION_ENV makes the package unpack the libraries that a bare machine lacks.
 */
function unpacked(): string {
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = require(join(dirname(entry), '../package.json')) as { readonly version: string }
  const folder = join(tmpdir(), `luoshi-chromium-${version}`)
  if (existsSync(folder)) return folder

  const staging = mkdtempSync(`${folder}-`)
  const script = `const { default: c } = await import(${JSON.stringify(pathToFileURL(entry).href)}); await c.executablePath()`
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
  writeFileSync(join(staging, 'fonts.conf'), fontConfiguration(folder))
  try {
    renameSync(staging, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(staging, { recursive: true })
  }
  return folder
}

/** `LUOSHI_CHROMIUM=packed` asks for the packed one. Throws an Error that says what to install where no Chromium can be had. */
export function findChromium(): Chromium {
  const given = process.env.LUOSHI_CHROMIUM
  if (given !== undefined && given !== 'packed') return { path: given, env: {} }
  const found = given === 'packed' ? undefined : inPath('chromium')
  if (found !== undefined) return { path: found, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium: install one and put `chromium` on the PATH, or its path in LUOSHI_CHROMIUM.')
  }
  const folder = unpacked()
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter((path) => path !== undefined)
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries.join(delimiter), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  }
}
