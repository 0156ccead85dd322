/** A stretch of a changed text: kept, cut from the old one, or put into the new one. */
export interface TextChange {
  readonly kind: 'kept' | 'cut' | 'put'
  readonly text: string
}

/** Phrases with the punctuation that closes them: what an editor of plans exchanges. */
const phrasesOf = (text: string): readonly string[] =>
  text.match(/[^，、。；：,;:]+[，、。；：,;:]*|[，、。；：,;:]+/g) ?? []

/** Beyond this many differing phrases the whole text counts as rewritten; bounds the work. */
const mostEdits = 200

/**
 * Myers, "An O(ND) difference algorithm" (1986): for each number of edits the furthest points reached. Null where more than
 * `mostEdits` are needed.
 */
function traceOf(a: readonly string[], b: readonly string[]): readonly Int32Array[] | null {
  const limit = Math.min(a.length + b.length, mostEdits)
  const offset = limit + 1
  let furthest = new Int32Array(2 * limit + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= limit; d++) {
    trace.push(furthest)
    furthest = furthest.slice()
    for (let k = -d; k <= d; k += 2) {
      const down = furthest[offset + k + 1] ?? 0
      const right = furthest[offset + k - 1] ?? 0
      let x = k === -d || (k !== d && right < down) ? down : right + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      furthest[offset + k] = x
      if (x >= a.length && x - k >= b.length) return trace
    }
  }
  return null
}

interface Step {
  readonly kind: TextChange['kind']
  readonly text: string
}

/** The edits from the end to the start. */
function stepsBack(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): readonly Step[] {
  const offset = Math.min(a.length + b.length, mostEdits) + 1
  const steps: Step[] = []
  let x = a.length
  let y = b.length
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d]
    const at = (k: number) => furthest?.[offset + k] ?? 0
    const k = x - y
    const before = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1
    const fromX = at(before)
    const fromY = fromX - before
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) steps.push({ kind: 'kept', text: a[--x] ?? '' }) && y--
    if (d === 0) break
    if (x === fromX) steps.push({ kind: 'put', text: b[--y] ?? '' })
    else steps.push({ kind: 'cut', text: a[--x] ?? '' })
  }
  return steps
}

function merged(steps: readonly Step[]): readonly TextChange[] {
  const changes: { kind: TextChange['kind']; text: string }[] = []
  for (const step of steps) {
    const last = changes.at(-1)
    if (last?.kind === step.kind) last.text += step.text
    else changes.push({ ...step })
  }
  return changes.filter((change) => change.text !== '')
}

/** How an old text became a new one, phrase by phrase; equal texts are one kept stretch. */
export function textChanges(before: string, after: string): readonly TextChange[] {
  const a = phrasesOf(before)
  const b = phrasesOf(after)
  const trace = traceOf(a, b)
  if (!trace)
    return merged([
      { kind: 'cut', text: before },
      { kind: 'put', text: after },
    ])
  return merged(stepsBack(a, b, trace).toReversed())
}
