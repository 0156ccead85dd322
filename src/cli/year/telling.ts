import type { Json, JsonRecord } from '../../kernel/text.ts'
import type { Book, FindingMatter, TaskMatter } from './book.ts'
import { type Given, wordsIn } from './wording.ts'

/** The matter that public texts were made from, and the words at their places. */
export interface Recognised<T> {
  readonly matter: T
  readonly given: Given
}

const plain = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function recognised<T>(
  book: Book,
  matters: readonly T[],
  texts: (matter: T) => readonly (readonly [template: string, text: string])[],
): Recognised<T> | null {
  for (const matter of matters) {
    const [[template, text] = ['', ''], ...rest] = texts(matter)
    const first = wordsIn(template, text, book.pools)
    if (first === null) continue
    const more = rest.map(([other, said]) => wordsIn(other, said, book.pools) ?? {})
    return { matter, given: Object.assign({}, first, ...more) as Given }
  }
  return null
}

/** What a finding is about, by what the office wrote; null for one that the book does not tell. */
export const findingIn = (book: Book, data: JsonRecord): Recognised<FindingMatter> | null =>
  recognised(book, book.findings, ({ subject, fact }) => [
    [subject, plain(data.subject)],
    [fact, plain(data.fact)],
  ])

/** What a task is about. */
export const taskIn = (book: Book, data: JsonRecord): Recognised<TaskMatter> | null =>
  recognised(book, book.tasks, ({ subject, deliverable }) => [
    [subject, plain(data.subject)],
    [deliverable, plain(data.deliverable)],
  ])
