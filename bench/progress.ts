import { randomUUID } from 'node:crypto'
import { post, type Turn } from './load.ts'

const note = '本周装好了三号窗口的取号机，培训了六名受理员，抽看十件都能当场取号。'

/** A move that was acknowledged, and when (milliseconds since 1970). */
export interface Said {
  readonly no: string
  readonly seq: number
  readonly at: number
}

export interface Task {
  readonly no: string
  readonly unit: string
  seq: number
}

/** Connections that each move their own tasks on, one after another; `said` collects what was acknowledged. */
export function progressTurns(
  tasks: readonly Task[],
  tokens: ReadonlyMap<string, string>,
  connections: number,
  said: Said[],
): readonly Turn[] {
  const units = [...new Set(tasks.map((task) => task.unit))]
  return Array.from({ length: connections }, (_, i) => {
    const unit = units[i % units.length] ?? ''
    const share = Math.ceil(connections / units.length)
    const own = tasks
      .filter((task) => task.unit === unit)
      .filter((_task, j) => j % share === Math.floor(i / units.length))
    let at = -1
    return {
      request: () => {
        at = (at + 1) % own.length
        const task = own[at]
        const body = JSON.stringify({ id: randomUUID(), seen: task?.seq, input: { percent: 50, progressNote: note } })
        return post(`/api/v1/cases/${task?.no}/report-progress`, tokens.get(unit) ?? '', body)
      },
      answered: (status) => {
        const task = own[at]
        if (status !== 200 || !task) return false
        task.seq += 1
        said.push({ no: task.no, seq: task.seq, at: Date.now() })
        return true
      },
    }
  })
}
