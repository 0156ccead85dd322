import { totalmem } from 'node:os'

/** How a server of ours listens: a socket in a private folder, or (where there are none, and in tests) 127.0.0.1. */
export type Listen =
  | { readonly on: 'socket'; readonly folder: string }
  | { readonly on: 'tcp'; readonly port: number; readonly password: string }

const MiB = 1024 * 1024

/** An eighth of the memory we may use, between PostgreSQL's own default and the 1 GiB that was measured to suffice for a million cases. */
function sharedBuffersMiB(): number {
  const allowed = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.round(Math.min(1024, Math.max(128, allowed / 8 / MiB)))
}

/**
 * What stands in postgresql.conf; `alter system` outranks it, so that an operator may better it. No value from a row may reach the log: errors go to the program that caused them, not into the file.
 */
export function tunable(major: number): Readonly<Record<string, string>> {
  return {
    max_connections: '40',
    shared_buffers: `${sharedBuffersMiB()}MB`,
    effective_cache_size: `${sharedBuffersMiB() * 4}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // A page's first change after a checkpoint costs 8 kB of log: rare checkpoints save more than any other setting.
    checkpoint_timeout: '15min',
    max_wal_size: '4GB',
    // The queue of the log is cleaned while it is short, or sequencing passes a minute's dead rows each time.
    autovacuum_naptime: '5s',
    // Compiling small queries costs more than it saves; the packaged build cannot compile at all.
    jit: 'off',
    // /dev/shm has 64 MB in a container: parallel workers, who gained nothing on two cores, would fail there.
    dynamic_shared_memory_type: 'mmap',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    // Huge pages that a container sees but may not use end initdb with a bus error.
    huge_pages: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    lc_messages: "'C'",
    cluster_name: "'luoshi'",
    ...(major >= 18 ? { io_method: 'sync' } : {}),
  }
}

/** What nobody may change: given on the command line, which outranks every file. */
export function fixed(listen: Listen, durable: boolean): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ssl: 'off',
    unix_socket_permissions: '0700',
    ...(listen.on === 'socket'
      ? { listen_addresses: '', unix_socket_directories: listen.folder }
      : { listen_addresses: '127.0.0.1', port: String(listen.port), unix_socket_directories: '' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Who may connect. The socket's folder lets in only its user and root; that is the password. */
export function hostRules(listen: Listen): string {
  return listen.on === 'socket' ? 'local all all trust\n' : 'host all all 127.0.0.1/32 scram-sha-256\n'
}
