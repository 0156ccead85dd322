import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** The bytes a page sends: doctype and static HTML, without anything for a client-side React. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`
}
