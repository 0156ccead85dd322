import { documentNumberIn } from './frame.ts'
import { indexed } from './lexicon.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'

/** What the block of metadata on a government page tells, by our own names. */
export type FieldName = 'title' | 'number' | 'issuer' | 'issued' | 'sent' | 'published' | 'other'

/** Labels as the sites print them, blanks apart. `sent` (发文日期) is used for the day of writing only where nothing better is there. */
const labels: Readonly<Record<FieldName, readonly string[]>> = {
  title: ['标题', '名称', '文件名称', '信息名称', '公文标题', '文件标题'],
  number: ['发文字号', '文号', '文件编号', '公文字号', '发文文号', '文件字号', '发文号'],
  issuer: ['发文机关', '发布机构', '发布机关', '发文单位', '制发机关', '制定机关', '发布单位', '发文机构', '公开主体'],
  issued: ['成文日期', '成文时间', '签发日期', '签署日期', '制发日期'],
  sent: ['发文日期', '发文时间', '印发日期'],
  published: [
    '发布日期',
    '发布时间',
    '发表时间',
    '公开日期',
    '公开时间',
    '公布日期',
    '上网时间',
    '上网日期',
    '添加时间',
    '发稿时间',
  ],
  other: [
    '索引号',
    '主题分类',
    '主题词',
    '组配分类',
    '信息分类',
    '体裁分类',
    '统一编号',
    '实施日期',
    '失效日期',
    '生效日期',
    '生效时间',
    '废止时间',
    '废止日期',
    '有效性',
    '时效性',
    '文件状态',
    '生成日期',
    '关键词',
    '关键字',
    '内容概述',
    '信息来源',
    '文章来源',
    '来源',
    '浏览次数',
    '浏览量',
    '点击数',
    '作者',
    '服务对象',
    '公文种类',
    '分类',
    '有效期',
    '效力状态',
    '责任编辑',
    '字号',
    '字体',
    '信息索引',
    '公开方式',
    '公开形式',
    '公开范围',
    '公开时限',
    '登记号',
  ],
}

const nameOf = new Map<string, FieldName>(
  (Object.entries(labels) as [FieldName, readonly string[]][]).flatMap(([name, all]) =>
    all.map((label) => [label, name] as const),
  ),
)

/** Blanks that sites put between the characters of a label to set it as wide as the others. */
const mostBlanks = 12
const byFirst = indexed(nameOf.keys())

const blanksAt = (text: string, at: number, most: number) => {
  let n = 0
  while (n < most && text.charAt(at + n) === ' ') n++
  return n
}

/** Just behind a label that stands at a position, its characters perhaps set apart; -1 where it does not. */
function endOfLabel(text: string, from: number, label: string): number {
  let at = from
  for (let i = 0; i < label.length; i++) {
    if (i > 0) at += blanksAt(text, at, mostBlanks)
    if (text.charAt(at) !== label.charAt(i)) return -1
    at++
  }
  return at
}

const bullet = /^[•·●▪■◆*] */

/** Most paragraphs are told from a field by their first character. */
const mayBeField = (text: string) => byFirst.has(text.charAt(bullet.exec(text)?.[0].length ?? 0))

export interface Field {
  readonly name: FieldName
  /** Folded, trimmed; may be empty. */
  readonly value: string
  readonly shown: string
  readonly start: number
  readonly end: number
}

const compact = (text: string) => text.replace(/ /g, '')

interface Found {
  readonly name: FieldName
  readonly from: number
  readonly valueFrom: number
}

/** The longest label at a position that `closes` finds closed; `closes` gives where the value begins, or -1. */
function labelAt(text: string, from: number, closes: (end: number) => number): Found | null {
  for (const label of byFirst.get(text.charAt(from)) ?? []) {
    const end = endOfLabel(text, from, label)
    const valueFrom = end < 0 ? -1 : closes(end)
    if (valueFrom >= 0) return { name: nameOf.get(label) ?? 'other', from, valueFrom }
  }
  return null
}

/** Every label that `opens` lets begin and `closes` finds closed, in order. */
function labelsClosed(text: string, opens: (at: number) => boolean, closes: (end: number) => number): readonly Found[] {
  const found: Found[] = []
  for (let at = 0; at < text.length; at++) {
    const label = opens(at) ? labelAt(text, at, closes) : null
    if (!label) continue
    found.push(label)
    at = label.valueFrom - 1
  }
  return found
}

