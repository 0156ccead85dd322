import { notOrgans, organEndings, shortEndings } from './lexicon.ts'
import { depthsOf } from './nesting.ts'

/** A unit named in a text: folded name and where it stands. */
export interface NamedUnit {
  readonly name: string
  readonly at: number
  readonly length: number
}

const longEnding = new RegExp(
  `(?:${organEndings
    .map((ending) => ending.replace(/[()]/g, '\\$&'))
    .sort((a, b) => b.length - a.length)
    .join('|')})$`,
)
const bareLevel = /^(?:省|自治区|直辖市|市|县|区|州|盟|旗|乡|镇|街道|地|自治州|自治县)+$/

const withoutBrackets = (name: string) => name.replace(/\([^()]*\)/g, '')

/** Whether a name ends as the names of organs, bodies and posts end. */
export function endsAsUnit(name: string): boolean {
  const plain = withoutBrackets(name).trim()
  if (plain === '' || notOrgans.has(plain.slice(-2)) || /[。;；!?]/.test(plain)) return false
  if (/^(?:[省市县区州旗盟镇乡]|党)[委府]$/.test(plain)) return true
  if (longEnding.test(plain) || bareLevel.test(plain.replace(/^(?:全.|本.)?(?:各|有关|相关|所有)/, ''))) return true
  return plain.length >= 3 && shortEndings.includes(plain.slice(-1))
}

/** A group that one 各 or 有关 holds together: 各市、县、区政府; 有关省、市、自治区. */
const groupHead = /^(?:全.|本.)?(?:各|有关|相关|所有)(?:有关|相关)?(?:省|自治区|直辖市|市|县|区|州|盟|旗|乡|镇|街道)+$/
const groupTail =
  /^(?:省|自治区|直辖市|市|县|区|州|盟|旗|乡|镇|街道|自治州|自治县)+(?:人民政府|政府|党委|党委政府|委)?$/

const joint = /^(?:以及|及(?!其|时|早)|和|与|或者?)/

interface Piece {
  readonly from: number
  readonly to: number
}

/** Where a conjunction parts two units rather than two words of one name: 教育部和民政部, but 工业和信息化部. */
function isParting(text: string, from: number, at: number, length: number): boolean {
  const left = text.slice(from, at)
  const right = text.slice(at + length)
  if (/^(?:单位|企业|地方|机构)(?:$|[、,，;；]|配合|负责|按|等)/.test(right)) return false
  if (left.endsWith('等') || /^(?:各|有关|相关|其他)/.test(right)) return true
  return endsAsUnit(left) && left.length >= 2 && !/^[一-龥]{1,2}(?:$|[、,])/.test(right)
}

function piecesOf(text: string): readonly Piece[] {
  const depths = depthsOf(text)
  const pieces: Piece[] = []
  let from = 0
  for (let i = 0; i < text.length; i++) {
    if (depths[i] !== 0) continue
    const char = text.charAt(i)
    const conjunction = joint.exec(text.slice(i, i + 3))?.[0]
    const length = '、,，;；/ '.includes(char)
      ? 1
      : conjunction && isParting(text, from, i, conjunction.length)
        ? conjunction.length
        : 0
    if (length === 0) continue
    pieces.push({ from, to: i })
    from = i + length
    i += length - 1
  }
  pieces.push({ from, to: text.length })
  return pieces
}

/** Words around a unit's name in a list of responsible units: 「由…按职责分工负责」「…等有关部门」. */
const lead = /^(?:(?:分别|并|再|均|可|应)?由|请|及|和|与|其中|以及|以(?=[^、,，]{2,30}为主)|[★☆*※▲△●◆#] ?)+/
const trail =
  /(?:予以|给予|积极|密切|为(?:牵头|责任|主办|配合|协办|参与)(?:单位|部门)|等(?:有关|相关)?(?:职能)?(?:部门|单位|地区|各有关部门|各相关部门|机构|方面)?|分别|共同|联合|具体|牵头|负责|配合|落实|主办|协办|承办|组织实施|实施|会同|为主|参与|参加|协助|抓好落实)$/
/** Where 「按职责分工…」 begins: all that follows says how, not who. */
const manner = /(?:根据|按照|按|依)(?:各自|部门|有关|相关)?(?:的)?(?:职责|职能|权限|分工)/
/** Where 等 closes a list: at its end, before a conjunction, or before the collective it stands for (等省直有关部门). */
const openEnd = /等(?=[和及与]|$|(?:国家|中央|[省市县区州])?[直级属]?(?:有关|相关)(?:部门|单位|地方|方面))/

const before = (text: string, pattern: RegExp) => {
  const at = text.search(pattern)
  return at < 0 ? text : text.slice(0, at)
}

/** A name without the words after it, one after another. */
function withoutTrail(text: string): string {
  let name = before(text, manner)
  while (true) {
    const found = trail.exec(name.slice(-12))
    if (!found) return name
    name = name.slice(0, name.length - found[0].length)
  }
}

/** 「丙县党委、政府」「开发区党工委、管委会」: the party committee and the authority of one place, named once. */
const committeeEnd = /(?:党委|党工委|党组)$/
const authority = /^(?:(?:人民)?政府|管委会|办事处|行政)$/

function groupedPieces(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const grouped: Piece[] = []
  for (const piece of pieces) {
    const last = grouped.at(-1)
    const head = last ? withoutBrackets(text.slice(last.from, last.to)).replace(/[、,，]/g, '') : ''
    const isLevels =
      last &&
      /^(?:省|市|县|区|乡|镇|村)$/.test(head) &&
      /^(?:省|市|县|区|乡|镇|村)?[^、]{0,2}[两三四]级/.test(text.slice(piece.from, piece.to))
    const isCommitteeAndAuthority =
      last !== undefined &&
      text.slice(last.to, piece.from) === '、' &&
      committeeEnd.test(head) &&
      authority.test(withoutTrail(text.slice(piece.from, piece.to).trim()))
    if (last && (isLevels || isCommitteeAndAuthority)) grouped[grouped.length - 1] = { from: last.from, to: piece.to }
    else if (
      last &&
      groupHead.test(head) &&
      groupTail.test(withoutTrail(withoutBrackets(text.slice(piece.from, piece.to))))
    )
      grouped[grouped.length - 1] = { from: last.from, to: piece.to }
    else grouped.push(piece)
  }
  return grouped
}

/**
 * The units of a list as printed: parted at 、，； and where a conjunction parts two units; fixed groups stay whole; 等, 负责 and
 * 按职责分工 are dropped.
 */
export function unitsIn(text: string): readonly NamedUnit[] {
  return groupedPieces(text, piecesOf(text)).flatMap((piece) => {
    const raw = text.slice(piece.from, piece.to)
    const opened = raw.replace(lead, '')
    const at = piece.from + raw.length - opened.length
    const cut = before(opened, openEnd)
    const closing = /(?<!为)(?:有关|相关|责任|牵头|配合|成员|主管|各)单位$/.test(cut) ? cut : withoutTrail(cut)
    const inner = closing.trimStart()
    const name = inner.trimEnd()
    return name.length === 0 ? [] : [{ name, at: at + closing.length - inner.length, length: name.length }]
  })
}
