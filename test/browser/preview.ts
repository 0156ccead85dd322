/**
 * Serves the kit on a port until it is interrupted, for people who work on the parts: every reload renders anew when run
 * under a watcher. Never part of the tests.
 *
 *   node --import tsx test/browser/preview.ts
 */
import { serveStatic } from '../support/static-site.ts'
import { renderSample } from './sample-pages.ts'

const site = await serveStatic(renderSample)
process.stdout.write(`${site.origin}/kit\n`)
