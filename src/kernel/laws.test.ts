import { describe, expect, test } from 'vitest'
import { day, identity, integer, text, unit, yesNo } from './field.ts'
import { faultsOfDeclaration } from './laws.ts'
import type { Declaration } from './procedure.ts'
import { lamp } from './testing/lamp.ts'
import { type Change, changed } from './testing/lamp-changed.ts'

const titled = { title: ['甲', 'a'] as const, basis: 'house/a' as const }
const open = { title: ['甲', 'a'], see: 'public' } as const

test('a sound declaration has no fault', () => {
  expect(faultsOfDeclaration(lamp)).toEqual([])
})

describe('a state', () => {
  test.each<readonly [string, Change, string]>([
    ['that nothing leads to', { states: { attic: { ...titled, final: true } } }, 'state attic is unreachable'],
    [
      'that nothing leads out of',
      { states: { ended: { final: undefined } }, clocks: { triage: { runsIn: ['asked', 'ended'] } } },
      'state ended is a dead end: it is not final and nothing leads out of it',
    ],
    [
      'that is final and is left again',
      { transitions: { again: { ...titled, from: ['refused'], to: 'asked', by: ['desk'] } } },
      'state refused is final, yet again leads out of it',
    ],
    [
      'from which no end can be reached',
      { transitions: { look: { to: 'done' }, fix: { to: 'sent' }, refuse: { to: 'asked' } } },
      'state asked is a trap: no final state can be reached from it',
    ],
    [
      'that no clock covers',
      { clocks: { check: { runsIn: [] } } },
      'state checking is covered by no clock: a case could lie there for ever',
    ],
    [
      'that only a clock covers which stands still on some answers',
      { clocks: { check: { limit: { by: 'verdict', of: { yes: '5wd' } } } } },
      'state checking is covered by no clock: a case could lie there for ever',
    ],
    [
      'that is final and yet timed',
      { clocks: { check: { runsIn: ['checking', 'ended'] } } },
      'state ended is final, yet a clock runs in it',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOfDeclaration(changed(change))).toContain(`lamp: ${fault}`)
  })

  test('is covered by a clock that has a limit for yes and for no, not by one that has one for yes only', () => {
    const covered = (of: Readonly<Record<string, string>>) =>
      faultsOfDeclaration(changed({ clocks: { check: { limit: { by: 'good', of } } } })).length

    expect([covered({ true: '5wd', false: '3wd' }), covered({ true: '5wd' }), covered({ false: '5wd' })]).toEqual([
      0, 1, 1,
    ])
  })

  test('must be where a case begins', () => {
    const closed = changed({ transitions: { ask: { from: ['asked'] } } })

    expect(faultsOfDeclaration(closed)).toContain('lamp: nothing opens a case')
  })
})

describe('a clock', () => {
  test.each<readonly [string, Change, string]>([
    ['with a limit that is none', { clocks: { effort: { limit: '0wd' } } }, 'clock effort: 0wd is not a span'],
    [
      'with an extension that is none',
      { clocks: { effort: { extend: { times: 1, by: 'week' } } } },
      'clock effort: week is not a span',
    ],
    [
      'that is extended in another unit',
      { clocks: { effort: { extend: { times: 1, by: '5d' } } } },
      'clock effort: it is extended in another unit than its limit',
    ],
    [
      'whose limits cannot be added',
      { clocks: { check: { limit: { by: 'verdict', of: { yes: '5wd', no: '3d' } } } } },
      'clock check: its limits are in different units, which cannot be added',
    ],
    ['that warns at nothing', { clocks: { due: { warnAt: '0%' } } }, 'clock due: it warns at 0%'],
    [
      'whose breach is nobody’s',
      { clocks: { check: { breach: 'pass' } } },
      'clock check: its breach pass is not a move of the clock',
    ],
    [
      'whose breach may be refused',
      { transitions: { silence: { when: ['fresh'] } } },
      'clock answer: its breach silence must always be possible, without form or condition',
    ],
    [
      'that can run out where nobody handles it',
      { clocks: { answer: { runsIn: ['judging', 'sent'] } } },
      'clock answer can run out in sent, where nobody handles it: silence does not start there',
    ],
    [
      'that gives whom it draws no time',
      { transitions: { redraw: { restarts: [] } } },
      'clock check: whom redraw draws would have no limit; it must restart the clock',
    ],
    [
      'that ends on no day',
      { clocks: { due: { limit: { until: 'subject' } } } },
      'clock due ends on subject, which is no day',
    ],
    [
      'that hangs on free text',
      { clocks: { check: { limit: { by: 'subject', of: { a: '5wd' } } } } },
      'clock check hangs on subject, which is not chosen from a list',
    ],
    [
      'that hangs on yes or no and has a limit for perhaps',
      { clocks: { check: { limit: { by: 'good', of: { true: '5wd', false: '5wd', perhaps: '5wd' } } } } },
      'clock check has a limit for perhaps, which is no answer of good',
    ],
    [
      'that hangs on an answer nobody can give',
      { clocks: { check: { limit: { by: 'verdict', of: { maybe: '5wd' } } } } },
      'clock check has a limit for maybe, which is no answer of verdict',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOfDeclaration(changed(change))).toContain(`lamp: ${fault}`)
  })
})

