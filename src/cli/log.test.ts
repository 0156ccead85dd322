import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { file, keyFile, root, vkey } from '../../test/support/built-log.ts'
import { luoshiLog } from '../../test/support/log.ts'
import { withVectors } from '../../test/support/vectors.ts'

test.each([
  ['no action', []],
  ['an unknown action', ['prove', 'x', '1']],
  ['no key', ['build', 'a', 'b']],
  ['no vkey', ['verify', 'a']],
  ['an unknown option', ['verify', 'a', '--vkey', vkey, '--quick']],
  ['an index that is no number', ['proof', 'a', 'one']],
  ['a negative index', ['proof', 'a', '--', '-1']],
  ['a vkey file without a key', ['verify', 'a', '--vkey', file('log.vkey', '\n')]],
  ['a policy that cannot be read as one', ['verify', 'a', '--vkey', vkey, '--policy', file('policy.txt', 'quorum')]],
])('%s is misuse: exit code 2', async (_, args) => {
  expect(await luoshiLog(...args)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^(usage|luoshi log): /),
  })
})

test('a file that is not there is a failure with its name, not a crash', async () => {
  expect(await luoshiLog('build', '/nowhere.ndjson', '/tmp/x', '--key', keyFile)).toMatchObject({
    code: 1,
    err: expect.stringContaining('/nowhere.ndjson'),
  })
})

withVectors('verify/vectors/log', (vectors) => {
  const trust = (...more: readonly string[]) => ['--vkey', vectors.path('log.vkey'), ...more]

  test('the published entries and key give the published tree and signature', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')
    const built = await luoshiLog(
      'build',
      vectors.path('entries.ndjson'),
      out,
      '--key',
      vectors.path('KEYS-throwaway.json'),
    )
    const files = readdirSync(join(out, 'tile'), { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(out.length + 1))

    expect(built).toMatchObject({ code: 0, err: '' })
    expect(files.filter((path) => !readFileSync(join(out, path)).equals(vectors.bytes('tree', path)))).toEqual([])
    expect(readFileSync(join(out, 'checkpoint'), 'utf8').split('\n').slice(0, 5)).toEqual(
      vectors.text('checkpoint.1123').split('\n').slice(0, 5),
    )
  })

  test('the published tree is accepted with its policy and all its earlier checkpoints', async () => {
    const old = [1, 2, 3, 4, 7, 8, 255, 256, 257, 511, 512, 513, 1010, 1122].flatMap((n) => [
      '--old',
      vectors.path(`checkpoint.${n}`),
    ])

    expect(
      await luoshiLog('verify', vectors.path('tree'), ...trust('--policy', vectors.path('policy.txt'), ...old)),
    ).toMatchObject({
      code: 0,
      err: '',
    })
  })

  test.each([
    ['--old', 'checkpoint.FORK', 'the first 1123 entries have the root'],
    ['--old', 'checkpoint.BADSIG', 'is false'],
    ['--policy', 'policy-UNSATISFIED.txt', 'witnessed by 2 of 3 witnesses only'],
  ])('the published tree is refused beside %s %s', async (option, name, why) => {
    expect(await luoshiLog('verify', vectors.path('tree'), ...trust(option, vectors.path(name)))).toMatchObject({
      code: 1,
      err: expect.stringContaining(why),
    })
  })

  test('CVE-2026-56865: an entry forged together with its tile is refused, and no receipt is given for it', async () => {
    const forged = join(mkdtempSync(join(root, 'log-')), 'forged')
    cpSync(vectors.path('tree'), forged, { recursive: true })
    cpSync(vectors.path('forged/tile'), join(forged, 'tile'), { recursive: true })

    expect(await luoshiLog('verify', forged, ...trust())).toMatchObject({
      code: 1,
      err: expect.stringContaining('history differs from what was signed'),
    })
    expect(await luoshiLog('proof', forged, '600')).toMatchObject({ code: 1, out: '' })
  })

  test('receipts made from the published tree are the published ones', async () => {
    const names = readdirSync(vectors.path('proofs'))
    const ours = await Promise.all(
      names.map((name) => luoshiLog('proof', vectors.path('tree'), name.split('.')[0] ?? '')),
    )

    expect(ours.map(({ out }) => out)).toEqual(names.map((name) => vectors.text('proofs', name)))
  })
})
