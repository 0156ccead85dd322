import type { Sample } from './sample.ts'

const item = (text: string) => `某省2022年重点任务分工方案\n\n某政办发〔2022〕30号\n\n一、重点任务\n\n（一）${text}`
const table = (...rows: readonly string[]) =>
  `某市2023年重点任务分解表\n\n序号\t重点任务\t牵头领导\t牵头单位\t责任单位\t完成时限\n${rows.join('\n')}`

/** The many ways in which such documents say who, when and how much. */
export const variants: readonly Sample[] = [
  {
    says: 'a group of levels stays whole before 按职责分工, and what 等 stands for is dropped',
    text: item('减税退税。（省财政厅牵头，人民银行等省直有关部门及各市、州、县人民政府按职责分工负责）'),
    duties: ['（一）: 省财政厅 / 人民银行+各市、州、县人民政府 / - / -'],
  },
  {
    says: 'a collective of 部门和单位 stays whole',
    text: item('推广服务。（省政务服务局牵头，省直有关部门和单位配合）'),
    duties: ['（一）: 省政务服务局 / 省直有关部门和单位 / - / -'],
  },
  {
    says: 'the note that the first leads adds nobody',
    text: item('制定方案。（省发展改革委、省财政厅负责。列在首位的为牵头部门，其他有关部门配合，下同）'),
    duties: ['（一）: 省发展改革委 / 省财政厅 / - / -'],
  },
  {
    says: 'a mark within sentences, without brackets, is read to its end',
    text: item('拆除违建50万平方米。牵头单位：区城管局，配合单位：区公安分局、各街道办事处。'),
    duties: ['（一）: 区城管局 / 区公安分局+各街道办事处 / - / =50万平方米'],
  },
  {
    says: 'lines that name persons part no commitment from its fields',
    text: item(
      '处理污水。\n责任单位：丁县人民政府\n牵头单位：县生态环境分局\n责任人：某某（县长）\n整改时限：2022年12月底前，立行立改并长期坚持',
    ),
    duties: ['（一）: 县生态环境分局 / 丁县人民政府 / 2022-12-31;ongoing / -'],
  },
  {
    says: 'A牵头、B配合 in running text',
    text: item('卫生健康部门牵头、教育部门配合，开展营养监测。'),
    duties: ['（一）: 卫生健康部门 / 教育部门 / - / -'],
  },
  {
    says: 'who is a member of a new body assists the host of its office',
    text: item(
      '加强领导。成立由区长任组长，区发改局、区财政局主要负责人为成员的领导小组，领导小组办公室设在区住建局。',
    ),
    duties: ['（一）: 区住建局 / 区发改局+区财政局 / - / -'],
  },
  {
    says: 'a table row with several dates has them all, lasting ones included',
    text: table(
      '1\t开工建设\t某某\t市重点办\t丙县政府\t6月底前完成前期，9月开工',
      '2\t安全检查\t某某\t市应急局\t各县区\t长期坚持',
      '3\t竣工验收\t某某\t市住建局\t\t2023.12.20',
      '4\t分年实施\t某某\t市林业局\t\t2023-2025年',
    ),
    duties: [
      '1: 市重点办 / 丙县政府 / 2023-06-30;2023-09 / -',
      '2: 市应急局 / 各县区 / ongoing / -',
      '3: 市住建局 / - / 2023-12-20 / -',
      '4: 市林业局 / - / 2023-01/2025-12 / -',
    ],
  },
  {
    says: 'the month of a stage in brackets is its time',
    text: item('第三阶段（2023年11月）：总结验收。'),
    duties: ['（一）: - / - / 2023-11 / -'],
  },
  {
    says: 'a day in every year belongs to the period whole',
    text: item('省发展改革委要于每年12月10日前报送情况。'),
    duties: ['（一）: 省发展改革委 / - / every:year / -'],
  },
  {
    says: 'where things stand is no target, where they shall stand is',
    text: item('占比由目前的45%提高到60%以上，每学期至少开展2次检查，抽检不低于4批次。'),
    duties: ['（一）: - / - / - / >=60% >=2次 >=4批次'],
  },
  {
    says: 'numerals set off by a blank count on from one where nothing has 一、',
    text: '某区三年行动方案\n\n一 工作目标\n\n2022年底前完成更新200万平方米。\n\n（1）拆除违建。拆除50处。\n\n二 保障措施\n\n区住建局负责调度。',
    tree: ['一|工作目标', '  （1）|拆除违建', '二|保障措施'],
  },
  {
    says: 'a single numeral before a blank is no number of a clause',
    text: '某区工作方案\n\n1. 一 主任负责制要落实。\n\n2. 加强检查。',
    tree: ['1.|', '2.|'],
  },
  {
    says: 'a first phrase that sets dates is no heading though its siblings have some',
    text: '某区方案\n\n一、调度机制\n\n（一）落实责任。各街道要明确专人。\n\n（二）加强宣传。利用媒体广泛宣传。\n\n（三）每月5日前报送进展，每季度督查一次。由区督查室负责。',
    tree: ['一、|调度机制', '  （一）|落实责任', '  （二）|加强宣传', '  （三）|'],
  },
  {
    says: 'a number alone on its line has the text below it',
    text: '某市预案\n\n1 总则\n\n1.1 编制目的\n\n为做好工作，制定本预案。\n\n1.1.1\n\n市应急局负责编制工作。',
    tree: ['1|总则', '  1.1|编制目的', '    1.1.1|'],
    duties: ['1.1.1: 市应急局 / - / - / -'],
  },
  {
    says: 'a unit before a colon acts, a label before a colon does not',
    text: '某县禁烧方案\n\n一、职责分工\n\n县环保局：负责统一监管。\n各乡镇：落实属地责任。\n工作重点：加强巡查。',
    duties: ['一、: 县环保局 / - / - / -', '一、: 各乡镇 / - / - / -', '一、: - / - / - / -'],
  },
  {
    says: 'where the heading is a unit, all below it is its task, as inferred; a heading that only ends like one is none',
    text: '某县任务分工\n\n一、县司法局\n\n1、负责合法性审查。\n\n2、负责监督。\n\n二、高端手术系统\n\n1、加快研发。',
    duties: ['1、: 县司法局 / - / - / -', '2、: 县司法局 / - / - / -', '1、: - / - / - / -'],
  },
  {
    says: '责任单位：A，B配合 parts who leads from who assists',
    text: item('严格考核。（责任单位：县考核办，县委组织部配合）'),
    duties: ['（一）: 县考核办 / 县委组织部 / - / -'],
  },
  {
    says: 'what stands in later paragraphs than the mark and names who acts is kept',
    text: item('严格考核。考核占比不低于10%。（县考核办负责）\n\n各乡镇要在本月底前制定方案。'),
    duties: ['（一）: 县考核办 / - / - / >=10%', '（一）: 各乡镇 / - / - / -'],
  },
  {
    says: 'words that end like a unit but count, compare or describe are none',
    text: item('农村卫生厕所普及率达到85%。收入分配格局持续优化。我们将完善机构。'),
    duties: ['（一）: - / - / - / >=85%', '（一）: - / - / - / -', '（一）: - / - / - / -'],
  },
  {
    says: 'a page set with indented paragraphs is unwrapped, its title, addressee and marks joined',
    text: [
      '                     某市人民政府关于印发某市农村环境',
      '                       整治行动方案（2020—2022 年）',
      '                                的  通  知',
      '各县（市、区）人民政府，开发区管委会，市政府各部门，各直属',
      '机构：',
      '    现将《某市农村环境整治行动方案（2020—2022 年）》印发',
      '给你们，请结合实际，认真贯彻落实。',
      '                                         某市人民政府',
      '                                       2020 年 3 月 18 日',
      '                              — 1 —',
      '                     某市农村环境整治行动方案',
      '    为全面贯彻落实关于农村环境整治的决策部署，加快推进我',
      '市农村环境整治，制定本方案。',
      '    一、重点任务',
      '    （一）推进垃圾治理。统筹考虑生活垃圾和农业生产废弃物',
      '利用、处理，建立健全符合农村实际、方式多样的收运处置体系。',
      '（牵头单位：市住房城乡建设局；配合单位：市农业农村局、市生',
      '态环境局）',
      '                              — 2 —',
      '    （二）开展粪污治理。合理选择改厕模式，推进改造。（市农',
      '业农村局牵头）',
    ].join('\n'),
    tree: ['一、|重点任务', '  （一）|推进垃圾治理', '  （二）|开展粪污治理'],
    meta: {
      title: '某市人民政府关于印发某市农村环境整治行动方案（2020—2022年）的通知',
      addressees: '各县（市、区）人民政府，开发区管委会，市政府各部门，各直属机构',
      date_issued: '2020-03-18',
    },
    duties: [
      '-: - / - / - / -',
      '（一）: 市住房城乡建设局 / 市农业农村局+市生态环境局 / - / -',
      '（二）: 市农业农村局 / - / - / -',
    ],
  },
  {
    says: 'a document number with fields behind it gives all of them',
    text: '某局办公室关于做好安全工作的通知\n某办函〔2021〕88号　　发布时间：2021年7月2日\n各派出机构：\n现就有关工作通知如下：\n一、强化排查。各企业要在7月10日前完成自查。\n某局办公室\n二〇二一年七月一日',
    meta: { doc_number: '某办函〔2021〕88号', date_published: '2021-07-02', date_issued: '2021-07-01' },
  },
  {
    says: 'A会同B in a bracket after a sentence assigns, whatever follows it',
    text: item('强化监管。（市民政局会同市市场监管局、市公安局等部门，持续推进）'),
    duties: ['（一）: 市民政局 / 市市场监管局+市公安局 / ongoing / -'],
  },
  {
    says: 'a cell says in words who leads, and the bars of empty cells are no heading',
    text: '某市2021年分工表\n| 序号 | 重点任务 | 责任单位 | 时间进度 |\n|---|---|---|---|\n| 一、加强设施建设 | | | |\n| 1 | 新建综合体30个 | 市民政局牵头，各区县政府配合 | 2022年底前 |',
    tree: ['一、|加强设施建设', '  1|'],
    duties: ['1: 市民政局 / 各区县政府 / 2022-12-31 / =30个'],
  },
  {
    says: 'an organ with its day above the title signs the document',
    text: '〔2022〕第3期\n某市人民政府办公室　　2022年3月8日\n市政府第5次常务会议纪要\n市长主持召开常务会议，研究有关事项，纪要如下：\n一、关于安全生产\n市应急局牵头，各区县配合，3月底前完成排查。',
    meta: { title: '市政府第5次常务会议纪要', issuers: ['某市人民政府办公室'], date_issued: '2022-03-08' },
    duties: ['一、: 市应急局 / 各区县 / 2022-03-31 / -'],
  },
]
