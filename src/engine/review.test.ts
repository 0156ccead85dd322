import { expect, test } from 'vitest'
import { compile } from '../compiler/compile.ts'
import type { PlanReview } from '../store/plan-drafts.ts'
import { daysIn, hoursIn } from './review-calendar.ts'
import { comparedEditions, mappingOf } from './review-editions.ts'
import { type ProgrammeSettings, settingFaults, usualCalendar } from './review-files.ts'
import { decisionOf, principle, typedAnswers, withProposals } from './review-matter.ts'
import { progressOf, reviewedOf, saidAbout, saidOf, waitsFor } from './review-state.ts'

const compiled = compile(
  '某市方案\n\n一、任务\n\n（一）改造管网。2019年6月底前改造管网120公里。（市水利局牵头，市财政局配合）\n\n（二）公开情况。及时公布情况。\n',
)

const row = (id: string, act: PlanReview['act'], person: string, follows: string | null): PlanReview => ({
  id,
  subject: 's',
  act,
  person,
  post: person,
  at: new Date(0),
  decision: act === 'decide' ? principle : null,
  reason: act === 'return' ? '不对' : null,
  follows,
})

const pipes = () => reviewedOf(compiled, []).find(({ matters }) => matters[0]?.answers.lead)
const vague = () => reviewedOf(compiled, []).find(({ matters }) => matters[0]?.proposed.due)

test('a matter that begins in a heading and ends in a bracket stands with the sentence that must be decided', () => {
  expect(pipes()).toMatchObject({
    isAsked: true,
    matters: [
      {
        answers: {
          lead: { value: '市水利局', origin: 'stated' },
          assist: { value: '市财政局', origin: 'stated' },
          measure: { value: '120公里', origin: 'stated' },
        },
      },
    ],
  })
  expect(pipes()?.matters[0]?.answers.due?.value).toContain('2019年6月底前')
})

test('every commitment stands with exactly one sentence', () => {
  const shown = reviewedOf(compiled, []).flatMap(({ matters }) => matters.map(({ id }) => id))

  expect(
    compiled.commitments.map(({ id }) => id).filter((id) => shown.filter((one) => one === id).length !== 1),
  ).toEqual([])
})

test('what a person leaves keeps its origin, what he changes is his, what he empties is gone', () => {
  const matter = pipes()?.matters[0]
  const typed = { lead: '市水利局', assist: '', due: '2019年底前', measure: '120公里' }

  expect(matter && typedAnswers(matter, typed)).toEqual({
    lead: { value: '市水利局', origin: 'stated' },
    due: { value: '2019年底前', origin: 'decided' },
    measure: { value: '120公里', origin: 'stated' },
  })
})

test('a suggestion that is accepted is decided by a person', () => {
  const matter = vague()?.matters[0]

  expect(matter?.proposed.due?.origin).toBe('suggested')
  expect(withProposals({}, matter?.proposed ?? {}).due).toEqual({
    value: matter?.proposed.due?.value,
    origin: 'decided',
  })
})

test('to leave everything as it is read is to confirm, to change the kind alone is to define', () => {
  const one = pipes()
  const settled = one?.matters.map(({ action, answers }) => ({ action, answers })) ?? []
  const decided = (kind: 'target' | 'action') =>
    one && decisionOf(one.sentence, one.matters, kind, one.sentence.testable, settled).did

  expect(one && decisionOf(one.sentence, one.matters, one.sentence.kind, one.sentence.testable, settled).did).toBe(
    'confirm',
  )
  expect([decided('target'), decided('action')]).toContain('define')
})

test('the last word holds: a decision after a countersignature asks for another one', () => {
  const first = row('1', 'decide', 'a', null)
  const chain = [first, row('2', 'agree', 'b', '1'), row('3', 'decide', 'b', '2')]
  const standing = (rows: readonly PlanReview[]) => saidAbout(saidOf(rows), 's').standing

  expect(
    [[], chain.slice(0, 1), chain.slice(0, 2), chain, [first, row('2', 'return', 'b', '1')]].map(standing),
  ).toEqual(['open', 'decided', 'agreed', 'decided', 'returned'])
  expect(saidAbout(saidOf(chain.toReversed()), 's').decided?.person).toBe('b')
})

