import { indexed, type WordIndex } from './lexicon.ts'

/** What may stand between a number and its unit, longest first: 120万|人. */
const scales = ['万亿', '千亿', '百亿', '十亿', '亿', '千万', '百万', '万', '千', '百']

/** Units that count things. */
const countUnits = [
  '个百分点',
  '平方公里',
  '平方千米',
  '平方米',
  '立方米',
  '立方',
  '公顷',
  '公里',
  '千米',
  '人次',
  '批次',
  '车次',
  '户次',
  '班次',
  '千瓦时',
  '千瓦',
  '标准箱',
  '标箱',
  '美元',
  '欧元',
  '标准煤',
  '工作日',
  '元',
  '人',
  '户',
  '家',
  '个',
  '名',
  '位',
  '项',
  '件',
  '处',
  '座',
  '所',
  '条',
  '套',
  '台',
  '辆',
  '艘',
  '架',
  '只',
  '头',
  '株',
  '棵',
  '张',
  '册',
  '期',
  '批',
  '种',
  '类',
  '级',
  '篇',
  '场',
  '场次',
  '次',
  '款',
  '枚',
  '颗',
  '列',
  '块',
  '学时',
  '课时',
  '台套',
  '台(套)',
  '轮',
  '门',
  '间',
  '栋',
  '幢',
  '亩',
  '吨',
  '斤',
  '公斤',
  '千克',
  '克',
  '升',
  '米',
  '度',
  '倍',
  '分',
  '例',
  '起',
  '宗',
  '笔',
  '片',
  '床',
  '张床位',
  '支',
  '对',
  '瓦',
  '兆',
  '微克',
  '毫克',
  '份',
  '部',
  '本',
  '盏',
  '口',
  '组',
  '幅',
  '人年',
  '台次',
  '兆瓦',
  '吉瓦',
  '分贝',
  '岁',
  '番',
]
/** What an amount is counted against: 微克/立方米, 元/吨. */
const per = [
  '立方米',
  '平方米',
  '平方公里',
  '公里',
  '千瓦时',
  '小时',
  '公顷',
  '万元',
  '千人',
  '万人',
  '吨',
  '亩',
  '人',
  '户',
  '年',
  '月',
  '日',
  '天',
  '度',
  '升',
  '次',
  '床',
]
/** Units of time. */
export const timeUnits = [
  '个工作日',
  '工作日',
  '个月',
  '个小时',
  '小时',
  '分钟',
  '天',
  '日',
  '年',
  '周',
  '月',
  '季度',
  '秒',
]

const shares = ['%', '‰', '个百分点']
const counted = indexed(countUnits)
const uncounted = indexed([...shares, ...timeUnits])
const scaled = indexed(scales)

const startsAt = (index: WordIndex, text: string, at: number) =>
  (index.get(text.charAt(at)) ?? []).filter((word) => text.startsWith(word, at))

const against = indexed(per)

/** 「/立方米」 behind a unit; '' where no such part follows. */
function perBehind(text: string, at: number): string {
  const unit = text.charAt(at) === '/' ? startsAt(against, text, at + 1)[0] : undefined
  return unit === undefined ? '' : `/${unit}`
}

/**
 * The units that a text may be read to name at a position, the likeliest first. Looked up word by word: one pattern of all
 * units and scales takes longer to compile than a short plan takes to read. Example: 万人 → ['万人'], 个月 → ['个月', '个'].
 */
export function unitsAt(text: string, at: number): readonly string[] {
  const all = [...startsAt(scaled, text, at), '']
  const found = [
    ...startsAt(uncounted, text, at),
    ...all.flatMap((scale) => startsAt(counted, text, at + scale.length).map((unit) => scale + unit)),
  ]
  return found.map((unit) => unit + perBehind(text, at + unit.length))
}
