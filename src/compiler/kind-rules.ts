import type { Kind, KindRuleId, Standing } from './kind.ts'
import { isRosterLine } from './roster.ts'

interface KindRule {
  readonly id: KindRuleId
  readonly kind: Kind
  readonly testable: boolean
  readonly holds: (at: Standing) => boolean
}

const compiledStarts = new Map<string, RegExp>()

/** A pattern at the start of a sentence, compiled once: rules ask for every sentence. */
function starts(pattern: string): RegExp {
  const known = compiledStarts.get(pattern)
  if (known) return known
  const made = new RegExp(`^(?:${pattern})`)
  compiledStarts.set(pattern, made)
  return made
}

const manner =
  '(?:始终|坚决|切实|扎实|认真|大力|积极|全面|深入|着力|努力|加快|进一步|继续|持续|不断|严格|充分|稳步|全力|要|必须|加力|加大力度)*'

const guidance =
  /(?:以.{2,40}(?:思想|精神|理论|重要论述).{0,12}为(?:指导|引领|遵循)|高举.{2,20}旗帜|全面贯彻.{0,20}(?:大精神|全会精神|思想)|学习贯彻.{0,40}精神)/
const belief =
  /(?:牢固树立|旗帜鲜明|政治(?:站位|立场|方向|纪律|高度|自觉|定力)|理想信念|初心|使命|(?:一锤定音|对表看齐)|武装头脑|为人民服务|以人民为中心的(?:发展)?思想|精神之|绝对忠诚|反对特权|挺在前面|政治生态|宗旨|赢得.{0,12}(?:拥护|支持|信任))/
const attitude =
  /(?:解放思想|思想大解放|观念大变革|紧迫感|责任感|使命感|积极性|主动性|担负起.{0,20}(?:之责|责任|使命)|持续发力|本领恐慌|增强.{0,12}意识|提高认识|高度重视|统一思想|充分认识)/
const measurable =
  /(?:\d|制度|机制|清单|台账|方案|计划|办法|活动|行动|检查|网站|窗口|专栏|公布|公开|报告|培训|考核|整治|完成|建成|出台|编制)/

/** Words with which a sentence asks for something; one that has none may be telling. */
const bids =
  /(?:(?<![主重首需纲摘概扼简])要(?![求素点件领旨害])|应(?![急用对聘届])|须|必须|务必|不得|严禁|禁止|力争|确保|负责|牵头|配合|实行|实施|推进|推动|加强|加快|建立|完善|健全|落实|开展|组织|制定|印发|给予|予以|纳入|支持|鼓励)/
/** What has been done: 「安排部署了…」「已经…会议审议通过」. */
const tellsDone =
  /^[^,，。]{2,60}(?:已经?|业经)[^。]{0,40}(?:审议|讨论|同意|通过|批准)|(?:听取|传达|学习|研究|审议|通报|取得|体现|确定|明确|部署|作出|完成|实现|提供|奠定|确立|擘画|形成)了/
/** What is: 「甲是乙的重要组成部分」「甲为本市…」. */
const says =
  /^[^,，:：]{1,24}(?:是|系)(?!否)[^。]{2,}(?:之年|之举|组成部分|主管部门|机构|会议|基础|关键|保障|载体|平台|内容|举措|选择|要求|任务|问题|方面|技术|领域|产业|根本|核心|前提|目的|原则)[。]?$/

/** 「2023年8月22日,县长某某主持召开…会议」: what minutes begin with. */
const meets = /^\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日.{0,40}(?:主持召开|召开|召集)/
/** Under such a heading stands what is wrong, and under such what is the case. */
const faults =
  /^(?:存在(?:的)?(?:主要|突出)?问题|(?:主要|突出)问题|问题(?:与|和|及)(?:不足|困难|原因)|存在(?:的)?(?:不足|困难))/
const accounts =
  /^(?:总体|基本|有关)情况$|^(?:工作|项目)?(?:开展|进展|推进|完成)情况$|^(?:主要|工作)成效$|工作回顾$|^(?:发展)?现状/

