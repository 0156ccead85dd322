import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Record<string, string>
}

const lock: { readonly packages: Record<string, Locked> } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
)
const packages = Object.entries(lock.packages)

test('The lock file names every optional package of every platform, or `npm ci` refuses it elsewhere', () => {
  const missing = packages.flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) =>
      [`${at}/node_modules/${name}`, `node_modules/${name}`].every(
        (path) => lock.packages[path]?.version === undefined,
      ),
    ),
  )
  expect(missing).toEqual([])
})

test('The lock file names no registry', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([at]) => at)).toEqual([])
})
