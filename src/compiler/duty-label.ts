const leadLabels =
  '牵头单位|牵头部门|牵头责任单位|牵头科室|牵头处室|主办单位|主办部门|主要责任单位|主责单位|主责部门|第一责任单位|主要负责单位|牵头股室|牵头处'
const plainLabels =
  '责任单位|责任部门|责任主体|责任科室|责任处室|落实单位|落实部门|承办单位|承办部门|实施单位|实施部门|实施主体|负责单位|负责部门|具体责任单位|负责科室|责任股室|责任站所|责任乡镇|责任镇街|责任街道|责任企业|落实主体'
/** Fields that name units together with the persons who answer there. */
const mixedLabels = '责任单位(?:及|和|与|、|/)责任人|责任部门(?:及|和|与|、|/)责任人|责任单位\\(人\\)'
const assistLabels =
  '配合单位|配合部门|协办单位|协办部门|协同单位|协同部门|参与单位|参与部门|参加单位|参加部门|联办单位|会办单位|协助单位|责任单位\\(配合\\)|配合责任单位'
const limitLabels =
  '完成时限|完成时间|时限要求|办结时限|落实时限|整改时限|时间节点|截止时间|时间要求|完成期限|时限|时间安排|进度安排|进度要求|完成日期'
const otherLabels =
  '牵头领导|责任领导|分管领导|包保领导|包抓领导|市领导|县领导|区领导|责任人|联系人|具体责任人|第一责任人|督办领导|督导单位|督办单位|指导单位|验收单位|整改目标|工作目标|目标要求|整改措施|工作措施|备注'

const labels = [assistLabels, leadLabels, plainLabels, mixedLabels, limitLabels, otherLabels].join('|')
/** 「牵头单位:」「责任单位(科室):」, and 「【牵头单位】」 with or without a colon. */
const anyLabel = new RegExp(
  `(${labels}) ?(?:\\([^()]{1,8}\\))? ?(?:[:]|(?<=单位|部门|时限)为(?![主准]))|【(${labels})】 ?:?`,
  'g',
)
/** 「牵头单位  市委改革办」: a label at the start, set off by blanks. */
const blankLabel = new RegExp(`^(${[assistLabels, leadLabels, plainLabels, limitLabels].join('|')}) +(?=[一-龥\\d])`)
const is = (labels: string) => new RegExp(`^(?:${labels})$`)
const labelKinds = [
  ['assist', is(assistLabels)],
  ['lead', is(leadLabels)],
  ['plain', is(plainLabels)],
  ['mixed', is(mixedLabels)],
  ['limit', is(limitLabels)],
] as const

/** Which part of a commitment a label announces. */
export type LabelKind = 'lead' | 'plain' | 'mixed' | 'assist' | 'limit' | 'other'

/** A labelled part: where its label stands, and its value. */
export interface Labelled {
  readonly kind: LabelKind
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The labelled parts of a stretch, in order. */
export function labelledParts(text: string, from: number, to: number): readonly Labelled[] {
  const stretch = text.slice(from, to)
  const blank = blankLabel.exec(stretch)
  const printed = /[:【]|(?:单位|部门|时限)为/.test(stretch) ? [...stretch.matchAll(anyLabel)] : []
  const hits = blank && printed[0]?.index !== 0 ? [blank, ...printed] : printed
  return hits.map((hit, i) => {
    const label = hit[1] ?? hit[2] ?? ''
    const kind: LabelKind = labelKinds.find(([, pattern]) => pattern.test(label))?.[0] ?? 'other'
    return {
      kind,
      at: from + hit.index,
      from: from + hit.index + hit[0].length,
      to: from + (hits[i + 1]?.index ?? to - from),
    }
  })
}

/** 「【牵头单位】」「(牵头)」: a label or a part, not a list. */
export const onlyLabel = new RegExp(`^(?:${labels}|牵头|主办|主责|配合|协办)$`)

const personField =
  /^【?(?:牵头领导|责任领导|分管领导|包保领导|包抓领导|市领导|县领导|区领导|责任人|联系人|具体责任人|第一责任人|督办领导|督导单位|督办单位|指导单位|验收单位) ?(?:\([^()]{1,8}\))? ?(?:[:】]| (?=[一-龥]))/

/** A line that only names the persons who answer: part of the fields around it, no text of its own. */
export const isPersonField = (text: string): boolean => text.length <= 80 && personField.test(text.trimStart())
