/** Reads a QR code as a telephone does, with another library than the one that drew it. */
import jsqr from 'jsqr'

/** Pixels for a module: what a camera sees of one. */
const scale = 4

/** The text of the first QR code in a page; throws where there is none that can be read. */
export function scannedFrom(html: string): string {
  const svg = /<svg class="qr" viewBox="0 0 (\d+) \1"[\s\S]*?<path d="([^"]+)"/.exec(html)
  const [modules, path] = [Number(svg?.[1]), svg?.[2] ?? '']
  const side = modules * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const start = (row * side + Number(x) * scale) * 4
      for (let at = start; at < start + Number(width) * scale * 4; at += 4) pixels.fill(0, at, at + 3)
    }
  }
  const read = jsqr.default(pixels, side, side)
  if (read === null) throw new TypeError('there is no code that can be read')
  return Buffer.from(read.binaryData).toString()
}
