import type { Command } from '../src/cli/command.ts'
import { compile } from '../src/compiler/compile.ts'
import { assigning } from '../src/compiler/testing/assigning.ts'
import { framing } from '../src/compiler/testing/framing.ts'
import { numbering } from '../src/compiler/testing/numbering.ts'
import { timing } from '../src/compiler/testing/timing.ts'

/** Documents of our own, told apart by a number so that no text repeats another. */
function corpusOf(megabytes: number): string {
  const samples = [...numbering, ...framing, ...assigning, ...timing].map((sample) => sample.text)
  const parts: string[] = []
  let bytes = 0
  for (let n = 0; bytes < megabytes * 1_000_000; n++) {
    const text = `${(samples[n % samples.length] ?? '').replaceAll('。', `（编号甲${n}）。`)}\n\n`
    parts.push(text)
    bytes += Buffer.byteLength(text)
  }
  return parts.join('')
}

interface Run {
  readonly megabytes: number
  readonly cpuMs: number
  readonly megabytesPerSecond: number
  readonly heapMegabytes: number
}

function measured(text: string): Run {
  const megabytes = Buffer.byteLength(text) / 1_000_000
  const before = process.memoryUsage().heapUsed
  const from = process.cpuUsage()
  const compiled = compile(text)
  const used = process.cpuUsage(from)
  const cpuMs = (used.user + used.system) / 1000
  const heap = compiled.clauses.length > 0 ? process.memoryUsage().heapUsed - before : 0
  return {
    megabytes,
    cpuMs,
    megabytesPerSecond: megabytes / (cpuMs / 1000),
    heapMegabytes: Math.max(0, heap) / 1_000_000,
  }
}

/** A plan of ordinary length (15 kB), and growing texts: time and memory must grow as the text does. CPU time, one core. */
export const benchCompile: Command = async (_args, terminal) => {
  const plan = corpusOf(0.016)
  for (let i = 0; i < 20; i++) compile(plan)
  const runs = [plan, ...[0.5, 1, 2, 4].map(corpusOf)].map(measured)
  terminal.out('     MB    CPU ms     MB/s   heap MB\n')
  for (const run of runs) {
    const cells = [
      run.megabytes.toFixed(3),
      run.cpuMs.toFixed(1),
      run.megabytesPerSecond.toFixed(2),
      run.heapMegabytes.toFixed(0),
    ]
    terminal.out(`${cells.map((cell, i) => cell.padStart([7, 10, 9, 10][i] ?? 8)).join('')}\n`)
  }
  terminal.out(`${JSON.stringify({ bench: 'compile', runs })}\n`)
  return 0
}
