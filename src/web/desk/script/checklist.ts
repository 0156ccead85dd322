/**
 * The checklist of an inspection where there is no connection: what is recorded lies in this browser until the server has
 * said that it has it, and is sent under the key it was recorded with, so that it arrives once however often it is sent
 * (docs/decisions/0101). Without this script every item is a form of its own.
 */

interface Kept {
  /** The command's key, a UUID. */
  readonly key: string
  readonly owner: string
  readonly no: string
  readonly item: string
  readonly at: number
  readonly fields: readonly (readonly [string, string])[]
  readonly files: readonly (readonly [string, File])[]
  /** Why the server did not take it. */
  readonly refused?: string
}

const databaseName = 'luoshi-checklist'
const storeName = 'records'
/** Days for which what could not be sent is kept: longer than an inspection lasts (house/inspection-conclude-limit). */
const keepDays = 30
/** Milliseconds after which sending is tried again. */
const tryAgain = 15_000
/** Hidden fields of the page itself: its token is of today, the key is the record's own. */
const ownFields = ['form-csrf', 'form-key', 'item']

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'key' })
  return answered(request)
}

/** Resolves once the browser has it on disk. */
function written(db: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(storeName, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
    work(transaction.objectStore(storeName))
  })
}

const all = (db: IDBDatabase): Promise<Kept[]> => answered(db.transaction(storeName).objectStore(storeName).getAll())

/** crypto.randomUUID is missing in older browsers and on plain addresses. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes]
    .map((byte, at) =>
      (at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, '0'),
    )
    .join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const hidden = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector(`input[type=hidden][name="${name}"]`)

/** What the form holds now, under its key. */
function recordOf(form: HTMLFormElement, owner: string, no: string): Kept {
  const entries = [...new FormData(form)].filter(([name]) => !ownFields.includes(name))
  return {
    key: hidden(form, 'form-key')?.value ?? uuid(),
    owner,
    no,
    item: form.dataset.item ?? '',
    at: Date.now(),
    fields: entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    files: entries.flatMap(([name, value]) =>
      typeof value !== 'string' && value.size > 0 ? [[name, value] as const] : [],
    ),
  }
}

type Answer =
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly says: string }
  | { readonly is: 'away' }
  | { readonly is: 'signed-out' }

/** Sends one record. Whether the last try arrived need not be known: the same key does nothing twice. */
async function sent(record: Kept, form: HTMLFormElement): Promise<Answer> {
  const body = new FormData()
  body.append('form-csrf', hidden(form, 'form-csrf')?.value ?? '')
  body.append('form-key', record.key)
  body.append('item', record.item)
  for (const [name, value] of record.fields) body.append(name, value)
  for (const [name, file] of record.files) body.append(name, file, file.name)
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
    if (answer.status >= 500 || answer.status === 429) return { is: 'away' }
    if (!(answer.headers.get('content-type') ?? '').includes('json')) return { is: 'signed-out' }
    const { done, says = '' } = (await answer.json()) as { readonly done?: boolean; readonly says?: string }
    if (done) return { is: 'done' }
    return answer.status === 403 && says === '' ? { is: 'signed-out' } : { is: 'refused', says }
  } catch {
    return { is: 'away' }
  }
}

interface Page {
  readonly db: IDBDatabase
  readonly box: HTMLElement
  readonly owner: string
  readonly no: string
}

const formOf = (item: string): HTMLFormElement | null => document.querySelector(`form[data-item="${item}"]`)

function say({ box, db }: Page, record: Kept | { readonly item: string }, is: 'kept' | 'sent' | 'refused'): void {
  const line = document.querySelector<HTMLElement>(`[data-state="${record.item}"]`)
  if (!line) return
  const why = 'refused' in record && record.refused ? ` ${record.refused}` : ''
  line.textContent = `${box.dataset[is] ?? ''}${why}`
  if (is !== 'refused' || !('key' in record)) return
  const drop = document.createElement('button')
  drop.type = 'button'
  drop.className = 'btn plain compact'
  drop.textContent = box.dataset.drop ?? ''
  drop.addEventListener('click', async () => {
    await written(db, (store) => store.delete(record.key))
    line.textContent = ''
    await showWaiting({ box, db, owner: record.owner, no: record.no })
  })
  line.append(' ', drop)
}

