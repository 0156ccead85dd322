import type { Sample } from './sample.ts'

const plan = (items: string, tail = '') => `某市2023年重点工作分工方案\n\n一、重点任务\n\n${items}\n\n${tail}`

/** Who leads and who assists, by the conventions of such documents. */
export const assigning: readonly Sample[] = [
  {
    says: 'all units of a plain bracket lead',
    text: plan('（一）修建步道。新建步道20公里。（市住房城乡建设局、市财政局、市林业局负责）'),
    duties: ['（一）: 市住房城乡建设局+市财政局+市林业局 / - / - / =20公里'],
  },
  {
    says: 'the first unit leads everywhere where a note says so once',
    text: plan(
      '（一）扩大就业。开展技能培训。（市人力资源社会保障局、市教育局负责）\n\n（二）稳定物价。加强监测。（市发展改革委、市商务局等按职责分工负责。排在第一位的部门为牵头部门，下同）',
    ),
    duties: ['（一）: 市人力资源社会保障局 / 市教育局 / - / -', '（二）: 市发展改革委 / 市商务局 / - / -'],
  },
  {
    says: '牵头 leads and 配合 assists',
    text: plan('（一）改造老旧小区。（市住房城乡建设局牵头，市财政局、市民政局配合，2023年11月底前完成）'),
    duties: ['（一）: 市住房城乡建设局 / 市财政局+市民政局 / 2023-11-30 / -'],
  },
  {
    says: '会同 names who assists',
    text: plan('（一）制定办法。（市财政局会同市审计局负责）'),
    duties: ['（一）: 市财政局 / 市审计局 / - / -'],
  },
  {
    says: 'labels tell the parts, 责任单位 assists beside 牵头单位',
    text: plan(
      '1.推进数据共享。〔牵头单位：市数据局；责任单位：市公安局、市税务局，各县（市、区）政府〕\n\n2.清理证明事项。〔责任单位：市司法局〕',
    ),
    duties: ['1.: 市数据局 / 市公安局+市税务局+各县（市、区）政府 / - / -', '2.: 市司法局 / - / - / -'],
  },
  {
    says: 'fields on lines of their own belong to the item above them',
    text: plan(
      '1.规模以上工业增加值增长6%以上。\n\n牵头单位：市工信局\n\n责任单位：各县区政府、开发区管委会\n\n完成时限：2023年12月底前\n\n2.新增城镇就业1.2万人。\n\n牵头单位：市人社局\n\n配合单位：市教育局',
    ),
    duties: ['1.: 市工信局 / 各县区政府+开发区管委会 / 2023-12-31 / >=6%', '2.: 市人社局 / 市教育局 / - / =1.2万人'],
    tree: ['一、|重点任务', '  1.|', '  2.|'],
  },
  {
    says: '等 and the department words after it are no units',
    text: plan('（一）整治市场。（责任单位：市市场监管局、市公安局等有关部门）'),
    duties: ['（一）: 市市场监管局+市公安局 / - / - / -'],
  },
  {
    says: 'a fixed group of levels stays whole',
    text: plan('（一）落实属地责任。（各市、县、区人民政府，省有关部门负责）'),
    duties: ['（一）: 各市、县、区人民政府+省有关部门 / - / - / -'],
  },
  {
    says: 'names that hold 和 stay whole, lists joined by 和 are parted',
    text: plan('（一）规范用工。（市人力资源和社会保障局、市工业和信息化局和市总工会负责）'),
    duties: ['（一）: 市人力资源和社会保障局+市工业和信息化局+市总工会 / - / - / -'],
  },
  {
    says: 'each bracket of a clause closes its own commitment',
    text: plan(
      '（一）优化服务。推行网上办理。（市政务服务局负责）压缩办理时限，办结时间控制在3个工作日以内。（市市场监管局负责）',
    ),
    duties: ['（一）: 市政务服务局 / - / - / -', '（一）: 市市场监管局 / - / - / <=3个工作日'],
  },
  {
    says: 'a bracket that only explains a name assigns nothing',
    text: plan('（一）受理申请。由镇人民政府（街道办事处）受理申请。'),
    duties: ['（一）: 镇人民政府（街道办事处） / - / - / -'],
  },
  {
    says: 'several may lead jointly where the bracket says so',
    text: plan('（一）建立机制。（市农业农村局、市水利局牵头负责）'),
    duties: ['（一）: 市农业农村局+市水利局 / - / - / -'],
  },
  {
    says: 'who must act is found at the start of a sentence',
    text: '一、工作要求\n\n各乡镇要落实属地责任。县财政局应当足额安排资金。县卫生健康部门负责业务指导。',
    duties: ['一、: 各乡镇 / - / - / -', '一、: 县财政局 / - / - / -', '一、: 县卫生健康部门 / - / - / -'],
  },
  {
    says: 'who must act is found after a condition',
    text: '一、应急处置\n\n发生险情后，县应急管理局应立即组织救援。对符合条件的家庭，街道办事处要及时发放补助。',
    duties: ['一、: 县应急管理局 / - / - / -', '一、: 街道办事处 / - / - / -'],
  },
  {
    says: '由 names who acts, before and after what is to be done',
    text: '一、办理程序\n\n由县民政局审核材料。补助资金由县财政局拨付。',
    duties: ['一、: 县民政局 / - / - / -', '一、: 县财政局 / - / - / -'],
  },
  {
    says: 'a sentence holds as many commitments as it names actors',
    text: '一、职责分工\n\n教育部门负责学校管理；公安部门负责周边治安；市场监管部门负责食品安全。',
    duties: ['一、: 教育部门 / - / - / -', '一、: 公安部门 / - / - / -', '一、: 市场监管部门 / - / - / -'],
  },
  {
    says: 'the beginning of an organ name is no subject with a verb',
    text: '一、初审\n\n市委组织部、市人事局分别对材料进行初审。县发展改革委组织专家评审。',
    duties: ['一、: 市委组织部+市人事局 / - / - / -', '一、: 县发展改革委 / - / - / -'],
  },
  {
    says: 'an order without a subject has no lead',
    text: '一、主要措施\n\n加强部门协调联动，建立联席会议制度。支持企业开展技术改造。',
    duties: ['一、: - / - / - / -', '一、: - / - / - / -'],
  },
  {
    says: 'the host of the office of a new body leads and its other members assist',
    text: '一、组织领导\n\n成立整治工作小组，成员由住房城乡建设、公安等部门负责同志组成。工作小组由县教育局、县公安局、县财政局组成，办公室设在县教育局。',
    duties: ['一、: - / - / - / -', '一、: 县教育局 / 县公安局+县财政局 / - / -'],
  },
  {
    says: 'the columns of a table assign its rows',
    text: '某县2023年重点工作任务分解表\n\n序号\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t新建小学2所\t县教育局\t县住建局、县财政局\t2023年8月底前\n2\t改造农村公路50公里\t县交通运输局\t各乡镇\t12月底前',
    tree: ['1|', '2|'],
    duties: ['1: 县教育局 / 县住建局+县财政局 / 2023-08-31 / =2所', '2: 县交通运输局 / 各乡镇 / 2023-12-31 / =50公里'],
  },
  {
    says: 'a Markdown table is a table',
    text: '# 2024年任务清单\n\n| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 建成充电桩300个 | 市发改委 | 2024年6月底 |\n| 2 | 培训骨干100人 | 市教育局、市人社局 | 长期坚持 |',
    tree: ['1|', '2|'],
    duties: ['1: 市发改委 / - / 2024-06-30 / =300个', '2: 市教育局+市人社局 / - / ongoing / =100人'],
  },
]
