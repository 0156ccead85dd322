import type { Programme } from '../../src/engine/programme.ts'
import type { Basis } from '../../src/kernel/basis.ts'
import { basesOf, type Procedure } from '../../src/kernel/bind.ts'
import type { Bilingual } from '../../src/kernel/text.ts'
import { generated, list, page, table } from './markdown.ts'

/** One mechanism of the plan's reading, in `programmes/<plan>/coverage.json`. */
export interface Mechanism {
  /** Id of the procedure that carries it, once it is declared. */
  readonly procedure: string
  readonly title: Bilingual
  /** Addresses of pages that serve it. */
  readonly pages?: readonly string[]
  /** What else serves it. */
  readonly says?: Bilingual
  /** Only a part of it is there. */
  readonly partly?: true
}

export type Mechanisms = Readonly<Record<string, Mechanism>>

/** Test file → its text; where tests quote a duty or play a procedure. */
export type TestFiles = Readonly<Record<string, string>>

interface Sources {
  readonly programme: Programme
  readonly mechanisms: Mechanisms
  readonly tests: TestFiles
}

type Verdict = 'served' | 'partly' | 'not yet' | 'orientation' | 'no promise'

const verdicts: Readonly<Record<Verdict, Bilingual>> = {
  served: ['有', 'served'],
  partly: ['部分', 'partly'],
  'not yet': ['还没有做到', 'not done yet'],
  orientation: ['导向句，展示，不打分', 'orientation: shown, never scored'],
  'no promise': ['不是要求', 'demands nothing'],
}

const kinds: Readonly<Record<string, Bilingual>> = {
  heading: ['标题', 'heading'],
  orientation: ['导向', 'orientation'],
  target: ['目标', 'target'],
  duty: ['职责要求', 'duty'],
  action: ['举措', 'action'],
  institution: ['制度机制', 'institution'],
  prohibition: ['禁止', 'prohibition'],
  incentive: ['激励', 'incentive'],
  sanction: ['惩戒', 'sanction'],
  disclosure: ['公开', 'disclosure'],
  organisation: ['组织', 'organisation'],
  metadata: ['著录信息', 'metadata'],
  boilerplate: ['网页残留', 'web page residue'],
}

const both = ([zh, en]: Bilingual): string => `${zh} ${en}`

function stateOf(sources: Sources, code: string): Verdict {
  const mechanism = sources.mechanisms[code]
  if (!mechanism) throw new RangeError(`the reading names ${code}, which coverage.json lacks`)
  if (sources.programme.procedures.has(mechanism.procedure)) return 'served'
  if (mechanism.partly) return 'partly'
  return mechanism.pages ? 'served' : 'not yet'
}

function verdictOf(sources: Sources, slug: string): Verdict {
  const reading = sources.programme.reading.sentences[slug]
  if (reading?.kind === 'orientation') return 'orientation'
  if (!reading || ['heading', 'metadata', 'boilerplate'].includes(reading.kind)) return 'no promise'
  const states = new Set((reading.mechanisms ?? []).map((code) => stateOf(sources, code)))
  if (states.size === 0) return 'not yet'
  if (states.size === 1 && states.has('served')) return 'served'
  return states.has('served') || states.has('partly') ? 'partly' : 'not yet'
}

/** Duties that the programme rests on this sentence. */
const dutiesOn = ({ programme }: Sources, slug: string): readonly Basis[] =>
  Object.entries(programme.binding.duties).flatMap(([duty, slugs]) =>
    slugs.includes(slug) ? [`duty/${duty}` as const] : [],
  )

/** How many steps of a procedure cite one of these duties. */
function stepsOn({ declaration: d }: Procedure, duties: readonly Basis[]): number {
  const steps = [...Object.values(d.transitions), ...Object.values(d.clocks), ...Object.values(d.guards), ...d.laws]
  return steps.filter(({ basis }) => duties.includes(basis)).length
}

/** Procedures with a step that rests on the sentence. */
function restingOn(sources: Sources, slug: string): readonly string[] {
  const duties = dutiesOn(sources, slug)
  return [...sources.programme.procedures.values()]
    .filter(({ declaration }) => basesOf(declaration).some((basis) => duties.includes(basis)))
    .map((p) => {
      const steps = stepsOn(p, duties)
      const count = steps > 0 ? `（${steps} 处 steps）` : ''
      return `[${p.declaration.title[0]}](procedures/${p.id}.md)${count}`
    })
}

