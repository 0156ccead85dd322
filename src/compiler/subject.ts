import type { Assigned, AssignRule } from './duty-mark.ts'
import {
  adverbs,
  indexed,
  openingVerbs,
  operativeVerbs,
  organEndings,
  shortEndings,
  startOf,
  verbsInNames,
} from './lexicon.ts'
import { depthsOf, partedOutside } from './nesting.ts'
import { startsCharge, startsDeed, startsPredicate, timeLength } from './predicate.ts'
import { endsAsUnit, unitsIn } from './unit.ts'

/** How long a subject may be: 「报告病例和无症状感染者的医疗卫生机构所在县（区）级联防联控机制」 is 33 characters. */
const longest = 48

const openers =
  /^(?:同时|另外|此外|其中|并且|对此|下一步|今后|请|各项工作中|原则上|一是|二是|三是|四是|五是|六是|首先|其次|再次|最后|并|而且|但|如|由|要求)[,，:]?/

/** Beginnings of a clause that says when, where or about what, not who. */
const adverbial =
  /^(?:作为|与|同(?!级)|给|让|使(?!用单位|领馆)|被|随着|关于|在(?!线|编|职)|对(?!口|外)|对于|经(?!济|办|营|信)|为(?!民)|以(?!工)|按|按照|根据|依据|通过|围绕|结合|针对|从|将|把|凡|如|若|当(?!地)|除|自(?!然|治|贸)|到|于|因|鼓励|支持|引导|推动|涉及|需要|每)/
const conditional = /(?:的|后|时|前|中|下|期间|之日|以来|情况下|基础上|过程中)$/

const alternatives = (list: readonly string[]) =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[()]/g, '\\$&'))
    .join('|')

const ending = new RegExp(`(?=(${alternatives(organEndings)}|[${shortEndings}]))`, 'g')

const organEnd = /部门|部|局|委员会|委|厅|办|院|中心|处|机构|单位|公司|组|站|所|会|队|署|社|室/y
const noRest = /^.{2,4}(?:各|有关|相关|所属|下级|本级|全)/
/** Characters in which the rest of a name must end. */
const longestRest = 16

