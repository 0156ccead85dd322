import type { Block } from './block.ts'
import { type Evidence, evidence, letters } from './evidence.ts'
import { outerPairs } from './nesting.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { fold, printed } from './source.ts'

/** 「现将《报告》中涉及…的任务分解下达」: what is issued is something out of the document, not the document. */
const namesOnlyAPart = /^(?:\([^()]{1,40}\))?(?:中|里|内|所|的|涉及|确定|提出|明确|规定|有关|相关|\d)/

/** 「《…》已经…通过,现予公布」「《…》已经…同意。现印发给你们」; not a report that was only adopted. */
function isThenIssued(rest: string): boolean {
  const [first = '', second = ''] = rest.split('。', 2)
  return (
    /印发|下发|转发|发布|公布|颁布|发给|施行|执行/.test(first) ||
    /^ ?现(?:予以?|将其)?(?:印发|下发|发布|公布|颁布|发给)/.test(second)
  )
}

/** Titles in 《》 that a sentence of the notice issues: 「现将《…》印发给你们」「《…》已经…同意,现印发」. */
function enclosedIn(paragraph: Paragraph): readonly Evidence[] {
  const { text } = paragraph
  const issue =
    /(?:现|一并|予以|特此|并|将).{0,12}(?:印发|下发|转发|批转|发布|公布|颁布|发给|施行|执行)|(?:印发|下发|转发|批转|发给).{0,6}(?:你们|各|执行|施行)/.exec(
      text,
    )
  if (!issue) return []
  const found: Evidence[] = []
  for (const [from, to] of outerPairs(text)) {
    if (text.charAt(from) !== '《') continue
    const before = text.slice(Math.max(0, from - 12), from)
    const after = text.slice(to + 1, to + 60)
    const isIssued =
      /(?:现将|将|印发|转发|批转|发布|公布|颁布|下发|》|、|和)(?:重新修订的|修订后的|新修订的|.{0,10}制定的|.{0,10}拟定的)?$/.test(
        before,
      ) && !/(?:根据|按照|依据|落实|贯彻|废止)$/.test(before)
    const isApproved =
      (from === 0 || /[。\n]$/.test(before) || /^[一-龥、]{2,24}$/.test(text.slice(0, from))) &&
      /^(?:\([^()]{2,60}\))?(?:[、和及]?《[^《》]{2,60}》)*(?:\([^()]{2,40}\))? ?(?:已|业|经)/.test(after) &&
      isThenIssued(text.slice(to + 1))
    const continues =
      found.length > 0 && /^[、和及]?$/.test(text.slice((found.at(-1)?.end ?? 0) - paragraph.start, from))
    if (!isIssued && !isApproved && !continues) continue
    if (/^.{0,20}(?:精神|要求|规定|通知要求)/.test(after) && !/印发|下发|转发|公布/.test(after)) continue
    if (namesOnlyAPart.test(after)) continue
    found.push(
      evidence(
        'enclosed',
        printed(paragraph.shown.slice(from + 1, to)),
        { start: offsetIn(paragraph, from), end: endOffsetIn(paragraph, to + 1) },
        'meta/enclosed-sentence',
      ),
    )
  }
  return found
}

/** 「关于印发X的通知」「转发《X》的通知」: the instrument named in the title. */
function enclosedInTitle(title: Evidence | null): readonly Evidence[] {
  const folded = fold(title?.value ?? '')
  const found = /(?:印发|下发|转发|批转|发布|公布|颁布)(.{4,}?)的(?:通知|函|公告|通告|令|决定)$/.exec(folded)
  if (!title || !found?.[1]) return []
  const from = found.index + found[0].indexOf(found[1])
  const named = title.value.slice(from, from + found[1].length)
  const quoted = [...named.matchAll(/《([^《》]+(?:〈[^〉]*〉[^《》]*)?)》/g)].map((match) => match[1] ?? '')
  return (quoted.length > 0 ? quoted : [named]).map((name) => evidence('enclosed', name, title, 'meta/enclosed-title'))
}

/** Instruments issued with the notice: those its text issues, else the one its title names. */
export function enclosedOf(blocks: readonly Block[], opening: number, title: Evidence | null): readonly Evidence[] {
  const notice: Paragraph[] = []
  for (const block of blocks.slice(opening)) {
    if (block.role === 'title' || block.role === 'attachment-head' || block.role === 'date') break
    if (block.role === 'body') notice.push(block.paragraph)
    if (notice.length >= 6) break
  }
  const found = notice.flatMap(enclosedIn)
  const unique = found.filter(
    (item, i) => found.findIndex((other) => letters(other.value) === letters(item.value)) === i,
  )
  return unique.length > 0 ? unique : enclosedInTitle(title)
}
