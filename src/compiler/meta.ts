import type { Block } from './block.ts'
import { type Evidence, evidence, type Meta } from './evidence.ts'
import { type Field, fieldOverLines, fieldsOf } from './field.ts'
import { attachmentListOf, documentNumberIn, numberOfLine, orderNumberOfLine, printedNumber } from './frame.ts'
import { markOf } from './mark.ts'
import { issuedOf, publishedOf } from './meta-date.ts'
import { enclosedOf } from './meta-enclosed.ts'
import { issuersOf } from './meta-issuer.ts'
import { titleOf } from './meta-title.ts'
import { offsetIn } from './paragraph.ts'
import { printed } from './source.ts'
import { withoutTrailing } from './trailing.ts'

function numberOf(blocks: readonly Block[], opening: number, fields: readonly Field[]): Evidence | null {
  for (const field of fields) {
    const found = field.name === 'number' ? documentNumberIn(field.value) : null
    if (found) return evidence('doc_number', printedNumber(field.shown, found), field, 'meta/number-field')
  }
  for (const { role, paragraph } of blocks.slice(0, opening + 1)) {
    if (role === 'copy') continue
    const { text, shown } = paragraph
    const found = numberOfLine(text) ?? (role === 'title' ? documentNumberIn(text) : null)
    const isLine = numberOfLine(text) !== null
    const isBehind =
      found !== null && /^[)）]$/.test(text.slice(found.at + found.length)) && text.charAt(found.at - 1) === '('
    if (found && (isLine || found.at === 0 || isBehind))
      return evidence(
        'doc_number',
        printedNumber(shown, found),
        paragraph,
        isLine ? 'meta/number-line' : 'meta/number-title',
      )
    const order = role === 'number' ? orderNumberOfLine(text) : null
    if (order) return evidence('doc_number', order, paragraph, 'meta/number-line')
  }
  return null
}

const extension = /\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd|pptx?|txt|jpe?g|png)$/i

function attachmentsOf(blocks: readonly Block[]): readonly Evidence[] {
  const found: Evidence[] = []
  let title = false
  for (const { role, paragraph } of blocks) {
    if (role === 'title' && found.length > 0) title = true
    if (role !== 'attachment-list' || title) continue
    const inline = attachmentListOf(paragraph.text)
    const from = inline === null ? 0 : paragraph.text.length - inline.length
    const mark = markOf(paragraph.text.slice(from))
    const at = from + (mark?.length ?? 0)
    const raw = withoutTrailing(printed(paragraph.shown.slice(at)), '；;。，,、 ').replace(extension, '')
    const isRest = mark === null && inline === null && found.length > 0 && found.at(-1)?.value !== ''
    const before = isRest ? found.pop() : undefined
    if (raw !== '')
      found.push(
        evidence(
          'attachments',
          (before?.value ?? '') + raw,
          { start: before?.start ?? offsetIn(paragraph, at), end: paragraph.end },
          'meta/attachment-list',
        ),
      )
  }
  return found
}

function addresseeOf(blocks: readonly Block[]): Evidence | null {
  const block = blocks.find((candidate) => candidate.role === 'addressee')
  return block
    ? evidence('addressees', printed(block.paragraph.shown).replace(/[:：]$/, ''), block.paragraph, 'meta/addressee')
    : null
}

/** The fields before the opening, those with their value on the next line included. */
function frontFields(front: readonly Block[]): readonly Field[] {
  return front.flatMap((block, i) => {
    if (block.role !== 'field') return []
    const below = front[i + 1]
    const over = below ? fieldOverLines(block.paragraph, below.paragraph) : null
    return over ? [over] : fieldsOf(block.paragraph)
  })
}

/** Metadata of the outermost document with the evidence for each value. What the text does not say is null or empty. */
export function metaOf(
  blocks: readonly Block[],
  opening: number,
): { readonly meta: Meta; readonly evidence: readonly Evidence[] } {
  const fields = frontFields(blocks.slice(0, opening))
  const title = titleOf(blocks, opening, fields)
  const all = [
    title,
    ...issuersOf(blocks, opening, fields, title),
    numberOf(blocks, opening, fields),
    issuedOf(blocks, fields),
    publishedOf(blocks, opening, fields),
    addresseeOf(blocks),
    ...enclosedOf(blocks, opening, title),
    ...attachmentsOf(blocks),
  ].filter((item) => item !== null)
  const one = (field: keyof Meta) => all.find((item) => item.field === field)?.value ?? null
  const many = (field: keyof Meta) => all.filter((item) => item.field === field).map((item) => item.value)
  return {
    evidence: all,
    meta: {
      title: one('title'),
      issuers: many('issuers'),
      doc_number: one('doc_number'),
      date_issued: one('date_issued'),
      date_published: one('date_published'),
      addressees: one('addressees'),
      enclosed: many('enclosed'),
      attachments: many('attachments'),
    },
  }
}
