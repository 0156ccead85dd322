import type { Procedure } from '../kernel/bind.ts'
import type { Case } from '../kernel/case.ts'
import type { SearchWrite } from '../store/write.ts'

/** Text as it is searched: compatibility forms folded, lower case, single spaces. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

const han = /\p{Script=Han}/u

/**
 * The words of a text for the index: every two neighbouring characters of a run of Chinese, single characters too, and whole
 * words of other scripts. A dictionary would miss names: jieba finds 0 of 浔阳. Example: '浔阳路' → 浔 浔阳 阳 阳路 路.
 */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [run] of folded(text).matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!han.test(run)) {
      words.add(run)
      continue
    }
    const characters = [...run]
    for (let i = 0; i < characters.length; i += 1) {
      words.add(characters[i] ?? '')
      if (i + 1 < characters.length) words.add(`${characters[i]}${characters[i + 1]}`)
    }
  }
  return words
}

function textOf(p: Procedure, c: Case, levels: readonly string[]): string {
  const { search } = p.declaration.shows
  const parts = search.flatMap((name) => {
    const value = c.data[name]
    return levels.includes(p.fields[name]?.see ?? '') && typeof value === 'string' ? [value] : []
  })
  return folded([c.no, ...parts].join(' \n '))
}

/** What of a case can be found, by the public and by staff; null when nothing of it changed. */
export function searchOf(
  p: Procedure,
  c: Case,
  isChanged: (field: string) => boolean,
  isOpening: boolean,
): SearchWrite | null {
  if (!isOpening && !p.declaration.shows.search.some(isChanged)) return null
  const publicText = textOf(p, c, ['public'])
  const staffText = textOf(p, c, ['public', 'staff'])
  return {
    publicText,
    publicWords: [...wordsOf(publicText)].join(' '),
    staffText,
    staffWords: [...wordsOf(staffText)].join(' '),
  }
}
