/**
 * The floors of the house. A file imports from its own folder and from lower floors only; folders on one floor do not
 * import each other. `floors.test.ts` reads every import and fails on any other, on a cycle, on a default export, on
 * `node:` modules where they are not allowed, and on a package where none is listed.
 */
export interface Room {
  /** Folder under src/, or file directly in src/. */
  readonly folder: string
  readonly floor: number
  /** Packages the room may use; 'any' above the ground floors. */
  readonly packages: readonly string[] | 'any'
  /** Whether the room may use Node's own modules (I/O). */
  readonly node: boolean | readonly string[]
}

export const rooms: readonly Room[] = [
  { folder: 'kernel', floor: 0, packages: ['feelin', '@lezer/common'], node: ['node:crypto'] },
  {
    folder: 'derive',
    floor: 1,
    packages: ['@dagrejs/dagre', 'bpmn-moddle'],
    node: ['node:crypto'],
  },
  { folder: 'compiler', floor: 1, packages: [], node: false },
  { folder: 'mechanisms', floor: 2, packages: [], node: false },
  { folder: 'store', floor: 2, packages: 'any', node: true },
  { folder: 'reader', floor: 2, packages: 'any', node: true },
  { folder: 'engine', floor: 3, packages: 'any', node: true },
  { folder: 'http', floor: 4, packages: 'any', node: true },
  { folder: 'cli', floor: 4, packages: 'any', node: true },
  { folder: 'web', floor: 5, packages: 'any', node: true },
  { folder: 'roof', floor: 6, packages: 'any', node: true },
  { folder: 'main.ts', floor: 7, packages: 'any', node: true },
  { folder: 'config.ts', floor: -1, packages: [], node: true },
  { folder: 'floors.ts', floor: -1, packages: [], node: false },
]
