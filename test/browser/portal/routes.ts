import { expect, test } from 'vitest'
import { deskPages } from '../desk-page-list.ts'
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

export function noPageForgotten(): void {
  test('every page that is served is looked at by these tests', () => {
    const routes = [...new Set(portal().routes)].filter((route) => !route.startsWith('/desk/script/'))
    const known = new Set(Object.values(elsewhere).flat())
    const seen = [...pages, ...deskPages.map(([, path]) => path)].map((path) => path.split('?')[0] ?? '')
    // `/desk/units/new` is its own page and says nothing of `/desk/units/:id`.
    const named = seen.filter((path) => !routes.includes(path))
    const missing = routes.filter((route) => {
      const isSeen = route.includes(':') ? named.some((path) => patternOf(route).test(path)) : seen.includes(route)
      return !known.has(route) && !isSeen
    })

    expect(routes.length).toBeGreaterThan(80)
    expect(missing).toEqual([])
    expect([...known].filter((route) => !routes.includes(route))).toEqual([])
  })
}
