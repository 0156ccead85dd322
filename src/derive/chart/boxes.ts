import type { Procedure } from '../../kernel/bind.ts'
import type { Clock, Transition } from '../../kernel/procedure.ts'
import { titleOf } from '../../kernel/refusals.ts'
import { type Bilingual, inLanguage, type Language } from '../../kernel/text.ts'
import { limitText } from '../words.ts'
import { textWidth, wrapped } from './measure.ts'

/** One line of text in a box, with its class. */
export interface Line {
  readonly text: string
  readonly kind: 'title' | 'who' | 'if' | 'limit' | 'stays'
}

/** A box of the chart before it has a place. Sizes in pixels. */
export interface Box {
  readonly id: string
  readonly kind: 'start' | 'state' | 'final' | 'move' | 'clock-move' | 'automatic'
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
  /** What a pointer or a screen reader is told. */
  readonly says: string
  /** Numbers of the laws that this move is a gate of, from 1. */
  readonly gates: readonly number[]
}

/** Font sizes and line heights. No letter is under 13 px (design, figures in docs/decisions/0052). */
export const type = {
  title: { size: 15, line: 21 },
  who: { size: 13, line: 18 },
  if: { size: 13, line: 18 },
  limit: { size: 13, line: 20 },
  stays: { size: 13, line: 18 },
} as const

export const padding = { x: 14, y: 10 } as const
/** Room for the dial before the text of a limit. */
export const dialRoom = 22
/** Room for the seal of a law: beside the text, and below the seal before it. */
export const sealRoom = 22
const widest = { state: 250, move: 190 } as const

const indentOf = (kind: Line['kind']) => (kind === 'limit' ? dialRoom : 0)

function lines(text: string, kind: Line['kind'], width: number): readonly Line[] {
  return wrapped(text, width - indentOf(kind), type[kind].size).map((one, i) => ({
    text: kind === 'limit' && i > 0 ? `\u2003${one}` : one,
    kind,
  }))
}

export const heightOf = (all: readonly Line[]): number => all.reduce((sum, { kind }) => sum + type[kind].line, 0)

function boxed(box: Omit<Box, 'width' | 'height'>): Box {
  const inner = Math.max(...box.lines.map(({ text, kind }) => textWidth(text, type[kind].size) + indentOf(kind)))
  const gate = box.gates.length > 0 ? sealRoom : 0
  return {
    ...box,
    width: Math.ceil(inner) + 2 * (padding.x + gate),
    height: Math.max(heightOf(box.lines) + 2 * padding.y, box.gates.length * sealRoom),
  }
}

interface Words {
  readonly p: Procedure
  readonly say: (text: Bilingual) => string
  readonly language: Language
}

const joined = ({ language }: Words, all: readonly string[]) => all.join(language === 'zh' ? '、' : ', ')

/** Who makes the move; the clock and the system are told by the shape of the box. */
function whoOf(words: Words, t: Transition): string {
  const people = t.by.filter((party) => party !== 'clock' && party !== 'system')
  return joined(words, [...new Set(people.map((party) => words.say(titleOf(words.p, party))))])
}

function conditionsOf({ p, say }: Words, t: Transition): readonly string[] {
  return (t.when ?? []).flatMap((name) => {
    const guard = p.declaration.guards[name]
    return guard ? [say(guard.says)] : []
  })
}

/** What happens by itself when the limit passes, where the case stays in its state; otherwise an arrow shows it. */
function breachOf({ p, say }: Words, clock: Clock): string {
  const breach = p.declaration.transitions[clock.breach]
  return breach?.to === 'same' ? ` → ${say(breach.title)}` : ''
}

function stateBox(words: Words, name: string): Box {
  const { p, say, language } = words
  const state = p.declaration.states[name] ?? { title: [name, name] as const }
  const title = say(state.title)
  const limits = Object.values(p.declaration.clocks)
    .filter((clock) => clock.runsIn.includes(name))
    .map((clock) => `${say(clock.title)} ${say(limitText(p, clock))}${breachOf(words, clock)}`)
  const stays = p.transitions
    .filter(
      ([, t]) => t.to === 'same' && t.from !== 'new' && t.from.includes(name) && !t.by.every((by) => by === 'clock'),
    )
    .map(([, t]) => `${say(t.title)}${language === 'zh' ? '：' : ': '}${whoOf(words, t)}`)
  const inner = widest.state - 2 * padding.x
  return boxed({
    id: `state-${name}`,
    kind: state.final ? 'final' : 'state',
    lines: [
      ...lines(title, 'title', inner),
      ...limits.flatMap((limit) => lines(limit, 'limit', inner)),
      ...stays.flatMap((stay) => lines(stay, 'stays', inner)),
    ],
    says: [title, ...limits, ...stays].join('; '),
    gates: [],
  })
}

const kindOf = (t: Transition): Box['kind'] =>
  t.automatic ? 'automatic' : t.by.every((party) => party === 'clock') ? 'clock-move' : 'move'

function moveBox(words: Words, name: string, t: Transition): Box {
  const { p, say, language } = words
  const title = say(t.title)
  const who = whoOf(words, t)
  const conditions = conditionsOf(words, t)
  const laws = p.declaration.laws.flatMap((law, i) =>
    'everyPathTo' in law && law.passes.includes(name) ? [i + 1] : [],
  )
  const inner = widest.move - 2 * padding.x
  const prefix = language === 'zh' ? '须：' : 'if: '
  return boxed({
    id: `move-${name}`,
    kind: kindOf(t),
    lines: [
      ...lines(title, 'title', inner),
      ...(who ? lines(who, 'who', inner) : []),
      ...conditions.flatMap((condition) => lines(prefix + condition, 'if', inner)),
    ],
    says: [title, who, ...conditions].filter(Boolean).join('; '),
    gates: laws,
  })
}

/** The boxes of a procedure: its states, and the moves that lead from one state to another. */
export function boxesOf(p: Procedure, language: Language): readonly Box[] {
  const words: Words = { p, language, say: (text) => inLanguage(text, language) }
  const states = Object.keys(p.declaration.states).map((name) => stateBox(words, name))
  const moves = p.transitions.filter(([, t]) => t.to !== 'same').map(([name, t]) => moveBox(words, name, t))
  const start: Box = {
    id: 'start',
    kind: 'start',
    lines: [],
    width: 20,
    height: 20,
    says: language === 'zh' ? '开始' : 'start',
    gates: [],
  }
  return [start, ...states, ...moves]
}
