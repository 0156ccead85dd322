import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { allowed, embeddedPostgres, inEmbeddedPostgres, isAllowed } from '../scripts/licences.ts'
import { installedLicence, type ProductionPackage, productionPackages, root } from '../scripts/production.ts'
import { bill, noticeWithList, purlOf } from '../scripts/sbom.ts'

const packages = productionPackages()
const titled = ({ name, version }: ProductionPackage) => `${name}@${version}`
const notice = readFileSync(join(root, 'NOTICE'), 'utf8')

describe('licences', () => {
  test('LICENSE is the Apache License 2.0, byte for byte', () => {
    const bytes = readFileSync(join(root, 'LICENSE'))

    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30',
    )
  })

  test('every package of the product has a licence that is allowed', () => {
    const others = packages.filter(({ licence }) => !isAllowed(licence)).map((one) => `${titled(one)}: ${one.licence}`)

    expect(others).toEqual([])
  })

  test('every installed package says the same of its licence as the lock file', () => {
    const installed = packages.flatMap((one) => {
      const says = installedLicence(one)
      return says === null ? [] : [{ package: titled(one), licence: says }]
    })
    const locked = packages
      .filter((one) => installedLicence(one) !== null)
      .map((one) => ({ package: titled(one), licence: one.licence }))

    expect(installed).toEqual(locked)
    expect(installed.length).toBeGreaterThan(100)
  })

  test.each([
    ['GPL-3.0-only', false],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT OR Apache-2.0', true],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%s: allowed is %s', (expression, is) => {
    expect(isAllowed(expression)).toBe(is)
  })

  test('no licence is allowed that nobody could pass on under Apache-2.0', () => {
    expect(allowed.filter((id) => /GPL|SSPL|BUSL|CC-BY-NC|Elastic/.test(id))).toEqual([])
  })
})

describe('NOTICE', () => {
  test('it lists every package of the product; `npm run sbom` writes the list', () => {
    expect(notice).toBe(noticeWithList(notice))
  })

  test('it names what lies inside the embedded database, with the version that lies there', () => {
    const missing = inEmbeddedPostgres
      .filter(({ name, version }) => name !== 'PostgreSQL' && !notice.includes(version))
      .map(({ name }) => name)

    expect(missing).toEqual([])
  })

  const linux = join(root, 'node_modules', `${embeddedPostgres}linux-x64`)
  test.runIf(existsSync(linux))('the versions inside the embedded database are those of its binaries', () => {
    const wrong = inEmbeddedPostgres
      .filter(({ evidence: [file, text] }) => !readFileSync(join(linux, file)).includes(text))
      .map(({ name }) => name)

    expect(wrong).toEqual([])
  })
})

describe('npm run sbom', () => {
  const schemaOf = (name: string) =>
    JSON.parse(
      readFileSync(
        join(root, `node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`),
        'utf8',
      ),
    )

  test('it is CycloneDX 1.6', () => {
    const ajv = new Ajv({
      strict: false,
      formats: { 'iri-reference': true, 'idn-email': true, 'date-time': true, uri: true },
    })
    ajv.addSchema(schemaOf('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json')
    ajv.addSchema(schemaOf('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json')
    const isBill = ajv.compile(schemaOf('bom-1.6'))

    isBill(bill())

    expect(isBill.errors).toBeNull()
  })

  test('every package of the product is in it once, and nothing depends on what is not in it', () => {
    const { components, dependencies, metadata } = bill()
    const refs = components.map((one) => one['bom-ref'])

    expect(components.map(({ purl }) => purl)).toEqual(packages.map(purlOf))
    expect(new Set(refs).size).toBe(refs.length)
    const known = new Set([...refs, metadata.component['bom-ref']])
    expect(dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref))).toEqual(
      [],
    )
  })

  test('what the product is built with is not in it, what it runs with is', () => {
    const names = new Set(packages.map(({ name }) => name))

    expect(
      ['vitest', 'playwright-core', 'axe-core', '@fontsource-variable/noto-sans-sc'].filter((n) => names.has(n)),
    ).toEqual([])
    expect(['fastify', 'pg', 'react-dom', 'feelin', 'lightningcss'].filter((n) => !names.has(n))).toEqual([])
  })
})
