/**
 * `npm test`: types, lint, then the four kinds of tests, each in its own process. The last line says `N passed, N failed`;
 * the exit code is 1 when anything failed. `--quick` leaves out what needs a database or a browser.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

interface Count {
  readonly passed: number
  readonly failed: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
  readonly success: boolean
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, LUOSHI_TEST: '1' } })
    child.on('exit', (code) => resolve(code ?? 1))
    child.on('error', () => resolve(1))
  })
}

async function check(name: string, command: string, args: readonly string[]): Promise<Count> {
  process.stdout.write(`\n== ${name}\n`)
  const code = await run(command, args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(project: string, folder: string): Promise<Count> {
  process.stdout.write(`\n== ${project}\n`)
  const report = join(folder, `${project}.json`)
  const code = await run(bin('vitest'), [
    'run',
    `--project=${project}`,
    '--passWithNoTests',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1 }
  const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
  // A file that does not load has no tests to fail: the exit code still counts it.
  const failed = counts.numFailedTests > 0 ? counts.numFailedTests : code === 0 ? 0 : 1
  return { passed: counts.numPassedTests, failed }
}

export async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick')
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'))
  const counts = [
    await check('types', bin('tsc'), []),
    await check('lint', bin('biome'), ['ci', '--error-on-warnings', '.']),
    await vitest('unit', folder),
  ]
  if (!quick) for (const project of ['store', 'scenario', 'browser']) counts.push(await vitest(project, folder))
  rmSync(folder, { recursive: true })

  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed > 0 ? 1 : 0
}
