/** A structured logger: ids and counts only, never a field's value. */
export interface Log {
  readonly info: (about: object, message: string) => void
  readonly warn: (about: object, message: string) => void
  readonly error: (about: object, message: string) => void
}

export const noLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
