/**
 * Where a sentence, a task or a case stands, for everybody. `ok` verified by somebody independent; `doing` under way;
 * `wait` reported, to be verified; `late` not in place or overdue; `again` reopened; `none` not begun; `principle` a
 * sentence that gives a direction and is never scored.
 */
export type Status = 'ok' | 'doing' | 'wait' | 'late' | 'again' | 'none' | 'principle'

/** The order in which statuses are drawn and listed. */
export const statuses: readonly Status[] = ['ok', 'doing', 'wait', 'again', 'late', 'none', 'principle']
