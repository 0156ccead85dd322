import type { Block } from './block.ts'
import { type Evidence, evidence, letters } from './evidence.ts'
import type { Field } from './field.ts'
import { documentNumberIn, endsAsNotice, endsAsTitle } from './frame.ts'
import { outerPairs } from './nesting.ts'
import { fold, printed } from './source.ts'

/** The site's name behind a page title: 「… - XX市人民政府门户网站」; looked for near the end only. */
const siteSuffix = /\s*[-_|—–]{1,3}\s*[^-_|—–]{2,30}(?:网|网站|门户|平台|政府|频道|专栏)\s*$/
const suffixLength = 60

function cleanTitle(shown: string): string {
  const whole = printed(shown)
  const cut = Math.max(0, whole.length - suffixLength)
  const plain = (whole.slice(0, cut) + whole.slice(cut).replace(siteSuffix, '')).trim()
  const number = documentNumberIn(fold(plain.slice(0, 40)))
  const named = number?.at === 0 ? plain.slice(number.length).trim() : plain
  return unquoted(named.replace(trailingNumber, ''))
}

/** 「…重点工作任务（某政发〔2021〕2号）」: some pages print the document number behind the title. */
const trailingNumber = /\s*[(（][^()（）]{1,14}[〔[【]\d{4}[〕\]】]第?\d{1,4}号[)）]$/

/** 《…》 around a whole title belongs to the page, not to the title. */
function unquoted(title: string): string {
  const pairs = outerPairs(title)
  const isWhole = pairs.length === 1 && pairs[0]?.[0] === 0 && pairs[0]?.[1] === title.length - 1
  return isWhole && title.startsWith('《') ? title.slice(1, -1) : title
}

/** A longer text is no title, whatever stands before it. */
const longest = 300

/** Groups of title lines before the opening, each group one printing of the title. */
function titleGroups(blocks: readonly Block[], opening: number): readonly (readonly Block[])[] {
  const groups: Block[][] = []
  let open: Block[] = []
  let isAbout = false
  const close = () => {
    if (open.length > 0) groups.push(open)
    open = []
    isAbout = false
  }
  for (const block of blocks.slice(0, opening)) {
    const { text } = block.paragraph
    const before = open.at(-1)?.paragraph.text ?? ''
    const isComplete = isAbout ? text.includes('关于') || endsAsNotice(before) : endsAsTitle(before)
    if (block.role !== 'title' || (isComplete && !text.startsWith('('))) close()
    if (block.role !== 'title') continue
    open.push(block)
    isAbout ||= text.includes('关于')
  }
  close()
  return groups
}

/** The title of the outermost document: of several printings the first; a metadata field where it says the same. */
export function titleOf(blocks: readonly Block[], opening: number, fields: readonly Field[]): Evidence | null {
  const groups = titleGroups(blocks, opening).map((group) => {
    const lines = group.map((block) => block.paragraph)
    return {
      text: cleanTitle(lines.map((line) => line.shown).join('')),
      start: lines[0]?.start ?? 0,
      end: lines.at(-1)?.end ?? 0,
    }
  })
  const whole = groups.filter((group) => group.text.length >= 4 && group.text.length <= longest)
  const nearest = whole.at(-1)
  const key = letters(nearest?.text ?? '')
  const first = nearest ? (whole.find((group) => letters(group.text) === key) ?? nearest) : null
  const field = fields.find(
    (found) => found.name === 'title' && found.value.length >= 4 && found.value.length <= longest,
  )
  const named = field ? cleanTitle(field.shown) : null
  if (field && named && (!first || letters(named).includes(key) || key.includes(letters(named))))
    return evidence('title', named, field, 'meta/title-field')
  return first ? evidence('title', first.text, first, 'meta/title-lines') : null
}