function labelsIn(text: string): readonly Found[] {
  const colonBehind = (end: number) => {
    const at = end + blanksAt(text, end, 4)
    return text.charAt(at) === ':' ? at + 1 : -1
  }
  const all = text.includes(':') ? labelsClosed(text, () => true, colonBehind) : []
  const found = all.filter(({ from }) => from === 0 || !/[一-龥《“"]/.test(text.charAt(from - 1)))
  return found.length > 0 ? found : bareLabelsIn(text)
}

/**
 * Labels without a colon, counted only where a line holds two of them or starts with one that no sentence starts with:
 * 「索引号 1137…/2023-05260 成文日期 2023-03-10」.
 */
function bareLabelsIn(text: string): readonly Found[] {
  if (text.length > 300 || /[。；;]/.test(text)) return []
  const found = labelsClosed(
    text,
    (at) => at === 0 || /\s/.test(text.charAt(at - 1)),
    (end) => (end === text.length || text.charAt(end) === ' ' ? end : -1),
  )
  const isSure =
    found.length >= 2 ||
    (found.length === 1 &&
      /^(?:索引号|发文字号|成文日期|发布日期|发布机构|发文机关)/.test(compact(text)) &&
      text.includes(' '))
  return isSure ? found : []
}

function fieldAt(paragraph: Paragraph, name: FieldName, from: number, to: number): Field {
  const raw = paragraph.text.slice(from, to)
  const start = from + (raw.length - raw.trimStart().length)
  const value = raw.trim()
  return {
    name,
    value,
    shown: paragraph.shown.slice(start, start + value.length),
    start: offsetIn(paragraph, start),
    end: endOffsetIn(paragraph, start + value.length),
  }
}

/** Cells 「文号 | 江政办〔2020〕2号」: a label without a colon, its value in the next cell. */
function cellFields(paragraph: Paragraph): readonly Field[] {
  const fields: Field[] = []
  paragraph.cells.forEach((cell, i) => {
    const name = nameOf.get(compact(cell.text).replace(/:$/, ''))
    const value = paragraph.cells.slice(i + 1).find((next) => next.text !== '')
    if (!name || !value || nameOf.has(compact(value.text).replace(/:$/, ''))) return
    const at = value.start - paragraph.start
    fields.push({
      name,
      value: value.text,
      shown: paragraph.shown.slice(at, at + value.text.length),
      start: value.start,
      end: value.end,
    })
  })
  return fields
}

/** 「某政办〔2021〕8号　　发布时间：2021年7月2日」: a document number, then fields. */
function fieldsBehindNumber(paragraph: Paragraph): readonly Field[] {
  const number = documentNumberIn(paragraph.text.slice(0, 60))
  if (number?.at !== 0) return []
  const found = labelsIn(paragraph.text)
  const first = found[0]
  if (!first || paragraph.text.slice(number.length, first.from).trim() !== '') return []
  const last = (i: number) => found[i + 1]?.from ?? paragraph.text.length
  return [
    fieldAt(paragraph, 'number', 0, number.length),
    ...found.map((hit, i) => fieldAt(paragraph, hit.name, hit.valueFrom, last(i))),
  ]
}

/** The metadata fields that a paragraph consists of; empty for running text. */
export function fieldsOf(paragraph: Paragraph): readonly Field[] {
  if (paragraph.text.length > 600) return []
  const inCells = cellFields(paragraph)
  if (inCells.length > 0) return inCells
  const behind = fieldsBehindNumber(paragraph)
  if (behind.length > 0) return behind
  if (!mayBeField(paragraph.text) || !/[: ]/.test(paragraph.text)) return []
  const found = labelsIn(paragraph.text)
  const first = found[0]
  if (!first || first.from > (bullet.exec(paragraph.text)?.[0].length ?? 0)) return []
  return found.map((hit, i) => fieldAt(paragraph, hit.name, hit.valueFrom, found[i + 1]?.from ?? paragraph.text.length))
}

/** A label whose value stands on the next line: 「发文字号:」 and below it the number. */
export function fieldOverLines(label: Paragraph, value: Paragraph): Field | null {
  const fields = fieldsOf(label)
  const only = fields[0]
  if (fields.length !== 1 || !only || only.value !== '' || fieldsOf(value).length > 0 || value.text.length > 120)
    return null
  return fieldAt(value, only.name, 0, value.text.length)
}
