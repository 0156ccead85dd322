/** Why the store cannot be opened, moved or copied: every one of these a person can mend. */
export type StoreFaultCode =
  | 'no-postgres'
  | 'folder-locked'
  | 'folder-in-use'
  | 'folder-not-yours'
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
  | 'schema-newer'
  | 'schema-behind'
  | 'schema-not-empty'
  | 'migration-changed'
  | 'migration-missing'
  | 'migration-late'
  | 'migration-failed'
  | 'migration-blocked'
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
