import { expect, test } from 'vitest'
import { deskPages } from '../desk-page-list.ts'
import { type Found, sheetsOf } from '../pages-list.ts'
import { pages } from './pages.ts'
import { portal } from './visit.ts'

/** Addresses that are no pages, and pages that are looked at by tests of their own. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'lead on to another address': ['/display', '/plan', '/receipt/:index/:seq', '/desk', '/desk/admin'],
  'files, by the tests of what they hold': [
    '/assets/:name',
    '/plan/:id/source.txt',
    '/list.csv',
    '/list.xlsx',
    '/list.docx',
    '/inspections.csv',
    '/measures.csv',
    '/wall.csv',
    '/wall.atom',
    '/column.atom',
    '/procedures/:id/chart.svg',
    '/draws/:no/:file',
    '/mine/evidence/:sha256',
    '/data/verify.mjs',
    '/calendar/:secret.ics',
    '/desk/cases.csv',
    '/desk/compile/:id/programme.zip',
  ],
  'kit.test.ts': ['/kit', '/kit/home', '/kit/desk'],
  'verifier.test.ts': ['/data/verify.html'],
  'checklist.test.ts': ['/desk/inspections/:no'],
}

/** An address as it is registered, as a pattern. Example: '/units/:id' → /^\/units\/[^/]+$/. */
const patternOf = (route: string) => new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)

/** A page stands for the address that it was registered as; `/desk/units/new` is its own and says nothing of `/desk/units/:id`. */
function without(routes: readonly string[], paths: readonly string[]): readonly string[] {
  const bare = paths.map((path) => path.split(/[?#]/)[0] ?? '')
  const named = bare.filter((path) => !routes.includes(path))
  const isThere = (route: string) =>
    route.includes(':') ? named.some((path) => patternOf(route).test(path)) : bare.includes(route)
  const known = new Set(Object.values(elsewhere).flat())
  return routes.filter((route) => !known.has(route) && !isThere(route))
}

/** What the story of the demo holds, in name only. */
const story: Found = {
  problem: '/cases/a',
  task: '/cases/b',
  unit: '/units/a',
  receipt: '/receipt/1',
  weekly: '/log/weekly/1',
  measures: '/measures/a',
  draw: '/draws/a',
  round: '/draws/b',
  draft: '/desk/compile/a',
  inspection: '/desk/inspections/a',
  reported: 'a',
  decision: '/desk/erase/decide',
  account: '/desk/admin/accounts/a',
  session: '/desk/admin/security/a',
}

export function noPageForgotten(): void {
  const served = () => [...new Set(portal().routes)].filter((route) => !route.startsWith('/desk/script/'))

  test('every page that is served is looked at by these tests', () => {
    const routes = served()

    expect(routes.length).toBeGreaterThan(80)
    expect(without(routes, [...pages, ...deskPages.map(([, path]) => path)])).toEqual([])
    expect(
      Object.values(elsewhere)
        .flat()
        .filter((route) => !routes.includes(route)),
    ).toEqual([])
  })

  test('every page that is served stands on a contact sheet', () => {
    const shown = sheetsOf(story).flatMap(({ pages: own }) => own.map(({ path }) => path))

    expect(without(served(), shown)).toEqual([])
  })
}
