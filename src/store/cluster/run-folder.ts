import { chmodSync, chownSync, mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { StoreFault } from './fault.ts'
import { canEnter, type RunAs } from './user.ts'

/** A private folder for the server's socket, for as long as it runs. */
export interface RunFolder {
  readonly path: string
  readonly remove: () => void
}

/**
 * The longest folder for a socket: the system allows 107 bytes for its path (103 on macOS), of which
 * `/luoshi-XXXXXX/.s.PGSQL.5432` takes 28.
 */
const LONGEST_PARENT = 75 // bytes

const prefix = 'luoshi-'

/**
 * Makes the folder in a short place, whatever the length of the data folder's own path, for the server's user alone.
 * `link`, in the data folder, leads there (`psql -h data/run -U postgres luoshi`); where an earlier process was killed it
 * still leads to its folder, which is removed.
 */
export function makeRunFolder(link: string, runAs: RunAs | undefined): RunFolder {
  removeBehind(link)
  const parent = [tmpdir(), '/tmp', '/var/tmp', '/run'].find(
    (folder) => Buffer.byteLength(folder) <= LONGEST_PARENT && canEnter(folder, runAs),
  )
  if (parent === undefined) {
    throw new StoreFault('cluster-failed', [
      `找不到放置数据库套接字的短路径文件夹（临时文件夹 ${tmpdir()} 太长或不可进入）。请设置 TMPDIR=/tmp。`,
      `There is no short folder for the database's socket (the temporary folder ${tmpdir()} is too long or closed). Set TMPDIR=/tmp.`,
    ])
  }
  const path = mkdtempSync(join(parent, prefix))
  chmodSync(path, 0o700)
  if (runAs) chownSync(path, runAs.uid, runAs.gid)
  if (process.platform !== 'win32') symlinkSync(path, link)
  return { path, remove: () => (process.platform === 'win32' ? rmSync(path, { recursive: true }) : removeBehind(link)) }
}

function removeBehind(link: string): void {
  try {
    const target = readlinkSync(link)
    if (basename(target).startsWith(prefix)) rmSync(target, { recursive: true, force: true })
    rmSync(link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
