import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { fsck } from '../engine/fsck.ts'
import { restore } from '../store/backup/restore.ts'
import { backup } from '../store/backup/write.ts'
import { joinDatabase } from '../store/cluster/join.ts'
import { migrate } from '../store/migrate.ts'
import type { Command, Terminal } from './command.ts'
import { mendable } from './house.ts'

const quiet = { info: () => {}, warn: () => {} }

function settings(config: Config) {
  return { data: resolve(config.data), log: quiet, url: config.databaseUrl, ownerUrl: config.ownerUrl }
}

/** Folds every event and compares with every row, re-hashes the log; 1 on any difference. */
export const fsckCommand =
  (config: Config): Command =>
  (_args, terminal) =>
    mendable(terminal, async () => {
      const database = await joinDatabase(settings(config))
      try {
        if (!database.isGuest) await migrate(database)
        const report = await fsck(database)
        for (const difference of report.differences) terminal.err(`${difference}\n`)
        const { cases, events, leaves } = report
        const verdict =
          report.differences.length === 0 ? '一致 / clean' : `${report.differences.length} 处不一致 / differences`
        terminal.out(`fsck: ${cases} cases, ${events} events, ${leaves} log entries: ${verdict}\n`)
        return report.differences.length === 0 ? 0 : 1
      } finally {
        await database.close()
      }
    })

function oneFile(args: readonly string[], terminal: Terminal, command: string): string | null {
  const [file, ...more] = args
  if (file !== undefined && more.length === 0) return file
  terminal.err(`usage: ./luoshi ${command} FILE\n`)
  return null
}

/** A consistent snapshot of database and evidence in one file, also beside a running server. Signing keys are never in it. */
export const backupCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const file = oneFile(args, terminal, 'backup')
    if (file === null) return 2
    return mendable(terminal, async () => {
      const database = await joinDatabase(settings(config))
      try {
        const summary = await backup(database, join(resolve(config.data), 'evidence'), file)
        terminal.out(`backup: ${JSON.stringify(summary)}\n`)
        terminal.out(
          '未包含签名密钥和保险库密钥，请另行保管 data/keys 与 data/signer。\nKeys are not in it: keep data/keys and data/signer apart.\n',
        )
        return 0
      } finally {
        await database.close()
      }
    })
  }

/** Restores into an empty data folder, or into an empty database of DATABASE_URL, after checking every part of the file. */
export const restoreCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const file = oneFile(args, terminal, 'restore')
    if (file === null) return 2
    return mendable(terminal, async () => {
      const summary = await restore(file, settings(config))
      terminal.out(`restore: ${JSON.stringify(summary)}\n`)
      return 0
    })
  }
