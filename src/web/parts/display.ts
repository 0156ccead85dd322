/**
 * How a reader wants the pages: large type, and light or dark. Kept in one cookie that names nobody, set by a plain link
 * to /display that answers with the page the reader came from. Pages vary by it (`Vary: Cookie`).
 */
export type Theme = 'auto' | 'light' | 'dark'

export interface Display {
  readonly care: boolean
  readonly theme: Theme
}

export const plainDisplay: Display = { care: false, theme: 'auto' }

export const displayCookieName = 'luoshi-display'

const isTheme = (word: string): word is Theme => word === 'auto' || word === 'light' || word === 'dark'

/** What the cookie header of a request asks for; the plain display for none or for nonsense. */
export function displayOf(cookies: string | undefined): Display {
  const words = /(?:^|;\s*)luoshi-display=([a-z.]*)/.exec(cookies ?? '')?.[1]?.split('.') ?? []
  return { care: words.includes('care'), theme: words.find(isTheme) ?? 'auto' }
}

/** The Set-Cookie value that keeps a display for a year. Example: 'luoshi-display=care.dark; Path=/; …'. */
export function displayCookie(display: Display): string {
  const words = [...(display.care ? ['care'] : []), display.theme].join('.')
  return `${displayCookieName}=${words}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`
}

/** The link that changes one thing and comes back. Example: '/display?care=1&back=%2Fwall'. */
export function displayHref(change: Partial<Display>, back: string): string {
  const query = new URLSearchParams()
  if (change.care !== undefined) query.set('care', change.care ? '1' : '0')
  if (change.theme !== undefined) query.set('theme', change.theme)
  query.set('back', back)
  return `/display?${query}`
}

/** What /display does: the new display, and the address to go back to, which is never on another host. */
export function displayAfter(
  before: Display,
  query: URLSearchParams,
): { readonly display: Display; readonly back: string } {
  const care = query.get('care')
  const theme = query.get('theme') ?? before.theme
  const back = query.get('back') ?? '/'
  return {
    display: { care: care === null ? before.care : care === '1', theme: isTheme(theme) ? theme : before.theme },
    back: /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/',
  }
}
