import type { Sample } from './sample.ts'

const item = (body: string) => `某市2024年重点工作责任分工\n\n一、重点工作\n\n（一）${body}（市发展改革委负责）`

const of = (body: string, targets: string): Pick<Sample, 'text' | 'duties'> => ({
  text: item(body),
  duties: [`（一）: 市发展改革委 / - / - / ${targets}`],
})

/** Numbers to be met: bounds before and behind, ranges, words for numbers, and what only looks like a target. */
export const amounts: readonly Sample[] = [
  {
    says: '不低于 and 以上 are lower bounds',
    ...of('合格率不低于95%，达标率达到90%以上，覆盖率达80%以上。', '>=95% >=90% >=80%'),
  },
  { says: '达到30件以上 is a lower bound', ...of('每万人发明专利拥有量达到30件以上。', '>=30件') },
  {
    says: '压缩至 and 控制在 are upper bounds',
    ...of('审批时间压缩至3个工作日以内，误差控制在5%以内。', '<=3个工作日 <=5%'),
  },
  { says: '左右 is about', ...of('地区生产总值增长6%左右，能耗同比下降10%左右。', '~6% ~10%') },
  { says: '翻一番 is twice as much', ...of('旅游收入比2020年翻一番，产值实现翻两番。', '=1番 =2番') },
  { says: 'per cent points', ...of('入园率提高8个百分点，毛入学率增长2.5个百分点以上。', '=8个百分点 >=2.5个百分点') },
  { says: 'zero is a number', ...of('实现生产安全零事故、群众零投诉。', '-') },
  { says: 'per unit of something', ...of('万元GDP能耗下降3.5%，单位GDP用水量降至40立方米以下。', '=3.5% <=40立方米') },
  { says: 'ranges have two values', ...of('培育龙头企业3至5家，增速保持在6%—8%。', 'range3,5家 range6,8%') },
  {
    says: 'fractions and per cent in words',
    ...of('三分之二以上的村建成驿站，入户率达到百分之九十。', '>=66.67% >=90%'),
  },
  {
    says: 'numbers with thousands marks and scales',
    ...of('完成投资1,250.5亿元，新增就业5万人以上，造林12.6万亩。', '=1250.5亿元 >=5万人 =12.6万亩'),
  },
  { says: 'what was reached before is no target', ...of('空气优良天数比例由2023年的82.3%提高到85%。', '>=85%') },
  {
    says: 'numbers of projects called by number are no targets',
    ...of('落实“三重一大”制度，推进“1+5+N”体系，实施12345热线改造，学习二十大精神。', '-'),
  },
  { says: 'policies called by a number of articles are none', ...of('落实稳增长40条措施，执行“双减”政策。', '-') },
  { says: '每…不少于 counts what each has', ...of('每个乡镇至少建设1个中心，每县不少于2所。', '>=1个 >=2所') },
  {
    says: '超 and 突破 are strict lower bounds',
    ...of('规上工业产值突破2000亿元，新增市场主体超10万户。', '>2000亿元 >10万户'),
  },
  { says: '不超过 and 最多 are upper bounds', ...of('办理环节不超过4个，申请材料最多3份。', '<=4个 <=3份') },
  {
    says: 'signs of comparison',
    ...of('水质达标率≥98%，空置率≤10%，PM2.5浓度<35微克/立方米。', '>=98% <=10% <35微克/立方米'),
  },
  { says: 'Chinese numerals bound by words', ...of('开展不少于两次检查，建立五个以上基地。', '>=2次 >=5个') },
  { says: '分别达到 counts each', ...of('甲类、乙类药品配备率分别达到70%、60%以上。', '>=70% >=60%') },
  {
    says: 'days and hours of handling are limits per event',
    ...of('实行24小时值班，接到投诉后2小时内到场，5个工作日内办结。', '<=2小时 <=5个工作日'),
  },
  { says: '增长 to a multiple', ...of('研发投入增长1.5倍，床位数达到每千人6.5张。', '=1.5倍 >=6.5张') },
  {
    says: 'names with numbers count nothing',
    ...of('建设5G基站2000个，跻身全国500强，打造3A级景区2家，打造“15分钟生活圈”。', '=2000个 =2家'),
  },
  { says: '全覆盖 and 100% ', ...of('实现行政村全覆盖，建档率100%，签约率达100％。', '=100% >=100%') },
]
