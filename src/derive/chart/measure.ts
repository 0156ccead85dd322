/** Width of one character in ems, near enough to lay out by: Chinese is square, Latin about half. */
function widthOf(char: string): number {
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x2e80) return 1
  if (/[mwMW@%]/.test(char)) return 0.86
  if (/[A-Z—“”]/.test(char)) return 0.68
  if (/[il.,;:'|!() ]/.test(char)) return 0.31
  return 0.56
}

/** Width of a text in pixels at this size. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const char of text) ems += widthOf(char)
  return ems * size
}

/** Marks that must not begin a line. */
const closing = new Set([...'，。、；：！？）》」』”’%'])

/** Words where there are words, single characters where there are none. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (const piece of text.match(/[A-Za-z0-9’'"(][A-Za-z0-9’'".,;:)/-]*\s*|\s+|./gsu) ?? []) {
    const last = pieces.at(-1)
    if (last !== undefined && closing.has(piece)) pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}

/** The text in lines no wider than `width` pixels, broken as its language breaks. A single long word stays whole. */
export function wrapped(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}
