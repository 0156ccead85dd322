import type { Sample } from './sample.ts'

const notice = (body: string) =>
  `某县人民政府关于加强管理的通知\n\n各乡镇人民政府：\n\n一、工作安排\n\n${body}\n\n某县人民政府\n2018年10月12日`

/** Time limits and numeric targets. */
export const timing: readonly Sample[] = [
  {
    says: 'month and year ends are their last days',
    text: notice('2019年2月底前完成普查，2020年底前完成改造。'),
    duties: ['一、: - / - / 2019-02-28 / -', '一、: - / - / 2020-12-31 / -'],
  },
  {
    says: 'a date without a year lies in the year of the document',
    text: notice('各乡镇要于11月20日前报送名单。'),
    duties: ['一、: 各乡镇 / - / 2018-11-20 / -'],
  },
  {
    says: 'a limit counted from the issue is computed from the day of writing',
    text: notice('各乡镇要在本通知印发之日起30日内制定细则。'),
    duties: ['一、: 各乡镇 / - / 2018-11-11 / -'],
  },
  {
    says: 'a limit per event is a target and no deadline',
    text: notice('县应急管理局接到报告后应在2小时内赶到现场。'),
    duties: ['一、: 县应急管理局 / - / - / <=2小时'],
  },
  {
    says: 'recurring duties recur',
    text: notice('各乡镇要在每月25日前报送进度，每季度末上报总结。'),
    duties: ['一、: 各乡镇 / - / every:month-25;every:quarter / -'],
  },
  {
    says: 'a span of months is a range',
    text: notice('2019年3月至6月，各乡镇集中开展整治。'),
    duties: ['一、: 各乡镇 / - / 2019-03/2019-06 / -'],
  },
  {
    says: 'the start of a duty is a start',
    text: notice('自2019年1月起，县医保局实行网上结算。'),
    duties: ['一、: 县医保局 / - / from:2019-01 / -'],
  },
  {
    says: 'a quarter and a half year end where they end',
    text: notice('2019年上半年完成设计，第三季度末前完成招标。'),
    duties: ['一、: - / - / 2019-06-30 / -', '一、: - / - / 2018-09-30 / -'],
  },
  {
    says: 'the year for which a rule holds is no deadline',
    text: notice('本通知自2018年11月1日起施行，有效期5年。县财政局要加强监督。'),
    duties: ['一、: 县财政局 / - / - / -'],
  },
  {
    says: 'a past date is no deadline',
    text: notice('2016年以来，全县成效明显。截至2017年底，全县已建成50个站点。县财政局要继续支持。'),
    duties: ['一、: 县财政局 / - / - / -'],
  },
  {
    says: 'a sentence that only dates the one before gives it its deadline',
    text: notice('各乡镇要逐户排查，建立台账。该项工作于11月底前完成。'),
    duties: ['一、: 各乡镇 / - / 2018-11-30 / -'],
  },
  {
    says: 'segments of one sentence share its beginning',
    text: notice('对需要新建的，2018年12月底前完成规划，2019年12月底前完成建设。'),
    duties: ['一、: - / - / 2018-12-31 / -', '一、: - / - / 2019-12-31 / -'],
  },
  {
    says: 'the end of a five-year plan is its last day',
    text: notice('到“十三五”末，县水利局实现自来水入户率95%以上。'),
    duties: ['一、: 县水利局 / - / 2020-12-31 / >=95%'],
  },
  {
    says: 'Chinese numerals date as digits do',
    text: notice('各乡镇应于二〇一九年三月底前完成登记。'),
    duties: ['一、: 各乡镇 / - / 2019-03-31 / -'],
  },
  {
    says: 'bounds before and after a number give its operator',
    text: notice('县林业局要确保森林覆盖率达到60%，新造林不少于1万亩，成活率90%以上，火灾受害率控制在0.5‰以内。'),
    duties: ['一、: 县林业局 / - / - / >=60% >=1万亩 >=90% <=0.5‰'],
  },
  {
    says: 'about, more than and ranges have operators of their own',
    text: notice('县文旅局要举办活动10场左右，接待游客超过50万人次，新增民宿20—30家。'),
    duties: ['一、: 县文旅局 / - / - / ~10场 >50万人次 range20,30家'],
  },
  {
    says: 'numbers in slogans, titles, ordinals and ages are no targets',
    text: notice(
      '县民政局要落实《关于3项制度的意见》，推行“1+3”模式，争创全省前10名，关爱80周岁以上老人，办好第5届活动。',
    ),
    duties: ['一、: 县民政局 / - / - / -'],
  },
  {
    says: 'per cent in words is a target',
    text: notice('县环保局要使合格率达到百分之九十五以上。'),
    duties: ['一、: 县环保局 / - / - / >=95%'],
  },
]
