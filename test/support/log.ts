import { randomUUID } from 'node:crypto'
import { logCommand } from '../../src/cli/log.ts'
import { exportLog } from '../../src/cli/log-export.ts'
import type { Checked } from '../../src/kernel/log/checked.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { officer, type TestEngine } from './engine.ts'

/** A command of `luoshi log` in this process: its exit code, and what it said. */
export async function luoshiLog(...args: readonly string[]) {
  let [out, err] = ['', '']
  const code = await logCommand(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

/** The log of a test's database as files. */
export const exported = (database: Database, folder: string): Promise<Checked<{ size: number; checkpoints: number }>> =>
  withClient(database.as('reader'), (client) => exportLog(client, folder))

/** Proposes supervised tasks in Anlan; answers their numbers once a signed checkpoint covers them. */
export async function proposeTasks({ engine }: TestEngine, count: number): Promise<readonly string[]> {
  const numbers: string[] = []
  for (let i = 0; i < count; i += 1) {
    const result = await engine.submit({
      key: randomUUID(),
      actor: officer('inspection-1'),
      transition: 'propose',
      input: {
        subject: `路灯修复之${i}`,
        deliverable: '三条街的路灯全部亮起来',
        measure: '夜间逐盏核查',
        unit: 'water',
        dueOn: '2018-11-20',
        source: 'meeting',
      },
      target: { open: { procedure: 'supervised-task', region, parent: null } },
    })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    numbers.push(result.value.case.no)
  }
  await engine.settled()
  return numbers
}
