import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'
import { type Room, rooms } from './floors.ts'

const src = import.meta.dirname

interface Source {
  readonly path: string
  readonly text: string
  readonly room: Room | undefined
  readonly imports: readonly string[]
}

function roomOf(path: string): Room | undefined {
  const top = path.split('/')[0] ?? path
  return rooms.find((room) => room.folder === top)
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8')
    const imports = [
      ...text.matchAll(
        /(?:^|\n)\s*(?:import|export)[^'"\n]*?(?:\n[^'"]*?)?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
      ),
    ]
    return { path, text, room: roomOf(path), imports: imports.map((m) => m[1] ?? m[2] ?? m[3] ?? '') }
  })

const inner = (source: Source) =>
  source.imports
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(relative(src, join(src, dirname(source.path), name))))

test('every source file stands in a room of the table', () => {
  expect(sources.filter((source) => !source.room).map((source) => source.path)).toEqual([])
})

test('a file imports from its own folder and from lower floors only', () => {
  const wrong = sources.flatMap((source) =>
    inner(source)
      .map((target) => ({ target, room: roomOf(target) }))
      .filter(({ room }) => room !== source.room && !(room && source.room && room.floor < source.room.floor))
      .map(({ target }) => `${source.path} -> ${target}`),
  )

  expect(wrong).toEqual([])
})

test('a room uses only the packages and the Node modules of its row', () => {
  const wrong = sources.flatMap((source) =>
    source.imports
      .filter((name) => !name.startsWith('.'))
      .filter((name) => {
        const room = source.room
        if (!room) return true
        if (name.startsWith('node:')) return Array.isArray(room.node) ? !room.node.includes(name) : !room.node
        const packageName = name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/')
        return room.packages !== 'any' && !room.packages.includes(packageName)
      })
      .map((name) => `${source.path} -> ${name}`),
  )

  expect(wrong).toEqual([])
})

test('no import leads in a circle', () => {
  const edges = new Map(sources.map((source) => [source.path, inner(source)]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      return
    }
    if (done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }

  for (const path of edges.keys()) visit(path, [])

  expect(circles).toEqual([])
})

test('the ground floors never read the clock or throw dice', () => {
  const wrong = sources
    .filter((source) => source.room && source.room.floor >= 0 && source.room.floor <= 1)
    .filter((source) => /Date\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now/.test(source.text))
    .map((source) => source.path)

  expect(wrong).toEqual([])
})

test('no file under src is longer than 300 lines, a declaration 400', () => {
  const long = sources
    .map((source) => ({ path: source.path, lines: source.text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > (path.startsWith('mechanisms/') ? 400 : 300))

  expect(long).toEqual([])
})
