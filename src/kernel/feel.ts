import type { SyntaxNode } from '@lezer/common'
import { parseExpression } from 'feelin'
import { functions } from './feel-functions.ts'
import { type FeelType, feel, nameOf, whyIncomparable } from './feel-type.ts'
import type { Json } from './text.ts'

/**
 * FEEL, the expression language of DMN, compiled once. `feelin` parses; what it parsed is checked against the types of
 * form, case and facts, then turned into closures: 0.3 µs a guard where `feelin.evaluate` takes 70–160 µs
 * (docs/decisions/0002). A test compares the closures with `feelin.evaluate` on random values.
 */
type Value = Json | undefined
type Context = Readonly<Record<string, Value>>
type Run = (context: Context) => Value

interface Compiled {
  readonly type: FeelType
  readonly run: Run
  /** The text, for a string literal. */
  readonly literal?: string
}

export interface Expression {
  readonly source: string
  readonly type: FeelType
  readonly run: Run
  /** The names it reads. Example: ['form.solved', 'data.unit']. */
  readonly reads: readonly string[]
}

export type FeelResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly faults: readonly string[] }

interface Work {
  readonly source: string
  readonly faults: string[]
  readonly reads: Set<string>
  /** Paths that hold numbers. */
  readonly quantities: Set<string>
  readonly scope: Readonly<Record<string, FeelType>>
}

const failed: Compiled = { type: feel.nothing, run: () => null }

function fault(work: Work, sentence: string): Compiled {
  work.faults.push(sentence)
  return failed
}

const textOf = (node: SyntaxNode, work: Work) => work.source.slice(node.from, node.to)

/** The named children of a node; punctuation and keywords are left out. */
function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) || child.name === 'null') parts.push(child)
  }
  return parts
}

function nodesOf(root: SyntaxNode, wanted: (node: SyntaxNode) => boolean): readonly SyntaxNode[] {
  const found = wanted(root) ? [root] : []
  for (let child = root.firstChild; child; child = child.nextSibling) found.push(...nodesOf(child, wanted))
  return found
}

/**
 * `closed = count` is true of none and none: such an equality of two quantities must stand beside a test that one of them
 * is more than zero, or a case is closed that nobody was asked about.
 */
function emptySetFaults(root: SyntaxNode, work: Work): readonly string[] {
  const comparisons = nodesOf(root, (node) => node.name === 'Comparison').map((node) => {
    const [left, operator, right] = partsOf(node)
    const text = (part: SyntaxNode | undefined) => (part ? textOf(part, work).replace(/\s/g, '') : '')
    return { node, left: text(left), sign: text(operator), right: text(right) }
  })
  const positive = new Set(comparisons.filter((c) => c.sign === '>' && c.right === '0').map((c) => c.left))
  const isQuantity = (text: string) => work.quantities.has(text) || text.startsWith('count(')
  return comparisons
    .filter((c) => c.sign === '=' && isQuantity(c.left) && isQuantity(c.right))
    .filter((c) => !positive.has(c.left) && !positive.has(c.right))
    .map((c) => `${textOf(c.node, work)}: also true of none and none; add "and ${c.right} > 0"`)
}

function compilePath(node: SyntaxNode, work: Work): Compiled {
  const names = textOf(node, work)
    .split('.')
    .map((name) => name.trim())
  const [root = '', ...rest] = names
  let type: FeelType | undefined = work.scope[root]
  if (!type) return fault(work, `unknown name ${root}`)
  for (const name of rest) {
    type = type.is === 'record' ? type.of[name] : undefined
    if (!type) return fault(work, `unknown name ${names.join('.')}`)
  }
  work.reads.add(names.join('.'))
  if (type.is === 'number') work.quantities.add(names.join('.'))
  const run: Run = (context) => {
    let value: Value = context[root]
    for (const name of rest) {
      if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) return null
      value = (value as Context)[name]
    }
    return value ?? null
  }
  return { type, run }
}

const orders: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/**
 * FEEL says that nothing equals nothing and differs from everything. Here a missing value is not a condition met, so both
 * answer nothing, unless the expression itself writes `null`.
 */
function compileEquality(left: Run, right: Run, wanted: boolean): { readonly plain: Run; readonly strict: Run } {
  const plain: Run = (context) => (left(context) === right(context)) === wanted
  const strict: Run = (context) => {
    const [a, b] = [left(context) ?? null, right(context) ?? null]
    return a === null || b === null ? null : (a === b) === wanted
  }
  return { plain, strict }
}

