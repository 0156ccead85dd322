import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

const root = join(import.meta.dirname, '..')

/** Pages that a stranger follows word by word. */
const pages = [
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/TOUR.md',
  'docs/operations.md',
  'docs/ERRORS.md',
  'docs/FORMAT.md',
  'verifier/README.md',
] as const

const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

/** What the tour has its reader write, and what a running installation has: named in the pages, absent from the checkout. */
const elsewhere = [
  'src/mechanisms/government-promise.ts',
  'src/mechanisms/testing/government-promise.scenarios.ts',
  'dist/luoshi.cdx.json',
]

/** Everything between backticks, and every line of a block of commands or code. */
function quoted(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```[^\n]*\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) => block.split('\n'))
  const prose = text.replace(/^ *```[^\n]*\n[\s\S]*?^ *```/gm, '')
  return [...blocks, ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words)]
}

/** The address that a heading has on the repository's host. Example: '## The log went back' → 'the-log-went-back'. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('`', '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

const anchorsIn = (page: string): ReadonlySet<string> =>
  new Set([...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))

interface Link {
  readonly page: string
  readonly to: string
}

const links: readonly Link[] = pages.flatMap((page) =>
  [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => ({ page, to }))
    .filter(({ to }) => !/^[a-z]+:/.test(to)),
)

const help = spawnSync(process.execPath, ['bin/luoshi.mjs', 'help'], { cwd: root, encoding: 'utf8' })
const commands = new Set([
  ...[...`${help.stdout}${help.stderr}`.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name),
  // Doors of their own in bin/luoshi.mjs.
  ...[...textOf('bin/luoshi.mjs').matchAll(/(\w+): '(?:test|bench|scripts)\//g)].map(([, name = '']) => name),
])

describe('the pages', () => {
  test.each(pages)('%s: every relative link leads to a file, and its anchor to a heading', (page) => {
    const broken = links
      .filter((link) => link.page === page)
      .filter(({ to }) => {
        const [path = '', anchor] = to.split('#')
        const target = path === '' ? page : join(dirname(page), path)
        if (!existsSync(join(root, target))) return true
        return anchor !== undefined && !anchorsIn(target).has(anchor)
      })

    expect(broken.map(({ to }) => to)).toEqual([])
  })

  test.each(pages)('%s: every path of the repository that is named exists', (page) => {
    const named = quoted(textOf(page))
      .flatMap((words) => [
        ...words.matchAll(
          /(?<![\w/.:@-])((?:src|test|docs|bench|scripts|verifier|programmes|bin|\.ci)\/[\w./-]*[\w/])/g,
        ),
      ])
      .map(([, path = '']) => path)
      .filter((path) => !path.startsWith('programmes/yours') && !elsewhere.includes(path))

    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test.each(pages)('%s: every command of ./luoshi and every script of npm that is named exists', (page) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    const words = quoted(textOf(page)).join('\n')
    const ours = [...words.matchAll(/\.\/luoshi ([a-z]+)/g)].map(([, name = '']) => name)
    const npm = [...words.matchAll(/\bnpm (?:run ([a-z]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own ?? '')

    expect(ours.filter((name) => !commands.has(name))).toEqual([])
    expect(npm.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test('the list of commands was read: serve and bench are in it, and a made-up one is not', () => {
    expect(['serve', 'bench', 'soak', 'sbom'].filter((name) => !commands.has(name))).toEqual([])
    expect(commands.has('frobnicate')).toBe(false)
  })
})

describe('docs/operations.md', () => {
  const operations = textOf('docs/operations.md')

  test('every setting that is read is in its table, with the value that holds unless it is set', () => {
    const source = textOf('src/config.ts')
    const read = [...new Set(source.match(/\b(?:LUOSHI|DATABASE|NODE)_[A-Z_]*[A-Z]\b/g))]

    expect(read.length).toBeGreaterThan(8)
    expect(read.filter((name) => !operations.includes(`| \`${name}\` |`))).toEqual([])
  })

  test('its values are those of a start without any setting', () => {
    const result = readConfig({})
    const { port, host, data, programme } = result.ok ? result.config : { port: 0, host: '', data: '', programme: '' }

    expect(operations).toContain(`| \`LUOSHI_PORT\` | ${port} |`)
    expect(operations).toContain(`| \`LUOSHI_HOST\` | ${host} |`)
    expect(operations).toContain(`| \`LUOSHI_DATA\` | \`${data}\` |`)
    expect(operations).toContain(`| \`LUOSHI_PROGRAMME\` | \`${programme}\` |`)
  })

  test('the statements for an administrator are those of the decision record', () => {
    const record = textOf('docs/decisions/0044-four-roles-on-our-cluster-and-on-a-server.md')
    const statements = /```sql\n([\s\S]*?)```/.exec(record)?.[1] ?? 'none'

    expect(operations).toContain(statements)
  })

  test('every metric in its table is sent', () => {
    const sent = textOf('src/http/health.ts') + textOf('src/http/metrics.ts')
    const named = [...operations.matchAll(/^\| `((?:luoshi|process)_[a-z0-9_]+)`/gm)].map(([, name = '']) => name)

    expect(named.length).toBeGreaterThan(4)
    expect(named.filter((name) => !sent.includes(name))).toEqual([])
  })
})

describe('README', () => {
  test('both languages name the same commands, addresses and files', () => {
    const partsOf = (page: string) => {
      const text = textOf(page)
      const addresses = [...text.matchAll(/http:\/\/127\.0\.0\.1:8420[\w/.-]*/g)].map(([all]) => all)
      const run = quoted(text).flatMap((words) =>
        [...words.matchAll(/\.\/luoshi [a-z]+(?: [a-z]+)?|npm (?:run )?[a-z]+/g)].map(([all]) => all),
      )
      const files = [...text.matchAll(/\]\(((?!http)[^)]+)\)/g)]
        .map(([, to = '']) => to)
        .filter((to) => !to.startsWith('README'))
      return [addresses, run, files].map((list) => [...new Set(list)].sort())
    }

    expect(partsOf('README.zh-CN.md')).toEqual(partsOf('README.md'))
  })

  test('it counts the demo as it is: its cases, and the case that was caught twice', () => {
    const folder = join(root, 'programmes/jiujiang-2018/demo/story')
    const stories = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object)
    const cases = stories.flatMap((story) => Object.values(story).flat()) as readonly object[]
    const readme = textOf('README.md')

    expect(readme).toContain(`${cases.length} cases of invented units`)
    expect(readme).toContain('/cases/ZG-2018-0025')
  })

  test('no page is empty, and none names the machine that it was written on', () => {
    const small = pages.filter((page) => statSync(join(root, page)).size < 500)
    const machine = pages.filter((page) => /\/(?:home|root|work|Users)\//.test(textOf(page)))

    expect(small).toEqual([])
    expect(machine).toEqual([])
  })
})
