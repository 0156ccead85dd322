import type { ReactNode } from 'react'
import type { Compiled } from '../../compiler/compile.ts'
import { type AnswerField, type Answers, answerFields, type Matter as ReadMatter } from '../../engine/review-matter.ts'
import type { Reviewed, Standing } from '../../engine/review-state.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Matter, type SentencePart, TakenApart } from '../parts/compile.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { DefinitionList, Note } from '../parts/table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { formats } from '../text/format.ts'
import { clauseOf, type Dossier, gapsOf } from './compile-data.ts'
import { compileTexts } from './compile-text.ts'
import type { Acting } from './visit.ts'

export const standingLook: Readonly<Record<Standing, Status>> = {
  open: 'none',
  decided: 'wait',
  agreed: 'ok',
  returned: 'again',
}

/** Characters of the clause shown before and after the sentence. */
const around = 500

interface Words {
  readonly start: number
  readonly end: number
  readonly plays: 'lead' | 'assist' | 'due' | 'measure'
}

const looks = { lead: 'doing', assist: 'doing', due: 'late', measure: 'ok' } as const

/** The words of a sentence that play a part in its matters, in the order of the text, none within another. */
function wordsIn({ commitments }: Compiled, { sentence }: Reviewed): readonly Words[] {
  const all = commitments.flatMap(({ units, deadline, targets }): readonly Words[] => [
    ...units.map(({ start, end, role }) => ({ start, end, plays: role })),
    ...(deadline ? [{ start: deadline.start, end: deadline.end, plays: 'due' as const }] : []),
    ...targets.map(({ start, end }) => ({ start, end, plays: 'measure' as const })),
  ])
  const own = all
    .filter(({ start, end }) => start >= sentence.start && end <= sentence.end && end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let last = sentence.start
  return own.filter(({ start, end }) => {
    if (start < last) return false
    last = end
    return true
  })
}

function takenApart({ lang }: Acting, compiled: Compiled, one: Reviewed): readonly SentencePart[] {
  const parts: SentencePart[] = []
  let at = one.sentence.start
  for (const { start, end, plays } of wordsIn(compiled, one)) {
    parts.push(compiled.text.slice(at, start), {
      words: compiled.text.slice(start, end),
      plays: compileTexts[lang].plays[plays],
      status: looks[plays],
    })
    at = end
  }
  parts.push(compiled.text.slice(at, one.sentence.end))
  return parts
}

interface OneProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly one: Reviewed
}

/** How far the text around a sentence is shown: its clause without the heading, its paragraph where it stands in none. */
function surroundings({ compiled, reviewed }: Dossier, one: Reviewed): { readonly from: number; readonly to: number } {
  const { clause, start, end } = one.sentence
  const body = reviewed
    .filter(({ sentence }) => clause !== null && sentence.clause === clause && sentence.kind !== 'heading')
    .map(({ sentence }) => sentence)
  const piece = compiled.pieces.find((found) => found.start <= start && found.end >= end)
  const from = clause === null ? piece?.start : body[0]?.start
  const to = clause === null ? piece?.end : body.at(-1)?.end
  return {
    from: Math.max(Math.min(from ?? start, start), start - around),
    to: Math.min(Math.max(to ?? end, end), end + around),
  }
}

/** The clause with the sentence picked out. */
export function SourceText({ visit, dossier, one }: OneProps): ReactNode {
  const { compiled, draft } = dossier
  const t = compileTexts[visit.lang]
  const { sentence } = one
  const { from, to } = surroundings(dossier, one)
  const clause = clauseOf(dossier, one)
  return (
    <section className="sheet pad">
      <Head side={t.readOnly(`${draft.sha256.slice(0, 4)}…${draft.sha256.slice(-4)}`)}>{t.source}</Head>
      {clause ? <h3 lang="zh-CN">{`${clause.number ?? ''}${clause.heading ?? ''}`}</h3> : null}
      <TakenApart
        before={compiled.text.slice(from, sentence.start)}
        sentence={takenApart(visit, compiled, one)}
        after={compiled.text.slice(sentence.end, to)}
      />
    </section>
  )
}

interface MatterViewProps {
  readonly visit: Acting
  readonly matter: ReadMatter
  readonly answers: Answers
  /** The inputs are named after its place: `m0-lead`. Null for a matter that is only shown. */
  readonly at: number | null
  /** How it may be cut or joined; absent where it is only shown. */
  readonly parting?: ReactNode
}

/** One answer, as an input where it may be changed, with what the compiler puts forward for one that is missing. */
function AnswerCell({
  visit,
  matter,
  answers,
  at,
  field,
}: MatterViewProps & { readonly field: AnswerField }): ReactNode {
  const t = compileTexts[visit.lang]
  const [answer, proposed] = [answers[field], matter.proposed[field]]
  if (at === null) return <span lang="zh-CN">{answer?.value ?? '—'}</span>
  return (
    <>
      <input
        className="input"
        name={`m${at}-${field}`}
        aria-label={`${t.fields[field]} ${matter.action}`}
        defaultValue={answer?.value ?? ''}
        autoComplete="off"
      />
      {answer || !proposed ? null : (
        <p className="small quiet">{t.proposal(proposed.value, t.origins[proposed.origin])}</p>
      )}
    </>
  )
}

