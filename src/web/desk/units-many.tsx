import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { changeRegister } from '../../engine/register.ts'
import { added, type Change, postAdded } from '../../engine/register-change.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Org, Unit } from '../../kernel/org.ts'
import type { Result } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Chip } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { type Submitted, one as sent } from '../site/form.ts'
import { showDesk } from './shell.tsx'
import { unitKinds } from './unit-acts.ts'
import { mayChange } from './unit-page.tsx'
import { manyTexts } from './units-many-text.ts'
import { type Brought, guarded, type Visit } from './visit.ts'

/** Units of one list; a city has some hundred. */
const mostLines = 300
const mostCharacters = 30_000

/** What became of one line. */
interface Outcome {
  readonly line: string
  readonly result: 'added' | 'known' | 'wrong'
  /** The unit, or why it was not added. */
  readonly unit: string | null
  readonly says: string
}

const liveNamed = ({ data }: Org, name: string): Unit | undefined =>
  data.units.find(({ names, ended }) => ended === undefined && names.at(-1)?.name.includes(name))

/** The first id of ours that no unit has. */
function freeId(org: Org): string {
  let n = org.data.units.length + 1
  while (org.unit(`unit-${n}`)) n += 1
  return `unit-${n}`
}

/** The kind that a word names in either language; a department where nothing is said. */
const kindNamed = (word: string) =>
  word === '' ? 'department' : Object.entries(unitKinds).find(([id, names]) => [id, ...names].includes(word))?.[0]

/** Carries out one line: the unit, and the two posts without which nothing reaches it. */
async function addLine(visit: Visit, line: string): Promise<Outcome> {
  const { engine, site, me, lang, today } = visit
  const t = manyTexts[lang]
  const [name = '', kindWord = '', parentName = ''] = line.split(/[\t,，]/).map((word) => word.trim())
  const wrong = (says: string): Outcome => ({ line, result: 'wrong', unit: null, says })
  const known = liveNamed(engine.org(), name)
  if (known) return { line, result: 'known', unit: known.id, says: t.known }
  const kind = kindNamed(kindWord)
  if (kind === undefined) return wrong(t.noKind(kindWord))
  const parent = parentName === '' ? null : (liveNamed(engine.org(), parentName) ?? undefined)
  if (parent === undefined) return wrong(t.noParent(parentName))
  if (name === '' || name.length > 60) return wrong(t.noName)
  const id = freeId(engine.org())
  const by = { account: me.account, actor: me.actor }
  const change = async (act: string, about: object, made: Result<Change>) =>
    changeRegister(engine, site.context.access, by, act, about, made)
  const next = { id, kind, parent: parent?.id ?? null, zh: name, en: name, from: today }
  const result = await change('add-unit', next, added(engine.org(), engine.programme.region, next))
  if (!result.ok) return wrong(inLanguage(result.refusal.says, lang))
  for (const post of [
    { id: `${id}-head`, title: ['主要负责人', 'head of the unit'], roles: ['unitHead'] },
    { id: `${id}-liaison`, title: ['联络员', 'liaison officer'], roles: ['unitLiaison'] },
  ] as const) {
    const made = await change(
      'add-post',
      { ...post, unit: id },
      postAdded(engine.org(), { ...post, unit: id, from: today }),
    )
    if (!made.ok) return wrong(inLanguage(made.refusal.says, lang))
  }
  return { line, result: 'added', unit: id, says: t.added }
}

/** Bytes of a file as text: UTF-8, else the older Chinese encoding that spreadsheets write. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function linesIn(form: Submitted): readonly string[] {
  const files = form.files.filter(({ field }) => field === 'file').map(({ bytes }) => textOf(bytes))
  return [sent(form, 'lines') ?? '', ...files]
    .join('\n')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const looks = { added: 'ok', known: 'none', wrong: 'late' } as const

function Outcomes({ visit, outcomes }: { readonly visit: Visit; readonly outcomes: readonly Outcome[] }): ReactNode {
  const { lang, href } = visit
  const t = manyTexts[lang]
  if (outcomes.length === 0) return null
  return (
    <Table
      caption={t.results}
      columns={[{ title: t.line, heading: true }, { title: t.result }]}
      rows={outcomes.map(({ line, result, unit, says }, at) => ({
        key: `${at}`,
        cells: [
          <span key="l" lang="zh-CN">
            {unit === null ? line : <a href={href(`/desk/units/${unit}`)}>{line}</a>}
          </span>,
          <Chip key="r" status={looks[result]} lang={lang} label={says} bare />,
        ],
      }))}
    />
  )
}

/** 一次设多个单位: a list, one unit a line; what became of each line, and those that were not added to go on with. */
export function showMany(
  visit: Visit,
  lines = (visit.query.get('names') ?? '').slice(0, mostCharacters),
  outcomes: readonly Outcome[] = [],
  error?: string,
): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = manyTexts[lang]
  const isWrong = error !== undefined || outcomes.some(({ result }) => result === 'wrong')
  return showDesk(visit, {
    title: t.title,
    ...(isWrong && { status: statusOfCode('invalid-input') }),
    children: (
      <div className="stack">
        <Note tone="blue">{mayChange(visit) ? t.note : t.notYours}</Note>
        <Outcomes visit={visit} outcomes={outcomes} />
        {mayChange(visit) ? (
          <section className="sheet pad">
            <Form action={href('/desk/units/many')} fields={guarded(visit)} files>
              <Field
                lang={lang}
                spec={{
                  kind: 'lines',
                  name: 'lines',
                  label: t.lines,
                  hint: t.hint,
                  required: false,
                  value: lines,
                  ...(error === undefined ? {} : { error }),
                }}
              />
              <Field
                lang={lang}
                spec={{
                  kind: 'evidence',
                  name: 'file',
                  label: t.file,
                  required: false,
                  kinds: t.kinds,
                  size: '20 MB',
                  accept: ['.txt', '.csv'],
                }}
              />
              <p>
                <Submit>{t.submit}</Submit>
              </p>
            </Form>
          </section>
        ) : null}
      </div>
    ),
  })
}

/** Adds the units of a list, each line for itself: what cannot be added stays in the form, and hinders no other line. */
export async function addMany(visit: Visit, { form }: Brought): Promise<FastifyReply> {
  const t = manyTexts[visit.lang]
  const lines = linesIn(form)
  const typed = lines.join('\n')
  if (!mayChange(visit)) return showMany(visit, typed, [], t.notYours)
  if (lines.length === 0) return showMany(visit, '', [], t.nothing)
  if (lines.length > mostLines || typed.length > mostCharacters) return showMany(visit, typed, [], t.tooMany(mostLines))
  const outcomes: Outcome[] = []
  for (const line of lines) outcomes.push(await addLine(visit, line))
  const left = outcomes.filter(({ result }) => result === 'wrong').map(({ line }) => line)
  return showMany(visit, left.join('\n'), outcomes)
}
