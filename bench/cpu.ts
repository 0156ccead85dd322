import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second of /proc/…/stat; 100 on every Linux that Node supports. */
const ticks = 100

interface Stat {
  readonly parent: number
  /** Seconds of CPU, own and of children that ended. */
  readonly cpu: number
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const sum = [11, 12, 13, 14].reduce((total, i) => total + Number(fields[i]), 0)
    return { parent: Number(fields[1]), cpu: sum / ticks }
  } catch {
    return null
  }
}

/** CPU seconds that a process and its descendants have used so far. Linux only. */
export function cpuOf(pid: number): number {
  const stats = new Map<number, Stat>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat) stats.set(Number(name), stat)
  }
  const isUnder = (of: number): boolean => of === pid || (of > 1 && isUnder(stats.get(of)?.parent ?? 0))
  let total = 0
  for (const [of, stat] of stats) if (isUnder(of)) total += stat.cpu
  return total
}

/** Resident memory in MiB. */
export function memoryOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024
}
