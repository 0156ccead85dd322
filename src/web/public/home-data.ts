import type { PlanStanding } from '../../engine/standing.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { lateDraws } from './draw-data.ts'
import { homeTexts } from './home-text.ts'
import { type LogHeadView, logHead } from './log-head.ts'
import { type LogLine, logLines } from './log-lines.ts'
import type { Visit } from './visit.ts'
import { byUrgency, isHeld, type Problem, type Wall, wallCases, wallOf } from './wall-data.ts'

/** Entries read for the first page; of them those of public cases are shown. */
const entriesRead = 80
const entriesShown = 6
const heldShown = 4
const dueShown = 5
/** Read for them: cases whose deadline is over come first and stand elsewhere on the page. */
const dueRead = 60
/** With fewer entries of today, the latest ones are shown instead. */
const fewToday = 3

/** The one matter to look at first, and why it is this one. */
export interface Look {
  readonly title: string
  readonly href: string
  readonly unit: string
  readonly why: string
}

export interface Home {
  readonly standing: PlanStanding
  readonly wall: Wall
  readonly held: readonly Problem[]
  readonly look: Look | null
  /** Covert draws that should be open and are not. */
  readonly sealedTooLong: number
  /** The nearest deadlines that are not over yet. */
  readonly due: readonly CaseLine[]
  readonly entries: readonly LogLine[]
  readonly areOfToday: boolean
  readonly head: LogHeadView | null
}

function whyOf(problem: Problem, visit: Visit): string | null {
  const t = homeTexts[visit.lang].lookWhy
  if (problem.kind === 'reopened') return t.reopened(problem.again)
  return problem.kind === 'unsatisfied' || problem.kind === 'overdue' ? t[problem.kind] : null
}

/** The most urgent problem of each kind, then the most urgent of the rest; in the order of urgency. */
function ofEachKind(held: readonly Problem[]): readonly Problem[] {
  const firsts = held.filter(({ kind }, at) => held.findIndex((other) => other.kind === kind) === at)
  const others = held.filter((problem) => !firsts.includes(problem))
  return [...firsts, ...others].slice(0, heldShown).sort(byUrgency)
}

/** A problem found wanting comes first, then one whose reporter is not satisfied, then what is overdue. */
async function lookFirst(visit: Visit, held: readonly Problem[]): Promise<Look | null> {
  for (const problem of held) {
    const why = whyOf(problem, visit)
    if (why !== null) return { title: problem.seen.title, href: problem.href, unit: problem.unitName, why }
  }
  const overdue = await publicCases(visit.engine, { overdue: true }, 'due', 1)
  const [line] = linesOf(visit, overdue)
  return line
    ? {
        title: line.seen.title,
        href: line.href,
        unit: line.unitName,
        why: homeTexts[visit.lang].lookWhy.late,
      }
    : null
}

export async function homeOf(visit: Visit): Promise<Home> {
  const { size } = visit.log
  const [standing, cases, lines, head, due, late] = await Promise.all([
    visit.site.standing(),
    wallCases(visit.engine),
    logLines(visit, Math.max(0, size - entriesRead), size),
    logHead(visit),
    publicCases(visit.engine, { open: true }, 'due', dueRead),
    lateDraws(visit),
  ])
  const wall = wallOf(visit, cases)
  const held = wall.problems.filter(isHeld).sort(byUrgency)
  // Entries of one second stand in the log by case; readers expect them by time.
  const open = lines.filter((line) => line.matter?.href).toSorted((a, b) => b.at - a.at || b.index - a.index)
  const today = open.filter((line) => line.isToday)
  return {
    standing,
    wall,
    held: ofEachKind(held),
    due: linesOf(visit, due)
      .filter(({ seen, clock }) => clock !== null && !seen.overdue)
      .slice(0, dueShown),
    look: await lookFirst(visit, held),
    sealedTooLong: late.length,
    entries: (today.length >= fewToday ? today : open).slice(0, entriesShown),
    areOfToday: today.length >= fewToday,
    head,
  }
}
