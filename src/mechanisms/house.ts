import type { Bilingual } from '../kernel/text.ts'

/**
 * Our own rules, where neither a law nor the plan speaks: each with its reason. Limits among them can be set otherwise by a
 * programme (`programmes/<plan>/house.json`); everything else here is fixed.
 */
export const houseRules = {
  'task-approval-limit': ['拟立项事项五个工作日内决定；法律未定期限', 'a proposed matter is decided within five working days; no law sets a limit'],
  'task-assign-limit': ['立项后一个工作日内交办；法律未定期限', 'an approved matter is assigned within one working day'],
  'task-accept-limit': ['一个工作日内签收；各地热线签收通例为24小时', 'receipt within one working day; hotlines commonly allow 24 hours'],
  'task-redo-limit': ['退回后五个工作日内补办', 'returned work is redone within five working days'],
  'task-verify-limit': ['报办结后十个工作日内核查', 'a reported result is verified within ten working days'],
  'task-close-limit': ['核查通过后两个工作日内销号', 'a verified task is struck off within two working days'],
  'colour-notice': ['逾期亮蓝，五个工作日无结果升橙，再五个工作日升红', 'overdue turns blue, five working days later orange, another five red'],
  'one-extension': ['延期须在到期前提出，一件一次，由批准人决定', 'an extension is asked before the due day, once a matter'],
  'fresh-evidence': ['同一份证据不得用于两件事', 'one piece of evidence does not serve two matters'],
  'progress-forward': ['进度只增不减；写错了在说明里更正', 'progress does not go back; a slip is corrected in the text'],
  'no-empty-click': ['不设没有内容的步骤：签收即开始办理', 'no step without content: to accept is to begin'],
  'triage-limit': ['收到反映五个工作日内决定是否受理；参照各地受理期限', 'a report is accepted or not within five working days'],
  'feedback-limit': ['问题立案后五个工作日内反馈责任单位', 'a finding is fed back within five working days'],
  'plan-limit': ['收到反馈五个工作日内报整改方案并开始整改', 'a plan is submitted and begun within five working days'],
  'rectify-limit': ['一般问题整改三十日，重大问题九十日', 'rectification takes thirty days, ninety for grave matters'],
  'order-again-limit': ['核查不过、群众不满意、复发的，两个工作日内重新责令', 'a new order follows within two working days'],
  'redo-by': ['重新责令时写明期限', 'a new order names its day'],
  'verify-limit': ['核查人十个工作日内作出结论，逾期另行抽人', 'a verifier concludes within ten working days, or another is drawn'],
  'answer-limit': ['反映人十个工作日内评判', 'affected persons judge within ten working days'],
  'second-request': ['无回应的由另一机构五个工作日内再请一次', 'another office asks again within five working days'],
  'two-signatures': ['无人可问或两请无回应的，两个机构各签一次', 'two offices sign where nobody can be asked or nobody answers'],
  'one-appeal': ['解释办结的，反映人可在十个工作日内申诉一次', 'one appeal within ten working days against closing with an explanation'],
  'look-back': ['销号后第30、90或180日回头看，日子抽定、密封、事后公开', 'a look-back 30, 90 or 180 days later, its day drawn, sealed and opened afterwards'],
  'look-back-limit': ['回头看十个工作日内完成', 'a look-back is done within ten working days'],
  'independent-verifier': ['核查人抽签产生，与责任单位无隶属，没有办过本件', 'the verifier is drawn, unrelated to the unit, and never acted in the case'],
  'item-complete': ['没有牵头单位、时限、衡量办法的条目不能下发', 'no item is issued without a lead unit, a due day and a measure'],
  'item-consult-limit': ['征求意见五个工作日，逾期视为无异议', 'five working days to sign or object; silence is agreement'],
  'item-draft-limit': ['条目拟定后二十个工作日内征求意见', 'a drafted item goes out for comment within twenty working days'],
  'item-rule-limit': ['对异议五个工作日内裁定', 'an objection is ruled on within five working days'],
  'item-issue-limit': ['签认后五个工作日内下发', 'a confirmed item is issued within five working days'],
  'item-adjust': ['调整须在到期前提出，新旧值都公开', 'an adjustment is asked before the due day; old and new value are public'],
  'item-adjust-limit': ['对调整申请五个工作日内决定', 'an adjustment is decided within five working days'],
  'measures-file-limit': ['二十个工作日内报备贯彻措施；法律未定期限', 'own measures are filed within twenty working days; no law sets a limit'],
  'measures-review-limit': ['报备后五个工作日内审阅', 'filed measures are reviewed within five working days'],
  'measures-redo-limit': ['退回后十个工作日内重报', 'returned measures are filed again within ten working days'],
  'measures-in-the-list': ['可以直接填写措施，不要求另发文件', 'measures may be written in the form; no new document is required'],
  'measures-compared': [
    '照抄、对应条款、自有数字由系统按公开的办法比对，只提醒不裁决',
    'copying, clauses taken up and own numbers are found by the machine in a published way; it warns and does not judge',
  ],
  'three-administrators': ['系统、安全、审计三员分设，任何一人不能单独改规则又抹痕迹', 'system, security and audit administrators are three persons; none can both change and hide'],
  'log-census': ['每天公布前几日各类案件立案数，少公开一件就对不上数', 'each day the log states how many cases were opened, so that none can be left out unnoticed'],
  'log-heartbeat': ['日志每小时至少一条，停了看得见', 'the log has an entry at least every hour, so that a silent log is seen'],
  'keep-ten-years': ['办结后保存十年', 'kept for ten years after the end'],
} as const satisfies Readonly<Record<string, Bilingual>>

export type HouseRule = keyof typeof houseRules
