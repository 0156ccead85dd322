import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { scannedFrom } from '../../../test/support/qr.ts'
import { QrCode } from './qr.tsx'

const drawn = (text: string) => renderToStaticMarkup(<QrCode text={text} label="二维码" />)

describe('a QR code', () => {
  test.each(['a', '— 公开日志\n12\n', 'x'.repeat(997)])(
    'of %j is read back byte for byte by another library',
    (text) => {
      expect(scannedFrom(drawn(text))).toBe(text)
    },
  )

  test('has four light modules on every side', () => {
    const html = drawn('luoshi')
    const size = Number(/viewBox="0 0 (\d+)/.exec(html)?.[1])
    const runs = [...html.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.slice(1).map(Number))

    expect(Math.min(...runs.flatMap(([x = 0, y = 0]) => [x, y]))).toBe(4)
    expect(Math.max(...runs.flatMap(([x = 0, y = 0, width = 0]) => [x + width, y + 1]))).toBe(size - 4)
  })
})
