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
]
