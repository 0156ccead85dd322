import { type Matrix, matrixOf } from '../../src/derive/matrix.ts'
import { type Plain, type PlainMove, type PlainState, plainOf } from '../../src/derive/plain.ts'
import { visibilityText } from '../../src/derive/words.ts'
import type { Procedure } from '../../src/kernel/bind.ts'
import { type Bilingual, inLanguage, type Language } from '../../src/kernel/text.ts'
import { groundText } from './grounds.ts'
import { type Cell, generated, numbered, page, table } from './markdown.ts'

const words = {
  zh: {
    comma: '、',
    semicolon: '；',
    colon: '：',
    other: (id: string) => `[English](${id}.en.md)`,
    files: (id: string) => `流程图 [SVG](${id}.svg) · [BPMN 2.0](${id}.bpmn) · 版本`,
    basis: '依据',
    laws: '铁规',
    lawsSay: '没有一条路绕得过去，发布以前逐条验证过。',
    moves: '状态与动作',
    movesHead: ['状态', '时限', '动作', '谁', '须', '然后', '依据'],
    opening: '（立案）',
    end: '（终点）',
    aside: (text: string) => `（${text}）`,
    stays: '不变',
    limits: '时限',
    limitsHead: ['时限', '多久', '在哪些状态走', '过了怎样', '依据'],
    renewed: '每次重新算',
    spent: '用掉的不退',
    matrix: '权限表',
    matrixHead: ['动作', '在哪些状态'],
    parties: '谁是谁',
    partiesHead: ['在这件事里', '是谁', '没有当过', '无隶属于'],
    readers: '谁能看什么',
    readersHead: ['谁', '内容'],
    only: (title: string, to: string) => `${title}（另给${to}）`,
    open: (states: string, years: number) => `到过“${states}”以后公开；办结后保存 ${years} 年。`,
  },
  en: {
    comma: ', ',
    semicolon: '; ',
    colon: ': ',
    other: (id: string) => `[中文](${id}.md)`,
    files: (id: string) => `Flow chart [SVG](${id}.en.svg) · [BPMN 2.0](${id}.bpmn) · version`,
    basis: 'Authority',
    laws: 'Laws',
    lawsSay: 'No way leads around them; each was proved before publication.',
    moves: 'States and moves',
    movesHead: ['State', 'Limits', 'Move', 'Who', 'If', 'Then', 'Authority'],
    opening: '(opening)',
    end: ' (end)',
    aside: (text: string) => ` (${text})`,
    stays: 'stays',
    limits: 'Limits',
    limitsHead: ['Limit', 'How long', 'Runs in', 'When it passes', 'Authority'],
    renewed: 'anew each time',
    spent: 'time used stays used',
    matrix: 'Permissions',
    matrixHead: ['Move', 'In which states'],
    parties: 'Parties',
    partiesHead: ['In this matter', 'Is', 'Never was', 'Unrelated to'],
    readers: 'Who reads what',
    readersHead: ['Who', 'What'],
    only: (title: string, to: string) => `${title} (also ${to})`,
    open: (states: string, years: number) =>
      `Public once it has been in “${states}”; kept for ${years} years after its end.`,
  },
} as const

interface Writing {
  readonly p: Procedure
  readonly plain: Plain
  readonly t: (typeof words)[Language]
  readonly say: (text: Bilingual) => string
}

const ground = ({ say }: Writing, { basis, clauses }: Pick<PlainMove, 'basis' | 'clauses'>) =>
  say(groundText(basis, clauses))

function moveCells(writing: Writing, move: PlainMove): readonly string[] {
  const { t, say } = writing
  return [
    say(move.title),
    move.who.map(say).join(t.comma),
    move.conditions.map(({ says }) => say(says)).join(t.semicolon),
    [move.leadsTo ? say(move.leadsTo) : t.stays, ...move.effects.map(say)].join(t.semicolon),
    ground(writing, move),
  ]
}

function stateRows(writing: Writing, { title, final, limits, moves }: PlainState): readonly (readonly Cell[])[] {
  const { t, say } = writing
  const name = `**${say(title)}**${final ? t.end : ''}`
  const clocks = limits.map((limit) => `${say(limit.title)}${t.colon}${say(limit.says)}`).join(t.semicolon)
  if (moves.length === 0) return [[name, clocks, ...Array.from({ length: 5 }, () => null)]]
  return moves.map((move, i) => [i === 0 ? name : null, i === 0 ? clocks : null, ...moveCells(writing, move)])
}

