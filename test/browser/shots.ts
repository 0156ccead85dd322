/**
 * Writes pictures of pages, for people to look at. Never part of the tests.
 *
 *   node --import tsx test/browser/shots.ts FOLDER URL… [--views=wide,phone,dark,care]
 */
import { closeBrowser, open, shot, shut, type View, views } from '../support/browser.ts'

function nameOf(url: string, view: string): string {
  const path = new URL(url).pathname.replaceAll('/', '-').replace(/^-+|-+$/g, '')
  return `${path === '' ? 'index' : path}-${view}`
}

const [folder, ...rest] = process.argv.slice(2)
const wanted = rest.find((word) => word.startsWith('--views='))?.slice('--views='.length) ?? 'wide,phone,dark'
const urls = rest.filter((word) => !word.startsWith('--'))

if (folder === undefined || urls.length === 0) {
  process.stderr.write(`usage: shots.ts FOLDER URL… [--views=${Object.keys(views).join(',')}]\n`)
  process.exitCode = 2
} else {
  const known: Readonly<Record<string, View>> = views
  for (const url of urls) {
    for (const name of wanted.split(',')) {
      const page = await open(url, known[name] ?? {})
      process.stdout.write(`${await shot(page, nameOf(url, name), folder)}\n`)
      await shut(page)
    }
  }
  await closeBrowser()
}
