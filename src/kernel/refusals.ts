import type { Procedure } from './bind.ts'
import type { Case } from './case.ts'
import type { FieldFault } from './field.ts'
import type { Transition } from './procedure.ts'
import type { Refusal } from './result.ts'
import type { Bilingual } from './text.ts'

export const unknown: Refusal = {
  code: 'unknown-transition',
  says: ['没有这个动作', 'There is no such move'],
}

/** The title of a party, or of what moves by itself. */
export function titleOf(p: Procedure, party: string): Bilingual {
  if (party === 'clock') return ['时钟（到期自动）', 'the clock (by itself, when a limit passes)']
  if (party === 'system') return ['系统（条件成立自动）', 'the system (by itself, when conditions hold)']
  return p.declaration.parties[party]?.title ?? [party, party]
}

/** Names who makes the move, so that one knows whom to turn to. */
export function notYourPart(p: Procedure, t: Transition): Refusal {
  const titles = t.by.map((name) => titleOf(p, name))
  return {
    code: 'not-your-part',
    says: [
      `“${t.title[0]}”由${titles.map((title) => title[0]).join('、')}来做`,
      `"${t.title[1]}" is for: ${titles.map((title) => title[1]).join(', ')}`,
    ],
    basis: t.basis,
  }
}

export function stale(c: Case): Refusal {
  return {
    code: 'stale',
    says: ['本件刚刚有了新进展，请看过最新情况再决定', 'The case has moved on; look at it again before you decide'],
    seq: c.seq,
  }
}

export function wrongState(p: Procedure, c: Case, t: Transition): Refusal {
  const code = 'wrong-state'
  if (t.from === 'new') {
    const says = [`“${t.title[0]}”是新开一件，不能在已有的件上做`, `"${t.title[1]}" opens a new case`] as const
    return { code, says, basis: t.basis }
  }
  if (c.seq < 0) {
    const says = [`“${t.title[0]}”要在已有的件上做`, `"${t.title[1]}" needs a case that exists`] as const
    return { code, says, basis: t.basis }
  }
  const state = p.declaration.states[c.state]?.title ?? [c.state, c.state]
  const needed = t.from.map((name) => p.declaration.states[name]?.title ?? [name, name])
  return {
    code,
    says: [
      `本件现在是“${state[0]}”，“${t.title[0]}”只能在“${needed.map((s) => s[0]).join('、')}”时进行`,
      `The case is "${state[1]}" now; "${t.title[1]}" is possible only in: ${needed.map((s) => s[1]).join(', ')}`,
    ],
    basis: t.basis,
  }
}

/** A limit passes once, and not before its time, whoever says so. */
export function notDue(t: Transition): Refusal {
  return {
    code: 'condition-not-met',
    says: ['时限还没有过，或者已经记过', 'The limit has not passed, or it is recorded already'],
    basis: t.basis,
  }
}

export function invalid(faults: readonly FieldFault[]): Refusal {
  return {
    code: 'invalid-input',
    says: [
      '有些内容需要改正，改好后可以再次提交，已填的不会丢',
      'Some answers need correcting; nothing you typed is lost',
    ],
    faults,
  }
}