/** In this order; the first that holds decides. Each is a rule of form, true of such documents in general. */
const rules: readonly KindRule[] = [
  {
    id: 'kind/issue',
    kind: 'duty',
    testable: true,
    holds: ({ text, outside }) =>
      outside &&
      /(?:印发|转发|下发|发给)(?:给)?(?:你们|各|.{0,8}执行)|请.{0,16}(?:贯彻|遵照|组织实施|认真执行|抓好落实)/.test(
        text,
      ),
  },
  {
    id: 'kind/closing',
    kind: 'metadata',
    testable: false,
    holds: ({ text }) =>
      /^(?:此复|(?:以上)?(?:妥|当|可)否|(?:以上|现将)?.{0,12}请予?(?:审议|审批|批示|批复|审定|指示)|特此函达)[,，。.].{0,20}$/.test(
        text,
      ) || /^(?:特此|专此)(?:通知|公告|通告|函告|函复|批复|报告|通报|说明)[。.]?$/.test(text),
  },
  {
    id: 'kind/effect',
    kind: 'metadata',
    testable: false,
    holds: ({ text }) =>
      /(?:自(?:\d{4}|发布|公布|印发|颁布|下发|通过|本.{1,6}|公告).{0,20}起.{0,4}(?:施行|实施|执行|生效)|有效期(?:限)?[为至]?\d|同时废止|负责解释)/.test(
        text,
      ) && text.length < 200,
  },
  {
    id: 'kind/roster',
    kind: 'organisation',
    testable: false,
    holds: ({ text }) => isRosterLine(text),
  },
  {
    id: 'kind/past',
    kind: 'orientation',
    testable: false,
    holds: ({ text }) =>
      meets.test(text) ||
      (/^(?:近年来|近几年|截[至止]到?(?:目前|\d{1,2}月[底末]?|上?[半季月].{0,3})[,，](?:全|我|已|共|累计)|\d{4} ?年(?:\d{1,2}月)?以来|(?:截至|截止)\d{4}|过去.{0,3}年|去年|上年度?|一年来|五年来)/.test(
        text,
      ) &&
        !/(?:要|应|须|必须|力争)(?!求|急)/.test(text)),
  },
  {
    id: 'kind/purpose',
    kind: 'orientation',
    testable: false,
    holds: ({ text, outside }) =>
      (outside && /收悉[。.]?$|^.{0,24}如下:$|(?:以下|下列)[^。:]{0,12}:$/.test(text)) ||
      /制定本(?:办法|规定|细则|规则|条例|制度|方案|预案|准则|标准|指南|意见|计划|规范)[。.]?$/.test(text) ||
      (outside &&
        /(?:制定|提出|通知|印发|现就|特).{0,14}(?:方案|意见|办法|规定|细则|计划|规则|如下|措施|要点)|现.{0,30}如下|(?:市|省|县|区)?政府决定/.test(
          text,
        )),
  },
  {
    id: 'kind/statement',
    kind: 'orientation',
    testable: false,
    holds: ({ text, hasNumber }) => !hasNumber && !bids.test(text) && (tellsDone.test(text) || says.test(text)),
  },
  {
    id: 'kind/situation',
    kind: 'orientation',
    testable: false,
    holds: ({ text, heading, above }) =>
      (/^(?:当前|目前|现阶段|近期|随着|面对|与此同时,?我国|我国)/.test(text) && !bids.test(text)) ||
      faults.test(heading ?? '') ||
      faults.test(above ?? '') ||
      (accounts.test(heading ?? '') && !bids.test(text)),
  },
  {
    id: 'kind/definition',
    kind: 'orientation',
    testable: false,
    holds: ({ text }) => /^(?:本.{1,8}所称|前款所称|本.{1,6}中).{1,40}(?:是指|包括|指)|^本.{1,6}适用于/.test(text),
  },
  {
    id: 'kind/prohibition',
    kind: 'prohibition',
    testable: true,
    holds: ({ text }) =>
      /(?:不得|严禁|(?<!令行)禁止|[决绝]不(?:允许|能|得|准|许)|不准|不允许|一律不)/.test(text) &&
      !/(?:问责|追究|处分)/.test(text),
  },
  {
    id: 'kind/organisation',
    kind: 'organisation',
    testable: true,
    holds: ({ text }) =>
      /任(?:常务副|副)?组长|办公室设在|(?:成立|组建|设立|成立由).{0,60}(?:领导小组|工作小组|工作组|委员会|指挥部|专班|机构|小组)|是.{0,40}第一责任人|负有?.{0,6}(?:主体|领导|监管|总)责任|负总责/.test(
        text,
      ),
  },
  {
    id: 'kind/sanction',
    kind: 'sanction',
    testable: true,
    holds: ({ text }) =>
      /问责|追责|通报批评|诫勉|处分|惩处|惩戒|严肃处理|严肃查处|追究.{0,12}责任|依法(?:处理|查处)|约谈|取消.{0,8}资格|扣分|扣减/.test(
        text,
      ),
  },
  {
    id: 'kind/incentive',
    kind: 'incentive',
    testable: true,
    holds: ({ text }) =>
      /表彰|表扬|奖励|激励|嘉奖|奖补|补助|补贴|给予.{0,20}(?:支持|奖|补)/.test(text) &&
      /(?:给予|予以|对.{2,40}的|一次性)/.test(text),
  },
  { id: 'kind/guidance', kind: 'orientation', testable: false, holds: ({ text }) => guidance.test(text) },
  {
    id: 'kind/principle',
    kind: 'orientation',
    testable: false,
    holds: ({ heading, hasNumber, hasOwner }) =>
      !hasNumber &&
      !hasOwner &&
      /^(?:指导思想|基本原则|总体要求|总体思路|工作原则|重要意义|重大意义|工作思路|主要思路)$/.test(heading ?? ''),
  },
  {
    id: 'kind/disclosure',
    kind: 'disclosure',
    testable: true,
    holds: ({ text }) =>
      /(?:向社会|及时|主动|依法|全面|网|专栏|媒体).{0,16}(?:公布|公开|公示|曝光|通报)|(?:公布|公开|公示|曝光).{0,20}(?:情况|结果|信息|典型|名单|清单)|设立.{0,14}专栏/.test(
        text,
      ),
  },
  {
    id: 'kind/number',
    kind: 'target',
    testable: true,
    holds: ({ hasNumber, text }) =>
      hasNumber &&
      /(?:达到|达|超过|不低于|不少于|以上|以内|增长|下降|降低|提高|提升|控制在|实现|完成|建成|新增|突破|力争|压缩|覆盖)/.test(
        text,
      ),
  },
  {
    id: 'kind/obedience',
    kind: 'duty',
    testable: true,
    holds: ({ text }) =>
      starts(`${manner}(?:贯彻|落实|执行|履行).{0,60}(?:决策部署|部署|规定|责任|职责|要求|“一岗双责”|一岗双责)`).test(
        text,
      ) || /第一时间|(?:政令畅通|令行禁止)/.test(text),
  },
  {
    id: 'kind/belief',
    kind: 'orientation',
    testable: false,
    holds: ({ text, hasOwner, hasNumber }) => !hasNumber && belief.test(text) && (!hasOwner || !measurable.test(text)),
  },
  {
    id: 'kind/contribution',
    kind: 'target',
    testable: false,
    holds: ({ text }) =>
      starts('(?:充分)?发挥.{0,24}作用').test(text) &&
      /推动|促进|助推/.test(text) &&
      !measurable.test(text.replace(/考核/g, '')),
  },
  {
    id: 'kind/atmosphere',
    kind: 'orientation',
    testable: false,
    holds: ({ text }) => starts(`${manner}(?:营造|形成|面对|倡导|弘扬|开创)`).test(text) && !measurable.test(text),
  },
  {
    id: 'kind/introduction',
    kind: 'orientation',
    testable: false,
    holds: ({ introduces, hasNumber, hasOwner, text }) =>
      introduces && !hasNumber && !hasOwner && !/满意|目标/.test(text),
  },
  {
    id: 'kind/aim',
    kind: 'target',
    testable: true,
    holds: ({ text, heading }) =>
      /(?:围绕|实现|瞄准).{0,40}目标|满意的|力争|到20\d\d年|让(?:老百姓|群众|人民)看得见/.test(text) ||
      /^(?:总体目标|工作目标|主要目标|发展目标|目标任务|主要任务目标|预期目标)$/.test(heading ?? ''),
  },
  {
    id: 'kind/restraint',
    kind: 'duty',
    testable: true,
    holds: ({ text }) => starts('严控|严格控制|从严控制|压减|压缩.{0,6}(?:经费|支出)').test(text),
  },
  {
    id: 'kind/attitude',
    kind: 'duty',
    testable: false,
    holds: ({ text }) => attitude.test(text) && !measurable.test(text),
  },
  {
    id: 'kind/institution',
    kind: 'institution',
    testable: true,
    holds: ({ text }) =>
      starts(
        `${manner}(?:在.{2,20})?(?:完善|建立|健全|建立健全|推行|实行|落实|坚持|实施|推进|创新|细化).{0,24}(?:制度|机制|清单|体系|工作法|台账|办法)`,
      ).test(text) ||
      starts(`${manner}(?:推行|实行|坚持)“`).test(text) ||
      /机制落到实处|分类施策|清单化|“到事|纳入.{0,30}(?:考核|评价体系|议程)|只要.{2,40}就|为基层减/.test(text),
  },
  {
    id: 'kind/check',
    kind: 'institution',
    testable: true,
    holds: ({ text }) =>
      /(?:组织|开展|邀请|深入开展).{0,40}(?:督促检查|督查|监督|评估|评议|测评|回访|评部门|考核)|不放过|问题导向/.test(
        text,
      ),
  },
  {
    id: 'kind/owner',
    kind: 'duty',
    testable: true,
    holds: ({ hasOwner, text }) => hasOwner && /(?:要|应|应当|须|必须|负责)/.test(text),
  },
  {
    id: 'kind/attitude',
    kind: 'duty',
    testable: true,
    holds: ({ text }) => starts(`${manner}(?:聚焦|履行|担负|承担|做好|抓好)`).test(text) && /职能|责任|职责/.test(text),
  },
  { id: 'kind/action', kind: 'action', testable: true, holds: () => true },
]

/** What a body sentence does, whether it can be tested, and the rule that says so. A proposal: a person reviews it. */
export function kindOf(at: Standing): { readonly kind: Kind; readonly testable: boolean; readonly rule: KindRuleId } {
  const rule = rules.find((candidate) => candidate.holds(at))
  if (!rule) throw new TypeError('the last rule of kinds holds always')
  return { kind: rule.kind, testable: rule.testable, rule: rule.id }
}
