import type { ReactNode } from 'react'
import { encode } from 'uqr'

interface QrCodeProps {
  /** What a scanner gets, byte for byte as UTF-8. Throws RangeError above 2,331 bytes (ISO/IEC 18004, version 40, M). */
  readonly text: string
  /** For who cannot scan it. */
  readonly label: string
}

/** Light modules around the code that scanners need (ISO/IEC 18004 §5.3.8). */
const quietZone = 4

/** The dark modules of one row as steps of an SVG path: one rectangle for each run. */
function rowPath(row: readonly boolean[], y: number): string {
  const starts = row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [x] : []))
  return starts
    .map((x) => {
      const end = row.indexOf(false, x)
      const width = (end === -1 ? row.length : end) - x
      return `M${x} ${y}h${width}v1h-${width}z`
    })
    .join('')
}

/** A QR code as a drawing: black on white in every theme and on paper, without a script. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const { data, size } = encode([...Buffer.from(text)], { ecc: 'M', border: quietZone })
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="white" />
      <path d={data.map(rowPath).join('')} fill="black" />
    </svg>
  )
}
