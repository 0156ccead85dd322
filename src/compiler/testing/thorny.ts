import type { Sample } from './sample.ts'

/** Clauses whose headings, numbers and duties are hard to tell apart. */
export const thorny: readonly Sample[] = [
  {
    says: 'a first sentence that orders is no heading though it is short, where no sibling has one',
    text: '某县工作要求\n\n一、工作要求\n\n（一）各乡镇要高度重视。主要负责人亲自抓。\n\n（二）各部门要密切配合。形成工作合力。\n\n（三）县督查室要加强督查。每月通报一次。',
    tree: ['一、|工作要求', '  （一）|', '  （二）|', '  （三）|'],
  },
  {
    says: 'run-in headings in 一是 style with two commas name their clauses where all siblings have such',
    text: '某市意见\n\n二、重点任务\n\n（一）聚焦产业转型，推进工业、农业、服务业融合发展。实施项目100个。（市发展改革委负责）\n\n（二）聚焦动能转换，推进科技、金融、人才协同发展。新增企业50家。（市科技局负责）\n\n（三）聚焦绿色低碳，推进减污、降碳、扩绿协同发展。造林2万亩。（市林业局负责）',
    tree: [
      '二、|重点任务',
      '  （一）|聚焦产业转型，推进工业、农业、服务业融合发展',
      '  （二）|聚焦动能转换，推进科技、金融、人才协同发展',
      '  （三）|聚焦绿色低碳，推进减污、降碳、扩绿协同发展',
    ],
    duties: [
      '（一）: 市发展改革委 / - / - / =100个',
      '（二）: 市科技局 / - / - / =50家',
      '（三）: 市林业局 / - / - / =2万亩',
    ],
  },
  {
    says: 'a heading with a bracket of units right behind it, and its text on the next line',
    text: '某市方案\n\n一、主要任务\n\n（一）推进数字政府建设（牵头单位：市数据局）\n\n2024年底前，实现事项网办率95%以上。\n\n（二）推进信用体系建设（牵头单位：市发展改革委；配合单位：人行某市分行）\n\n完善信用修复机制。',
    tree: [
      '一、|主要任务',
      '  （一）|推进数字政府建设（牵头单位：市数据局）',
      '  （二）|推进信用体系建设（牵头单位：市发展改革委；配合单位：人行某市分行）',
    ],
    duties: ['（一）: 市数据局 / - / 2024-12-31 / >=95%', '（二）: 市发展改革委 / 人行某市分行 / - / -'],
  },
  {
    says: 'a level may be skipped: 一、 over 1. in one chapter and over （一） in another',
    text: '某县计划\n\n一、总体安排\n\n1. 编制规划。县发改局编制规划。\n\n2. 分解任务。县府办分解任务。\n\n二、具体措施\n\n（一）工业\n\n1. 上项目。引进项目5个。\n\n（二）农业\n\n1. 抓春耕。播种30万亩。',
    tree: [
      '一、|总体安排',
      '  1.|编制规划',
      '  2.|分解任务',
      '二、|具体措施',
      '  （一）|工业',
      '    1.|上项目',
      '  （二）|农业',
      '    1.|抓春耕',
    ],
  },
  {
    says: 'a reference to 第三条 or （二） in running text opens no clause',
    text: '某办法\n\n第一条　本办法依据上位法制定。\n\n第二条　符合第一条规定的，可以申请。\n前款所称条件见第（二）项。\n\n第三条　有下列情形之一的，不予受理：\n（一）材料不全的；\n（二）逾期申请的。\n属于前款第（一）项情形的，应当一次性告知。',
    tree: ['第一条|', '第二条|', '第三条|', '  （一）|', '  （二）|'],
  },
  {
    says: 'a date or an amount at the head of a line is no number',
    text: '某县简报\n\n一、工作进展\n\n2024年3月，完成选址。\n\n1.5万亩高标准农田已开工。\n\n3月底前，县住建局完成招标。\n\n12345热线办结率要达到98%。\n\n二、下步打算\n\n继续推进。',
    tree: ['一、|工作进展', '二、|下步打算'],
  },
  {
    says: 'numbers restart under each unnumbered heading',
    text: '某区任务清单\n\n经济发展类\n\n1.引进项目20个。（区商务局）\n2.盘活厂房10万平方米。（区工信局）\n\n城市建设类\n\n1.改造小区15个。（区住建局）\n2.新建公园3个。（区城管局）',
    tree: ['1.|', '2.|', '1.|', '2.|'],
    duties: [
      '1.: 区商务局 / - / - / =20个',
      '2.: 区工信局 / - / - / =10万平方米',
      '1.: 区住建局 / - / - / =15个',
      '2.: 区城管局 / - / - / =3个',
    ],
  },
  {
    says: 'a gap and a repeat in the numbering keep their places',
    text: '某局安排\n\n一、学习\n\n集中学习。\n\n三、调研\n\n开展调研。\n\n三、整改\n\n落实整改。',
    tree: ['一、|学习', '三、|调研', '三、|整改'],
  },
  {
    says: 'the bracket may stand alone in the paragraph behind the text, even over several',
    text: '某市分工\n\n（一）完善体系。健全网络。\n\n新建站点60个，改造站点20个。\n\n（市商务局牵头，市住房城乡建设局、市交通运输局按职责分工负责）\n\n（二）规范管理。出台办法。\n\n（市市场监管局负责，2024年6月底前完成）',
    tree: ['（一）|完善体系', '（二）|规范管理'],
    duties: [
      '（一）: 市商务局 / 市住房城乡建设局+市交通运输局 / - / =60个 =20个',
      '（二）: 市市场监管局 / - / 2024-06-30 / -',
    ],
  },
  {
    says: 'units named without a bracket behind a dash or a colon at the end',
    text: '某县清单\n\n1．新建充电桩200个。责任单位：县发改局\n\n2．改造公厕12座，责任单位：县城管局，完成时限：2024年9月\n\n3．开展义诊20场；责任单位：县卫健委；',
    tree: ['1．|', '2．|', '3．|'],
    duties: ['1．: 县发改局 / - / - / =200个', '2．: 县城管局 / - / 2024-09 / =12座', '3．: 县卫健委 / - / - / =20场'],
  },
  {
    says: 'headings that are questions or contain quotation marks and brackets stay whole',
    text: '某市意见\n\n一、深入实施“百千万工程”（2023—2027年）\n\n（一）抓好“一镇一策”。编制规划。\n\n（二）建好“15分钟生活圈”（社区）。完善设施。\n\n二、保障\n\n落实经费。',
    tree: [
      '一、|深入实施“百千万工程”（2023—2027年）',
      '  （一）|抓好“一镇一策”',
      '  （二）|建好“15分钟生活圈”（社区）',
      '二、|保障',
    ],
  },
  {
    says: 'a colon behind a heading with its items below',
    text: '某乡安排\n\n一、工作目标：\n\n人均收入增长8%。\n\n二、工作措施：\n\n1、修路：硬化道路10公里。\n\n2、修渠：清淤渠道6公里。\n\n三、时间安排：2024年3月至10月。',
    tree: ['一、|工作目标', '二、|工作措施', '  1、|修路', '  2、|修渠', '三、|时间安排'],
  },
  {
    says: 'parts 第一部分 over 一、 over （一）',
    text: '某集团规划\n\n第一部分　发展基础\n\n一、发展成就\n\n收入翻番。\n\n第二部分　发展目标\n\n一、总体目标\n\n到2025年，营业收入达到100亿元。\n\n二、分项目标\n\n（一）创新目标。研发投入占比达到3%。\n\n（二）安全目标。杜绝重大事故。',
    tree: [
      '第一部分|发展基础',
      '  一、|发展成就',
      '第二部分|发展目标',
      '  一、|总体目标',
      '  二、|分项目标',
      '    （一）|创新目标',
      '    （二）|安全目标',
    ],
  },
  {
    says: 'several tasks in one clause close each with a bracket of its own, the first with fields',
    text: '某市分工\n\n（一）做强工业。规上企业达到900家。（牵头单位：市工信局；完成时限：2024年12月）做优服务业。服务业增加值增长7%。（市发展改革委、市商务局负责）\n\n（二）做大农业。新建基地8个。（市农业农村局负责；持续推进）',
    duties: [
      '（一）: 市工信局 / - / 2024-12 / >=900家',
      '（一）: 市发展改革委+市商务局 / - / - / =7%',
      '（二）: 市农业农村局 / - / ongoing / =8个',
    ],
  },
  {
    says: 'the schedule behind a unit within its bracket, and 各 units with (市、区)',
    text: '某省分工\n\n1．推进清洁取暖。（省能源局、省住房城乡建设厅、省生态环境厅，各市人民政府，省级各有关部门按职责分工负责；2024年10月底前取得阶段性成果，2025年底前全面完成）',
    duties: ['1．: 省能源局+省住房城乡建设厅+省生态环境厅+各市人民政府+省级各有关部门 / - / 2024-10-31;2025-12-31 / -'],
  },
]