function moves(writing: Writing): string {
  const { t, plain } = writing
  const opening = plain.openings.map((move, i) => [i === 0 ? t.opening : null, null, ...moveCells(writing, move)])
  return table(t.movesHead, [...opening, ...plain.states.flatMap((state) => stateRows(writing, state))])
}

function limits(writing: Writing): string {
  const { t, say, plain } = writing
  return table(
    t.limitsHead,
    plain.limits.map((limit) => [
      say(limit.title),
      [say(limit.says), limit.renewed ? t.renewed : t.spent, ...(limit.extension ? [say(limit.extension)] : [])].join(
        t.semicolon,
      ),
      limit.runsIn.map(say).join(t.semicolon),
      say(limit.breach),
      ground(writing, limit),
    ]),
  )
}

/** The title of a party, with who it is where another has the same title. */
function partyTitle({ t, say, plain }: Writing, name: string, title: Bilingual, all: Matrix['parties']): string {
  const isAlone = all.filter((other) => say(other.title) === say(title)).length === 1
  const who = plain.parties.find(({ party }) => party === name)?.who
  return isAlone || !who ? say(title) : `${say(title)}${t.aside(say(who))}`
}

/** Moves down, parties across; a dot where the party may make the move, in the states of the second column. */
function permissions(writing: Writing, { parties, transitions, states, permissions: all }: Matrix): string {
  const { t, say } = writing
  const stateTitle = (name: string) => states.find((state) => state.name === name)?.title ?? ([name, name] as const)
  return table(
    [...t.matrixHead, ...parties.map(({ name, title }) => partyTitle(writing, name, title, parties))],
    transitions.map(({ name, title }) => {
      const own = all.filter(({ transition }) => transition === name)
      const from = [...new Set(own.map(({ state }) => state))]
      return [
        say(title),
        from.map((state) => (state === null ? t.opening : say(stateTitle(state)))).join(t.semicolon),
        ...parties.map((party) => (own.some((one) => one.party === party.name) ? '●' : null)),
      ]
    }),
  )
}

function parties({ t, say, plain }: Writing): string {
  return table(
    t.partiesHead,
    plain.parties.map(({ title, who, apart, unrelated }) => [
      say(title),
      say(who),
      apart.map(say).join(t.comma),
      unrelated ? say(unrelated) : '',
    ]),
  )
}

function readers({ t, say, plain }: Writing): string {
  return table(
    t.readersHead,
    plain.readers
      .filter(({ fields }) => fields.length > 0)
      .map(({ see, fields }) => [
        say(visibilityText[see]),
        fields
          .map(({ title, to }) => (to.length > 0 ? t.only(say(title), to.map(say).join(t.comma)) : say(title)))
          .join(t.comma),
      ]),
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The page of one procedure in one language. */
export function procedurePage(p: Procedure, language: Language): string {
  const t = words[language]
  const plain = plainOf(p)
  const writing: Writing = { p, plain, t, say: (text) => inLanguage(text, language) }
  const { say } = writing
  const chart = `${p.id}${language === 'en' ? '.en' : ''}.svg`
  return page(
    generated,
    `# ${capital(say(plain.title))}`,
    `\`${p.id}\` · ${t.other(p.id)} · ${t.files(p.id)} \`${p.version.slice(0, 16)}\``,
    say(plain.summary),
    `${t.basis}${t.colon}${plain.grounds.map((one) => ground(writing, one)).join(t.semicolon)}`,
    `![${say(plain.title)}](${chart})`,
    `## ${t.laws}`,
    t.lawsSay,
    numbered(plain.laws.map((law) => `**${say(law.says)}**${t.aside(ground(writing, law))}`)),
    `## ${t.moves}`,
    moves(writing),
    `## ${t.limits}`,
    limits(writing),
    `## ${t.matrix}`,
    permissions(writing, matrixOf(p)),
    `## ${t.parties}`,
    parties(writing),
    `## ${t.readers}`,
    readers(writing),
    t.open(plain.publicAfter.states.map(say).join(t.comma), plain.kept.years),
  )
}

/** The list of all procedures, in both languages. */
export function procedureIndex(all: readonly Procedure[]): string {
  return page(
    generated,
    '# 程序 · Procedures',
    '每个程序一页，由声明生成。Each procedure has a page, made from its declaration.',
    table(
      ['程序 Procedure', '', '管什么', 'What for'],
      all.map(({ id, declaration: { title, summary } }) => [
        `[${title[0]}](${id}.md)`,
        `[${title[1]}](${id}.en.md)`,
        summary[0],
        summary[1],
      ]),
    ),
  )
}
