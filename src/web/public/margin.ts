import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { PlanStanding } from '../../engine/standing.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { CaseView } from '../../kernel/view.ts'
import type { ClauseData, MarginFacts, MarginNoteData, PlanSentence } from '../parts/clause.tsx'
import { capital } from '../text/sentence.ts'
import { type CaseLine, lineOf } from './case-line.ts'
import { wallProcedure } from './gates.ts'
import { hasSubstance, standingOf, standingStatus } from './plan-data.ts'
import { anchorOf, bodyOf, citationOf } from './plan-index.ts'
import { planTexts } from './plan-text.ts'
import type { Visit } from './visit.ts'

/** Characters of a report that stand in a margin; the case has the rest. */
const noteMost = 56

const short = (text: string) => (text.length > noteMost ? `${text.slice(0, noteMost)}……` : text)

/** A text, or several of a line each in one. */
const textOf = (data: CaseView['data'], field: string, joiner = '；'): string => {
  const value = data[field]
  if (Array.isArray(value)) return value.join(joiner)
  return typeof value === 'string' ? value : ''
}

/** The first of these fields that says anything. */
const firstOf = (data: CaseView['data'], ...fields: readonly string[]): string =>
  fields.map((field) => textOf(data, field)).find((text) => text !== '') ?? ''

/** What there is to show for a case, the strongest first: what a verifier saw, what the unit says, its progress. */
export function evidenceWords({ seen }: CaseLine, { lang }: Visit): string {
  const t = planTexts[lang]
  const { data } = seen
  const checked = firstOf(data, 'checkNote', 'seen')
  if (checked) return t.checked(short(checked))
  const claimed = firstOf(data, 'resultNote', 'claims')
  if (claimed) return t.claimed(short(claimed))
  const progress = textOf(data, 'progressNote')
  const percent = Number(data.percent ?? 0)
  if (progress || percent > 0) return t.progress(percent, short(progress))
  if (seen.procedure === wallProcedure) return short(textOf(data, 'fact'))
  const measure = textOf(data, 'measure')
  return measure === '' ? t.nothing : `${t.nothing}${lang === 'zh' ? '。' : '. '}${t.measure(short(measure))}`
}

/** Unit and post; a task that rests with no post says so. */
export function whoWords({ seen, unitName }: CaseLine, { engine, lang }: Visit): string {
  const t = planTexts[lang]
  if (!('handlerPost' in seen.data) && seen.procedure !== 'supervised-task') return unitName
  const post = engine.org().post(textOf(seen.data, 'handlerPost'))
  return post ? t.post(unitName, inLanguage(post.title, lang)) : t.noPost(unitName)
}

function factsOf(line: CaseLine, visit: Visit): MarginFacts {
  const facts = { who: whoWords(line, visit), evidence: evidenceWords(line, visit) }
  if (line.clock) return { ...facts, clock: line.clock.face }
  if (line.status === 'ok') return { ...facts, clock: { state: 'done', on: line.seen.changedOn } }
  return { ...facts, when: planTexts[visit.lang].ended(line.label, visit.format.day(line.seen.changedOn)) }
}

/** The case that answers for a sentence: a task before an item of the list, either before a problem that was found. */
function mainOf(lines: readonly CaseLine[]): CaseLine | undefined {
  const rank = ({ seen }: CaseLine) =>
    seen.procedure === 'supervised-task' ? 0 : seen.procedure === wallProcedure ? 2 : 1
  return lines.toSorted((a, b) => rank(a) - rank(b))[0]
}

