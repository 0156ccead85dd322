import { letters } from './evidence.ts'
import { isContentsHead } from './frame.ts'
import { markOf } from './mark.ts'
import { withoutTrailing } from './trailing.ts'

/** What two printings of an entry have in common: its words and number, without leader and page. */
const entryKey = (text: string) => letters(withoutTrailing(withoutTrailing(text, '0123456789'), '.…· \t'))

const isLeader = (text: string) => /[.…·]{4,} {0,8}\d{0,4}$/.test(text.slice(-40))

/** How many entries in a row must come again later to be a table of contents that nothing announces. */
const fewestEntries = 4

/** Entries of one table, and how far away its first entry may come again. */
const mostEntries = 300
const reach = 3000

type Lines = readonly (string | null)[]

/** For each key of a short line, where it stands last. */
function lastPlaces(lines: Lines): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  lines.forEach((text, i) => {
    if (text !== null && text.length <= 60) places.set(entryKey(text), i)
  })
  return places
}

const isEntry = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && text.length <= 40 && !/[。；;]/.test(text)

/** The end of a run of short lines from `from` on, most of which come again later: a table of contents without the word. */
function endUnannounced(lines: Lines, from: number, last: () => ReadonlyMap<string, number>): number {
  for (let i = from; i < from + fewestEntries; i++) if (!isEntry(lines[i])) return from
  const seen = new Set<string>()
  let end = from
  for (let i = from; i < lines.length && i < from + mostEntries; i++) {
    const text = lines[i]
    if (!isEntry(text)) break
    const key = entryKey(text)
    if (seen.has(key)) break
    if ((last().get(key) ?? -1) > i + 2) {
      seen.add(key)
      end = i + 1
    } else if (seen.size === 0) return from
  }
  return seen.size >= fewestEntries && seen.size * 2 >= end - from ? end : from
}

/** The end of the table of contents under a head: where its first entry comes again; the head where it does not. */
function endAnnounced(lines: Lines, head: number): number {
  const first = lines[head + 1]
  if (first === null || first === undefined) return head
  const key = entryKey(first)
  const again = lines.slice(head + 2, head + reach).findIndex((text) => text !== null && entryKey(text).startsWith(key))
  return again < 0 ? head : head + 2 + again
}

/**
 * Indexes of the lines of tables of contents: after 目录 up to the place where the first entry comes again, lines with a dotted
 * leader, and runs of entries that nothing announces. `null` is a line that is no running text.
 */
export function contentsAmong(lines: Lines): ReadonlySet<number> {
  const found = new Set<number>()
  let places: ReadonlyMap<string, number> | null = null
  const last = () => {
    places ??= lastPlaces(lines)
    return places
  }
  let heads = 0
  lines.forEach((text, i) => {
    if (text === null || found.has(i)) return
    if (isLeader(text)) found.add(i)
    const isHead = isContentsHead(text)
    const announces = isHead || /^.{4,40}目录$/.test(text)
    if (isHead) found.add(i)
    if (announces) heads++
    if ((announces && heads > 5) || (!announces && markOf(text) === null)) return
    const end = announces ? endAnnounced(lines, i) : endUnannounced(lines, i, last)
    for (let j = announces ? i + 1 : i; j < end; j++) if (lines[j] !== null) found.add(j)
  })
  return found
}
