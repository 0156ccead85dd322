import type { Sample } from './sample.ts'

const body = '\n\n一、总体要求\n\n各单位要落实责任。\n\n二、工作要求\n\n各单位要加强督查。\n\n'

/** Heads and feet of documents: titles, numbers, addressees, signatures, annexes and what pages print around them. */
export const heads: readonly Sample[] = [
  {
    says: 'a title over three lines with the kind alone on the last',
    text: `子市人民政府办公室\n关于印发子市“十四五”养老服务体系建设\n实施方案的通知\n\n子政办发〔2022〕31号\n\n各县（市、区）人民政府，市政府各部门、各直属机构，各有关单位：\n\n《子市“十四五”养老服务体系建设实施方案》已经市政府同意，现印发给你们，请认真组织实施。\n\n子市人民政府办公室\n2022年5月16日\n\n（此件公开发布）\n\n子市“十四五”养老服务体系建设实施方案${body}`,
    meta: {
      title: '子市人民政府办公室关于印发子市“十四五”养老服务体系建设实施方案的通知',
      issuers: ['子市人民政府办公室'],
      doc_number: '子政办发〔2022〕31号',
      date_issued: '2022-05-16',
      addressees: '各县（市、区）人民政府，市政府各部门、各直属机构，各有关单位',
      enclosed: ['子市“十四五”养老服务体系建设实施方案'],
    },
    tree: ['一、|总体要求', '二、|工作要求'],
  },
  {
    says: 'a joint circular of party and government offices with two signatures side by side',
    text: `中共寅县县委办公室　寅县人民政府办公室\n关于印发《寅县干部作风建设年活动方案》的通知\n\n寅办发〔2023〕5号\n\n各乡镇党委、政府，县委各部门，县直各单位：\n\n《寅县干部作风建设年活动方案》已经县委、县政府同意，现印发给你们，请结合实际认真贯彻落实。\n\n中共寅县县委办公室　　寅县人民政府办公室\n\n2023年2月9日`,
    meta: {
      issuers: ['中共寅县县委办公室', '寅县人民政府办公室'],
      doc_number: '寅办发〔2023〕5号',
      date_issued: '2023-02-09',
      addressees: '各乡镇党委、政府，县委各部门，县直各单位',
      enclosed: ['寅县干部作风建设年活动方案'],
    },
  },
  {
    says: 'the fields of a page in a table tell what the text leaves out',
    text: `索引号\t001008-2021-00234\t分类\t城乡建设\n发布机构\t辰市人民政府办公室\t发文日期\t2021-06-08\n文号\t辰政办〔2021〕19号\t有效性\t有效\n名称\t辰市人民政府办公室关于加快城市绿化的通知\n\n辰市人民政府办公室关于加快城市绿化的通知\n\n来源：辰市人民政府　发布时间：2021-06-11 09:30　浏览次数：【102】\n\n各区人民政府：${body}辰市人民政府办公室\n2021年6月8日\n\n扫一扫在手机打开当前页`,
    meta: {
      title: '辰市人民政府办公室关于加快城市绿化的通知',
      issuers: ['辰市人民政府办公室'],
      doc_number: '辰政办〔2021〕19号',
      date_issued: '2021-06-08',
      date_published: '2021-06-11',
      addressees: '各区人民政府',
    },
  },
  {
    says: 'several attachments in Chinese numerals, and their texts behind the signature',
    text: `巳区教育局关于做好招生工作的通知\n\n各中小学：${body}附件：一、招生计划表\n　　　二、划片范围\n　　　三、报名须知\n\n巳区教育局\n2024年5月6日\n\n附件一\n\n招生计划表\n\n学校\t班数\t人数\n一小\t4\t180`,
    meta: { attachments: ['招生计划表', '划片范围', '报名须知'], issuers: ['巳区教育局'], date_issued: '2024-05-06' },
  },
  {
    says: 'one attachment named in 《》 and one in plain words',
    text: `午市水利局关于开展汛前检查的通知\n\n各县（区）水利局：${body}附件：1.《汛前检查表》\n2.联系人名单\n\n午市水利局\n2023年3月1日`,
    meta: { attachments: ['《汛前检查表》', '联系人名单'] },
  },
  {
    says: 'the number of the document in square brackets and with 第 is printed as the standard has it',
    text: `未县人民政府关于加强防火的通告\n\n未政发[2022]第6号\n\n为保护森林资源，现通告如下：\n\n一、防火期为每年10月1日至次年4月30日。\n\n二、严禁野外用火。\n\n特此通告。\n\n未县人民政府\n2022年9月20日`,
    meta: {
      title: '未县人民政府关于加强防火的通告',
      doc_number: '未政发〔2022〕6号',
      date_issued: '2022-09-20',
      addressees: null,
    },
  },
  {
    says: 'a draft for comments says so in its title and has no number',
    text: `申市城市更新条例\n（征求意见稿）\n\n第一章 总则\n\n第一条【目的】为了推进城市更新，制定本条例。\n\n第二条【定义】本条例所称城市更新，是指对建成区的改善活动。\n\n第二章 职责\n\n第三条【部门职责】市住房城乡建设主管部门负责统筹协调。`,
    meta: { title: '申市城市更新条例（征求意见稿）', doc_number: null, issuers: [] },
    tree: ['第一章|总则', '  第一条|目的', '  第二条|定义', '第二章|职责', '  第三条|部门职责'],
  },
  {
    says: 'a plan without head or foot has a title only',
    text: `2024年安全生产工作要点${body}`,
    meta: { title: '2024年安全生产工作要点', issuers: [], doc_number: null, date_issued: null, addressees: null },
  },
  {
    says: 'the date under the title in brackets is that of writing, with who adopted it',
    text: `酉县国民经济和社会发展计划\n（2024年1月18日酉县第十八届人民代表大会第四次会议批准）${body}`,
    meta: { title: '酉县国民经济和社会发展计划', date_issued: '2024-01-18' },
  },
  {
    says: 'a letter of a department to another, signed with seal',
    text: `戌市财政局关于商请提供数据的函\n\n戌财函〔2024〕12号\n\n市统计局：\n\n为做好绩效评价，请贵局于2024年4月10日前提供有关数据。\n\n感谢支持！\n\n戌市财政局（盖章）\n2024年3月28日\n\n（联系人：施某；电话：0000-7654321）`,
    meta: {
      title: '戌市财政局关于商请提供数据的函',
      issuers: ['戌市财政局'],
      doc_number: '戌财函〔2024〕12号',
      date_issued: '2024-03-28',
      addressees: '市统计局',
    },
  },
  {
    says: 'the day of writing in Chinese numerals with 〇, the day of printing is another',
    text: `亥市林业局文件\n\n亥林发〔2020〕45号　　　　　　　　签发人：张某\n\n亥市林业局关于开展秋季造林的通知\n\n各县（区）林业局：${body}亥市林业局\n二〇二〇年九月十七日\n\n抄送：市政府办公室。\n亥市林业局办公室　　　　2020年9月18日印发`,
    meta: {
      title: '亥市林业局关于开展秋季造林的通知',
      issuers: ['亥市林业局'],
      doc_number: '亥林发〔2020〕45号',
      date_issued: '2020-09-17',
      addressees: '各县（区）林业局',
    },
  },
  {
    says: 'a crumb trail, tools and a foot of a page are none of the document',
    text: `首页 > 政务公开 > 政府文件\n\n丑市人民政府关于促进外贸的若干意见\n\n日期：2022-08-05　来源：市政府办公室　字体：[大] [中] [小]　打印\n\n丑政规〔2022〕3号\n\n各区人民政府，市政府有关部门：${body}丑市人民政府\n2022年8月1日\n\n分享到：微信 微博\n【关闭窗口】\n上一篇：关于调整的通知\n下一篇：没有了\n主办：丑市人民政府办公室　备案号：某ICP备00000000号`,
    meta: {
      title: '丑市人民政府关于促进外贸的若干意见',
      doc_number: '丑政规〔2022〕3号',
      date_issued: '2022-08-01',
      date_published: '2022-08-05',
      addressees: '各区人民政府，市政府有关部门',
      issuers: ['丑市人民政府'],
      attachments: [],
    },
    tree: ['一、|总体要求', '二、|工作要求'],
  },
  {
    says: 'an addressee line may be broken and may end with a half-width colon',
    text: `卯县人社局关于开展技能大赛的通知\n\n各乡镇（街道）人社所,县直各企业,各职业院校:${body}卯县人力资源和社会保障局\n2023年4月12日`,
    meta: { addressees: '各乡镇（街道）人社所,县直各企业,各职业院校', issuers: ['卯县人力资源和社会保障局'] },
  },
  {
    says: 'a decision names its organ in the title, an open letter of thanks has an addressee',
    text: `中共丙市委 丙市人民政府关于表彰先进集体的决定\n（2024年2月2日）\n\n2023年，全市上下攻坚克难，取得显著成绩。市委、市政府决定，授予市发展改革委等10个单位“先进集体”称号。${body}`,
    meta: {
      title: '中共丙市委丙市人民政府关于表彰先进集体的决定',
      issuers: ['中共丙市委', '丙市人民政府'],
      date_issued: '2024-02-02',
    },
  },
]
