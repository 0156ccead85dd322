import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from '../test/support/chromium.ts'

/** Files of a draw by their names. */
export type DrawFiles = ReadonlyMap<string, string | Uint8Array>

/**
 * The time that a stranger waits for `verifier/verify.html`, opened from a disk, to check a draw: from the press of the
 * button to the verdict, each in a page of its own; milliseconds. Throws when the page refuses the draw.
 */
export async function timesInBrowser(files: DrawFiles, rounds: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-bench-draw-'))
  const paths = [...files].map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
  const { path, env } = findChromium()
  const inherited = process.env as { [name: string]: string }
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'], env: { ...inherited, ...env } })
  const times: number[] = []
  try {
    for (let i = 0; i < rounds; i += 1) {
      const page = await browser.newPage()
      await page.goto(pathToFileURL(join(import.meta.dirname, '../verifier/verify.html')).href)
      await page.setInputFiles('#files', paths)
      const began = performance.now()
      await page.click('button')
      await page.waitForSelector('#result[data-outcome]', { timeout: 120_000 })
      times.push(performance.now() - began)
      if ((await page.getAttribute('#result', 'data-outcome')) !== 'ok')
        throw new Error((await page.textContent('#result')) ?? 'refused')
      await page.close()
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
  return times
}