async function waiting({ db, owner, no }: Page): Promise<readonly Kept[]> {
  return (await all(db)).filter((record) => record.owner === owner && record.no === no).sort((a, b) => a.at - b.at)
}

async function showWaiting(page: Page, trouble: 'away' | 'signed-out' | null = null): Promise<void> {
  const records = await waiting(page)
  const { box } = page
  box.hidden = records.length === 0
  const count = box.querySelector('[data-count]')
  const offline = box.querySelector<HTMLElement>('[data-offline]')
  const says = box.querySelector<HTMLElement>('[data-says]')
  if (count) count.textContent = String(records.length)
  if (offline) offline.hidden = navigator.onLine && trouble !== 'away'
  if (says) {
    says.hidden = trouble !== 'signed-out'
    says.textContent = trouble === 'signed-out' ? (box.dataset.signIn ?? '') : ''
  }
  for (const record of records) say(page, record, record.refused === undefined ? 'kept' : 'refused')
}

let isSending = false

/** Sends what waits, in the order in which it was recorded, and stops where the connection does. */
async function send(page: Page, again = false): Promise<void> {
  if (isSending) return
  isSending = true
  let trouble: 'away' | 'signed-out' | null = null
  try {
    for (const record of await waiting(page)) {
      const form = formOf(record.item)
      if (!form || (record.refused !== undefined && !again)) continue
      const answer = await sent(record, form)
      if (answer.is === 'away' || answer.is === 'signed-out') {
        trouble = answer.is
        break
      }
      if (answer.is === 'done') {
        await written(page.db, (store) => store.delete(record.key))
        say(page, record, 'sent')
      } else await written(page.db, (store) => store.put({ ...record, refused: answer.says }))
    }
  } finally {
    isSending = false
  }
  await showWaiting(page, trouble)
}

/** A problem is described, or it is none: told here, because the server may be out of reach. */
function isWhole(form: HTMLFormElement): boolean {
  const note = form.querySelector('textarea')
  const isProblem = form.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value === 'problem'
  if (note) note.required = isProblem
  return form.reportValidity()
}

async function keep(page: Page, form: HTMLFormElement): Promise<void> {
  const record = recordOf(form, page.owner, page.no)
  await written(page.db, (store) => store.put(record))
  // Whatever is recorded next is another command.
  const key = hidden(form, 'form-key')
  if (key) key.value = uuid()
  await showWaiting(page)
  await send(page)
  // Recorded while another sending was under way: that one had its list already.
  if ((await waiting(page)).some(({ refused }) => refused === undefined) && navigator.onLine) await send(page)
}

/** What is not sent goes with who signs out, after a question; nobody else finds it on the phone. */
function onLeaving(page: Page): void {
  const leave = document.querySelector<HTMLFormElement>('form[action$="/desk/logout"]')
  leave?.addEventListener('submit', async (event) => {
    event.preventDefault()
    const records = await waiting(page)
    if (records.length > 0 && !confirm(page.box.dataset.leave)) return
    page.db.close()
    await answered(indexedDB.deleteDatabase(databaseName))
    leave.submit()
  })
}

async function begin(box: HTMLElement): Promise<void> {
  const db = await opened()
  const page: Page = { db, box, owner: box.dataset.owner ?? '', no: box.dataset.checklist ?? '' }
  const oldest = Date.now() - keepDays * 86_400_000
  const old = (await all(db)).filter(({ at }) => at < oldest)
  if (old.length > 0)
    await written(db, (store) => {
      for (const { key } of old) store.delete(key)
    })
  document.querySelector<HTMLElement>('[data-plain-note]')?.setAttribute('hidden', '')
  document.querySelector<HTMLElement>('[data-script-note]')?.removeAttribute('hidden')
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-item]'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (isWhole(form)) void keep(page, form)
    })
  box.querySelector('[data-send]')?.addEventListener('click', () => void send(page, true))
  addEventListener('online', () => void send(page))
  addEventListener('offline', () => void showWaiting(page))
  setInterval(() => void send(page), tryAgain)
  onLeaving(page)
  await send(page)
}

const box = document.querySelector<HTMLElement>('[data-checklist]')
// A browser that keeps nothing sends each item as a form.
if (box && 'indexedDB' in window) void begin(box).catch(() => undefined)
