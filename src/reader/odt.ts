import { createLines } from './lines.ts'
import { createListCounter, listStylesOf } from './odt-lists.ts'
import { cannotRead, type ReadResult } from './unreadable.ts'
import { type Attributes, walkXml } from './xml.ts'
import { unzipped } from './zip.ts'

const silent = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note',
  'office:forms',
  'svg:title',
  'svg:desc',
  'text:index-title-template',
])

interface OpenList {
  readonly style: string
  readonly level: number
  /** Number due before the first paragraph of the item that is open; null where the item has none. */
  pending: string | null
}

function bodyText(content: Uint8Array, styles: Uint8Array | undefined): string {
  const lines = createLines()
  const counter = createListCounter(listStylesOf(styles ? [styles, content] : [content]))
  const lists: OpenList[] = []
  let muted = 0
  let inParagraph = 0
  const startList = (attributes: Attributes) => {
    const above = lists.at(-1)
    const style = attributes['text:style-name'] ?? above?.style ?? ''
    if (!above && attributes['text:continue-numbering'] !== 'true' && attributes['text:continue-list'] === undefined)
      counter.restart(style)
    lists.push({ style, level: (above?.level ?? 0) + 1, pending: null })
  }
  const startItem = (attributes: Attributes) => {
    const list = lists.at(-1)
    const start = attributes['text:start-value']
    if (list) list.pending = counter.next(list.style, list.level, start === undefined ? null : Number(start))
  }
  const startParagraph = (name: string, attributes: Attributes) => {
    lines.endParagraph()
    inParagraph++
    const list = lists.at(-1)
    if (list?.pending) lines.text(list.pending)
    else if (!list && name === 'text:h' && attributes['text:is-list-header'] !== 'true')
      lines.text(counter.next('', Number(attributes['text:outline-level'] ?? 1), null))
    if (list) list.pending = null
  }
  const open = (name: string, attributes: Attributes) => {
    if (name === 'text:p' || name === 'text:h') startParagraph(name, attributes)
    else if (name === 'text:list') startList(attributes)
    else if (name === 'text:list-item') startItem(attributes)
    else if (name === 'text:s') lines.text(' '.repeat(Math.min(200, Number(attributes['text:c'] ?? 1) || 1)))
    else if (name === 'text:tab') lines.text(' ')
    else if (name === 'text:line-break') lines.text('\n')
    else if (name === 'table:table-row') lines.startRow()
    else if (name === 'table:table-cell') lines.startCell()
  }
  const close = (name: string) => {
    if (name === 'text:p' || name === 'text:h') {
      inParagraph--
      lines.endParagraph()
    } else if (name === 'text:list') lists.pop()
    else if (name === 'table:table-cell') lines.endCell()
    else if (name === 'table:table-row') lines.endRow()
  }
  walkXml(content, {
    open: (name, attributes) => {
      if (silent.has(name)) muted++
      if (muted === 0) open(name, attributes)
    },
    text: (text) => {
      if (muted === 0 && inParagraph > 0) lines.text(text.replace(/[\n\r]+/g, ' '))
    },
    close: (name) => {
      if (muted === 0) close(name)
      if (silent.has(name)) muted--
    },
  })
  return lines.result()
}

/** The text of an OpenDocument text, with the numbers of its lists and headings. */
export async function readOdt(bytes: Uint8Array): Promise<ReadResult> {
  const zip = await unzipped(bytes, (name) => ['content.xml', 'styles.xml', 'META-INF/manifest.xml'].includes(name))
  if (!zip.ok) return cannotRead(zip.code)
  const manifest = zip.files.get('META-INF/manifest.xml')
  if (manifest && new TextDecoder().decode(manifest).includes('encryption-data')) return cannotRead('encrypted')
  const content = zip.files.get('content.xml')
  if (!content) return cannotRead('damaged')
  const text = bodyText(content, zip.files.get('styles.xml'))
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'odt', text }
}
