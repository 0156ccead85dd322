import { deflateSync } from 'node:zlib'

/** A line of a page: where it starts, in points from the lower left corner, and what it says. */
export interface PageLine {
  readonly x: number
  readonly y: number
  readonly text: string
}

const hex = (text: string) => [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')

/**
 * A PDF of scanned pages: each is one picture in grey with dark lines where a scanner saw text, and perhaps the words that the
 * scanning program printed below it in Latin letters.
 */
export function scannedPdf(pages: number, mark = ''): Uint8Array {
  const [width, height] = [120, 170]
  const pixels = Buffer.alloc(width * height, 0xf4)
  for (let y = 12; y < height - 12; y += 8) pixels.fill(0x20, y * width + 14, y * width + width - 14)
  const picture = deflateSync(pixels).toString('latin1')
  const content = `q 500 0 0 700 40 100 cm /Im1 Do Q${mark === '' ? '' : ` BT /F1 9 Tf 1 0 0 1 400 30 Tm (${mark}) Tj ET`}`
  const [image, font] = [3 + pages * 2, 4 + pages * 2]
  const each = Array.from({ length: pages }, (_page, i) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im1 ${image} 0 R>>/Font<</F1 ${font} 0 R>>>>/Contents ${4 + i * 2} 0 R>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
  ])
  return fileOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${each.map((_page, i) => `${3 + i * 2} 0 R`).join(' ')}]>>`,
    ...each.flat(),
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length ${picture.length}>>stream\n${picture}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ])
}

/** A PDF whose Chinese text is set in a font that is not embedded, as many offices' printers make it (predefined CMap UniGB-UCS2-H). */
export function pdf(pages: readonly (readonly PageLine[])[], encrypt = ''): Uint8Array {
  const font = 3 + pages.length * 2
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_page, i) => `${3 + i * 2} 0 R`).join(' ')}]>>`,
    ...pages.flatMap((lines, i) => {
      const content = lines.map(({ x, y, text }) => `BT /F1 16 Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET`).join('\n')
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>/Contents ${4 + i * 2} 0 R>>`,
        `<</Length ${content.length}>>stream\n${content}\nendstream`,
      ]
    }),
    `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[${font + 1} 0 R]>>`,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor ${font + 2} 0 R>>`,
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  return fileOf(objects, encrypt)
}

/** The objects of a file, the first its catalogue, with their table. */
function fileOf(objects: readonly string[], encrypt = ''): Uint8Array {
  let body = '%PDF-1.5\n'
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${encrypt}>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}
