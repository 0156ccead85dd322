import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, OPS, PasswordException, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { linesOfPage, type PlacedLine } from './pdf-lines.ts'
import { paragraphsOfPages } from './pdf-paragraphs.ts'
import type { PlacedText } from './pdf-run.ts'
import { cannotRead, type ReadResult } from './unreadable.ts'

/** Longer files are no plans; reading them would hold the terminal for minutes. */
const mostPages = 1000

/** Fewer characters than this on all pages together: pictures of text, or nothing. */
const fewestCharacters = 8
/** Fewer characters a page than this, beside pictures: the mark that a scanning program prints on each page. */
const fewestOnPage = 40

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

type Item = Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items'][number]

const isText = (item: Item): item is Extract<Item, TextItem> => 'str' in item

function placed(item: TextItem): PlacedText | null {
  const [, skew = 0, , scale = 0, x = 0, y = 0] = item.transform
  const size = item.height || Math.abs(scale)
  return Math.abs(skew) > Math.abs(scale) * 0.2 ? null : { text: item.str, x, y, width: item.width, size }
}

const pictures = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])

/** What a file's pages hold: their lines, and whether the first page with few words is a picture. */
interface Pages {
  readonly lines: readonly (readonly PlacedLine[])[]
  readonly isScan: boolean
}

const charactersOn = (page: readonly PlacedLine[]) =>
  page.reduce((sum, line) => sum + line.text.replace(/\s/g, '').length, 0)

async function showsPicture(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList()
  return fnArray.some((operator) => pictures.has(operator))
}

async function pagesOf(bytes: Uint8Array): Promise<Pages> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${join(home, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await task.promise
    const pages: (readonly PlacedLine[])[] = []
    for (let n = 1; n <= Math.min(document.numPages, mostPages); n++) {
      const page = await document.getPage(n)
      const content = await page.getTextContent({ includeMarkedContent: false })
      pages.push(
        linesOfPage(
          content.items.filter(isText).flatMap((item) => placed(item) ?? []),
          n,
        ),
      )
      page.cleanup()
    }
    const sparse = pages.every((page) => charactersOn(page) < fewestOnPage)
    return { lines: pages, isScan: sparse && (await showsPicture(await document.getPage(1))) }
  } finally {
    await task.destroy()
  }
}

/** The text layer of a PDF: lines joined to paragraphs, page numbers dropped. Runs no script of the file and fetches nothing. */
export async function readPdf(bytes: Uint8Array): Promise<ReadResult> {
  try {
    const pages = await pagesOf(bytes)
    const text = paragraphsOfPages(pages.lines).join('\n')
    if (pages.isScan || text.replace(/\s/g, '').length < fewestCharacters) return cannotRead('scanned')
    return { ok: true, format: 'pdf', text }
  } catch (error) {
    return cannotRead(error instanceof PasswordException ? 'encrypted' : 'damaged')
  }
}
