/** What a check answers: the value that was checked, or one sentence that says what is wrong and where. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

/** A passed check. */
export const passed = <T>(value: T): Checked<T> => ({ ok: true, value })

/** A failed check, with the sentence a person reads. */
export const failed = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })
