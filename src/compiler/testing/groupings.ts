import type { Sample } from './sample.ts'

const item = (body: string) => `某市2024年重点工作责任分工\n\n一、重点工作\n\n（一）${body}`

/** Units that one expression holds together, and the ways of saying who leads and who helps. */
export const groupings: readonly Sample[] = [
  {
    says: '党委、政府 of one place are one body',
    text: item('处置险情。（戌县党委、政府，市应急管理局负责）'),
    duties: ['（一）: 戌县党委、政府+市应急管理局 / - / - / -'],
  },
  {
    says: '党委、政府 of all places of a level are one body, their brackets included',
    text: item('压实责任。（牵头单位：市委组织部；责任单位：各县（市、区）党委、政府，市直有关单位）'),
    duties: ['（一）: 市委组织部 / 各县（市、区）党委、政府+市直有关单位 / - / -'],
  },
  {
    says: '党委（党组） and 党工委、管委会 stay whole',
    text: item('抓好党建。（责任单位：各级党委（党组），开发区党工委、管委会）'),
    duties: ['（一）: 各级党委（党组）+开发区党工委、管委会 / - / - / -'],
  },
  {
    says: '由A牵头，B、C按职责分工负责 parts who leads from who assists',
    text: item('建设信息平台。由市数据局牵头，市财政局、市公安局按职责分工负责。'),
    duties: ['（一）: 市数据局 / 市财政局+市公安局 / - / -'],
  },
  {
    says: 'A、B等部门按职责分工负责，县区落实: those of the first clause lead, the places assist',
    text: item('规范市场秩序。（市市场监管局、市公安局、市商务局等部门按职责分工负责，各县（市、区）政府落实）'),
    duties: ['（一）: 市市场监管局+市公安局+市商务局 / 各县（市、区）政府 / - / -'],
  },
  {
    says: 'a bracket in the middle of a sentence assigns what stands before it, each its own',
    text: item(
      '完成河道清淤32公里（市水利局负责）、管网改造18公里（市住房城乡建设局负责），年内建成污水处理厂2座（市生态环境局牵头，市财政局配合）。',
    ),
    duties: [
      '（一）: 市水利局 / - / - / =32公里',
      '（一）: 市住房城乡建设局 / - / - / =18公里',
      '（一）: 市生态环境局 / 市财政局 / 2024-12-31 / =2座',
    ],
  },
  {
    says: '（牵头） behind a name says who leads, the others assist',
    text: item('推进电网改造。（责任单位：市发展改革委（牵头），市供电公司、各区人民政府）'),
    duties: ['（一）: 市发展改革委 / 市供电公司+各区人民政府 / - / -'],
  },
  {
    says: '★ and * before a name are no part of it',
    text: item('推进植树造林。（责任单位：★市林业局、市财政局）'),
    duties: ['（一）: 市林业局+市财政局 / - / - / -'],
  },
  {
    says: 'persons who answer stand beside the units and are none',
    text: item(
      '整治黑臭水体。（责任领导：蒋某某；牵头单位：市生态环境局；责任单位：市水利局、市城管局；完成时限：2024年10月底）',
    ),
    duties: ['（一）: 市生态环境局 / 市水利局+市城管局 / 2024-10-31 / -'],
  },
  {
    says: '牵头领导 on its own line before the units is a field',
    text: '某县督办事项清单\n\n1．新建农贸市场2个。\n牵头领导：尤某某\n牵头单位：县商务局\n配合单位：县自然资源局、县住建局\n完成时限：9月30日前\n\n2．修复路灯120盏。\n牵头领导：何某某\n责任单位：县城管局\n完成时限：立行立改',
    tree: ['1．|', '2．|'],
    duties: ['1．: 县商务局 / 县自然资源局+县住建局 / - / =2个', '2．: 县城管局 / - / - / =120盏'],
  },
  {
    says: '各县（市、区）人民政府，各有关单位 are two',
    text: item('做好总结。（各县（市、区）人民政府，各有关单位）'),
    duties: ['（一）: 各县（市、区）人民政府+各有关单位 / - / - / -'],
  },
  {
    says: 'A、B按职责分工分别负责 gives both the lead',
    text: item('开展普法宣传。（市司法局、市教育局按职责分工分别负责）'),
    duties: ['（一）: 市司法局+市教育局 / - / - / -'],
  },
  {
    says: '以A为主，B协助 parts lead and help',
    text: item('清理僵尸车。（以市公安局为主，市城管局协助）'),
    duties: ['（一）: 市公安局 / 市城管局 / - / -'],
  },
  {
    says: '牵头 with a deadline between, and 参加 for who helps',
    text: item('编制规划。（市发展改革委牵头，2024年9月底前完成，市自然资源局、市交通运输局参加）'),
    duties: ['（一）: 市发展改革委 / 市自然资源局+市交通运输局 / 2024-09-30 / -'],
  },
  {
    says: 'a label without a colon before a blank is a label',
    text: item('推进改革。\n牵头单位　市委改革办\n配合单位　市委编办、市司法局\n完成时限　2024年11月底'),
    duties: ['（一）: 市委改革办 / 市委编办+市司法局 / 2024-11-30 / -'],
  },
  {
    says: 'labels in lenticular brackets are labels',
    text: item('推进改革。\n【牵头单位】市委改革办\n【责任单位】市委编办、市司法局\n【完成时限】2024年11月底'),
    duties: ['（一）: 市委改革办 / 市委编办+市司法局 / 2024-11-30 / -'],
  },
  {
    says: '责任单位及责任人 names units and their persons',
    text: item('改造供热管网。责任单位及责任人：市城管局 吕某某'),
    duties: ['（一）: 市城管局 / - / - / -'],
  },
  {
    says: 'names joined by a blank are parted',
    text: item('开展巡查。（责任单位：市水利局 市林业局 市农业农村局）'),
    duties: ['（一）: 市水利局+市林业局+市农业农村局 / - / - / -'],
  },
]