function mechanismText(sources: Sources, code: string): string {
  const { mechanisms, programme } = sources
  const { procedure, title, pages = [], says } = mechanisms[code] as Mechanism
  const isDeclared = programme.procedures.has(procedure)
  const name = isDeclared ? `[${title[0]}](procedures/${procedure}.md)` : title[0]
  const state = isDeclared ? [] : [both(verdicts[stateOf(sources, code)])]
  return [`${code} ${name}`, ...state, ...(says ? [both(says)] : []), ...pages.map((one) => `\`${one}\``)].join(' · ')
}

/** Where the sentence is tested: tests that quote a duty resting on it, and those that play its procedures. */
function testsOf(sources: Sources, slug: string): readonly string[] {
  const duties = dutiesOn(sources, slug)
  const codes = sources.programme.reading.sentences[slug]?.mechanisms ?? []
  const ids = codes.flatMap((code) => {
    const id = sources.mechanisms[code]?.procedure ?? ''
    return sources.programme.procedures.has(id) ? [id] : []
  })
  return Object.entries(sources.tests).flatMap(([path, text]) => {
    const quotes = duties.some((duty) => text.includes(`${duty} `))
    const plays = ids.some((id) => path.endsWith(`/${id}.scenarios.ts`))
    return quotes || plays ? [`[${path.split('/').at(-1)}](../${path})`] : []
  })
}

const shortened = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text)

function sentenceRow(sources: Sources, { slug, text }: { readonly slug: string; readonly text: string }) {
  const verdict = verdictOf(sources, slug)
  const reading = sources.programme.reading.sentences[slug]
  const kind = kinds[reading?.kind ?? ''] ?? ['', '']
  const isEmpty = verdict === 'no promise' || (verdict === 'orientation' && !reading?.mechanisms?.length)
  const resting = restingOn(sources, slug)
  const served = [
    ...(resting.length > 0 ? [`据此 rests on it: ${resting.join('、')}`] : []),
    ...(reading?.mechanisms ?? []).map((code) => mechanismText(sources, code)),
  ]
  const untestable =
    !reading?.testable && !['no promise', 'orientation'].includes(verdict)
      ? ['原文无从检验 cannot be tested as written']
      : []
  return [
    `\`${slug}\``,
    shortened(text),
    both(kind),
    both(verdicts[verdict]),
    isEmpty ? null : [...served, ...untestable],
    isEmpty ? null : testsOf(sources, slug),
  ]
}

function counts(sources: Sources): string {
  const slugs = sources.programme.tree.flatMap((clause) => clause.sentences.map(({ slug }) => slug))
  const all = slugs.map((slug) => verdictOf(sources, slug))
  return table(
    ['', '句 Sentences'],
    (Object.keys(verdicts) as Verdict[]).map((verdict) => [
      both(verdicts[verdict]),
      String(all.filter((one) => one === verdict).length),
    ]),
  )
}

function missing(sources: Sources): string {
  const codes = Object.keys(sources.mechanisms).filter((code) => stateOf(sources, code) === 'not yet')
  return list(codes.map((code) => `${code} ${both(sources.mechanisms[code]?.title ?? ['', ''])}`))
}

/**
 * The plan as the table of contents of the product: for each sentence what serves it, the tests, or that it is not done yet.
 * Throws RangeError where the reading names a mechanism that coverage.json lacks.
 */
export function coverage(sources: Sources): string {
  const { programme } = sources
  const clauses = programme.tree.map((clause) => {
    const summary = programme.reading.clauses[clause.slug]
    return page(
      `### ${clause.slug} ${summary?.zh ?? clause.title}`,
      summary?.en ?? null,
      table(
        ['句 Sentence', '原文 Text', '性质 Kind', '落实 Served', '由什么落实 By what', '测试 Tests'],
        clause.sentences.map((sentence) => sentenceRow(sources, sentence)),
      ),
    ).trimEnd()
  })
  return page(
    generated,
    '# 覆盖 · Coverage',
    `${programme.title[0]}（${programme.issuedOn}）的每一句话：由哪个程序、哪些页面落实，哪些测试看着；没有做到的写明没有做到。`,
    `Every sentence of the ${programme.shortTitle[1]}: which procedures and pages serve it, which tests watch it, and what is not done yet.`,
    counts(sources),
    '“据此”：程序的步骤、时限、条件或铁规以这句话为依据。“Rests on it”: a step, limit, condition or law cites the sentence as its authority.',
    '## 还没有做到的 · Not done yet',
    missing(sources),
    '## 逐条 · Clause by clause',
    ...clauses,
  )
}
