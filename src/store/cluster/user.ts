import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** The operating-system user that PostgreSQL runs as, when that is not the user of this process. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

/**
 * The user to run PostgreSQL as: undefined (this process's own) unless this process is root, which PostgreSQL refuses.
 * Root gives it to the owner of an existing cluster folder, else to `postgres` if there is one, else to `nobody`.
 */
export function runAsFor(cluster: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8')
  return accountIn(accounts, 'postgres') ?? accountIn(accounts, 'nobody') ?? { uid: 65534, gid: 65534 }
}

/** The ids of an account in the text of /etc/passwd (name:password:uid:gid:…). */
export function accountIn(accounts: string, name: string): RunAs | undefined {
  const found = accounts.split('\n').find((line) => line.startsWith(`${name}:`))
  const [, , uid, gid] = found?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Whether that user can enter the folder: every folder above it must let him through, too. */
export function canEnter(folder: string, runAs: RunAs | undefined): boolean {
  if (!runAs) return true
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs, cwd: '/' }).status === 0
}
