import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One entry of package-lock.json, as far as we read it. */
interface Locked {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** A package that the product runs with, or would run with on another platform. */
export interface ProductionPackage {
  /** Where it lies. Example: 'node_modules/tar-stream/node_modules/b4a'. */
  readonly path: string
  readonly name: string
  readonly version: string
  /** As the registry and package.json state it, an SPDX expression; '' where neither states one. */
  readonly licence: string
  /** SHA-512 of the tarball, lower-case hex; null where the lock file has none. */
  readonly sha512: string | null
  /** True when the product starts without it: a platform's binary, or a part that nobody asked for. */
  readonly optional: boolean
  /** Paths of the packages it needs. */
  readonly needs: readonly string[]
}

export const root = join(import.meta.dirname, '..')

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where a package at `path` finds `name`: in its own node_modules or in the nearest above; null when it is not locked. */
function found(packages: Readonly<Record<string, Locked>>, path: string, name: string): string | null {
  for (let at = path; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[candidate]) return candidate
    if (at === '') return null
  }
}

interface Need {
  readonly name: string
  readonly optional: boolean
}

function needsOf({
  dependencies = {},
  optionalDependencies = {},
  peerDependencies = {},
  peerDependenciesMeta,
}: Locked): readonly Need[] {
  const wanted = Object.keys(dependencies).filter((name) => !Object.hasOwn(optionalDependencies, name))
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta?.[name]?.optional !== true)
  return [
    ...[...wanted, ...peers].map((name) => ({ name, optional: false })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, optional: true })),
  ]
}

function hexOf(integrity: string | undefined): string | null {
  const base64 = /^sha512-(\S+)/.exec(integrity ?? '')?.[1]
  return base64 === undefined ? null : Buffer.from(base64, 'base64').toString('hex')
}

/**
 * Every package of package-lock.json that is reached from `dependencies` and `optionalDependencies`, all platforms
 * included, ascending by path. What only tests and tools need is left out.
 */
export function productionPackages(folder: string = root): readonly ProductionPackage[] {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  const optional = new Map<string, boolean>()
  const edges = new Map<string, readonly string[]>()
  const queue: (readonly [path: string, optional: boolean])[] = [['', false]]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [path, isOptional] = next
    const before = optional.get(path)
    if (before === isOptional || before === false) continue
    optional.set(path, isOptional)
    const needs = needsOf(packages[path] ?? {}).flatMap((need) => {
      const at = found(packages, path, need.name)
      return at === null ? [] : [{ at, optional: isOptional || need.optional }]
    })
    edges.set(
      path,
      needs.map(({ at }) => at),
    )
    queue.push(...needs.map((need) => [need.at, need.optional] as const))
  }
  return [...optional]
    .filter(([path]) => path !== '')
    .map(([path, isOptional]) => ({
      path,
      name: nameOf(path),
      version: packages[path]?.version ?? '',
      licence: packages[path]?.license ?? '',
      sha512: hexOf(packages[path]?.integrity),
      optional: isOptional,
      needs: [...new Set(edges.get(path))].sort(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What the installed package itself says of its licence; null when it is not installed here (another platform's). */
export function installedLicence({ path }: ProductionPackage, folder: string = root): string | null {
  const file = join(folder, path, 'package.json')
  if (!existsSync(file)) return null
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly license?: string }).license ?? ''
}
