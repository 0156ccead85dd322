import type { FastifyReply } from 'fastify'
import { type Kind, kindNames } from '../../compiler/kind.ts'
import { say } from '../../engine/review.ts'
import {
  type AnswerField,
  answerFields,
  type Decision,
  decisionOf,
  principle,
  typedAnswers,
  withProposals,
} from '../../engine/review-matter.ts'
import { partsIn, takenApart } from '../../engine/review-parts.ts'
import type { Reviewed } from '../../engine/review-state.ts'
import { one as sent } from '../site/form.ts'
import { type Dossier, dossierOf, pathOf, sentencePath } from './compile-data.ts'
import { type Carried, presentMatters } from './compile-decide.tsx'
import { partField } from './compile-parting.tsx'
import { showWork } from './compile-work.tsx'
import { type Acting, type Brought, goTo, seenField } from './visit.ts'

const isKind = (text: string | undefined): text is Kind => text !== undefined && Object.hasOwn(kindNames, text)

/** Characters of one answer. */
const mostAnswer = 500

/** The decision that a form brought. */
function decisionIn(one: Reviewed, { form }: Brought): Decision {
  const act = sent(form, 'act')
  if (act === 'principle') return principle
  const [kind, testable] = [sent(form, 'kind'), sent(form, 'testable')]
  const text = (name: string) => (sent(form, name) ?? '').slice(0, mostAnswer)
  const answersIn = (prefix: string) =>
    Object.fromEntries(answerFields.map((field) => [field, text(`${prefix}-${field}`)])) as Record<AnswerField, string>
  const parts = partsIn(sent(form, 'parts') ?? '')
  const present = presentMatters(one, parts)
  const settled = present.map((matter, at) => {
    const answers = typedAnswers(matter, answersIn(`m${at}`))
    return { action: matter.action, answers: act === 'adopt' ? withProposals(answers, matter.proposed) : answers }
  })
  const action = text('added-action')
  const none = { id: 'added', action, answers: {}, proposed: {} }
  const added = action === '' ? [] : [{ action, answers: typedAnswers(none, answersIn('added')) }]
  // A matter that somebody added goes again when all its answers are emptied.
  const isByHand = parts.length > 0 || one.decision?.byHand === true
  const kept = settled.filter(
    ({ answers }, at) => isByHand || at < one.matters.length || Object.keys(answers).length > 0,
  )
  const decision = decisionOf(one.sentence, one.matters, isKind(kind) ? kind : one.sentence.kind, testable === 'yes', [
    ...kept,
    ...added,
  ])
  return isByHand ? { ...decision, did: 'define', byHand: true } : decision
}

/** What a form brought whose matters are cut or joined once more: each typed answer goes with the words it stands in. */
function carriedIn(one: Reviewed, { form }: Brought): Carried {
  const text = (name: string) => (sent(form, name) ?? '').slice(0, mostAnswer)
  const answersIn = (prefix: string) =>
    Object.fromEntries(answerFields.map((field) => [field, text(`${prefix}-${field}`)])) as Record<AnswerField, string>
  const [before, next] = [partsIn(sent(form, 'parts') ?? ''), partsIn(sent(form, partField) ?? '')]
  const typed = presentMatters(one, before).map((matter, at) => ({
    ...matter,
    answers: typedAnswers(matter, answersIn(`m${at}`)),
  }))
  const kind = sent(form, 'kind')
  const added = Object.fromEntries(['action', ...answerFields].map((name) => [name, text(`added-${name}`)]))
  return {
    parts: [...before, ...next],
    matters: takenApart(typed, next),
    added,
    kind: isKind(kind) ? kind : one.sentence.kind,
    testable: sent(form, 'testable') === 'yes',
  }
}

/** Opens the form with a matter cut or joined, and with everything that was typed. Nothing is kept before somebody decides. */
export async function partIn(visit: Acting, dossier: Dossier, brought: Brought): Promise<FastifyReply> {
  const one = dossier.reviewed.find(({ subject }) => subject === sent(brought.form, 's'))
  return one ? showWork(visit, dossier, one, null, carriedIn(one, brought)) : goTo(visit, pathOf(dossier))
}

/** After a sentence comes the next one that waits for the visitor, from there on and then from the beginning. */
async function goOn(visit: Acting, dossier: Dossier, one: Reviewed): Promise<FastifyReply> {
  const { waiting } = (await dossierOf(visit, dossier.draft.id)) ?? dossier
  const next = waiting.find(({ sentence }) => sentence.start > one.sentence.start) ?? waiting[0]
  return goTo(visit, next ? `${sentencePath(dossier, next)}&done=1` : pathOf(dossier, '/all?done=1'))
}

/** Carries out one form of the workspace. */
export async function sayIn(
  visit: Acting,
  dossier: Dossier,
  act: 'decide' | 'agree' | 'return',
  brought: Brought,
): Promise<FastifyReply> {
  const { form } = brought
  const one = dossier.reviewed.find(({ subject }) => subject === sent(form, 's'))
  if (!one) return goTo(visit, pathOf(dossier))
  const about = { subject: one.subject, seen: sent(form, seenField) ?? '' }
  const saying =
    act === 'decide'
      ? { ...about, act, decision: decisionIn(one, brought) }
      : act === 'agree'
        ? { ...about, act }
        : { ...about, act, reason: sent(form, 'reason') ?? '' }
  const result = await say(visit.engine, visit.actor, dossier.draft.id, saying)
  if (result.ok) return goOn(visit, dossier, one)
  return showWork(visit, dossier, one, result.refusal)
}