function compileComparison(node: SyntaxNode, work: Work): Compiled {
  const parts = partsOf(node)
  const operator = parts.find((part) => part.name === 'CompareOp')
  if (!operator)
    return node.getChild('in') ? compileMembership(node, work) : fault(work, `unsupported: ${textOf(node, work)}`)
  const [left, right] = [compile(parts[0], work), compile(parts[2], work)]
  const sign = textOf(operator, work)
  const why = whyIncomparable(left.type, right.type, left.literal ?? right.literal ?? null)
  if (why) return fault(work, `${textOf(node, work)}: ${why}`)
  if (sign === '=' || sign === '!=') {
    const run = compileEquality(left.run, right.run, sign === '=')
    const asksForNothing = left.type.is === 'nothing' || right.type.is === 'nothing'
    return { type: feel.boolean, run: asksForNothing ? run.plain : run.strict }
  }
  const order = orders[sign]
  if (!order) return fault(work, `unsupported operator ${sign}`)
  if (left.type.is !== 'number' && left.type.is !== 'day') {
    return fault(work, `${textOf(node, work)}: ${nameOf(left.type)} has no order`)
  }
  const run: Run = (context) => {
    const [a, b] = [left.run(context), right.run(context)]
    const comparable =
      (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
    return comparable ? order(a as number, b as number) : null
  }
  return { type: feel.boolean, run }
}

function compileMembership(node: SyntaxNode, work: Work): Compiled {
  const [subject, ...tests] = partsOf(node)
  const left = compile(subject, work)
  const literals: SyntaxNode[] = []
  for (const test of tests)
    test.cursor().iterate((ref) => void (ref.name === 'StringLiteral' && literals.push(ref.node)))
  if (literals.length === 0) return fault(work, `${textOf(node, work)}: only "in" a list of texts is supported`)
  const options = literals.map((literal) => textOf(literal, work).slice(1, -1))
  for (const option of options) {
    const why = whyIncomparable(left.type, feel.text, option)
    if (why) work.faults.push(`${textOf(node, work)}: ${why}`)
  }
  return {
    type: feel.boolean,
    run: (context) => {
      const value = left.run(context)
      return typeof value === 'string' ? options.includes(value) : false
    },
  }
}

/** Three-valued logic as in DMN 1.4 §10.3.2.5: false wins over nothing in `and`, true in `or`. */
function compileLogic(node: SyntaxNode, work: Work, wins: boolean): Compiled {
  const [left, right] = partsOf(node).map((part) => compile(part, work))
  if (!left || !right) return fault(work, `unsupported: ${textOf(node, work)}`)
  for (const side of [left, right]) {
    if (side.type.is !== 'boolean')
      work.faults.push(`${textOf(node, work)}: ${nameOf(side.type)} where a yes or no is needed`)
  }
  const run: Run = (context) => {
    const a = left.run(context)
    if (a === wins) return wins
    const b = right.run(context)
    if (b === wins) return wins
    return a === !wins && b === !wins ? !wins : null
  }
  return { type: feel.boolean, run }
}

function compileCall(node: SyntaxNode, work: Work): Compiled {
  const [callee, parameters] = partsOf(node)
  if (!callee) return fault(work, `unsupported: ${textOf(node, work)}`)
  const name = textOf(callee, work)
  const known = functions[name]
  if (!known) return fault(work, `${name}() is not allowed in a guard`)
  const args = (parameters ? partsOf(parameters) : []).map((part) => compile(part, work))
  const why = known.whyNot(args.map((arg) => arg.type))
  if (why) return fault(work, `${textOf(node, work)}: ${why}`)
  return { type: known.gives, run: (context) => known.run(args.map((arg) => arg.run(context) ?? null)) }
}

function compileArithmetic(node: SyntaxNode, work: Work): Compiled {
  const parts = partsOf(node)
  const sign = parts.find((part) => part.name === 'ArithOp')
  const [left, right] = parts.filter((part) => part.name !== 'ArithOp').map((part) => compile(part, work))
  if (!left || !right || !sign) return fault(work, `unsupported: ${textOf(node, work)}`)
  if (left.type.is !== 'number' || right.type.is !== 'number') {
    return fault(work, `${textOf(node, work)}: only numbers are added`)
  }
  const operator = textOf(sign, work)
  if (operator === '/' || operator === '**')
    return fault(work, `${textOf(node, work)}: fractions are not allowed in a guard`)
  const run: Run = (context) => {
    const [a, b] = [left.run(context), right.run(context)]
    if (typeof a !== 'number' || typeof b !== 'number') return null
    return operator === '+' ? a + b : operator === '-' ? a - b : a * b
  }
  return { type: feel.number, run }
}

function compileNumber(node: SyntaxNode, work: Work): Compiled {
  const text = textOf(node, work)
  if (!/^-?\d+$/.test(text)) return fault(work, `${text}: fractions are not allowed in a guard`)
  const value = Number(text)
  return { type: feel.number, run: () => value }
}

function compile(node: SyntaxNode | undefined, work: Work): Compiled {
  if (!node) return fault(work, 'empty expression')
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
    case 'PositionalParameters':
      return compile(partsOf(node)[0], work)
    case 'VariableName':
    case 'PathExpression':
      return compilePath(node, work)
    case 'Comparison':
      return compileComparison(node, work)
    case 'Conjunction':
      return compileLogic(node, work, false)
    case 'Disjunction':
      return compileLogic(node, work, true)
    case 'FunctionInvocation':
      return compileCall(node, work)
    case 'ArithmeticExpression':
      return compileArithmetic(node, work)
    case 'NumericLiteral':
      return compileNumber(node, work)
    case 'StringLiteral': {
      const literal = textOf(node, work).slice(1, -1)
      return { type: feel.text, run: () => literal, literal }
    }
    case 'BooleanLiteral': {
      const value = textOf(node, work) === 'true'
      return { type: feel.boolean, run: () => value }
    }
    case 'null':
      return { type: feel.nothing, run: () => null }
    default:
      return fault(work, `${node.name} is not supported in a guard: ${textOf(node, work)}`)
  }
}

/** An expression checked against the types in scope and ready to run; or every fault that its author should mend. */
export function expressionOf(source: string, scope: Readonly<Record<string, FeelType>>): FeelResult {
  const work: Work = { source, faults: [], reads: new Set(), quantities: new Set(), scope }
  const names = Object.fromEntries([...Object.keys(scope), ...Object.keys(functions)].map((name) => [name, {}]))
  const tree = parseExpression(source, names, undefined)
  const errors = nodesOf(tree.topNode, (node) => node.type.isError)
  if (errors.length > 0) return { ok: false, faults: [`not a FEEL expression: ${source}`] }
  const compiled = compile(tree.topNode, work)
  work.faults.push(...emptySetFaults(tree.topNode, work))
  if (work.faults.length > 0) return { ok: false, faults: work.faults }
  return { ok: true, expression: { source, type: compiled.type, run: compiled.run, reads: [...work.reads] } }
}
