/** `verifier/verify.html` as a citizen uses it: opened from a disk, with files chosen by hand. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { axe, closeBrowser, complaints, overflow, tinyLetters, type View, views, visit } from '../support/browser.ts'
import { withVectors } from '../support/vectors.ts'

const verifier = join(import.meta.dirname, '../../verifier')
const own = (...parts: readonly string[]) => join(verifier, 'vectors', ...parts)
const address = pathToFileURL(join(verifier, 'verify.html')).href

afterAll(closeBrowser)

interface Answer {
  readonly outcome: string | undefined
  readonly text: string
}

/** What the page says about these files. */
async function checked(page: Page, files: readonly string[], trust = ''): Promise<Answer> {
  await page.setInputFiles('#files', [...files])
  await page.fill('#trust', trust)
  await page.click('button')
  await page.waitForSelector('#result[data-outcome]')
  return await page.$eval('#result', (result) => ({
    outcome: (result as HTMLElement).dataset.outcome,
    text: result.textContent ?? '',
  }))
}

const inPage = <T>(use: (page: Page) => Promise<T>, view: View = {}): Promise<T> =>
  visit(address, view, async (page) => {
    const found = await use(page)
    expect(complaints(page)).toEqual([])
    return found
  })

const inFolder = (folder: string, pattern: RegExp) =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name))
const drawIn = (folder: string) => inFolder(folder, /json$|^seed\.txt$|\.note$/)
const policy = readFileSync(own('log/policy.txt'), 'utf8')
const receipt = [own('log/receipts/5.tlog-proof'), own('log/receipts/5.json')]

test('a receipt with its entry is right, and says what it does not prove', async () => {
  const answer = await inPage((page) => checked(page, receipt, policy))

  expect(answer.outcome).toBe('ok')
  expect(answer.text).toContain('这条记录在日志里，序号 5')
  expect(answer.text).toContain('没有证明')
})

test('the trust policy may be given as a file too', async () => {
  expect(await inPage((page) => checked(page, [...receipt, own('log/policy.txt')]))).toMatchObject({ outcome: 'ok' })
})

test.each<[string, readonly string[], string, string]>([
  ['with the entry of another', [receipt[0] ?? '', own('log/receipts/0.json')], policy, '算不出签了名的树根'],
  ['without its entry', receipt.slice(0, 1), policy, '缺少回执所说的那条记录'],
  ['without anybody trusted', receipt, '', '没有给出您信任的日志公钥'],
])('a receipt %s is not right', async (_, files, trust, why) => {
  const answer = await inPage((page) => checked(page, files, trust))

  expect(answer).toMatchObject({ outcome: 'failed', text: expect.stringContaining(why) })
})

test('a draw is recomputed, and one without a commitment is not right', async () => {
  const files = drawIn(own('draw'))
  const whole = await inPage((page) => checked(page, files))
  const missing = await inPage((page) =>
    checked(
      page,
      files.filter((path) => !path.endsWith('commit.office.note')),
    ),
  )

  expect(whole).toMatchObject({
    outcome: 'ok',
    text: expect.stringMatching(/名单就是登记册[\s\S]*7 个组是规则下唯一的结果/),
  })
  expect(missing).toMatchObject({ outcome: 'failed', text: expect.stringContaining('缺少 office 的暗数') })
})

test('a whole log is audited from its folder, and one in which a byte was changed is not right', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'luoshi-log-folder-'))
  cpSync(own('log/tree'), copy, { recursive: true })
  const audited = async (page: Page) => {
    await page.setInputFiles('#folder', copy)
    return checked(page, [], policy)
  }
  const whole = await inPage(audited)
  const bundle = join(copy, 'tile/entries/000')
  writeFileSync(bundle, readFileSync(bundle).toString('latin1').replace('post-1', 'post-2'), 'latin1')
  const forged = await inPage(audited)
  rmSync(copy, { recursive: true })

  expect(whole).toMatchObject({ outcome: 'ok', text: expect.stringContaining('300 条记录全部重算') })
  expect(forged).toMatchObject({ outcome: 'failed', text: expect.stringContaining('历史被改过') })
})

test('a file that is not recognised is said to be unchecked', async () => {
  const answer = await inPage((page) => checked(page, [...drawIn(own('draw')), own('log/entries.ndjson')]))

  expect(answer).toMatchObject({
    outcome: 'ok',
    text: expect.stringContaining('不认识的文件，没有核对：entries.ndjson'),
  })
})

test.each([
  ['wide', views.wide],
  ['phone', views.phone],
  ['narrow', views.narrow],
  ['dark', views.dark],
])('the page is accessible and fits, before and after a check: %s', async (_, view) => {
  const found = await inPage(async (page) => {
    const before = [...(await axe(page)), ...(await overflow(page)), ...(await tinyLetters(page))]
    await checked(page, receipt, policy)
    return [...before, ...(await axe(page)), ...(await overflow(page)), ...(await tinyLetters(page))]
  }, view)

  expect(found).toEqual([])
})

withVectors('verify/vectors', (vectors) => {
  test.each(['small', 'dice', 'beacon', 'infeasible', 'large'])('the published draw %s is right', async (name) => {
    const files = drawIn(vectors.path('draw', name))

    expect(await inPage((page) => checked(page, files))).toMatchObject({ outcome: 'ok' })
  })

  test.each(readdirSync(vectors.path('draw')).filter((name) => name.startsWith('neg-')))(
    'the published draw %s is not right',
    async (name) => {
      const files = drawIn(vectors.path('draw', name))

      expect(await inPage((page) => checked(page, files))).toMatchObject({ outcome: 'failed' })
    },
  )
})
