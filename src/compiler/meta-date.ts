import type { Block } from './block.ts'
import { dayIn, dayOfLine, type IsoDate } from './date.ts'
import { type Evidence, evidence } from './evidence.ts'
import type { Field } from './field.ts'
import { signedLine } from './signature.ts'

/** 成文日期: the date beside the first signature, else the field of that name, else a date that stands alone, else a date under the title. Never the day of publication. */
export function issuedOf(blocks: readonly Block[], fields: readonly Field[]): Evidence | null {
  const at = blocks.findIndex((block) => block.role === 'date')
  const signature = blocks[at]
  const isSigned =
    signature !== undefined && (blocks[at - 1]?.role === 'signature' || signedLine(signature.paragraph.text) !== null)
  const written = fields.find((field) => field.name === 'issued' && dayIn(field.value) !== null)
  if (written && !isSigned)
    return evidence('date_issued', dayIn(written.value)?.day ?? '', written, 'meta/issued-field')
  if (signature)
    return evidence(
      'date_issued',
      dayIn(signature.paragraph.text)?.day ?? '',
      signature.paragraph,
      'meta/issued-signature',
    )
  const note = blocks.find((block) => block.role === 'title-note' && noteDay(block.paragraph.text) !== null)
  return note
    ? evidence('date_issued', noteDay(note.paragraph.text) ?? '', note.paragraph, 'meta/issued-title-note')
    : null
}

/** The day under a title: alone, or before the words that say who adopted the text: 「(2024年1月18日某会议批准)」. */
function noteDay(text: string): IsoDate | null {
  const alone = dayOfLine(text)
  if (alone !== null) return alone
  const found = /^\(/.test(text) && /(?:通过|批准|印发|发布|公布|审议)[^)]{0,60}\)$/.test(text) ? dayIn(text) : null
  return found !== null && found.at <= 1 ? found.day : null
}

/** A day without its last character (2018年03月27) is what some sites print. */
function publishedDay(value: string): IsoDate | null {
  return dayIn(value)?.day ?? dayIn(`${value}日`)?.day ?? null
}

/** 发布日期: what the page says of itself. */
export function publishedOf(blocks: readonly Block[], opening: number, fields: readonly Field[]): Evidence | null {
  const field = fields.find((found) => found.name === 'published' && publishedDay(found.value) !== null)
  if (field) return evidence('date_published', publishedDay(field.value) ?? '', field, 'meta/published-field')
  for (const { paragraph } of blocks.slice(0, opening)) {
    const beside =
      /^(?:时间|日期)? ?:? ?(?=\d{4}[-年/.])/.test(paragraph.text) &&
      /(?:来源|浏览|点击|字号|字体|作者)/.test(paragraph.text)
    const found = beside || /^(?:时间|日期) ?:/.test(paragraph.text) ? dayIn(paragraph.text) : null
    if (found) return evidence('date_published', found.day, paragraph, 'meta/published-beside-source')
  }
  return null
}
