const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '')

export interface FeedEntry {
  /** Absolute address, which is also the entry's id. */
  readonly href: string
  readonly title: string
  readonly summary: string
  /** RFC 3339. */
  readonly updated: string
  /** A machine's word and the reader's. Example: { term: 'good', label: '做到的' }. */
  readonly category?: { readonly term: string; readonly label: string }
}

export interface Feed {
  readonly title: string
  /** Absolute addresses of the page and of the feed itself. */
  readonly page: string
  readonly self: string
  readonly lang: string
  readonly author: string
  readonly updated: string
  readonly entries: readonly FeedEntry[]
}

const categoryOf = ({ category }: FeedEntry): string =>
  category === undefined ? '' : `<category term="${escaped(category.term)}" label="${escaped(category.label)}"/>`

/** An Atom feed (RFC 4287). */
export function atomOf({ title, page, self, lang, author, updated, entries }: Feed): string {
  const items = entries.map(
    (entry) =>
      `<entry><id>${escaped(entry.href)}</id><title>${escaped(entry.title)}</title>` +
      `<link rel="alternate" href="${escaped(entry.href)}"/><updated>${entry.updated}</updated>` +
      categoryOf(entry) +
      `<summary>${escaped(entry.summary)}</summary></entry>`,
  )
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>${escaped(page)}</id><title>${escaped(title)}</title><updated>${updated}</updated>`,
    `<author><name>${escaped(author)}</name></author>`,
    `<link rel="self" href="${escaped(self)}"/><link rel="alternate" href="${escaped(page)}"/>`,
    ...items,
    '</feed>',
    '',
  ].join('\n')
}

export const atomType = 'application/atom+xml; charset=utf-8'
