import type { ReactNode } from 'react'

/** Characters that stay on one line: at 320 px in large type a heading has room for as many. */
const most = 6

/** A heading, where a short phrase does not break: 「问题反馈、整改、核查、销号」 breaks after a comma and not inside 整改. */
export function Phrases({ text }: { readonly text: string }): ReactNode {
  const pieces = text.split(/(?<=[、，；：])/)
  if (pieces.length === 1) return text
  return pieces.map((piece, at) =>
    piece.length > most ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a heading are a fixed sequence
      <span key={at} className="nowrap">
        {piece}
      </span>
    ),
  )
}
