import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileCommand } from './compile.ts'

const plan =
  '某县关于造林的通知\n\n各乡镇人民政府：\n\n一、造林。县林业局要于2019年6月底前造林2万亩。\n\n某县人民政府\n2018年10月12日\n'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-compile-'))
  await mkdir(join(folder, 'in/one'), { recursive: true })
  await mkdir(join(folder, 'in/two'), { recursive: true })
  await writeFile(join(folder, 'plan.txt'), plan)
  await writeFile(join(folder, 'in/one/source.txt'), plan)
  await writeFile(join(folder, 'in/two/source.txt'), plan)
  await writeFile(join(folder, 'empty.txt'), '')
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = ''
  let err = ''
  const terminal = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
  }
  const code = await compileCommand(args, terminal)
  return { code, out, err }
}

test('--json prints luoshi-compiled/1 with the text that its offsets refer to', async () => {
  const { code, out } = await run(join(folder, 'plan.txt'), '--json')
  const compiled = JSON.parse(out)

  expect(code).toBe(0)
  expect(compiled).toMatchObject({ schema: 'luoshi-compiled/1', text: plan, meta: { date_issued: '2018-10-12' } })
  expect(compiled.commitments[0]).toMatchObject({ leads: ['县林业局'], deadline: { norm: '2019-06-30' } })
  expect(Object.keys(compiled)).toEqual(
    expect.arrayContaining(['meta', 'clauses', 'commitments', 'text', 'sentences', 'lint']),
  )
})

test('without flags it prints an outline that says who, by when and how much', async () => {
  const { code, out } = await run(join(folder, 'plan.txt'))

  expect(code).toBe(0)
  expect(out).toContain('谁：县林业局')
  expect(out).toContain('2019-06-30')
  expect(out).not.toContain('‹')
})

test('--explain names the rule of each decision and says what it means', async () => {
  const { out } = await run(join(folder, 'plan.txt'), '--explain')

  expect(out).toContain('‹unit/subject›')
  expect(out).toContain('句子的主语')
})

test('--batch writes one file for each folder', async () => {
  const { code } = await run('--batch', join(folder, 'in'), join(folder, 'out'))

  expect(code).toBe(0)
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['one.json', 'two.json'])
  expect(JSON.parse(await readFile(join(folder, 'out/one.json'), 'utf8')).schema).toBe('luoshi-compiled/1')
})

test('a file that cannot be read ends with exit code 2 and one sentence in both languages', async () => {
  const { code, out, err } = await run(join(folder, 'empty.txt'))

  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toMatch(/[一-龥].*\(.*[a-z]/)
})

test.each([
  ['markdown', '# 某县关于造林的通知'],
  ['akn', '<?xml version="1.0" encoding="UTF-8"?>'],
  ['akn-standard', '<?xml version="1.0" encoding="UTF-8"?>'],
  ['json', '{'],
  ['outline', '标题  某县关于造林的通知'],
])('--format %s prints the plan in that form', async (format, start) => {
  const { code, out } = await run(join(folder, 'plan.txt'), '--format', format)

  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe(start)
})

test('--against prints what changed since the old edition, and --json the whole comparison', async () => {
  await writeFile(join(folder, 'new.txt'), plan.replace('2万亩', '3万亩').replace('县林业局', '县水利局'))
  const { code, out } = await run(join(folder, 'new.txt'), '--against', join(folder, 'plan.txt'))
  const compared = await run(join(folder, 'new.txt'), '--against', join(folder, 'plan.txt'), '--json')

  expect(code).toBe(0)
  expect(out).toContain('一、  修改、待人确认')
  expect(out).toContain('牵头：县林业局 → 县水利局')
  expect(JSON.parse(compared.out)).toMatchObject({ schema: 'luoshi-comparison/1', pairs: [{ change: 'changed' }] })
})

test('--against a file that cannot be read ends with exit code 2 and names the file', async () => {
  const { code, err } = await run(join(folder, 'plan.txt'), '--against', join(folder, 'empty.txt'))

  expect(code).toBe(2)
  expect(err).toContain('empty.txt')
})

test('a limit in working days from the day of writing is a day by the national calendar', async () => {
  await writeFile(
    join(folder, 'days.txt'),
    plan.replace('要于2019年6月底前造林2万亩', '要自本通知印发之日起10个工作日内报送方案'),
  )
  const { out } = await run(join(folder, 'days.txt'), '--json')

  expect(JSON.parse(out).commitments[0]).toMatchObject({
    deadline: { norm: '2018-10-26', origin: 'inferred', rule: 'deadline/relative' },
    targets: [],
  })
})

test('--register doubts units that it does not hold and names the nearest one', async () => {
  const register = join(folder, 'units.json')
  await writeFile(
    register,
    JSON.stringify({ units: [{ name: ['县林业和草原局', 'Forestry'], short: '县林草局' }, '县水利局'] }),
  )
  const { out } = await run(join(folder, 'plan.txt'), '--register', register, '--json')

  expect(JSON.parse(out).lint).toContainEqual(
    expect.objectContaining({
      code: 'unknown-unit',
      fix: expect.arrayContaining([expect.stringContaining('县林业和草原局')]),
    }),
  )
})

test.each([['nothing.json'], ['empty.txt'], ['plan.txt']])(
  'a register %s that holds no units ends with exit code 2',
  async (name) => {
    const { code, out, err } = await run(join(folder, 'plan.txt'), '--register', join(folder, name))

    expect([code, out]).toEqual([2, ''])
    expect(err.trim().split('\n')).toHaveLength(1)
  },
)

test.each([
  [[]],
  [['--nonsense', 'x']],
  [['--batch', 'only-one']],
  [['one', 'two']],
  [['one', '--format', 'pdf']],
  [['one', '--format']],
])('misuse %j ends with exit code 2 and the usage', async (args) => {
  const { code, err } = await run(...args)

  expect(code).toBe(2)
  expect(err).toContain('usage')
})
