import type { Sample } from './sample.ts'

const item = (body: string) => `某市2024年重点工作责任分工\n\n一、重点工作\n\n（一）${body}`
const lead = (body: string, who: string): Pick<Sample, 'text' | 'duties'> => ({
  text: item(`改造管网。${body}`),
  duties: [`（一）: ${who} / - / -`],
})
const limited = (limit: string, norm: string): Pick<Sample, 'text' | 'duties'> => ({
  text: item(`改造管网。（责任单位：市住建局；完成时限：${limit}）`),
  duties: [`（一）: 市住建局 / - / ${norm} / -`],
})

/** More ways of saying who is responsible and by when. */
export const sayings: readonly Sample[] = [
  {
    says: '各有关部门 helps like a unit',
    ...lead('（市发展改革委牵头，各有关部门、各街道配合）', '市发展改革委 / 各有关部门+各街道'),
  },
  {
    says: 'labels parted by blanks in one bracket',
    ...lead('（牵头单位：市住建局　配合单位：市财政局、市城管局）', '市住建局 / 市财政局+市城管局'),
  },
  {
    says: 'labels parted by blanks on one line',
    ...lead('\n牵头单位：市住建局　　责任单位：市财政局、市城管局', '市住建局 / 市财政局+市城管局'),
  },
  { says: '参加部门 assists', ...lead('（牵头部门：市住建局；参加部门：市财政局）', '市住建局 / 市财政局') },
  { says: 'a bracket of the keyboard', ...lead('[责任单位:市住建局]', '市住建局 / -') },
  { says: 'a dash before the label', ...lead('\n——责任单位：市住建局、市财政局', '市住建局+市财政局 / -') },
  { says: '责任单位为 names units', ...lead('责任单位为市住建局、市财政局。', '市住建局+市财政局 / -') },
  { says: '负责牵头 leads as 牵头负责 does', ...lead('（市住建局负责牵头，市财政局予以配合）', '市住建局 / 市财政局') },
  {
    says: '牵头负责 and 参与',
    ...lead('（市住建局牵头负责，市财政局、市城管局参与）', '市住建局 / 市财政局+市城管局'),
  },
  { says: '为牵头单位 and 为配合单位', ...lead('（市住建局为牵头单位，市财政局为配合单位）', '市住建局 / 市财政局') },
  {
    says: '具体落实 assists behind who is charged',
    ...lead('（市委宣传部、市委网信办按职责分工负责，各县区具体落实）', '市委宣传部+市委网信办 / 各县区'),
  },
  {
    says: 'places with their streets in brackets',
    ...lead(
      '（市委组织部、市人社局牵头，市直相关单位、各乡镇（街道）落实）',
      '市委组织部+市人社局 / 市直相关单位+各乡镇（街道）',
    ),
  },
  {
    says: 'who guides is no responsible unit',
    ...lead('（责任单位：各县（市、区）人民政府；指导单位：市住建局）', '各县（市、区）人民政府 / -'),
  },
  {
    says: 'names that hold 和 stay whole in a list',
    ...lead(
      '（责任单位：市自然资源和规划局、市住房和城乡建设局、市工业和信息化局）',
      '市自然资源和规划局+市住房和城乡建设局+市工业和信息化局 / -',
    ),
  },
  {
    says: 'mass organisations and branches of the centre are units',
    ...lead(
      '（团市委、市妇联、市残联、国网某市供电公司、人民银行某市分行）',
      '团市委+市妇联+市残联+国网某市供电公司+人民银行某市分行 / -',
    ),
  },
  {
    says: 'who is marked by 等 with its kind',
    ...lead('（市住建局、市财政局等单位按职责负责）', '市住建局+市财政局 / -'),
  },
  {
    says: 'who shares the work with the places',
    ...lead('（市住建局，各县（市、区）人民政府按职责分工负责）', '市住建局+各县（市、区）人民政府 / -'),
  },
  {
    says: 'several leads before one helper',
    ...lead('（市住建局、市财政局共同牵头，市审计局配合）', '市住建局+市财政局 / 市审计局'),
  },
  {
    says: 'leads joined by 会同 in front of 负责',
    ...lead('（市住建局会同市财政局、市审计局等部门负责）', '市住建局 / 市财政局+市审计局'),
  },
  {
    says: 'a field with a semicolon and places behind it',
    ...lead('（责任单位：市住建局、市财政局；各县区人民政府）', '市住建局+市财政局+各县区人民政府 / -'),
  },
  { says: 'a full stop inside the bracket', ...lead('（市住建局牵头，市财政局配合。）', '市住建局 / 市财政局') },
  {
    says: 'a bracket before the full stop of its sentence',
    text: item('改造管网60公里（市住建局牵头，市财政局配合）。'),
    duties: ['（一）: 市住建局 / 市财政局 / - / =60公里'],
  },
  {
    says: 'who must act by 由 with 具体',
    text: item('管网改造工作由市住建局具体负责组织实施。'),
    duties: ['（一）: 市住建局 / - / - / -'],
  },
  {
    says: 'who leads and who helps by 要',
    text: item('市住建局要牵头抓好管网改造，市财政局要做好资金保障。'),
    duties: ['（一）: 市住建局 / - / - / -', '（一）: 市财政局 / - / - / -'],
  },
  { says: 'a limit to the hour', ...limited('2024年6月30日24时前', '2024-06-30') },
  { says: 'a limit with its day of the week', ...limited('2024年6月14日（星期五）前', '2024-06-14') },
  { says: 'a month end without 前', ...limited('6月底', '2024-06-30') },
  { says: 'two stages with shares', ...limited('2024年底前完成50%，2025年底前全部完成', '2024-12-31;2025-12-31') },
  { says: 'from now until a day', ...limited('即日起至2024年12月31日', '2024-12-31') },
  { says: 'from a month on', ...limited('自2024年5月起', 'from:2024-05') },
  { says: 'a range of months by a dash', ...limited('2024年3—5月', '2024-03/2024-05') },
  { says: 'a range of days in one month', ...limited('2024年9月10日—15日', '2024-09-10/2024-09-15') },
  { says: 'a quarter', ...limited('2024年第一季度', '2024-03-31') },
  { says: 'a quarter end', ...limited('2024年三季度末前', '2024-09-30') },
  { says: 'a period in the middle of a month', ...limited('2024年7月中旬', '2024-07-20') },
  { says: 'the whole year', ...limited('全年', '2024-12-31') },
  { says: 'on and on', ...limited('长期', 'ongoing') },
  { says: 'on and on, put otherwise', ...limited('持续推进', 'ongoing') },
  { says: 'on and on, each month', ...limited('每月推进', 'every:month') },
  { says: 'a year alone', ...limited('2025年', '2025-12-31') },
  { says: 'a year and its end', ...limited('2025年底', '2025-12-31') },
  { says: 'dates with dots', ...limited('2024.06.30', '2024-06-30') },
]
