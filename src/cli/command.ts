/** What a command may say: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** One command of `./luoshi`: its arguments without its own name; answers the exit code (0 done, 1 failed, 2 misused). */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>