describe('a transition', () => {
  test.each<readonly [string, Change, string]>([
    ['that nobody makes', { transitions: { refuse: { by: [] } } }, 'transition refuse can be made by nobody'],
    [
      'that opens a case and is made by whom the case makes somebody',
      { transitions: { ask: { by: ['visitor', 'head', 'asker', 'checker'] } } },
      'transition ask opens a case, and asker is nobody before there is one',
    ],
    [
      'that waits for a clock that is not there',
      { transitions: { refuse: { by: ['clock'] } } },
      'transition refuse waits for a clock, but is no clock’s breach'.replace('’', "'"),
    ],
    [
      'that is automatic and asks for a form',
      { transitions: { settle: { form: 'check' } } },
      'transition settle is automatic: it is by the system, in a case that exists, and has no form',
    ],
    [
      'that is automatic and yet a person’s',
      { transitions: { settle: { by: ['desk'] } } },
      'transition settle is automatic: it is by the system, in a case that exists, and has no form',
    ],
    [
      'that is the system’s and yet not automatic',
      { transitions: { settle: { automatic: undefined } } },
      'transition settle is by the system, yet not automatic',
    ],
    [
      'that extends what cannot be',
      { transitions: { longer: { extends: 'check' } } },
      'transition longer extends check, which cannot be extended',
    ],
    [
      'that draws a party nobody draws',
      { transitions: { fix: { draws: 'head' } } },
      'transition fix draws head, which is not a drawn party',
    ],
    [
      'that lets an office join',
      { transitions: { ask: { joins: 'desk' } } },
      'transition ask lets desk join, which is not a person',
    ],
    [
      'that waits for somebody who was never drawn',
      { transitions: { fix: { draws: undefined } } },
      'transition pass waits for checker, whom nobody draws on the path ask → send → fix',
    ],
    [
      'that sets no field',
      { transitions: { refuse: { sets: { x: 1 } } } },
      'transition refuse sets x, which is no field',
    ],
    [
      'that sets a field to what it cannot hold',
      { transitions: { refuse: { sets: { again: 'often' } } } },
      'transition refuse sets again to what it cannot hold',
    ],
    [
      'that counts what is no number',
      { transitions: { refuse: { counts: ['subject'] } } },
      'transition refuse counts subject, which is no whole number',
    ],
    [
      'that copies a text to a day',
      { transitions: { move: { copies: { dueOn: 'subject' } } } },
      'transition move copies subject to dueOn, which is of another kind',
    ],
    [
      'that keeps a number of the machine in a text',
      { transitions: { move: { records: { subject: 'comparison.copied' } } } },
      'transition move records comparison.copied in subject, which is of another kind',
    ],
    [
      'that keeps what no fact says',
      { transitions: { move: { records: { again: 'comparison.nothing' } } } },
      'transition move records comparison.nothing in again, which is of another kind',
    ],
    [
      'that tallies what is not chosen',
      { transitions: { judge: { tally: 'what' } } },
      'transition judge tallies what, which its form does not let one choose',
    ],
    [
      'that tallies an office’s answers',
      { transitions: { judge: { by: ['desk'] } } },
      'transition judge tallies answers of others than one party of persons',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOfDeclaration(changed(change))).toContain(`lamp: ${fault}`)
  })
})

