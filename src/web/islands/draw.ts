import { commitOf } from '../../kernel/draw/commitment.ts'
import { drawFiles, prepared } from '../../kernel/draw/draw.ts'
import type { Frame } from '../../kernel/draw/frame.ts'

/**
 * Recomputes the draw of the page on the reader's device, with the very functions that drew it, and makes a party's number
 * there. The words are in `data-` attributes, so that the script has no language.
 */
const bytesOf = async (url: string): Promise<Uint8Array> => {
  const answer = await fetch(url, { cache: 'no-store' })
  if (!answer.ok) throw new TypeError(url)
  return new Uint8Array(await answer.arrayBuffer())
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Whether every party revealed the number whose fingerprint its note holds. */
async function hasKept(base: string, frame: Frame, hash: string, numbers: Readonly<Record<string, string>>) {
  for (const { id } of frame.parties) {
    const note = text(await bytesOf(`${base}/commit.${id}.note`))
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

const seal = document.querySelector<HTMLElement>('[data-seal]')
if (seal) {
  const { drawId: draw = '', frame = '' } = seal.dataset
  const [number, print] = seal.querySelectorAll('output')
  seal.hidden = false
  seal.querySelector('button')?.addEventListener('click', () => {
    const party = seal.querySelector('select')?.value ?? ''
    const random = crypto.getRandomValues(new Uint8Array(32))
    const secret = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (number) number.textContent = secret
    if (print) print.textContent = commitOf({ draw, frame, party }, secret)
    localStorage.setItem(`luoshi-draw/${draw}/${party}`, secret)
  })
}
