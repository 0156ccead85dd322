/**
 * A page used by keyboard alone, and what that costs. A person who knows the keys goes past the head of the page by its
 * first link, so that what stands there does not change a count.
 */
import type { Page } from 'playwright-core'

/** Presses and fields that a task took. */
export interface Effort {
  /** Keys pressed, letters typed into fields not counted. */
  readonly keys: number
  /** Fields typed into or chosen in. */
  readonly fields: number
}

export interface Keyboard {
  readonly press: (key: string) => Promise<void>
  /** Past the head of the page, by its skip link. */
  readonly skip: () => Promise<void>
  /** Tab until something whose name begins with these words has the focus. Throws after 160. */
  readonly tabTo: (words: string) => Promise<void>
  /** To a link or button, and through it. */
  readonly enter: (words: string) => Promise<void>
  readonly type: (label: string, words: string) => Promise<void>
  /** In a list of choices, downward until the words are chosen. */
  readonly choose: (label: string, words: string) => Promise<void>
  /** A key that leads to another page. */
  readonly follow: (key: string) => Promise<void>
  /** Answers the file dialogue that Enter opens. */
  readonly attach: (label: string, name: string) => Promise<void>
  readonly effort: () => Effort
}

/** One pixel. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
)

const mostPresses = 160

/** Whether what has the focus is called so: its label, else its own text, begins with the words. */
function isFocused(words: string): boolean {
  const { activeElement: at } = document
  if (at === null || at === document.body) return false
  const labels = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])] : []
  return (labels.length > 0 ? labels : [at]).some((one) =>
    (one.textContent ?? '').replace(/\s+/g, ' ').trim().startsWith(words),
  )
}

const chosen = () => (document.activeElement as HTMLSelectElement | null)?.selectedOptions[0]?.textContent ?? ''

export function keyboardOf(page: Page): Keyboard {
  let keys = 0
  let fields = 0
  let named = ''
  // Listened to from the start: a browser that nobody told to hand its dialogue over opens one of its own.
  page.on('filechooser', (chooser) => chooser.setFiles({ name: named, mimeType: 'image/png', buffer: photo }))
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  const tabTo = async (words: string) => {
    for (let presses = 0; presses < mostPresses; presses += 1) {
      await press('Tab')
      if (await page.evaluate(isFocused, words)) return
    }
    throw new RangeError(`nothing with ${words} takes the focus on ${page.url()}`)
  }
  /** A key that leads to another page. */
  const follow = async (key: string) => {
    const arrival = page.waitForNavigation({ waitUntil: 'load' })
    await press(key)
    await arrival
  }
  const skip = async () => {
    await press('Tab')
    await press('Enter')
  }
  return {
    press,
    follow,
    skip,
    tabTo,
    enter: async (words) => {
      await tabTo(words)
      await follow('Enter')
    },
    type: async (label, words) => {
      await tabTo(label)
      fields += 1
      await page.keyboard.type(words)
    },
    choose: async (label, words) => {
      await tabTo(label)
      fields += 1
      for (let presses = 0; presses < mostPresses; presses += 1) {
        await press('ArrowDown')
        if ((await page.evaluate(chosen)).includes(words)) return
      }
      throw new RangeError(`${label} does not offer ${words}`)
    },
    attach: async (label, name) => {
      await tabTo(label)
      fields += 1
      named = name
      await press('Enter')
      await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.files?.length === 1)
    },
    effort: () => ({ keys, fields }),
  }
}
