import type { Procedure } from '../kernel/bind.ts'

const head = `# The version of every procedure of this programme: SHA-256 of its declaration and of the clauses under it.
# A declaration that changes changes its line; write the file anew with \`./luoshi procedures lock\` in the same commit.
`

const lineOf = ({ id, version }: Pick<Procedure, 'id' | 'version'>) => `${version}  ${id}\n`

/** The lock file of a programme: one line a procedure, by id. Example of a line: '9f86d0…  supervised-task'. */
export function lockOf(procedures: readonly Pick<Procedure, 'id' | 'version'>[]): string {
  const inOrder = [...procedures].sort((a, b) => (a.id < b.id ? -1 : 1))
  return head + inOrder.map(lineOf).join('')
}

/** What a lock file says otherwise than the procedures, a sentence each; empty when they agree. */
export function lockFaults(lock: string, procedures: readonly Pick<Procedure, 'id' | 'version'>[]): readonly string[] {
  const lines = lock.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const locked = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
  const strange = lines.filter((line) => !/^[0-9a-f]{64} {2}[a-z][a-z0-9-]*$/.test(line))
  const ids = new Set(procedures.map(({ id }) => id))
  const differing = procedures.flatMap(({ id, version }) => {
    const before = locked.get(id)
    if (before === undefined) return [`${id} is not in the lock`]
    return before === version ? [] : [`${id} is ${version.slice(0, 16)}…, locked as ${before.slice(0, 16)}…`]
  })
  return [
    ...strange.map((line) => `"${line}" is not a line of a lock`),
    ...differing,
    ...[...locked.keys()].filter((id) => id !== '' && !ids.has(id)).map((id) => `${id} is locked and not declared`),
  ]
}