describe('a field', () => {
  test.each<readonly [string, Change, string]>([
    [
      'that is declared in two ways',
      { forms: { check: { dueOn: day({ title: ['乙', 'b'], see: 'public' }) } } },
      'field dueOn is declared in two ways',
    ],
    [
      'that is an identity and not sealed',
      { forms: { ask: { contact: identity({ title: ['联系', 'c'], see: 'staff' }) } } },
      'field contact is an identity and must be sealed to everybody',
    ],
    [
      'that is an identity and shown to an office',
      { forms: { ask: { contact: identity({ title: ['联系', 'c'], see: 'sealed', to: ['desk'] }) } } },
      'field contact is an identity and must be sealed to everybody',
    ],
    [
      'that is shown to nobody known',
      { forms: { check: { note: text({ title: ['注', 'n'], see: 'sealed', to: ['boss'], max: 9 }) } } },
      'field note is shown to boss, which is no party',
    ],
    [
      'that starts with what it cannot hold',
      { record: { again: integer({ ...open, from: 0, upTo: 9, starts: 10 }) } },
      'field again starts with what it cannot hold',
    ],
    [
      'law/信访工作条例/30 that a citizen writes for everybody to read',
      { forms: { ask: { loud: text({ ...open, max: 9 }) } } },
      'field loud is written by citizens (ask) and must be sealed',
    ],
    [
      'that a citizen may write beside an office',
      { transitions: { send: { by: ['desk', 'asker'] } } },
      'field subject is written by citizens (send) and must be sealed',
    ],
    [
      'that holds the key of a sealed day and is open',
      { record: { lookOnNonce: text({ ...open, max: 64 }) } },
      'field lookOnNonce belongs to a sealed day and must be sealed',
    ],
    [
      'that a party’s unit hangs on and is none',
      { parties: { crew: { is: { post: 'unitLiaison', unit: 'subject' } } } },
      'party crew hangs on subject, which is no unit',
    ],
    [
      'that kinship hangs on and is no unit',
      { parties: { checker: { unrelatedTo: 'dueOn' } } },
      'party checker hangs on dueOn, which is no unit',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOfDeclaration(changed(change))).toContain(`lamp: ${fault}`)
  })
})

describe('what is declared and never used', () => {
  test.each<readonly [string, Change]>([
    ['party extra', { parties: { extra: { ...titled, is: { post: 'mayor' } } } }],
    ['form extra', { forms: { extra: { yes: yesNo(open) } } }],
    ['guard extra', { guards: { extra: { says: ['甲', 'a'], when: 'data.again > 0', basis: 'house/a' } } }],
    ['field extra', { record: { extra: unit(open) } }],
  ])('%s', (name, change) => {
    expect(faultsOfDeclaration(changed(change))).toContain(`lamp: ${name} is declared and never used`)
  })
})

describe('a law', () => {
  const shortcut = { transitions: { shortcut: { ...titled, from: ['sent'], to: 'done', by: ['desk'] } } }

  test('is broken by a path that goes round it, and the path is shown', () => {
    expect(faultsOfDeclaration(changed(shortcut))).toContain(
      'lamp: law "没人看过，不能办结" is broken by the path ask → send → shortcut',
    )
  })

  test.each([
    [
      'that names no transition',
      { everyPathTo: 'done', passes: ['fly'] },
      'law "甲" names fly, which is no transition',
    ],
    [
      'that speaks of a state no path leads to',
      { from: 'refused', everyPathTo: 'done', passes: ['pass'] },
      'law "甲" says nothing: no path leads to done',
    ],
  ])('%s', (_, law, fault) => {
    const laws = [...lamp.laws, { says: ['甲', 'a'], basis: 'house/a', ...law }] as Declaration['laws']

    expect(faultsOfDeclaration({ ...lamp, laws })).toContain(`lamp: ${fault}`)
  })
})
