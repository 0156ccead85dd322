/** What the desk gains with a script; everything works without it. Nothing is sent anywhere, and only drafts are stored. */

const prefix = 'luoshi-draft:'
/** In the browser's session: the draft whose form was sent, until the page that says so has come. */
const sentKey = 'luoshi-sent'
const offKey = 'luoshi-keys'
/** Days for which a draft is kept. */
const keepDays = 30

interface Draft {
  readonly at: number
  readonly values: readonly (readonly [string, string])[]
}

/** A browser may forbid storage; then there are no drafts. */
function stored<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/* ── drafts ── */

const isText = (value: string | File): value is string => typeof value === 'string'

/** What was typed: no hidden field, no file. */
function typedIn(form: HTMLFormElement): Draft['values'] {
  const hidden = new Set([...form.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(({ name }) => name))
  return [...new FormData(form)].flatMap(([name, value]) =>
    isText(value) && !hidden.has(name) && value !== '' ? [[name, value] as const] : [],
  )
}

function fill(form: HTMLFormElement, values: Draft['values']): void {
  for (const control of form.elements) {
    const isInput = control instanceof HTMLInputElement
    if (!isInput && !(control instanceof HTMLTextAreaElement) && !(control instanceof HTMLSelectElement)) continue
    const typed = values.flatMap(([name, value]) => (name === control.name ? [value] : []))
    if (isInput && (control.type === 'checkbox' || control.type === 'radio'))
      control.checked = typed.includes(control.value)
    else if (!isInput || !['hidden', 'file', 'submit'].includes(control.type)) control.value = typed[0] ?? ''
  }
}

const readDraft = (key: string): Draft | null =>
  stored(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null)

const clock = (at: number) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' }).format(at)

function keepDrafts(form: HTMLFormElement): void {
  const key = prefix + (form.dataset.draft ?? '')
  const note = form.querySelector<HTMLElement>('[data-draft-note]')
  const offer = form.querySelector<HTMLElement>('[data-draft-offer]')
  const kept = readDraft(key)
  const same = (values: Draft['values']) => JSON.stringify(values) === JSON.stringify(typedIn(form))
  if (note) note.hidden = false

  if (kept && offer && !same(kept.values)) {
    offer.hidden = false
    for (const time of offer.querySelectorAll('time')) time.textContent = clock(kept.at)
    offer.addEventListener('click', ({ target }) => {
      const act = target instanceof HTMLElement ? target.dataset.act : undefined
      if (act === undefined) return
      if (act === 'use') fill(form, kept.values)
      else stored(() => localStorage.removeItem(key))
      offer.hidden = true
      form.querySelector<HTMLElement>('.input, input:not([type=hidden])')?.focus()
    })
  }

  let timer = 0
  const save = () => {
    clearTimeout(timer)
    const draft: Draft = { at: Date.now(), values: typedIn(form) }
    const isKept = stored(() => {
      localStorage.setItem(key, JSON.stringify(draft))
      return true
    })
    const time = note?.querySelector('time')
    if (isKept && time) {
      time.textContent = clock(draft.at)
      if (time.parentElement) time.parentElement.hidden = false
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(save, 800)
  })
  form.addEventListener('change', save)
  form.addEventListener('submit', () => stored(() => sessionStorage.setItem(sentKey, key)))
}

/** A draft goes when the page has come that says its form was carried out; all go with who signs out, old ones by themselves. */
function dropDrafts(): void {
  stored(() => {
    const sent = sessionStorage.getItem(sentKey)
    sessionStorage.removeItem(sentKey)
    if (sent && new URLSearchParams(location.search).has('done')) localStorage.removeItem(sent)
    const oldest = Date.now() - keepDays * 86_400_000
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix)))
      if ((readDraft(key)?.at ?? 0) < oldest) localStorage.removeItem(key)
  })
  document.querySelector('form[action$="/desk/logout"]')?.addEventListener('submit', () =>
    stored(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
    }),
  )
}

/* ── keys ── */

/** Where a letter after `g` leads. Example: 'c=/desk/clock l=/desk/cases'. */
function leads(): ReadonlyMap<string, string> {
  const text = document.querySelector<HTMLMetaElement>('meta[name=desk-keys]')?.content ?? ''
  return new Map(text.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(2)]))
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(target.type))

/** The next or the last link of the rows of the page, from where the focus is. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll('main tbody tr, main .ruler li, main .moves li')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
  next?.querySelector<HTMLElement>('a, button')?.focus()
}

function pick(): void {
  const box = document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')
  box?.click()
}

const isOff = () => stored(() => localStorage.getItem(offKey)) === 'off'

function listen(): void {
  const places = leads()
  // Not 0: in the first second of a page every letter would come after `g`.
  let after = Number.NEGATIVE_INFINITY
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (key === 'Enter' && (event.ctrlKey || event.metaKey) && target instanceof HTMLElement) {
      target.closest('form')?.requestSubmit()
      return
    }
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return
    const place = event.timeStamp - after < 1500 ? places.get(key) : undefined
    after = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (place !== undefined) location.assign(place)
    else if (key === '/') document.querySelector<HTMLInputElement>('.topbar input[type=search], .topbar input')?.focus()
    else if (key === '?') location.assign(places.get('h') ?? '')
    else if (key === 'j') step(1)
    else if (key === 'k') step(-1)
    else if (key === 'x') pick()
    else return
    event.preventDefault()
  })
}

/** The switch on the page of help (WCAG 2.1.4: keys that are letters can be turned off). */
function switchKeys(): void {
  const box = document.querySelector<HTMLElement>('[data-keys]')
  const input = box?.querySelector('input')
  if (!box || !input) return
  box.hidden = false
  input.checked = !isOff()
  input.addEventListener('change', () =>
    stored(() => (input.checked ? localStorage.removeItem(offKey) : localStorage.setItem(offKey, 'off'))),
  )
}

/** What is to be corrected is read first, and the keyboard goes on from there. */
function focusErrors(): void {
  const errors = document.querySelector<HTMLElement>('.errors[role=alert]')
  if (!errors) return
  errors.tabIndex = -1
  errors.focus()
}

dropDrafts()
focusErrors()
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) keepDrafts(form)
listen()
switchKeys()
