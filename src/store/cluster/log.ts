/** The part of a pino logger that the store needs. Fields are ids, paths and numbers; never a value from a row. */
export interface Log {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}
