/**
 * `npm run sbom`: writes the bill of materials of the product, CycloneDX 1.6, to dist/luoshi.cdx.json (or to the file that
 * is named), and brings the list in NOTICE up to date. It asks nobody: package-lock.json has all it needs, and the same
 * lock file gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Bundled, embeddedPostgres, inEmbeddedPostgres, listOf } from './licences.ts'
import { type ProductionPackage, productionPackages, root } from './production.ts'

interface Product {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
}

/** Example: pkg:npm/%40fastify/cookie@11.1.5 (the Package URL specification, type npm). */
export function purlOf({ name, version }: Pick<ProductionPackage, 'name' | 'version'>): string {
  return `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
}

/** CycloneDX tells apart an SPDX id, a name that SPDX does not know, and an expression of several. */
function licencesOf(spdx: string) {
  if (spdx.startsWith('LicenseRef-')) return [{ license: { name: spdx.slice('LicenseRef-'.length) } }]
  return /^[\w.-]+$/.test(spdx) ? [{ license: { id: spdx } }] : [{ expression: spdx }]
}

function insideOf(ref: string, { name, version, spdx, site }: Bundled) {
  return {
    type: 'library',
    'bom-ref': `${ref}#${name}`,
    name,
    version,
    licenses: licencesOf(spdx),
    externalReferences: [{ type: 'website', url: site }],
  }
}

function componentOf(one: ProductionPackage) {
  const [scope, bare] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name]
  const ref = refOf(one)
  const inside =
    one.name === `${embeddedPostgres}linux-x64` ? inEmbeddedPostgres.map((each) => insideOf(ref, each)) : []
  return {
    type: 'library',
    'bom-ref': ref,
    ...(scope !== undefined && { group: scope }),
    name: bare ?? one.name,
    version: one.version,
    scope: one.optional ? 'optional' : 'required',
    ...(one.sha512 !== null && { hashes: [{ alg: 'SHA-512', content: one.sha512 }] }),
    ...(one.licence !== '' && { licenses: licencesOf(one.licence) }),
    purl: purlOf(one),
    ...(inside.length > 0 && { components: inside }),
  }
}

/** Two copies of one package at two places are two components. */
const refOf = (one: ProductionPackage): string => `${purlOf(one)}#${one.path}`

/** The bill of materials as CycloneDX 1.6 has it, without a time and a serial number: it depends on the lock file alone. */
export function billOf(product: Product, packages: readonly ProductionPackage[], direct: readonly string[]) {
  const ref = `pkg:npm/${product.name}@${product.version}`
  const refs = new Map(packages.map((one) => [one.path, refOf(one)]))
  const known = (paths: readonly string[]) => paths.flatMap((path) => refs.get(path) ?? [])
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ref,
        name: product.name,
        version: product.version,
        description: product.description,
        licenses: licencesOf(product.license),
      },
    },
    components: packages.map(componentOf),
    dependencies: [
      { ref, dependsOn: known(direct) },
      ...packages.map((one) => ({ ref: refOf(one), dependsOn: known(one.needs) })),
    ],
  }
}

/** The bill of this checkout. */
export function bill() {
  const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Product & {
    readonly dependencies: Readonly<Record<string, string>>
    readonly optionalDependencies: Readonly<Record<string, string>>
  }
  const direct = [...Object.keys(product.dependencies), ...Object.keys(product.optionalDependencies)]
  return billOf(
    product,
    productionPackages(),
    direct.map((name) => `node_modules/${name}`),
  )
}

const begin = '---- begin of the list (npm run sbom writes it) ----\n'
const end = '---- end of the list ----\n'

/** NOTICE with its list as the lock file has it now. Throws RangeError when NOTICE has lost its marks. */
export function noticeWithList(notice: string): string {
  const [from, to] = [notice.indexOf(begin), notice.indexOf(end)]
  if (from < 0 || to < from) throw new RangeError('NOTICE has no begin and end of the list')
  return `${notice.slice(0, from + begin.length)}${listOf(productionPackages())}${notice.slice(to)}`
}

export async function main(args: readonly string[]): Promise<void> {
  const file = resolve(args[0] ?? join(root, 'dist/luoshi.cdx.json'))
  mkdirSync(dirname(file), { recursive: true })
  const { components, ...rest } = bill()
  writeFileSync(file, `${JSON.stringify({ ...rest, components }, null, 2)}\n`)
  const notice = join(root, 'NOTICE')
  writeFileSync(notice, noticeWithList(readFileSync(notice, 'utf8')))
  process.stdout.write(`sbom: ${components.length} packages: ${file}\n`)
}
