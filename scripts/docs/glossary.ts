import { problems } from '../../src/derive/openapi/problems.ts'
import { visibilityText } from '../../src/derive/words.ts'
import type { Procedure } from '../../src/kernel/bind.ts'
import { roles } from '../../src/kernel/org.ts'
import type { Bilingual } from '../../src/kernel/text.ts'
import { duties } from '../../src/mechanisms/duties.ts'
import { generated, page, table } from './markdown.ts'

/** One name as code writes it, with its two titles and where it stands. */
interface Term {
  readonly name: string
  readonly title: Bilingual
  readonly where: string
}

type Titled = Readonly<Record<string, { readonly title: Bilingual }>>

/** The terms of one kind, of all procedures; the same name with the same titles is one row. */
function terms(procedures: readonly Procedure[], of: (p: Procedure) => Titled): readonly Term[] {
  const rows = new Map<string, { readonly name: string; readonly title: Bilingual; readonly where: string[] }>()
  for (const p of procedures) {
    for (const [name, { title }] of Object.entries(of(p))) {
      const key = JSON.stringify([name, title])
      const row = rows.get(key) ?? { name, title, where: [] }
      row.where.push(p.id)
      rows.set(key, row)
    }
  }
  return [...rows.values()].map(({ name, title, where }) => ({ name, title, where: where.join(', ') }))
}

const fixed = (table: Readonly<Record<string, Bilingual>>, where: string): readonly Term[] =>
  Object.entries(table).map(([name, title]) => ({ name, title, where }))

function section(title: string, all: readonly Term[]): string {
  const inOrder = [...all].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return page(
    `## ${title}`,
    table(
      ['代码里 In code', '中文', 'English', '在哪里 Where'],
      inOrder.map(({ name, title: [zh, en], where }) => [`\`${name}\``, zh, en, where]),
    ),
  ).trimEnd()
}

/** Every name that code uses for something that the law and the street have a name for. */
export function glossary(procedures: readonly Procedure[]): string {
  const titled = (of: (p: Procedure) => Titled) => terms(procedures, of)
  const refusals = Object.fromEntries(
    Object.entries(problems).map(([code, [, zh, en]]): readonly [string, Bilingual] => [code, [zh, en]]),
  )
  return page(
    generated,
    '# 名词 · Glossary',
    '代码里的名字、中文、英文。名字照法律和街上的叫法；英文只译意思，不造新词。Names in code, in Chinese and in English, read from the declarations.',
    section(
      '程序 Procedures',
      procedures.map(({ id, declaration }) => ({ name: id, title: declaration.title, where: declaration.prefix })),
    ),
    section(
      '各方 Parties',
      titled((p) => p.declaration.parties),
    ),
    section('岗位角色 Roles of posts', fixed(roles, 'kernel/org.ts')),
    section(
      '状态 States',
      titled((p) => p.declaration.states),
    ),
    section(
      '动作 Moves',
      titled((p) => p.declaration.transitions),
    ),
    section(
      '时限 Clocks',
      titled((p) => p.declaration.clocks),
    ),
    section(
      '条件 Conditions',
      titled((p) =>
        Object.fromEntries(Object.entries(p.declaration.guards).map(([name, { says }]) => [name, { title: says }])),
      ),
    ),
    section(
      '字段 Fields',
      titled((p) => p.fields),
    ),
    section('职责 Duties', fixed(duties, 'mechanisms/duties.ts')),
    section('谁能看 Visibility', fixed(visibilityText, 'kernel/field.ts')),
    section('拒绝与错误 Refusals and errors', fixed(refusals, 'derive/openapi/problems.ts')),
  )
}
