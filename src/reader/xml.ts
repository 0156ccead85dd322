import { Parser } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

/** What a walk through an XML file calls; names keep their prefixes (w:p, text:h). */
export interface XmlHandler {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** Walks through XML without building a tree, so that depth costs no stack. Resolves no external entities and fetches nothing. */
export function walkXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open?.(name, attributes),
      ontext: (text) => handler.text?.(text),
      onclosetag: (name) => handler.close?.(name),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(new TextDecoder(xmlEncoding(bytes)).decode(bytes))
}

function xmlEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}
