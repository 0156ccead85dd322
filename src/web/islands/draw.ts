import { commitOf } from '../../kernel/draw/commitment.ts'
import { drawFiles, prepared } from '../../kernel/draw/draw.ts'
import type { Frame } from '../../kernel/draw/frame.ts'

/**
 * Recomputes the draw of the page on the reader's device, with the very functions that drew it. The words are in `data-` attributes, so that the script has no language.
 */
const bytesOf = async (url: string): Promise<Uint8Array> => {
  const answer = await fetch(url, { cache: 'no-store' })
  if (!answer.ok) throw new TypeError(url)
  return new Uint8Array(await answer.arrayBuffer())
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const decoded = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

/** Whether a signed note carries a signature of the key whose line this is. Throws where the browser knows no Ed25519. */
async function isSignedBy(note: string, vkey: string): Promise<boolean> {
  const end = note.indexOf('\n\n') + 1
  const line =
    note
      .slice(end + 1)
      .trim()
      .split(' ')
      .at(-1) ?? ''
  // A key line ends in its type and 32 bytes, a signature line in the key's id (4 bytes) and 64.
  const raw = decoded(vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1)).slice(1)
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, decoded(line).slice(4), new TextEncoder().encode(note.slice(0, end)))
}

/** Whether every party revealed the number whose fingerprint its note holds, signed by its key where the list has one. */
async function hasKept(base: string, frame: Frame, hash: string, numbers: Readonly<Record<string, string>>) {
  for (const { id, key } of frame.parties) {
    const note = text(await bytesOf(`${base}/commit.${id}.note`))
    if (key !== null && !(await isSignedBy(note, key))) return false
    if (!note.includes(`commit ${commitOf({ draw: frame.draw, frame: hash, party: id }, numbers[id] ?? '')}\n`))
      return false
  }
  return true
}

/** The units drawn, or null where anything differs from what is published. */
async function recomputed(base: string, hash: string): Promise<readonly string[] | null> {
  const [frame, reveal, seed, result] = await Promise.all(
    ['frame.json', 'reveal.json', 'seed.txt', 'result.json'].map((name) => bytesOf(`${base}/${name}`)),
  )
  if (!frame || !reveal || !seed || !result) return null
  const draw = prepared(frame, reveal)
  if (!draw.ok || draw.value.frameHash !== hash) return null
  const files = drawFiles(draw.value)
  if (files.seed !== text(seed) || files.result !== text(result)) return null
  if (!(await hasKept(base, draw.value.frame, hash, draw.value.reveal.contributions))) return null
  const { cover, spot } = JSON.parse(files.result)
  return [...cover, ...Object.values(spot).flat()] as readonly string[]
}

const box = document.querySelector<HTMLElement>('[data-draw]')
if (box) {
  const { base = '', frame = '', names = '{}', good = '', bad = '', failed = '', joiner = '' } = box.dataset
  const answer = box.querySelector('[role=status]')
  box.hidden = false
  box.querySelector('button')?.addEventListener('click', async () => {
    const says = await recomputed(base, frame).then(
      (units) => (units ? good + units.map((unit) => JSON.parse(names)[unit] ?? unit).join(joiner) : bad),
      () => failed,
    )
    if (answer) answer.textContent = says
  })
}
