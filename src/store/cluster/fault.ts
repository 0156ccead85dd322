/** Why the store cannot be opened, moved or copied: every one of these a person can mend. */
export type StoreFaultCode =
  | 'no-postgres'
  | 'folder-locked'
  | 'folder-in-use'
  | 'folder-not-yours'
  | 'folder-not-writable'
  | 'folder-not-a-cluster'
  | 'folder-not-empty'
  | 'folder-from-newer-postgres'
  | 'folder-from-older-postgres'
  | 'disk-full'
  | 'cluster-failed'
  | 'server-unreachable'
  | 'server-too-old'
  | 'server-not-utf8'
  | 'server-roles-missing'
  | 'server-ignores-role'
  | 'schema-newer'
  | 'schema-behind'
  | 'schema-not-empty'
  | 'migration-changed'
  | 'migration-missing'
  | 'migration-late'
  | 'migration-failed'
  | 'migration-blocked'
  | 'backup-exists'
  | 'backup-unreadable'
  | 'backup-damaged'
  | 'backup-newer'
  | 'backup-differs'

/**
 * A fault of the store that a person can mend, thrown because it ends whatever was being started. `says` is the sentence
 * to print, Chinese and English; it names paths, process ids and versions, never a value from a row.
 */
export class StoreFault extends Error {
  readonly code: StoreFaultCode
  readonly says: readonly [zh: string, en: string]

  constructor(code: StoreFaultCode, says: readonly [zh: string, en: string], cause?: unknown) {
    super(`${code}: ${says[1]}`, cause === undefined ? undefined : { cause })
    this.name = 'StoreFault'
    this.code = code
    this.says = says
  }
}

/** The disk that holds `path` has no room left. */
export function diskFull(path: string): StoreFault {
  return new StoreFault('disk-full', [
    `磁盘已满，数据库无法写入 ${path}。请腾出空间后重新启动；已确认的数据不会丢失。`,
    `The disk is full: the database cannot write to ${path}. Make room and start again; nothing that was acknowledged is lost.`,
  ])
}

const notWritable: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR']

/** What the system's refusal to write into `path` means for a person; undefined when it is some other error. */
export function writeFault(path: string, error: unknown): StoreFault | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path)
  if (code === undefined || !notWritable.includes(code)) return undefined
  return new StoreFault(
    'folder-not-writable',
    [
      `无法写入 ${path}（${code}）。请检查文件夹是否存在、是否有权写入，或者换一个地方。`,
      `Cannot write to ${path} (${code}). Check that the folder exists and may be written, or choose another place.`,
    ],
    error,
  )
}

/** What the last words of initdb or a server that ended mean for a person: a full disk, or else those words themselves. */
export function endFault(path: string, words: string): StoreFault {
  if (/No space left on device/.test(words)) return diskFull(path)
  const last = words.trim().split('\n').slice(-3).join(' ')
  return new StoreFault('cluster-failed', [
    `数据库无法在 ${path} 运行：${last}`,
    `The database cannot run in ${path}: ${last}`,
  ])
}
