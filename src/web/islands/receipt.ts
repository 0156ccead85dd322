/**
 * Checks the receipt of the page in the reader's own browser, as soon as it is open and again when asked: fetches the entry
 * and its proof under the checkpoint of the page's size, hashes from the entry to the root (RFC 9162 §2.1.3.2), holds leaf,
 * size and root against what the page says, and checks the signature where the browser knows Ed25519. The words are in
 * `data-` attributes, so that the script has no language.
 */
const box = document.querySelector<HTMLElement>('[data-receipt]')

const concat = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
const sha256 = async (...parts: readonly Uint8Array[]) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)))
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const text = async (url: string) => (await fetch(url, { cache: 'no-store' })).text()

/** The root to which the siblings lead from a leaf; empty where there are too few or too many of them. */
async function rootOf(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Promise<Uint8Array> {
  let [place, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return new Uint8Array()
    const isRight = place % 2 === 1 || place === last
    hash = isRight ? await sha256(Uint8Array.of(1), sibling, hash) : await sha256(Uint8Array.of(1), hash, sibling)
    while (isRight && place % 2 === 0 && place !== 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
    ;[place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : new Uint8Array()
}

/** True or false where the browser can tell, null where it does not know Ed25519. */
async function isSigned(note: string, vkey: string): Promise<boolean | null> {
  const end = note.indexOf('\n\n') + 1
  const line =
    note
      .slice(end)
      .split('\n')
      .find((one) => one.startsWith('— ')) ?? ''
  const signature = bytesOf(line.split(' ').at(-1) ?? '').slice(4)
  const key = bytesOf(vkey.trim().split('+').slice(2).join('+')).slice(1)
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', imported, signature, new TextEncoder().encode(note.slice(0, end)))
  } catch {
    return null
  }
}

async function check({ index = '', entry = '', size = '', leaf = '', root = '' }: DOMStringMap): Promise<string> {
  const [receipt, vkey] = await Promise.all([
    text(`/log/proof/${index}.tlog-proof?size=${size}`),
    text('/log/log.vkey'),
  ])
  const bytes = new Uint8Array(await (await fetch(entry, { cache: 'no-store' })).arrayBuffer())
  const at = receipt.indexOf('\n\n')
  const lines = receipt.slice(0, at).split('\n')
  const proof = lines.slice(lines.findIndex((line) => line.startsWith('index ')) + 1).map(bytesOf)
  const note = receipt.slice(at + 2)
  const [, covered, signedRoot = ''] = note.split('\n')
  const own = await sha256(Uint8Array.of(0), bytes)
  const found = hex(await rootOf(own, Number(index), Number(size), proof))
  if (hex(own) !== leaf || covered !== size || found !== root || hex(bytesOf(signedRoot)) !== root) return 'bad'
  const signed = await isSigned(note, vkey)
  return signed === false ? 'forged' : signed === null ? 'unsigned' : 'good'
}

if (box && crypto.subtle) {
  const button = box.querySelector('button')
  const answer = box.querySelector<HTMLElement>('[role=status]')
  const run = async () => {
    const outcome = await check(box.dataset).catch(() => 'failed')
    if (!answer) return
    answer.textContent = box.dataset[outcome] ?? outcome
    answer.dataset.outcome = outcome
    answer.className = `mt3 banner st-${outcome === 'good' || outcome === 'unsigned' ? 'ok' : 'late'}`
  }
  box.hidden = false
  button?.addEventListener('click', run)
  void run()
}
