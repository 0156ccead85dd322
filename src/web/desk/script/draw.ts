/**
 * A party of a draw on its own device: makes its signing key and its number, keeps both in this browser (IndexedDB; the secret
 * half of the key cannot be read out even by this script), fills in the fingerprint and its signature, and brings the number
 * back on the day of the reveals. Nothing is sent but what the form shows. Formats: docs/FORMAT.md §6.
 */
export {}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]))

/* ── what this browser keeps ── */

type Kept = 'keys' | 'numbers'

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('luoshi-draw', 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('keys')
      opening.result.createObjectStore('numbers')
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })

async function inStore<T>(kept: Kept, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
  const tx = (await database()).transaction(kept, mode)
  const request = work(tx.objectStore(kept))
  return new Promise<T>((resolve, reject) => {
    tx.oncomplete = () => resolve(request.result)
    tx.onabort = () => reject(tx.error)
  })
}
const kept = <T>(where: Kept, name: string): Promise<T | undefined> =>
  inStore(where, 'readonly', (store) => store.get(name))
/** Never over what is there: a number that was committed to must not be lost. */
const keep = (where: Kept, name: string, value: unknown) =>
  inStore(where, 'readwrite', (store) => store.add(value, name))

/* ── the key ── */

const ed25519 = 1

/** The key line of a public key: name, first four bytes of SHA-256(name, newline, type, key), type and key. */
async function vkeyOf(name: string, publicKey: Uint8Array): Promise<string> {
  const typed = joined(Uint8Array.of(ed25519), publicKey)
  const id = hexOf((await sha256(joined(bytesOf(`${name}\n`), typed))).subarray(0, 4))
  return `${name}+${id}+${base64Of(typed)}`
}

async function madeKey(post: string): Promise<string> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  const vkey = await vkeyOf(post, new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  await keep('keys', vkey, pair.privateKey)
  return vkey
}

const show = (within: Element, selector: string): void => {
  for (const one of within.querySelectorAll<HTMLElement>(selector)) one.hidden = false
}

async function startKey(section: HTMLElement): Promise<void> {
  const { post = '', vkey = '' } = section.dataset
  const form = section.querySelector('form')
  if (!form) return
  form.hidden = false
  if (vkey !== '') show(section, (await kept('keys', vkey)) ? '[data-here]' : '[data-elsewhere]')
  form.addEventListener('submit', async (event) => {
    const field = form.querySelector<HTMLInputElement>('[name=vkey]')
    if (field?.value !== '') return
    event.preventDefault()
    try {
      field.value = await madeKey(post)
      form.submit()
    } catch {
      show(section, '[data-unable]')
    }
  })
}

/* ── the number ── */

async function signature(vkey: string, text: string): Promise<string | null> {
  const key = await kept<CryptoKey>('keys', vkey)
  return key ? base64Of(new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytesOf(text)))) : null
}

const fill = (name: string, value: string): void => {
  const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`)
  if (field) field.value = value
}

/** The fingerprint of the number for this list, and its signature where the list holds a key for this party. */
async function seal(box: HTMLElement): Promise<void> {
  const { draw = '', frame = '', party = '', field = '', signed = '', vkey = '' } = box.dataset
  const name = `${draw}/${party}/${frame}`
  if (vkey !== '' && !(await kept('keys', vkey))) return show(box, '[data-says=unsigned]')
  const before = await kept<string>('numbers', name)
  const number = before ?? hexOf(crypto.getRandomValues(new Uint8Array(32)))
  if (before === undefined) await keep('numbers', name, number)
  const print = hexOf(await sha256(bytesOf(`luoshi-draw-contribution/1\n${draw}\n${frame}\n${party}\n${number}\n`)))
  const text = `luoshi-draw-commit/1\ndraw ${draw}\nframe ${frame}\nparty ${party}\ncommit ${print}\n`
  if (vkey !== '') fill(signed, (await signature(vkey, text)) ?? '')
  fill(field, print)
  const output = box.querySelector('output')
  if (output) output.textContent = number
  show(box, '[data-made]')
}

async function startMaker(box: HTMLElement): Promise<void> {
  const { draw = '', frame = '', party = '', field = '' } = box.dataset
  const unable = () => show(box, '[data-says=unable]')
  if (box.dataset.drawMaker === 'seal') {
    show(box, '[data-make]')
    box.querySelector('button')?.addEventListener('click', () => void seal(box).catch(unable))
    return
  }
  const number = await kept<string>('numbers', `${draw}/${party}/${frame}`)
  if (number === undefined) return show(box, '[data-says=lost]')
  fill(field, number)
  show(box, '[data-says=kept]')
}

for (const section of document.querySelectorAll<HTMLElement>('[data-draw-key]'))
  startKey(section).catch(() => show(section, '[data-unable]'))
for (const box of document.querySelectorAll<HTMLElement>('[data-draw-maker]'))
  startMaker(box).catch(() => show(box, '[data-says=lost]'))
