import type { RanMigration } from '../migrate.ts'
import type { BackupTable } from './tables.ts'

/**
 * A backup is one tar file (docs/decisions/0046): the head, the tables in pieces, the evidence, and last the manifest and
 * its hash. Nothing else may be in it: no keys, no state of the signer.
 */
export const names = {
  head: 'luoshi-backup.json',
  manifest: 'manifest.json',
  seal: 'manifest.sha256',
} as const

/** The format's name; a reader refuses any other. */
export const FORMAT = 'luoshi-backup/1'

/** Tables are cut into pieces of this size before they are compressed: what both sides hold in memory. */
export const PIECE = 4 * 1024 * 1024 // bytes

/** The first entry: enough to refuse a backup before reading on. */
export interface BackupHead {
  readonly format: typeof FORMAT
  /** Version of the program that took it. */
  readonly program: string
  /** Instant of the snapshot, ISO 8601 in UTC. */
  readonly takenAt: string
  readonly schema: readonly Pick<RanMigration, 'number' | 'name' | 'sha256'>[]
  /** In the order in which they can be filled. */
  readonly tables: readonly BackupTable[]
  readonly sequences: Readonly<Record<string, string | null>>
}

/** The last entry but one: what must be there, byte for byte. */
export interface BackupManifest {
  /** Head and table pieces in their order; sha256 in lower-case hex, of the bytes in the file. */
  readonly entries: readonly { readonly name: string; readonly size: number; readonly sha256: string }[]
  /** Rows of each table, in the order of the head. */
  readonly rows: Readonly<Record<string, number>>
  /** Evidence is named by its own hash; `names` is the SHA-256 of all its entry names in their order, a newline after each. */
  readonly evidence: {
    readonly count: number
    readonly bytes: number
    readonly names: string
    /** Files that no longer matched their names when the backup was taken: entry name → hash of what was there. */
    readonly damaged: Readonly<Record<string, string>>
  }
}

/** What a backup holds, for a person to read. */
export interface BackupSummary {
  readonly takenAt: string
  readonly program: string
  /** Number of the last migration of its schema. */
  readonly schema: number
  readonly rows: Readonly<Record<string, number>>
  readonly evidence: { readonly count: number; readonly bytes: number; readonly damaged: readonly string[] }
}

/** Evidence lies under its own SHA-256, in as many folders as the store likes. What is still being written has a longer name. */
export const evidenceName = /^(?:[^/\\.][^/\\]*\/)*([0-9a-f]{64})$/

/** The summary of a backup by its head and manifest. */
export function summaryOf(head: BackupHead, { rows, evidence }: BackupManifest): BackupSummary {
  const { count, bytes, damaged } = evidence
  return {
    takenAt: head.takenAt,
    program: head.program,
    schema: head.schema.at(-1)?.number ?? -1,
    rows,
    evidence: { count, bytes, damaged: Object.keys(damaged) },
  }
}
