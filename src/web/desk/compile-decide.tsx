import type { ReactNode } from 'react'
import { type Kind, kindNames } from '../../compiler/kind.ts'
import { type Answers, answerFields, type Matter, withAdded } from '../../engine/review-matter.ts'
import { type Part, partsIn, partsText, takenApart } from '../../engine/review-parts.ts'
import type { Reviewed } from '../../engine/review-state.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { type Dossier, pathOf, sentencePath } from './compile-data.ts'
import { isPartable, Parting } from './compile-parting.tsx'
import { MatterView } from './compile-parts.tsx'
import { compileTexts } from './compile-text.ts'
import { DraftNote, DraftOffer } from './draft.tsx'
import { type Acting, guarded, seenField } from './visit.ts'

/** What was typed into a form whose matters were then cut or joined: nothing of it is lost. */
export interface Carried {
  readonly parts: readonly Part[]
  readonly matters: readonly Matter[]
  /** A matter that is being added, by the names of its fields. */
  readonly added: Readonly<Record<string, string>>
  readonly kind: Kind
  readonly testable: boolean
}

interface FormProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly one: Reviewed
  readonly keyed: boolean
  readonly carried: Carried | null
}

/** The present answers: a person's where he decided, else what the text says. */
export const answersOf = ({ decision, matters }: Reviewed, at: number): Answers =>
  (decision ? decision.matters[at]?.answers : matters[at]?.answers) ?? {}

/** The matters of a sentence with what is known about them now, after any cuts and joins. */
export const presentMatters = (one: Reviewed, parts: readonly Part[] = []): readonly Matter[] =>
  takenApart(
    withAdded(one.matters, one.decision).map((matter, at) => ({
      ...matter,
      answers: { ...matter.answers, ...answersOf(one, at) },
    })),
    parts,
  )

/** The matters that the form shows: with what was typed where it was carried along, else as the address takes them apart. */
export function carriedOf(
  { query }: Pick<Acting, 'query'>,
  one: Reviewed,
  carried: Carried | null,
): Pick<Carried, 'parts' | 'matters'> {
  if (carried !== null) return carried
  const parts = partsIn(query.get('parts') ?? '')
  return { parts, matters: presentMatters(one, parts) }
}

function KindFields({ visit: { lang }, one, carried }: Omit<FormProps, 'dossier' | 'keyed'>): ReactNode {
  const t = compileTexts[lang]
  const { kind, testable } = carried ?? one.decision ?? one.sentence
  return (
    <details open={one.matters.length === 0}>
      <summary>
        {`${t.kind}${lang === 'zh' ? '：' : ': '}${inLanguage(kindNames[kind], lang)}${lang === 'zh' ? '，' : ', '}${testable ? t.yes : t.no}`}
      </summary>
      <Field
        lang={lang}
        spec={{
          name: 'kind',
          label: t.kind,
          required: true,
          kind: 'choice',
          look: 'list',
          value: kind,
          options: Object.entries(kindNames).map(([value, label]) => ({ value, label: inLanguage(label, lang) })),
        }}
      />
      <Field
        lang={lang}
        spec={{
          name: 'testable',
          label: t.testable,
          required: true,
          kind: 'choice',
          look: 'list',
          value: testable ? 'yes' : 'no',
          options: [
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ],
        }}
      />
    </details>
  )
}

/** A matter that the system did not find. */
function AddMatter({ visit: { lang }, carried }: Pick<FormProps, 'visit' | 'carried'>): ReactNode {
  const t = compileTexts[lang]
  const field = (name: string, label: string) => (
    <Field
      key={name}
      lang={lang}
      spec={{ kind: 'text', name: `added-${name}`, label, max: 500, value: carried?.added[name] ?? '' }}
    />
  )
  return (
    <details open={Object.values(carried?.added ?? {}).some((value) => value !== '')}>
      <summary>{t.add}</summary>
      {field('action', t.addAction)}
      {answerFields.map((name) => field(name, t.fields[name]))}
    </details>
  )
}

/** The form of whoever decides: what is there is confirmed, what is typed is his. */
export function DecideForm({ visit, dossier, one, keyed, carried }: FormProps): ReactNode {
  const { lang, href, me } = visit
  const t = compileTexts[lang]
  const { parts, matters } = carriedOf(visit, one, carried)
  const hasProposals = matters.some(({ proposed, answers }) =>
    answerFields.some((field) => proposed[field] !== undefined && answers[field] === undefined),
  )
  return (
    <Form
      action={href(pathOf(dossier, '/decide'))}
      fields={guarded(visit, { s: one.subject, parts: partsText(parts), [seenField]: one.last?.id ?? '' })}
      draft={`${me.account.id}/compile/${dossier.draft.id}/${one.subject}${partsText(parts)}`}
    >
      {/* What Enter in a field presses: without it the first of the buttons that cut a matter. */}
      <button className="vh" type="submit" name="act" value="confirm" tabIndex={-1} aria-hidden="true" />
      <DraftOffer lang={lang} />
      {matters.map((matter, at) => (
        <MatterView
          key={matter.id}
          visit={visit}
          matter={matter}
          answers={matter.answers}
          at={at}
          {...(isPartable(matter, at) && {
            parting: <Parting visit={visit} dossier={dossier} matter={matter} at={at} />,
          })}
        />
      ))}
      {parts.length === 0 ? null : (
        <p className="small">
          <a href={href(sentencePath(dossier, one))}>{t.unpart}</a>
        </p>
      )}
      {one.matters.length === 0 ? <p className="small quiet">{t.noMatters}</p> : null}
      <AddMatter visit={visit} carried={carried} />
      <KindFields visit={visit} one={one} carried={carried} />
      <p className="row">
        <Submit name="act" value="confirm" {...(keyed && { letter: 'c' })}>
          {t.confirm}
        </Submit>
        {hasProposals ? (
          <Submit name="act" value="adopt" look="second" {...(keyed && { letter: 's' })}>
            {t.adopt}
          </Submit>
        ) : null}
        <Submit name="act" value="principle" look="second" {...(keyed && { letter: 'p' })}>
          {t.principle}
        </Submit>
      </p>
      <DraftNote lang={lang} />
    </Form>
  )
}
