import type { Sample } from './sample.ts'

/** Tables as plans and their annexes print them: other column names, split heads, merged cells, several in one file. */
export const grids: readonly Sample[] = [
  {
    says: 'rows without a column of tasks take the named amounts for their task',
    text: '2024年农村改厕任务分解表\n\n县区\t改造户数（户）\t责任单位\t完成时限\n甲县\t1200\t甲县农业农村局\t2024年9月底\n乙县\t860\t乙县农业农村局\t2024年10月底',
    duties: ['-: 甲县农业农村局 / - / 2024-09-30 / =1200户', '-: 乙县农业农村局 / - / 2024-10-31 / =860户'],
  },
  {
    says: 'the columns may be called by other names',
    text: '某市督办事项表\n\n序号\t督办事项\t承办部门\t协办部门\t办结时限\n1\t修复破损路面\t市城管局\t市交警支队\t2024年5月20日前\n2\t清理占道经营\t市城管局\t各街道\t常态化',
    tree: ['1|', '2|'],
    duties: ['1: 市城管局 / 市交警支队 / 2024-05-20 / -', '2: 市城管局 / 各街道 / ongoing / -'],
  },
  {
    says: 'cells merged downwards stay empty and are taken from above',
    text: '某区任务清单\n\n序号\t重点任务\t具体举措\t责任单位\t完成时限\n1\t提升环境\t新建口袋公园6个\t区住建局\t2024年6月底前\n\t\t改造背街小巷20条\t区城管局\t2024年8月底前\n2\t扩大供给\t新增学位3000个\t区教育局\t2024年8月底前',
    tree: ['1|', '2|'],
    duties: [
      '1: 区住建局 / - / 2024-06-30 / =6个',
      '1: 区城管局 / - / 2024-08-31 / =20条',
      '2: 区教育局 / - / 2024-08-31 / =3000个',
    ],
  },
  {
    says: 'a row of one cell between others names a group of tasks',
    text: '某县重点任务分解表\n\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n一、产业发展\t\t\t\t\n1\t引进项目20个\t县招商局\t县发改局\t2024年底\n2\t技改投资增长15%以上\t县工信局\t各园区\t2024年底\n二、民生保障\t\t\t\t\n3\t新建幼儿园3所\t县教育局\t县住建局\t2024年8月',
    tree: ['一、|产业发展', '  1|', '  2|', '二、|民生保障', '  3|'],
    duties: [
      '1: 县招商局 / 县发改局 / 2024-12-31 / =20个',
      '2: 县工信局 / 各园区 / 2024-12-31 / >=15%',
      '3: 县教育局 / 县住建局 / 2024-08 / =3所',
    ],
  },
  {
    says: 'ordinals in brackets and with stops number rows',
    text: '某镇任务表\n\n编号\t任务内容\t责任科室\t时限\n（1）\t清淤沟渠8公里\t镇农业办\t4月30日前\n（2）\t安装路灯60盏\t镇规建办\t5月底前\n\n某镇人民政府\n2024年3月1日',
    tree: ['（1）|', '（2）|'],
    duties: ['（1）: 镇农业办 / - / 2024-04-30 / =8公里', '（2）: 镇规建办 / - / 2024-05-31 / =60盏'],
  },
  {
    says: 'several annexes hold a table each',
    text: '某市实施方案\n\n一、工作目标\n\n按附件分解任务。\n\n附件：1．道路建设任务表\n　　　2．绿化任务表\n\n某市人民政府\n2024年2月6日\n\n附件1\n\n道路建设任务表\n\n序号\t项目名称\t建设内容\t责任单位\t完成时间\n1\t东环路\t改造道路3公里\t市住建局\t2024年10月底前\n\n附件2\n\n绿化任务表\n\n序号\t任务\t牵头单位\t配合单位\n1\t植树5万株\t市林业局\t各区政府\n2\t建设绿道12公里\t市城管局\t市水利局',
    meta: { attachments: ['道路建设任务表', '绿化任务表'] },
    duties: [
      '一、: - / - / - / -',
      '1: 市住建局 / - / 2024-10-31 / =3公里',
      '1: 市林业局 / 各区政府 / - / =5万株',
      '2: 市城管局 / 市水利局 / - / =12公里',
    ],
  },
  {
    says: 'a cell with several lines of units names them all',
    text: '某区分工表\n\n| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |\n|:--:|---|---|---|---|\n| 1 | 整治隐患点30处 | 区应急局 | 区消防救援大队<br>各街道办事处 | 2024年7月底前 |',
    tree: ['1|'],
    duties: ['1: 区应急局 / 区消防救援大队+各街道办事处 / 2024-07-31 / =30处'],
  },
  {
    says: 'a table with a person column between does not take persons for units',
    text: '某县项目表\n\n序号\t项目名称\t年度目标\t责任领导\t牵头单位\t责任人\t完成时限\n1\t县医院新院区\t完成主体工程\t吴某\t县卫健委\t郑某\t2024年12月底前',
    tree: ['1|县医院新院区'],
    duties: ['1: 县卫健委 / - / 2024-12-31 / -'],
  },
  {
    says: 'indicator tables give the values of the columns of years',
    text: '主要指标表\n\n序号\t指标名称\t单位\t2025年目标值\t责任单位\n1\t森林覆盖率\t%\t≥45\t市林业局\n2\t城镇登记失业率\t%\t≤4.5\t市人社局',
    tree: ['1|森林覆盖率', '2|城镇登记失业率'],
    duties: ['1: 市林业局 / - / - / >=45%', '2: 市人社局 / - / - / <=4.5%'],
  },
  {
    says: 'the name and the unit of measure in the head of a column',
    text: '造林任务表\n\n单位\t人工造林（万亩）\t封山育林（万亩）\n甲县\t1.2\t3.5\n乙县\t0.8\t2\n合计\t2\t5.5',
    duties: [],
  },
]