/** What is to be done, where a person took the sentence apart: his words like his answers are marked as his. */
function byHandRow({ action, byHand }: ReadMatter, t: (typeof compileTexts)['zh' | 'en']) {
  return byHand ? [{ term: t.addAction, value: action, source: t.origins.decided }] : []
}

/** One matter: each answer with where it comes from, as inputs where it may be changed. */
export function MatterView({ visit, matter, answers, at, parting }: MatterViewProps): ReactNode {
  const { lang } = visit
  const t = compileTexts[lang]
  const missing = (['lead', 'due', 'measure'] as const).filter((field) => answers[field] === undefined).length
  return (
    <Matter
      title={matter.action}
      lang={lang}
      status={missing === 0 ? 'ok' : 'wait'}
      statusLabel={missing === 0 ? t.complete : t.lacks(missing)}
      {...(parting !== undefined && { actions: parting })}
      rows={[
        ...byHandRow(matter, t),
        ...answerFields.map((field) => {
          const answer = answers[field]
          const source = answer
            ? t.origins[answer.origin]
            : field === 'assist'
              ? ''
              : at === null
                ? t.notSaid
                : t.toDecide
          const value = <AnswerCell key={field} visit={visit} matter={matter} answers={answers} at={at} field={field} />
          return { term: t.fields[field], value, source }
        }),
      ]}
    />
  )
}

/** What the lint found in the sentence: what is wrong, why it matters, what to do. */
export function FindingList({ visit, one }: Omit<OneProps, 'dossier'>): ReactNode {
  const { lang } = visit
  const t = compileTexts[lang]
  return (
    <section className="sheet pad">
      <Head>{t.findings}</Head>
      {one.findings.length === 0 ? <p className="small quiet">{t.noFindings}</p> : null}
      <ul className="stack">
        {one.findings.map(({ code, start, severity, says, why, fix }, at) => (
          <li key={`${code} ${start}`} className="small">
            <Chip status={severity === 'blocks' ? 'late' : 'wait'} lang={lang} label={inLanguage(says, lang)} bare />
            {/* Several findings may have one reason; it is said once. */}
            {one.findings[at - 1]?.why[0] === why[0] ? null : <p className="quiet">{inLanguage(why, lang)}</p>}
            <p>{inLanguage(fix, lang)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How far the whole plan is, and what is still wanted before it can be in force. */
export function ProgressPanel({ visit, dossier, children }: Omit<OneProps, 'one'> & { readonly children?: ReactNode }) {
  const { lang } = visit
  const t = compileTexts[lang]
  const { progress, reviewed } = dossier
  const { gaps, filled } = gapsOf(reviewed)
  const matters = reviewed.reduce((sum, one) => sum + (one.decision ?? one).matters.length, 0)
  const principles = reviewed.filter(({ decision }) => decision?.did === 'principle').length
  const left = [progress.asked - progress.decided, progress.asked - progress.agreed] as const
  const step = (title: string, n: number) => ({
    title,
    status: n === 0 ? ('ok' as const) : ('wait' as const),
    text: t.stepLeft(n),
  })
  return (
    <>
      <section className="sheet pad">
        <Head>{t.progress}</Head>
        <DefinitionList
          entries={[
            { term: t.facts.sentences, value: t.ofSentences(progress.asked) },
            { term: t.facts.decided, value: t.ofSentences(progress.decided) },
            { term: t.facts.agreed, value: t.ofSentences(progress.agreed) },
            { term: t.facts.matters, value: t.ofMatters(matters) },
            { term: t.facts.principles, value: t.ofSentences(principles) },
            { term: t.facts.gaps, value: t.filled(gaps, filled) },
          ]}
        />
        {children}
      </section>
      <section className="sheet pad">
        <Head>{t.before}</Head>
        <Timeline
          lang={lang}
          items={[
            step(t.steps.decide, left[0]),
            step(t.steps.agree, left[1]),
            { title: t.steps.publish, status: 'none', text: t.publishSays },
            { title: t.steps.accept, status: 'none', text: t.acceptSays },
          ]}
        />
      </section>
      <Note>{t.origin}</Note>
    </>
  )
}

/** Who decided a sentence and who countersigned or gave it back, with the reason. */
export function WhoSaid({ visit, one }: Omit<OneProps, 'dossier'>): ReactNode {
  const { lang, names, engine } = visit
  const t = compileTexts[lang]
  const { decided, last, decision } = one
  if (!decided || !decision || !last) return null
  const when = (at: Date) => formats[lang].moment(at.getTime(), engine.programme.timeZone)
  return (
    <div className="small quiet">
      <p>{t.by(names.seat(decided.post), when(decided.at), t.did[decision.did])}</p>
      {last.act === 'agree' ? <p>{t.agreedBy(names.seat(last.post), when(last.at))}</p> : null}
      {last.act === 'return' ? (
        <p>
          {t.returnedBy(names.seat(last.post), when(last.at))}
          {lang === 'zh' ? '：' : ': '}
          {last.reason}
        </p>
      ) : null}
    </div>
  )
}
