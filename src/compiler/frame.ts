import { fold } from './source.ts'

/**
 * How the elements of an official document look (GB/T 9704—2012; 《党政机关公文处理工作条例》第九条). All functions read one
 * folded paragraph and know nothing of its neighbours.
 */

/** The 15 kinds of official document, and what plans, rules and lists are called. A title ends with one of these. */
const kinds =
  '通知|意见|决定|决议|命令|公报|公告|通告|通报|报告|请示|批复|议案|函|纪要|令|方案|预案|办法|规定|条例|细则|计划|规划|纲要|要点|安排|清单|规则|制度|指南|指引|措施|准则|标准|规范|章程|目录|守则|总结|讲话|汇报|说明|规程|守则|政策|行动|任务|分工|公约|意见书|责任书|台账|名单|表'

const titleEnd = new RegExp(
  `(?:${kinds})(?:\\((?:试行|暂行|修订|修正|征求意见|送审|草案|讨论|第.{1,4}[版稿]|20\\d\\d).{0,12}\\))?$`,
)

/** 「的  通  知」: a short line whose characters are set apart. */
const closedUp = (text: string) => (/^(?:\S {1,6}){1,7}\S$/.test(text) ? text.replace(/ /g, '') : text)

/** Whether a line could end a title: named as a kind of document, no sentence. */
export function endsAsTitle(text: string): boolean {
  const plain = closedUp(text).replace(/[》"”〉]$/, '')
  return titleEnd.test(plain) || /\((?:试行|暂行|修订版?|征求意见稿|草案|送审稿|第.{1,4}版)\)$/.test(plain)
}

/** The kinds of document that a title in running words ends with: 「关于…的通知」. */
export function endsAsNotice(text: string): boolean {
  return /(?:通知|决定|决议|意见|公告|通告|通报|报告|请示|批复|函)(?:\(.{1,12}\))?$/.test(closedUp(text))
}

/** 国发〔2018〕41号, with any bracket; 第 and blanks tolerated. */
const documentNumber = /[一-龥]{1,14} ?[〔[(【〈［﹝]\s?((?:19|20)\d{2}) ?年? ?[〕\])】〉］﹞] ?(?:第 ?)?(\d{1,4}) ?号/

/** A document number in a text: where it stands, and its parts. */
export interface FoundNumber {
  readonly at: number
  readonly length: number
  /** Characters of the issuing office's code. */
  readonly office: number
  readonly year: string
  readonly serial: string
}

/** The first document number in a folded text; null where there is none. */
export function documentNumberIn(text: string): FoundNumber | null {
  const found = text.includes('号') ? documentNumber.exec(text) : null
  if (!found) return null
  return {
    at: found.index,
    length: found[0].length,
    office: found[0].search(/[〔[(【〈［﹝]/),
    year: found[1] ?? '',
    serial: found[2] ?? '',
  }
}

/** A document number as the standard prints it, whatever brackets were used; `shown` is the text that was searched, unfolded. */
export function printedNumber(shown: string, found: FoundNumber): string {
  return `${shown.slice(found.at, found.at + found.office).replace(/\s/g, '')}〔${found.year}〕${found.serial}号`
}

/** The document number that a line consists of, perhaps in brackets: 「(通市政发[2010]2号)」; null for any other line. */
export function numberOfLine(text: string): FoundNumber | null {
  if (text.length > 80) return null
  const found = documentNumberIn(text)
  if (!found) return null
  const rest = text.slice(0, found.at) + text.slice(found.at + found.length).replace(/ +签 ?发 ?人 ?[:：].*$/, '')
  return /^[(【[ )】\]]*$/.test(rest) ? found : null
}

/** 「第12号」 under the head of an order (令). */
export function orderNumberOfLine(text: string): string | null {
  return /^\(?第 ?\d{1,4} ?号\)?$/.test(text) ? text.replace(/[ ()]/g, '') : null
}

/** 「〔2023〕第14期」「2023年第5期」 under the head of minutes and bulletins: the year in it; null for anything else. */
export function issueYearOfLine(text: string): number | null {
  const found = /^[〔[(]?((?:19|20)\d{2})[〕\])年]? ?(?:第 ?)?\d{1,3} ?[期号]$/.exec(text)
  return found ? Number(found[1]) : null
}

/** What names of organs, departments and posts end with. */
const unitEnd =
  /(?:部|委|委员会|局|办|办公厅|办公室|厅|署|院|会|组|处|科|室|站|所|队|团|社|行|中心|机构|单位|部门|政府|公司|集团|企业|银行|法院|检察院|机关|指挥部|街道|乡|镇|村|区|县|市|省|盟|旗|州|厅\(室\)|总工会|工委|党委|中央|兵团|支部|总队|支队|大队|协会|联合会|学校|大学|学院|医院|军区|领导小组)$/

/** Whether a line could be the name of an organ, as in a signature or on a red head. */
export function looksLikeOrgan(text: string): boolean {
  const plain = fold(text)
    .replace(/\((?:代章|盖章|公章|章|印|代)\)$/, '')
    .trim()
  if (plain.length < 2 || plain.length > 40) return false
  if (/[。；;:：!?！？,，"“”《》<>=+]/.test(plain) || /^\d/.test(plain)) return false
  return unitEnd.test(plain)
}

/** 「市长 某某」「省 长  某 某」: the head of an organ, by post and name, as below an order. */
export function isPostSignature(text: string): boolean {
  return (
    text.length <= 40 &&
    /^(?:代理?|副)?(?:(?:自治)?(?:[省市州盟县区旗镇乡]|部|局|署|厅|行|院|检察|关|会) ?长|(?:自治区|[省市州盟]|委员会)? ?主 ?[席任]|书 ?记|总 ?理) {1,16}[一-龥](?: {0,4}[一-龥·]){1,11}$/.test(
      text,
    )
  )
}

/** 「XX人民政府文件」 on the red head; without 文件 the organ itself. */
export function redHeadOrgan(text: string): string | null {
  const found = text.length <= 60 ? /^(.{2,40}?) *文件$/.exec(text) : null
  return found?.[1] && looksLikeOrgan(found[1]) ? found[1].trim() : null
}

/** （此件公开发布）, 公开方式：主动公开, 是否宣传…: a note about publicity. */
export function isPublicityNote(text: string): boolean {
  return (
    /^[(（]?(?:此|本)件(?:主动|依申请|不予)?(?:公开|发|不公开|删减|内部)/.test(text) ||
    /^(?:公开方式|公开属性|公开形式|信息公开|是否宣传)/.test(text) ||
    /^\((?:主动|依申请|不予)公开\)$/.test(text)
  )
}

/** 主题词、抄送、印发: the imprint at the foot. */
export function isImprint(text: string): boolean {
  if (text.length >= 200) return false
  const head = /^(?:主 ?题 ?词|抄 ?送|抄 ?报|抄 ?发|主 ?送|分 ?送|录 ?入|校 ?对|共印|印数|印发机关|印制)[: ]/
  if (head.test(text) || /^\(?共印 ?\d{1,6} ?份\)?[。.]?$/.test(text)) return true
  return text.length < 60 && /\d ?日? ?(?:印发|印制)$/.test(text) && /\d{4} ?年/.test(text)
}

/** 「附件：1.…」「附：」: the list of attachments; the text after its colon. Null for anything else. */
export function attachmentListOf(text: string): string | null {
  const found = /^附 ?(?:件|表|录)? ?: ?(.*)$/.exec(text)
  return found ? (found[1] ?? '') : null
}

/** 「附件」「附件1」「附表 2」 alone on a line: an attachment itself begins. */
export function isAttachmentHead(text: string): boolean {
  return /^附 ?(?:件|表|录) ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:-\d{1,2})? ?:?)?$/.test(text)
}

/** The words that address a document: 「各县(市、区)人民政府,市政府各部门:」. */
export function isAddressee(text: string): boolean {
  if (!/[:：]$/.test(text) || text.length > 400 || /[。；;]/.test(text)) return false
  const plain = text.slice(0, -1)
  if (
    /(?:如下|事项|通知|要求|包括|以下|下列|规定|附件?|内容|标准|条件|公式|为|是|责任单位|牵头单位|配合单位|时限|方式|电话|地点|时间|日期)$/.test(
      plain,
    )
  )
    return false
  if (/^(?:附件?|注|备注|说明|责任单位|牵头单位|配合单位|完成时限|主送|发文|索引|文号|标题|来源|联系)/.test(plain))
    return false
  return /(?:政府|部门|单位|委员会|机构|办事处|管委会|公司|企业|学校|院校|大学|学院|医院|[局委办厅部院行社]|党[组委]|总支|支部|村委会|居委会|工委|中心|兵团|街道|乡镇|镇|乡|村|区|县|市|省|同志|组织|成员|机关|协会|商会|集团|总队|支队|站所|所|站|团体|盟|旗|州|同志们|代表们?|委员们|朋友们)(?:\(.{1,60}\))?$/.test(
    plain,
  )
}

/** 目录, alone on its line. */
export function isContentsHead(text: string): boolean {
  return /^目 *[录次]$/.test(text)
}
