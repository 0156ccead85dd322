import type { Sample } from './sample.ts'

const rule = (text: string) => `某市技术市场管理办法\n\n第一章　总则\n\n第一条　${text}`

/** What orders something and what only tells; who acts and what only looks like a name. */
export const telling: readonly Sample[] = [
  {
    says: 'what is, what was done and how things stand ask for nothing',
    text: rule('重点实验室是科技力量的重要组成部分。近期取得了明显进步。当前科技竞争日益激烈。特此通知。'),
    duties: [],
  },
  {
    says: 'a sentence that gives the reason for the rule itself orders nothing',
    text: rule('市政府根据有关法律，结合本市实际，制定本办法。'),
    duties: [],
  },
  {
    says: 'an office whose name begins like a verb is named whole',
    text: rule('政府督查室、监察局要跟踪问效。县科学技术委员会负责备案。县综合行政执法局应当定期巡查。'),
    duties: [
      '第一条: 政府督查室+监察局 / - / - / -',
      '第一条: 县科学技术委员会 / - / - / -',
      '第一条: 县综合行政执法局 / - / - / -',
    ],
  },
  {
    says: 'a name before an abbreviation in brackets is the whole name',
    text: rule('某市技术管理局（以下简称市技术局）负责日常监管。'),
    duties: ['第一条: 某市技术管理局（以下简称市技术局） / - / - / -'],
  },
  {
    says: 'phrases that begin with a deed are no units',
    text: rule('增加产粮大县奖励资金。配合主管部门做好评估。征集重点实验室布局建议。多家企业形成合力。'),
    duties: ['第一条: - / - / - / -', '第一条: - / - / - / -', '第一条: - / - / - / -', '第一条: - / - / - / -'],
  },
  {
    says: 'alternatives joined by 或者 are parted between the two',
    text: rule('由市长或者副市长召集会议。'),
    duties: ['第一条: 市长+副市长 / - / - / -'],
  },
  {
    says: 'amounts in Chinese numerals count where a word bounds them',
    text: rule('固定人员须在四十人以上。每年检查不少于两次。十五个工作日内办结。设立一个窗口。二级以上医院参照执行。'),
    duties: [
      '第一条: - / - / - / >=40人',
      '第一条: - / - / every:year / >=2次',
      '第一条: - / - / - / <=15个工作日',
      '第一条: - / - / - / -',
      '第一条: 二级以上医院 / - / - / -',
    ],
  },
  {
    says: 'to break through so many technologies is to reach that number, not to pass it',
    text: rule('突破30项关键核心技术，产值突破500亿元。'),
    duties: ['第一条: - / - / - / =30项 >500亿元'],
  },
]
