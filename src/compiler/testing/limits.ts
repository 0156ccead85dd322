import type { Sample } from './sample.ts'

/** A plan of 2024, signed on 15 March, whose one item says something about time. */
const plan = (body: string) => `某县工作方案\n\n一、重点任务\n\n${body}\n\n某县人民政府\n2024年3月15日`

/** By when: the ways in which such documents name days, periods and spans. */
export const limits: readonly Sample[] = [
  {
    says: 'months and halves of this year lie in the year of the document',
    text: plan(
      '县水利局要在汛期前完成加固。县住建局今年上半年完成选址。县教育局9月1日前投入使用。县民政局下半年启动建设。',
    ),
    duties: [
      '一、: 县水利局 / - / - / -',
      '一、: 县住建局 / - / 2024-06-30 / -',
      '一、: 县教育局 / - / 2024-09-01 / -',
      '一、: 县民政局 / - / 2024-12-31 / -',
    ],
  },
  {
    says: 'spans are counted from the day of writing',
    text: plan(
      '各乡镇自印发之日起30日内制定细则。县财政局自本通知印发之日起三个月内拨付资金。县农业农村局三年内建成示范区。县司法局印发后一年内完成清理。',
    ),
    duties: [
      '一、: 各乡镇 / - / 2024-04-14 / -',
      '一、: 县财政局 / - / 2024-06-15 / -',
      '一、: 县农业农村局 / - / - / <=3年',
      '一、: 县司法局 / - / 2025-03-15 / -',
    ],
  },
  {
    says: 'what comes again is a period, with its day where one is named',
    text: plan(
      '县统计局于每季度末通报进度。各乡镇每月5日前报送台账。县督查室每半年督查一次。各部门每年12月底前报告。县应急局每周五汇总。县信访局每日调度。',
    ),
    duties: [
      '一、: 县统计局 / - / every:quarter / -',
      '一、: 各乡镇 / - / every:month-5 / -',
      '一、: 县督查室 / - / - / -',
      '一、: 各部门 / - / every:year / -',
      '一、: 县应急局 / - / every:week-5 / -',
      '一、: 县信访局 / - / - / -',
    ],
  },
  {
    says: 'years at which a goal is set are limits, 到 力争 and 前 alike',
    text: plan(
      '到2025年，县农业农村局建成高标准农田。力争2026年底前县交通运输局打通断头路。县发展改革局2027年前完成移交。',
    ),
    duties: [
      '一、: 县农业农村局 / - / 2025-12-31 / -',
      '一、: 县交通运输局 / - / 2026-12-31 / -',
      '一、: 县发展改革局 / - / 2026-12-31 / -',
    ],
  },
  {
    says: 'the end of a five-year plan is the last day of its last year, the time of one is no limit',
    text: plan('县水利局“十四五”末建成水库。“十五五”期间，县林业局完成造林。到“十四五”期末，县卫健委建成分院。'),
    duties: [
      '一、: 县水利局 / - / 2025-12-31 / -',
      '一、: 县林业局 / - / - / -',
      '一、: 县卫健委 / - / 2025-12-31 / -',
    ],
  },
  {
    says: 'a range of months has a beginning and an end',
    text: plan(
      '第一阶段（2024年4月—5月），县市场监管局组织自查。2024年6月至10月，县公安局开展整治。11月1日至12月10日县督查室组织验收。',
    ),
    duties: [
      '一、: 县市场监管局 / - / 2024-04/2024-05 / -',
      '一、: 县公安局 / - / 2024-06/2024-10 / -',
      '一、: 县督查室 / - / 2024-11-01/2024-12-10 / -',
    ],
  },
  {
    says: '长期坚持 and 持续推进 in the place of a limit last',
    text: plan(
      '1．开展巡查。（县林业局负责，长期坚持）\n2．清理河道。（县水利局负责，持续推进）\n3．开展排查。（责任单位：县住建局；完成时限：立即整改，长期坚持）',
    ),
    duties: ['1．: 县林业局 / - / ongoing / -', '2．: 县水利局 / - / ongoing / -', '3．: 县住建局 / - / ongoing / -'],
  },
  {
    says: 'years written with two digits behind a dash, and quarters',
    text: plan(
      '1．修建道路。（县交通运输局负责，2024年第三季度）\n2．修建桥梁。（县交通运输局负责，2024—2026年）\n3．修建码头。（县交通运输局负责，二季度末前）',
    ),
    duties: [
      '1．: 县交通运输局 / - / 2024-09-30 / -',
      '2．: 县交通运输局 / - / 2024-01/2026-12 / -',
      '3．: 县交通运输局 / - / 2024-06-30 / -',
    ],
  },
  {
    says: 'full-width digits, blanks and Chinese numerals name the same days',
    text: plan(
      '1．修建道路。（县交通运输局负责，２０２４年９月３０日前）\n2．修建桥梁。（县交通运输局负责，2024 年 10 月 底前）\n3．修建码头。（县交通运输局负责，二〇二四年十二月底前）',
    ),
    duties: [
      '1．: 县交通运输局 / - / 2024-09-30 / -',
      '2．: 县交通运输局 / - / 2024-10-31 / -',
      '3．: 县交通运输局 / - / 2024-12-31 / -',
    ],
  },
  {
    says: 'a day of the past, of a meeting or of another document is no limit',
    text: plan(
      '县财政局按照2023年12月5日会议要求落实资金。县住建局对照2022年印发的标准改造。县民政局对2023年以前的档案进行整理。',
    ),
    duties: ['一、: 县财政局 / - / - / -', '一、: 县住建局 / - / - / -', '一、: 县民政局 / - / - / -'],
  },
  {
    says: 'several stages of one task keep all their limits',
    text: plan('1．建设医院。4月底前完成招标，6月开工建设，2025年底前竣工。（县卫健委负责）'),
    duties: ['1．: 县卫健委 / - / 2024-04-30;2024-06;2025-12-31 / -'],
  },
  {
    says: 'before the Spring Festival or by the end of a school year no day can be computed',
    text: plan('县人社局春节前清偿欠薪。县教育局本学期末完成评估。'),
    duties: ['一、: 县人社局 / - / - / -', '一、: 县教育局 / - / - / -'],
  },
  {
    says: '年底前 年内 and 当年 lie in the year of the document, 次年 in the next',
    text: plan('县水利局年底前完工。县住建局年内完成。县审计局次年3月底前报告。县林业局明年6月底前验收。'),
    duties: [
      '一、: 县水利局 / - / 2024-12-31 / -',
      '一、: 县住建局 / - / 2024-12-31 / -',
      '一、: 县审计局 / - / 2025-03-31 / -',
      '一、: 县林业局 / - / 2025-06-30 / -',
    ],
  },
  {
    says: 'dates with dots in a bracket of responsibility are read',
    text: plan(
      '1．修建道路。（责任单位：县交通运输局；完成时限：2024.9.30）\n2．修建桥梁。（责任单位：县交通运输局；完成时限：2024-10-31前）\n3．修建码头。（责任单位：县交通运输局；完成时限：2024/12）',
    ),
    duties: [
      '1．: 县交通运输局 / - / 2024-09-30 / -',
      '2．: 县交通运输局 / - / 2024-10-31 / -',
      '3．: 县交通运输局 / - / 2024-12 / -',
    ],
  },
]
