import type { Sample } from './sample.ts'

const text = '\n\n一、总体要求\n\n各单位要落实责任。\n\n二、工作要求\n\n各单位要加强督查。\n\n'

/** Titles, issuers and dates in the variety that offices and their pages print. */
export const titles: readonly Sample[] = [
  {
    says: 'a page prints its title with the name of the site, then the document prints it again over two lines',
    text: `关于印发某区河湖长制工作要点的通知-某区人民政府门户网站\n\n某区人民政府办公室\n关于印发某区河湖长制工作要点的通知\n\n某政办〔2023〕14号\n\n各镇人民政府，各街道办事处，区政府各部门：\n\n现将《某区河湖长制工作要点》印发给你们，请认真贯彻执行。\n\n某区人民政府办公室\n2023年4月6日\n\n某区河湖长制工作要点${text}`,
    meta: {
      title: '某区人民政府办公室关于印发某区河湖长制工作要点的通知',
      issuers: ['某区人民政府办公室'],
      doc_number: '某政办〔2023〕14号',
      date_issued: '2023-04-06',
      addressees: '各镇人民政府，各街道办事处，区政府各部门',
      enclosed: ['某区河湖长制工作要点'],
    },
  },
  {
    says: 'a circular that passes another on names the one passed on',
    text: `某市人民政府办公室转发市卫健委关于加强基层卫生工作意见的通知\n\n某政办发〔2019〕22号\n\n各县区人民政府，市政府各部门：\n\n市卫健委《关于加强基层卫生工作的意见》已经市政府同意，现转发给你们，请认真贯彻落实。\n\n某市人民政府办公室\n2019年5月20日\n\n关于加强基层卫生工作的意见\n市卫健委${text}`,
    meta: {
      title: '某市人民政府办公室转发市卫健委关于加强基层卫生工作意见的通知',
      issuers: ['某市人民政府办公室'],
      date_issued: '2019-05-20',
      enclosed: ['关于加强基层卫生工作的意见'],
    },
  },
  {
    says: 'a page’s fields in two columns on one line each, values behind colons',
    text: `发文机关：某县人民政府　　　　　发文字号：某政发〔2020〕3号\n成文日期：2020年2月18日　　　　发布日期：2020年2月20日\n标　　题：某县人民政府关于支持企业复工复产的若干意见\n\n某县人民政府关于支持企业复工复产的若干意见\n\n各乡镇人民政府：${text}`,
    meta: {
      title: '某县人民政府关于支持企业复工复产的若干意见',
      issuers: ['某县人民政府'],
      doc_number: '某政发〔2020〕3号',
      date_issued: '2020-02-18',
      date_published: '2020-02-20',
      addressees: '各乡镇人民政府',
    },
  },
  {
    says: 'the publishing date of a page is not that of writing, which the text does not tell',
    text: `某市2023年重点任务清单\n2023-02-15 16:20 来源：某市发展改革委 浏览次数：56${text}`,
    meta: { title: '某市2023年重点任务清单', date_issued: null, date_published: '2023-02-15' },
  },
  {
    says: 'an announcement signed by an office with its date in one line',
    text: `关于征集民生实事项目的公告\n\n为广泛听取意见，现面向社会征集民生实事项目。${text}某市人民政府办公室　2023年10月8日`,
    meta: { title: '关于征集民生实事项目的公告', issuers: ['某市人民政府办公室'], date_issued: '2023-10-08' },
  },
  {
    says: 'a decree of a standing committee: number, adoption and date',
    text: '某市人民代表大会常务委员会公告\n\n（第15号）\n\n《某市文明行为促进条例》已由某市第十五届人民代表大会常务委员会第三十次会议于2021年8月26日通过，并经某省人民代表大会常务委员会批准，现予公布，自2022年1月1日起施行。\n\n某市人民代表大会常务委员会\n2021年10月8日\n\n某市文明行为促进条例\n\n第一条 为促进文明行为，制定本条例。\n\n第二条 市精神文明建设工作机构负责统筹协调。',
    meta: {
      title: '某市人民代表大会常务委员会公告',
      issuers: ['某市人民代表大会常务委员会'],
      doc_number: '第15号',
      date_issued: '2021-10-08',
      enclosed: ['某市文明行为促进条例'],
      addressees: null,
    },
    tree: ['第一条|', '第二条|'],
  },
  {
    says: 'a number with 函 and an addressee with 并 and blanks',
    text: `某省发展和改革委员会关于某机场改扩建工程初步设计的批复\n\n某发改函﹝2022﹞118号\n\n某机场集团有限公司：\n\n报来《关于审批初步设计的请示》收悉。经研究，批复如下：${text}此复。\n\n某省发展和改革委员会\n2022年6月1日`,
    meta: {
      title: '某省发展和改革委员会关于某机场改扩建工程初步设计的批复',
      issuers: ['某省发展和改革委员会'],
      doc_number: '某发改函〔2022〕118号',
      addressees: '某机场集团有限公司',
      date_issued: '2022-06-01',
    },
  },
  {
    says: 'several ministries, one a line, over the title and again in the signature with wide blanks',
    text: `某省财政厅\n某省农业农村厅\n某省乡村振兴局\n关于印发《某省衔接资金管理办法》的通知\n\n某财农〔2021〕66号\n\n各市（州）财政局、农业农村局、乡村振兴局：\n\n现将《某省衔接资金管理办法》印发给你们，请遵照执行。\n\n　　附件：某省衔接资金管理办法\n\n　　某省财政厅　　　　某省农业农村厅\n　　　　　　某省乡村振兴局\n　　　　　　2021年7月15日`,
    meta: {
      issuers: ['某省财政厅', '某省农业农村厅', '某省乡村振兴局'],
      doc_number: '某财农〔2021〕66号',
      date_issued: '2021-07-15',
      enclosed: ['某省衔接资金管理办法'],
      attachments: ['某省衔接资金管理办法'],
      addressees: '各市（州）财政局、农业农村局、乡村振兴局',
    },
  },
]
