import type { FastifyInstance } from 'fastify'
import type { Terminal } from '../cli/command.ts'
import type { YearProgress, YearTold } from '../cli/year/tell.ts'
import type { Context } from '../http/context.ts'
import { tellYearIn } from './year.ts'

/** A year that is being told behind the portal. */
export interface RunningYear {
  /** The exit code of the telling, once it has ended. */
  readonly told: Promise<number>
  /** Stops before the next minute of the story; resolves when nothing of it is under way any more. */
  readonly stop: () => Promise<void>
}

const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`

/** One line a week. Example: '演示一年 demo year: week 12 of 48, 687 cases, 1:40 left'. */
function weekSayer(say: (text: string) => void): (progress: YearProgress) => void {
  const began = performance.now()
  let [told, first] = [-1, -1]
  return ({ weeks, ofWeeks, cases }) => {
    if (first < 0) first = weeks
    if (weeks === told) return
    told = weeks
    const each = (performance.now() - began) / 1000 / Math.max(1, weeks - first)
    const left = weeks > first ? `，还需 ${clockText(each * (ofWeeks - weeks))} left` : ''
    say(`演示一年 demo year: 第 ${weeks} 周 / 共 ${ofWeeks} 周 weeks，${cases} 件 cases${left}\n`)
  }
}

function sayEnd(terminal: Terminal, told: YearTold | null): number {
  if (told === null) terminal.err('演示一年：已经讲完了 / demo year: it has been told already\n')
  else if (!told.isWhole)
    terminal.err('演示一年：停在这里，再运行一次接着讲 / demo year: stopped here; run it again to go on\n')
  else terminal.err(`演示一年：讲完了，${told.cases} 件 / demo year: told, ${told.cases} cases, ${told.moves} moves\n`)
  for (const line of told?.refused.slice(0, 20) ?? []) terminal.err(`  没有做成 / refused: ${line}\n`)
  return told === null || told.isWhole ? 0 : 1
}

/** Begins to tell the year; what goes wrong is said and ends the telling, not the server. */
export function startYear(app: FastifyInstance, context: Context, folder: string, terminal: Terminal): RunningYear {
  let isStopped = false
  const told = tellYearIn(app, context, folder, {
    onProgress: weekSayer(terminal.err),
    isStopped: () => isStopped,
  }).then(
    (one) => sayEnd(terminal, one),
    (error: unknown) => {
      terminal.err(
        `演示一年：讲不下去了 / demo year: it cannot go on: ${error instanceof Error ? error.message : String(error)}\n`,
      )
      return 1
    },
  )
  return {
    told,
    stop: async () => {
      isStopped = true
      await told
    },
  }
}