/** Whether a text begins with the rest of a name, with a predicate or a further name behind it: 组织部要, 发展改革委、. */
function isRestOfName(rest: string): boolean {
  if (noRest.test(rest)) return false
  const limit = Math.min(rest.length, longestRest)
  for (let at = 0; at <= limit; at++) {
    organEnd.lastIndex = at
    const found = at >= 2 ? organEnd.exec(rest) : null
    const tail = found ? rest.slice(at + found[0].length) : ''
    if (found && (/^(?:[、,，和及(]|等)/.test(tail) || startsPredicate(tail))) return true
    if ('、,，'.includes(rest.charAt(at) || '、')) return false
  }
  return false
}

const nameVerbs = indexed(verbsInNames)

/** Whether the verb that seems to follow a name rather begins the rest of it: 市委|组织部, 县|发展改革委. */
const isInName = (rest: string) => startOf(nameVerbs, rest) !== undefined && isRestOfName(rest)

/** The ends of names that may begin like a verb: 规划局, 建设单位; an ending in brackets must follow soon. */
const organAfterVerb =
  /^.{2,10}(?:部|局|委|厅|办|院|中心|处|委员会|办公室|组|队|站|所)$|^.{2}(?:管理|服务|职能|行政|执法)?(?:部门|机构|机关|单位)$/

const parts = new Set([
  '主要',
  '具体',
  '第一',
  '牵头',
  '责任',
  '协同',
  '配合',
  '主办',
  '承办',
  '协办',
  '成员',
  '参与',
  '实施',
  '使用',
  '主管',
  '监管',
])
const onlyHelps = /^(?:配合|协同)(?:主管|监管|实施|使用|成员|主办|承办)/
const ofTask = /^(?:各|有关|相关)?(.{2,6})(?:单位|部门|机构)(?:主要)?(?:负责人|负责同志|领导)?$/

/** Units named by their part in a task: 牵头单位, 主要责任单位. At most three words of two characters say which. */
function byTask(name: string): boolean {
  const words = ofTask.exec(name)?.[1] ?? ''
  if (words === '' || words.length % 2 === 1 || onlyHelps.test(name)) return false
  for (let at = 0; at < words.length; at += 2) if (!parts.has(words.slice(at, at + 2))) return false
  return true
}

/** Adverbs that also stand before nouns: 主要负责人, 重点企业. */
const beforeNouns = new Set(['主要', '重点', '直接', '优先', '科学', '广泛', '充分'])
const plainAdverbs = indexed(adverbs.filter((word) => word.length > 1 && !beforeNouns.has(word)))
const openingWords = indexed(openingVerbs)
const operativeWords = indexed(operativeVerbs)

/** A name may begin like a verb (建设单位, 监管部门); a phrase that orders something may not pass for one. */
function beginsAsVerb(name: string): boolean {
  if (byTask(name)) return false
  if (startOf(plainAdverbs, name) !== undefined || startOf(openingWords, name) !== undefined) return true
  const word = startOf(operativeWords, name)
  return word !== undefined && !(verbsInNames.has(word) && organAfterVerb.test(name))
}

/** Words that no name holds: a modal, a preposition with its object, a deed. */
const inNoName =
  /是|已有|现有|有所|我们|(?<!^)会同|提出|率先|邀请|出台|实行|要求|应当|必须|不得|需要|可以|可向|可由|负责(?!同志|人)|进行|实现|确保|提交|报送|送交|报请|未经|已经|根据|存在|选定|承诺|纠正|作出|从事|属于|享受|助力|允许|按规定|有责任|商有关|承担|设立|成立|入驻|获(?!嘉)|(?<![技术])推广(?!中心|站)|(?<![自理事缘])由|(?<!所)在(?!职|线|编|校|建|册)|(?<!方)向(?!阳|上)|对(?!外|口|台)|[,，《》]/
const beginsNoName =
  /^(?:城市$|可|应(?!急)|须|只|不|未|已|若|且|附|凡|受(?!理)|其(?!他)|任何|每|多|一批|若干|一些|众多|更多|报(?![社刊业告])|近\d|也|或|发展(?!和?改革|规划|研究|计划)|诸多|特别|更好|持续|\d|[一二两三四五六七八九十]+[家个名])/

/** Units of a list that 等部门 closes may be short (教育、公安等部门); otherwise each must end as a unit. */
const closesShortNames = /(?:等|等(?:有关|相关)?(?:部门|单位|机构)|[^、,，]{2}(?:部门|机构))$/

/**
 * Names that leave no doubt without a predicate behind them: an organ of a level (县公安局, 某市某区人民政府), all of one kind
 * (各乡镇), a department (教育部门, 党政办公室). 分配格局, 手术系统 and 财联社 are none.
 */
const certain =
  /^[^的]{0,10}[省市县区州旗镇乡村](?:[^的]{1,12}(?:局|委|办|部|厅|委员会|办公室|中心|队|公司|院|站|所)|(?:人民)?政府|委)$|^各(?:乡镇|镇街|街道|县区|区县|市县|镇乡|部门|单位|镇|乡|村|社区)[^的]{0,6}$|^[^的]{2,8}(?:局|部门|办公室|委员会)$/

/** Whether a phrase names one or several who can act: a heading 「县公安局」, a label before a colon. */
export const namesUnits = (name: string): boolean =>
  name.length <= longest &&
  !byTask(name) &&
  isSubject(name, false) &&
  unitsIn(name).every((unit) => certain.test(unit.name.replace(/\([^()]*\)/g, '')))

function isSubject(name: string, isAgent: boolean): boolean {
  if (name.length > longest || name.length < 1 || inNoName.test(name) || beginsNoName.test(name)) return false
  if (!isAgent && beginsAsVerb(name)) return false
  if (/^[县市区镇乡省州村旗盟]$/.test(name)) return true
  const units = unitsIn(name)
  const last = units.at(-1)
  if (last === undefined || adverbial.test(name)) return false
  if (!endsAsUnit(last.name) && !name.endsWith('等')) return false
  return closesShortNames.test(name) || units.every((unit) => endsAsUnit(unit.name))
}

/** Characters after which a short ending is the beginning of another word: 行为, 处于, 部署, 市场. */
const goesOn: Readonly<Record<string, string>> = {
  行: '为动政业程',
  处: '于理置罚分',
  会: '议商同',
  组: '织建成',
  社: '会区',
  科: '技学研',
  委: '员托派',
  局: '面部',
  部: '署分门委',
  市: '场民级容',
  县: '级域',
  区: '域级间',
  省: '级内',
  乡: '村镇',
  村: '民庄级',
  院: '校士',
  办: '理法公学',
  所: '在需有属述列得学',
  站: '点',
  队: '伍',
  室: '内',
  旗: '帜',
  署: '名',
}

/** 「由A、B负责同志组成」「办公室设在A」: what follows these names says who belongs where, not who acts. */
const notPredicate =
  /^(?:设在|下设办公室|(?:要|力争|应)?(?:达到|达|突破|超过|增至|增加到|新增|增长) ?\d|(?:主要|分管|有关)?(?:负责同志|负责人|领导)?(?:为|任|担任|兼任)(?:副?(?:组长|主任|总指挥|召集人)|成员|委员)|(?:主要|分管|相关|有关)?负责(?:同志|人)|[^,，]{0,12}(?:组成|担任|构成))/

/** Length of the subject that a clause begins with; 0 if it begins with something else. */
function subjectLength(clause: string, isAgent = false): number {
  const single = /^[县市区镇乡省州村旗盟](?=.)/.exec(clause)
  if (single && startsDeed(clause.slice(1)) && !isRestOfName(clause.slice(1))) return 1
  const head = clause.slice(0, longest + 8)
  const depths = depthsOf(head)
  for (const hit of head.matchAll(ending)) {
    const word = hit[1] ?? ''
    let end = hit.index + word.length
    if (
      (end < clause.length && goesOn[word]?.includes(clause.charAt(end))) ||
      end > longest ||
      ((depths[end - 1] ?? 0) > 0 && !word.includes('”'))
    )
      continue
    const tail = /^(?:\([^()]{1,30}\)|”|等(?:有关|相关)?(?:部门|单位)?)+/.exec(clause.slice(end))
    if (tail) end += tail[0].length
    const rest = clause.slice(end)
    const isLevelOnly = end === 1 && isRestOfName(rest)
    if (!startsPredicate(rest) || notPredicate.test(rest) || isInName(rest) || isLevelOnly) continue
    if (isSubject(clause.slice(0, end), isAgent)) return end
  }
  return 0
}

const clausesOf = (text: string) => partedOutside(text, { from: 0, to: text.length }, ',，:;；')

/** 「由A负责」 at the start of a clause or after what is to be done: 「管理办法由A制定」. Not 自由, 理由, nor who a body consists of. */
const by = /^(?:(?:分别|并|再|统一|可|应|均|原则上)*|[^,，由]{2,30}(?<![自理事缘]))由(?!于|此)/

const reviewed =
  /(?:提交|提请|报请|报经|送交|报)([^,，。;；报]{2,24}?)(?:审核确定|审定|审议|评审|审批同意|审核批准|批准)/

function named(text: string, at: number, role: Assigned['role'], rule: AssignRule): readonly Assigned[] {
  return unitsIn(text).map((unit) => ({ ...unit, at: unit.at + at, role, rule }))
}

/** 「牵头,B配合」「牵头,B、C按职责分工负责」: behind who leads, who helps. */
const leadsThen =
  /^ ?牵头(?:负责|组织|实施|落实|抓总)*[,，、;；](.{2,60}?)(?:配合|协助|参与|参加|按照?(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实|抓好))/

/** Whether a clause only names who helps those whom the words before it name as leading. */
export const helpsLeader = (before: string, clause: string): boolean =>
  /牵头(?:负责|组织|实施|落实|抓总)*$/.test(before.slice(-12)) && leadsThen.test(`牵头,${clause.trimStart()}`)

/** 「A会同B…」「A牵头,B配合」: what the predicate says about others. */
function assistants(text: string, from: number): readonly Assigned[] {
  const rest = text.slice(from)
  const jointly = /^ ?(?:要|应|应当|负责|牵头)?会同/.exec(rest)
  if (jointly) {
    const at = from + jointly[0].length
    return named(text.slice(at, at + subjectLength(text.slice(at), true)), at, 'assist', 'unit/jointly')
  }
  const helped = leadsThen.exec(rest)
  return helped?.[1] ? named(helped[1], from + helped[0].indexOf(helped[1]), 'assist', 'unit/verb-assist') : []
}

/** Where in a clause someone is named as acting: at its start, or after 由. Null if nobody is. */
function actorIn(clause: string): { readonly at: number; readonly length: number; readonly rule: AssignRule } | null {
  const opened = openers.exec(clause)?.[0].length ?? 0
  const lead = opened + timeLength(clause.slice(opened))
  const own = /^(?:分别|并|再|统一|可|应|均|原则上)*由/.test(clause) ? 0 : subjectLength(clause.slice(lead))
  if (own > 0) return { at: lead, length: own, rule: 'unit/subject' }
  const before = by.exec(clause)?.[0].length ?? 0
  const agent = before > 0 ? subjectLength(clause.slice(before), true) : 0
  return agent > 0 ? { at: before, length: agent, rule: 'unit/by' } : null
}

/** How many clauses of a sentence may pass before its subject comes. */
const patience = 6

/** 「县环保局:负责统一监管」: a unit, a colon, and what it does. Not 牵头单位:, which is a label. */
function labelledActor(text: string): readonly Assigned[] {
  const found = /^ ?([^:,，。;；]{2,30}) ?:(?= ?\S)/.exec(text)
  const name = found?.[1]?.trim() ?? ''
  if (!found || name === '' || !namesUnits(name)) return []
  return named(name, found[0].indexOf(name), 'lead', 'unit/subject')
}

/** The units that a segment names as acting, with those it names beside them. Empty where it names nobody. */
export function actorsIn(text: string): readonly Assigned[] {
  const labelled = labelledActor(text)
  if (labelled.length > 0) return labelled
  for (const clause of clausesOf(text).slice(0, patience)) {
    const piece = text.slice(clause.from, clause.to)
    const trimmed = piece.trimStart()
    const from = clause.from + piece.length - trimmed.length
    const actor = actorIn(trimmed)
    if (
      !actor &&
      !adverbial.test(trimmed) &&
      !conditional.test(trimmed) &&
      clause.from > 0 &&
      !/^(?:并|及时|定期|确保|\d|[年月])/.test(trimmed)
    )
      continue
    if (!actor) continue
    if (actor.rule === 'unit/subject' && conditional.test(trimmed) && adverbial.test(trimmed)) continue
    const at = from + actor.at
    return [...named(text.slice(at, at + actor.length), at, 'lead', actor.rule), ...assistants(text, at + actor.length)]
  }
  const review = reviewed.exec(text)
  const at = review?.[1] ? review.index + review[0].indexOf(review[1]) : 0
  return review?.[1] && endsAsUnit(review[1]) ? named(review[1], at, 'lead', 'unit/reviewer') : []
}

/** Whether a clause inside a sentence names a new actor who must or who is charged: where the sentence holds a further duty. */
export function namesActor(clause: string): boolean {
  const text = clause.trimStart()
  const actor = actorIn(text)
  if (!actor) return false
  return actor.rule === 'unit/by' || startsCharge(text.slice(actor.at + actor.length))
}