test('a decision waits for every other person, never for its own', () => {
  const one = reviewedOf(compiled, []).find(({ isAsked }) => isAsked)
  const subject = one?.subject ?? ''
  const reviewed = reviewedOf(compiled, [{ ...row('1', 'decide', 'a', null), subject }])
  const waiting = (person: string) => reviewed.filter((each) => waitsFor(person, each)).map((each) => each.subject)

  expect(waiting('a')).not.toContain(subject)
  expect(waiting('b')).toContain(subject)
  expect(progressOf(reviewed)).toMatchObject({ decided: 1, agreed: 0 })
})

test('what a person says about two editions stands as long as both clauses do, and about no other edition', () => {
  const old = compile('某市方案\n\n一、任务\n\n（一）改造管网。改造管网120公里。\n\n（二）公开情况。公布情况。\n')
  const now = compile('某市方案\n\n一、任务\n\n（一）改造管网。改造管网150公里。\n\n（二）公开情况。公布情况。\n')
  const pairs = (print: string, reviews: readonly PlanReview[]) => comparedEditions(old, now, print, reviews).pairs
  const changed = pairs('one', []).find(({ change }) => change === 'changed')
  const mapping = changed && mappingOf(changed, old, now, null)
  const word = { ...row('1', 'decide', 'a', null), subject: changed?.subject ?? '', decision: mapping }
  const changes = (print: string) =>
    pairs(print, [word]).map(({ change, confirmed }) => `${change} ${confirmed !== null}`)

  expect(changed).toMatchObject({ toConfirm: true, confirmed: null, seen: '' })
  expect(changes('one')).toEqual(['same false', 'removed false', 'added true', 'same false'])
  expect(changes('two')).toEqual(['same false', 'changed false', 'same false'])
})

test('settings that no server could load are named', () => {
  const duties = {} as ProgrammeSettings['duties']
  const sound: ProgrammeSettings = {
    ...usualCalendar,
    id: 'anlan-2018',
    edition: 1,
    region: '990000',
    title: ['方案', 'plan'],
    shortTitle: ['方案', 'plan'],
    site: ['平台', 'portal'],
    issuedOn: '2018-10-12',
    log: 'luoshi.invalid/anlan-2018/log',
    duties,
  }
  const wrong = {
    id: '../x',
    edition: 0,
    region: '99',
    issuedOn: '2018-02-30',
    log: 'https://x',
    site: ['平台', ' '],
  } as const

  expect(settingFaults(sound)).toEqual([])
  expect(settingFaults({ ...sound, ...wrong })).toEqual(['id', 'edition', 'region', 'site', 'issuedOn', 'log'])
})

test('hours and days of a place are read as they are written, and refused where they are no hours and no days', () => {
  const faults = (hours: string, off: string, work: string) =>
    settingFaults({
      ...usualCalendar,
      id: 'x',
      edition: 1,
      region: '990000',
      title: ['方案', 'plan'],
      shortTitle: ['方案', 'plan'],
      site: ['平台', 'portal'],
      issuedOn: '2018-10-12',
      log: '127.0.0.1:8420/log',
      duties: {} as ProgrammeSettings['duties'],
      officeHours: hoursIn(hours),
      days: { off: daysIn(off), work: daysIn(work) },
    })

  expect(hoursIn('9:00－12:00\n\n 15:00至18:30 ')).toEqual([
    ['09:00', '12:00'],
    ['15:00', '18:30'],
  ])
  expect(faults('9:00-12:00', '2019-04-08 三月三', '2019-04-13 三月三补班')).toEqual([])
  expect(
    [
      ['', '', ''],
      ['12:00-09:00', '', ''],
      ['09:00-25:00', '', ''],
      ['09:00', '', ''],
    ].map(([hours = '']) => faults(hours, '', '')),
  ).toEqual(Array(4).fill(['officeHours']))
  expect(faults('09:00-12:00', '2019-02-30 三月三', '2019-04-13')).toEqual(['daysOff', 'workDays'])
  expect(faults('09:00-12:00', '2019-04-08 三月三', '2019-04-08 补班')).toEqual(['workDays'])
})
