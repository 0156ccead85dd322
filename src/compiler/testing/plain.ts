import type { Sample } from './sample.ts'
/** Short documents of small offices, typed as it came. */
export const plain: readonly Sample[] = [
  {
    says: 'emergency plan responsibilities by unit lists with colons',
    text: '某县应急预案\n\n一、组织体系\n\n县指挥部成员单位职责：\n\n县应急局：负责统筹协调应急救援，组织编制应急预案。\n\n县公安局：负责维护现场秩序；协助转移群众。\n\n县气象局：及时提供气象信息，每日发布预报不少于2次。\n\n二、响应\n\n（一）Ⅰ级响应。县指挥部在30分钟内启动响应。\n\n（二）Ⅱ级响应。县应急局在1小时内上报。',
    tree: ['一、|组织体系', '二、|响应', '  （一）|Ⅰ级响应', '  （二）|Ⅱ级响应'],
  },
  {
    says: 'a county subsidy with conditions in a numbered list closed by semicolons, then the procedure',
    text: '某县奖补办法\n\n第一章 奖补条件\n\n第一条 申请奖补的企业应当符合下列条件：\n\n（一）在本县注册；\n\n（二）年产值不低于2000万元；\n\n（三）近三年无重大事故。\n\n第二章 程序\n\n第二条 企业于每年3月31日前向县工信局提出申请，县工信局会同县财政局在20个工作日内完成审核。\n\n第三条 县财政局自审核通过之日起15日内拨付资金。',
    tree: [
      '第一章|奖补条件',
      '  第一条|',
      '    （一）|',
      '    （二）|',
      '    （三）|',
      '第二章|程序',
      '  第二条|',
      '  第三条|',
    ],
  },
  {
    says: 'work items with the person in charge in brackets only give no unit',
    text: '某局分工\n\n1．完成年度审计。（张某负责）\n\n2．编制预算草案。（责任人：李某）\n\n3．新建档案室1间。（责任科室：办公室，责任人：王某，完成时限：6月底）\n\n某局\n2024年1月5日',
    tree: ['1．|', '2．|', '3．|'],
    duties: ['1．: 张某 / - / - / -', '2．: - / - / - / -', '3．: 办公室 / - / 2024-06-30 / =1间'],
  },
  {
    says: 'targets in one sentence with 分别 and different units',
    text: '某市要点\n\n一、目标\n\n（一）增长目标。社会消费品零售总额、进出口总额分别增长6%和8%，接待游客1200万人次，旅游收入90亿元以上。（市商务局、市文旅局负责）\n\n（二）减排目标。化学需氧量减排1200吨，PM2.5平均浓度降至32微克/立方米以下，单位地区生产总值能耗下降3%。（市生态环境局负责）',
    duties: [
      '（一）: 市商务局+市文旅局 / - / - / =6% =8% =1200万人次 >=90亿元',
      '（二）: 市生态环境局 / - / - / =1200吨 <=32微克/立方米 =3%',
    ],
  },
  {
    says: 'quotation marks of the keyboard and western punctuation throughout',
    text: '某区工作方案\n\n一,工作目标\n\n到2025年,建成"15分钟服务圈"30个.\n\n二,工作任务\n\n(一)摸底排查.区民政局牵头,6月底前完成.\n\n(二)设施建设.(责任单位:区住建局,区财政局;完成时限:2024.10.31)\n\n三,工作要求\n\n各街道要加强领导.',
    tree: ['一,|工作目标', '二,|工作任务', '  (一)|摸底排查', '  (二)|', '三,|工作要求'],
  },
  {
    says: 'the plan in which each task is one paragraph with unit, person and limit behind dashes',
    text: '某镇2024年任务\n\n1、道路硬化5公里——责任单位：镇建设办，完成时限：2024年8月底前。\n\n2、改厕120户——责任单位：镇农业农村办、各村，完成时限：2024年10月底前。',
    tree: ['1、|', '2、|'],
    duties: ['1、: 镇建设办 / - / 2024-08-31 / =5公里', '2、: 镇农业农村办+各村 / - / 2024-10-31 / =120户'],
  },
  {
    says: 'a schedule by months: headings are months',
    text: '某局2024年工作安排\n\n一、一季度\n\n1．召开年度会议。责任科室：办公室\n\n2．开展检查。责任科室：监督科\n\n二、二季度\n\n3．组织培训2期。责任科室：人事科',
    tree: ['一、|一季度', '  1．|', '  2．|', '二、|二季度', '  3．|'],
    duties: ['1．: 办公室 / - / - / -', '2．: 监督科 / - / - / -', '3．: 人事科 / - / - / =2期'],
  },
]
