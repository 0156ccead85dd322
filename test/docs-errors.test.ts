import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ProblemCode, problems } from '../src/derive/openapi/problems.ts'
import { problemOf, type RequestCode } from '../src/http/problem.ts'
import type { FaultCode } from '../src/kernel/field.ts'
import type { RefusalCode } from '../src/kernel/result.ts'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/ERRORS.md'), 'utf8')

/** The rows of a section, each as its cells; the first is the code without its backticks. */
function rowsOf(section: number): readonly (readonly string[])[] {
  const text = page.split(/^## /m)[section] ?? ''
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1))
    .map(([code = '', ...cells]) => [code.replaceAll('`', '').trim(), ...cells.map((cell) => cell.trim())])
}

/** Does not compile when a code is sent that the API document does not know: both pages hang on one list. */
const known = (code: RefusalCode | RequestCode): ProblemCode => code

/** Does not compile when a code is added to the kernel and forgotten here. */
const faultCodes = Object.keys({
  missing: true,
  unknown: true,
  'wrong-type': true,
  'too-long': true,
  'too-short': true,
  repeated: true,
  'out-of-range': true,
  'not-an-option': true,
} satisfies Readonly<Record<FaultCode, true>>)

/** The members of a union of string literals, as they stand in the source: types are gone at run time. */
function membersOf(file: string, type: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const union = new RegExp(`export type ${type} =\\s*((?:\\|?\\s*'[a-z0-9-]+'\\s*)+)`).exec(source)?.[1] ?? ''
  return [...union.matchAll(/'([a-z0-9-]+)'/g)].map(([, member = '']) => member)
}

describe('docs/ERRORS.md', () => {
  test('every problem is listed with the number and the titles that are sent, and no other is', () => {
    const says = ['', ''] as const
    const sent = (Object.keys(problems) as ProblemCode[]).map((code) => {
      const [zh, en] = [problemOf({ code, says }, false), problemOf({ code, says }, true)]
      return [code, String(zh.status), zh.title, en.title]
    })

    expect(rowsOf(1).map((row) => row.slice(0, 4))).toEqual(sent)
  })

  test('every code that the kernel or the interface can refuse with is a problem of the list', () => {
    const codes = [
      ...membersOf('src/kernel/result.ts', 'RefusalCode'),
      ...membersOf('src/http/problem.ts', 'RequestCode'),
    ]

    expect(codes.length).toBeGreaterThan(15)
    expect(codes.filter((code) => !Object.hasOwn(problems, code))).toEqual([])
    expect(known('stale')).toBe('stale')
  })

  test('every problem says what to do', () => {
    expect(
      rowsOf(1)
        .filter(([, , , , todo = '']) => todo.length < 20)
        .map(([code]) => code),
    ).toEqual([])
  })

  test('every fault of a field is listed', () => {
    expect(rowsOf(2).map(([code]) => code)).toEqual(faultCodes)
  })

  test('every fault of the store is listed, with what to do', () => {
    const listed = rowsOf(3)

    expect(listed.map(([code]) => code).sort()).toEqual(
      [...membersOf('src/store/cluster/fault.ts', 'StoreFaultCode')].sort(),
    )
    expect(listed.filter(([, when = '', todo = '']) => when === '' || todo === '').map(([code]) => code)).toEqual([])
  })
})