function noteOf(visit: Visit, standing: PlanStanding, sentence: TreeSentence): MarginNoteData | undefined {
  const { lang, href, plan } = visit
  const t = planTexts[lang]
  const stands = standingOf(standing, sentence)
  if (!stands) return undefined
  const all = { href: href(plan.pathOf(sentence.slug)), label: t.more(stands.cases) }
  if (stands.standing === 'principle') {
    return stands.cases === 0 ? undefined : { title: t.related(stands.cases), links: [all] }
  }
  const lines = stands.shown.flatMap(({ case: c }) => lineOf(visit, c) ?? [])
  const main = mainOf(lines)
  if (main === undefined)
    return { title: t.nobody, label: t.nobodyLabel, says: t.nobodySays, links: stands.cases > 0 ? [all] : [] }
  const findings = lines.filter((line) => line.seen.procedure === wallProcedure && line !== main)
  return {
    title: main.seen.title,
    facts: factsOf(main, visit),
    links: [
      ...[main, ...findings.slice(0, 2)].map((line) => ({ href: line.href, label: line.seen.no })),
      ...(stands.cases > 1 + Math.min(2, findings.length) ? [all] : []),
    ],
  }
}

interface SentenceOptions {
  /** The anchor of a sentence: its slug where the whole plan is shown, 's1' on the page of its clause. */
  readonly idOf: (clause: TreeClause, sentence: TreeSentence) => string
}

const bySlug: SentenceOptions = { idOf: (_, sentence) => sentence.slug }
const byAnchor: SentenceOptions = { idOf: anchorOf }

function planSentence(
  visit: Visit,
  standing: PlanStanding,
  clause: TreeClause,
  sentence: TreeSentence,
  { idOf }: SentenceOptions,
): PlanSentence {
  const note = hasSubstance(visit, sentence) ? noteOf(visit, standing, sentence) : undefined
  const status = standingStatus[standingOf(standing, sentence)?.standing ?? 'principle']
  return { id: idOf(clause, sentence), text: sentence.text, status, ...(note && { note }) }
}

/** The heading as the plan writes it. Example: '2.加力推进“互联网+政务服务”'. */
export function headingOf({ num, title }: TreeClause): string {
  return `${num}${title}`
}

/** A clause with its margin notes. `alone`: on its own page, where sentences are s1, s2 … */
export function clauseData(visit: Visit, standing: PlanStanding, clause: TreeClause, alone: boolean): ClauseData {
  const { lang, href, plan, programme } = visit
  const options = alone ? byAnchor : bySlug
  const summary = programme.reading.clauses[clause.slug]?.en
  const isFront = clause.level === 'front'
  return {
    id: clause.slug,
    title: clause.level === 'para' || isFront ? '' : headingOf(clause),
    citation: citationOf(clause, lang),
    href: href(plan.pathOf(clause.slug)),
    sentences: bodyOf(clause).map((sentence) => planSentence(visit, standing, clause, sentence, options)),
    ...(lang === 'en' && summary !== undefined && { summary: capital(summary) }),
    ...(isFront &&
      !bodyOf(clause).some((sentence) => hasSubstance(visit, sentence)) && { aside: planTexts[lang].residue }),
    ...(clause.level === 'part' && { aside: planTexts[lang].heading }),
  }
}

/** Clauses without number that stand in a row (letter, titles, what a web page left behind) as one block, a line each. */
export function frontData(visit: Visit, standing: PlanStanding, clauses: readonly TreeClause[]): ClauseData {
  const { lang, href, plan, programme } = visit
  const [first] = clauses
  const sentences = clauses.flatMap((clause) =>
    bodyOf(clause).map((sentence, at) => ({
      ...planSentence(visit, standing, clause, sentence, bySlug),
      ...(at === 0 && { opens: true }),
      ...(programme.reading.clauses[clause.slug]?.residue && { residue: true }),
    })),
  )
  const testable = clauses.find((clause) => bodyOf(clause).some((one) => hasSubstance(visit, one)))
  const summary = testable === undefined ? undefined : programme.reading.clauses[testable.slug]?.en
  return {
    id: first?.slug ?? '',
    title: '',
    citation: testable === undefined ? planTexts[lang].leftOver : planTexts[lang].front,
    href: href(plan.pathOf(testable?.slug ?? first?.slug ?? '')),
    sentences,
    aside: planTexts[lang].residue,
    ...(lang === 'en' && summary !== undefined && { summary: capital(summary) }),
  }
}
