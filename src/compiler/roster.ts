import { isPersonField } from './duty-label.ts'

/** Posts in a body or at a meeting, and what they are set out with: 「组 长:」「副组长:」「列席:」. */
const label =
  /^(?:名誉|常务|第一|执行)?(?:副? ?(?:组 *长|总 ?指 ?挥|指 ?挥 ?长|主 *任|召 ?集 ?人|秘 ?书 ?长|主 ?席|会 *长)|政 *委|顾 *问|成 *员(?:单位)?|委 *员|联 ?络 ?员|出 *席|列 *席|缺 *席|请 *假|主 *持(?:人)?|记 *录|参 ?加 ?人 ?员|参 ?会 ?人 ?员) *[:](?! *$)/

/** 「王 五  副县长」「钱七(县财政局局长)」: a name, perhaps set apart, and a post. */
const person =
  /^[一-龥](?: {0,4}[一-龥]){1,3}(?: {1,12}|\()[一-龥、·,()“” ]{2,60}(?:长|主任|书记|委员|主席|经理|同志|专员|政委|会长|负责人|调研员|干部|秘书|助理|参谋|巡视员|教授|工程师|总监|董事)\)?$/

/** Whether a line only says who is what in a body, or who came to a meeting. A line that assigns something is none: 「组长:负责…」. */
export function isRosterLine(text: string): boolean {
  if (text.length > 240) return false
  if (isPersonField(text.replace(/^[(【[]|[)】\]][。;；]?$/g, ''))) return true
  const found = label.exec(text)
  if (found) return !/[。;；].|^ *(?:负责|主持|由|要|应|统筹|组织|协调)/.test(text.slice(found[0].length))
  return person.test(text)
}
