import type { Sample } from './sample.ts'

/** The make-up of official documents and of the pages that carry them. */
export const framing: readonly Sample[] = [
  {
    says: 'the day of writing is the signature, not the day of publication',
    text: '当前位置：首页 > 政务公开 > 文件\n\n发布时间：2022-11-16  来源：县政府办\n\n某县人民政府关于印发某县节水行动方案的通知\n\n各乡镇人民政府，县政府各部门：\n\n《某县节水行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。\n\n某县人民政府\n2018年10月12日\n\n某县节水行动方案\n\n为落实节水要求，制定本方案。\n\n一、总体要求\n\n坚持节水优先。\n\n【打印此页】【关闭此页】',
    tree: ['一、|总体要求'],
    meta: {
      title: '某县人民政府关于印发某县节水行动方案的通知',
      issuers: ['某县人民政府'],
      doc_number: null,
      date_issued: '2018-10-12',
      date_published: '2022-11-16',
      addressees: '各乡镇人民政府，县政府各部门',
      enclosed: ['某县节水行动方案'],
      attachments: [],
    },
  },
  {
    says: 'a title over three lines is joined and its organ is the issuer',
    text: '甲市人民政府办公室关于印发甲市\n\n城市更新三年行动\n\n实施方案的通知\n\n甲政办发〔2021〕15号\n\n各区人民政府，市政府各部门：\n\n现将《甲市城市更新三年行动实施方案》印发给你们，请遵照执行。\n\n（此件公开发布）',
    meta: {
      title: '甲市人民政府办公室关于印发甲市城市更新三年行动实施方案的通知',
      issuers: ['甲市人民政府办公室'],
      doc_number: '甲政办发〔2021〕15号',
      enclosed: ['甲市城市更新三年行动实施方案'],
    },
  },
  {
    says: 'a red head names the issuer where nobody signs',
    text: '乙县教育局文件\n\n乙教字[2019]第8号\n\n关于开展校园安全检查的通知\n\n各中小学校：\n\n现就开展校园安全检查通知如下：\n\n一、检查内容\n\n消防设施。',
    meta: {
      title: '关于开展校园安全检查的通知',
      issuers: ['乙县教育局'],
      doc_number: '乙教字〔2019〕8号',
      addressees: '各中小学校',
    },
    tree: ['一、|检查内容'],
  },
  {
    says: 'joint issuers are several, each once',
    text: '关于加强汛期管理的通知\n\n各乡镇人民政府：\n\n请做好汛期值守。\n\n丙县水利局　　丙县应急管理局\n\n2020年6月1日',
    meta: { issuers: ['丙县水利局', '丙县应急管理局'], date_issued: '2020-06-01' },
  },
  {
    says: 'a document number cited in the text is not that of the document',
    text: '关于转发节能通知的函\n\n各单位：\n\n根据《关于节能工作的通知》（丁政发〔2020〕3号）要求，请认真落实。\n\n丁县机关事务管理局\n二〇二〇年三月五日',
    meta: { doc_number: null, date_issued: '2020-03-05', issuers: ['丁县机关事务管理局'] },
  },
  {
    says: 'the list of attachments is no clause',
    text: '关于开展评选的通知\n\n各单位：\n\n一、评选范围\n\n全部在职人员。\n\n二、报送要求\n\n请于5月底前报送。\n\n附件：1.推荐表\n      2.汇总表\n      3.承诺书\n\n某市总工会\n2021年4月2日',
    tree: ['一、|评选范围', '二、|报送要求'],
    meta: { attachments: ['推荐表', '汇总表', '承诺书'], date_issued: '2021-04-02', issuers: ['某市总工会'] },
  },
  {
    says: 'full-width numbers and file names in a list of attachments are dropped',
    text: '关于申报项目的通知\n\n各单位：\n\n请按要求申报。\n\n附件：\n\n１．申报书.docx\n\n２．项目汇总表.xlsx\n\n某县科学技术局\n\n2022年1月10日',
    meta: { attachments: ['申报书', '项目汇总表'] },
  },
  {
    says: 'an attachment with numbers of its own is an instrument of its own',
    text: '关于做好普查工作的通知\n\n各乡镇人民政府：\n\n一、提高认识。各乡镇要加强领导。\n\n二、按时报送。各乡镇要于6月底前报送结果。\n\n某县统计局\n2023年3月1日\n\n附件1\n\n普查实施细则\n\n一、普查对象\n\n全部住户。\n\n二、普查方法\n\n入户登记。',
    tree: ['一、|提高认识', '二、|按时报送', '§|普查实施细则', '  一、|普查对象', '  二、|普查方法'],
  },
  {
    says: 'two rules issued with one notice are two parts',
    text: '关于印发两个办法的通知\n\n各单位：\n\n现将《考勤管理办法》《请假管理办法》印发给你们，请遵照执行。\n\n某市直属机关工作委员会\n2019年8月8日\n\n考勤管理办法\n\n第一条 为规范考勤，制定本办法。\n\n第二条 工作人员应当按时上班。\n\n请假管理办法\n\n第一条 为规范请假，制定本办法。\n\n第二条 请假应当书面申请。',
    tree: ['§|考勤管理办法', '  第一条|', '  第二条|', '§|请假管理办法', '  第一条|', '  第二条|'],
    meta: { enclosed: ['考勤管理办法', '请假管理办法'] },
  },
  {
    says: 'a table of contents is no clause',
    text: '某县防汛应急预案\n\n目  录\n\n1 总则\n1.1 编制目的\n1.2 适用范围\n2 组织体系\n\n1 总则\n1.1 编制目的\n保障安全。\n1.2 适用范围\n适用于全县。\n2 组织体系\n设立指挥部。',
    tree: ['1|总则', '  1.1|编制目的', '  1.2|适用范围', '2|组织体系'],
    meta: { title: '某县防汛应急预案' },
  },
  {
    says: 'a table of contents with leaders and without a head is no clause',
    text: '某市国土规划纲要\n\n第一章 发展基础……………1\n第二章 总体要求……………5\n第三章 重点任务……………9\n\n第一章 发展基础\n过去五年成绩显著。\n第二章 总体要求\n坚持统筹。\n第三章 重点任务\n优化布局。',
    tree: ['第一章|发展基础', '第二章|总体要求', '第三章|重点任务'],
  },
  {
    says: 'a text that a page prints a second time in one line counts once',
    text: `关于加强管理的通知\n\n各单位：\n\n一、提高思想认识\n\n各单位要充分认识加强管理的重要意义，把思想和行动统一到部署上来，确保各项措施落到实处，取得实实在在的效果。\n\n二、健全管理制度\n\n各单位要建立健全各项管理制度，明确责任分工，细化工作流程，定期开展自查，及时整改存在的问题和不足。\n\n三、严格监督检查\n\n监督部门要定期开展检查，对发现的问题限期整改，对整改不力的单位予以通报，并将结果纳入年度考核。\n\n分享到\n\n关于加强管理的通知各单位：　　一、提高思想认识　　各单位要充分认识加强管理的重要意义，把思想和行动统一到部署上来，确保各项措施落到实处，取得实实在在的效果。　　二、健全管理制度　　各单位要建立健全各项管理制度，明确责任分工，细化工作流程，定期开展自查，及时整改存在的问题和不足。　　三、严格监督检查　　监督部门要定期开展检查，对发现的问题限期整改，对整改不力的单位予以通报，并将结果纳入年度考核。`,
    tree: ['一、|提高思想认识', '二、|健全管理制度', '三、|严格监督检查'],
  },
  {
    says: 'metadata without colons, with values on the next line and with bullets are read',
    text: '索引号 113708/2023-0526 成文日期 2023-03-09\n\n发布机构 某县人民政府办公室\n\n• 发文字号:\n\n    某政发〔2023〕7号\n\n• 发布日期:\n\n    2023年03月10日 16:34\n\n某县突发事件总体应急预案\n\n第一章总则\n\n第一条 为应对突发事件，制定本预案。',
    meta: {
      doc_number: '某政发〔2023〕7号',
      date_issued: '2023-03-09',
      date_published: '2023-03-10',
      title: '某县突发事件总体应急预案',
      issuers: ['某县人民政府办公室'],
    },
    tree: ['第一章|总则', '  第一条|'],
  },
  {
    says: 'lines that a page width broke are one paragraph, and page numbers are not text',
    text: '关于加强农村公路养护管理工作的实施意见\n\n为进一步加强农村公路养护管理，巩固建设成果，结合本县\n实际，现提出以下意见，请各乡镇和有关部门认真抓好贯彻落实。\n一、工作目标\n到2025年，全县农村公路列养率达到100%，年均养护工程\n比例不低于5%，中等及以上农村公路占比不低于85%，通行条件\n和路域环境明显改善，群众出行更加便捷，养护管理体制机制更\n— 1 —\n\n加健全，为乡村振兴提供有力的交通运输保障。\n二、主要任务\n（一）落实养护责任。县交通运输局要制定养护计划，指导乡\n镇开展日常养护，每季度组织一次检查，检查结果纳入年度考核\n并在全县范围内通报，对问题突出的乡镇予以约谈。\n（二）保障养护资金。县财政局要将养护资金纳入年度预算，\n根据里程和经济发展水平逐步增加，并加强资金使用的监督检查\n和绩效评价，提高资金使用效益，防止挤占挪用。',
    tree: ['一、|工作目标', '二、|主要任务', '  （一）|落实养护责任', '  （二）|保障养护资金'],
    duties: [
      '-: 各乡镇+有关部门 / - / - / -',
      '一、: - / - / 2025-12-31 / >=100% >=5% >=85%',
      '（一）: 县交通运输局 / - / every:quarter / -',
      '（二）: 县财政局 / - / - / -',
    ],
  },
  {
    says: 'a title that the site suffixes with its own name is cut',
    text: '关于做好防汛工作的通知 - 某市人民政府门户网站\n\n关于做好防汛工作的通知\n\n各区：\n\n请做好防汛工作。',
    meta: { title: '关于做好防汛工作的通知' },
  },
  {
    says: 'a document that starts at its addressee has no title',
    text: '各镇人民政府：\n\n《某县养老服务方案》已经县政府同意，现印发给你们，请认真组织实施。\n\n某县人民政府办公室\n2021年4月10日\n\n某县养老服务方案\n\n一、总体要求\n坚持保障基本。',
    meta: { title: null, issuers: ['某县人民政府办公室'], enclosed: ['某县养老服务方案'] },
  },
  {
    says: 'HTML left in the text is no text',
    text: '<p>各市、县人民政府：</p><p>　　现将《增收方案》印发给你们，请认真组织实施。</p><p style="text-align:right">某省人民政府</p><p>2018年3月27日</p><p><strong>一、指导思想</strong></p><p>　　坚持就业优先。</p><p><strong>二、主要任务</strong></p><p>　　扩大就业规模。</p>',
    tree: ['一、|指导思想', '二、|主要任务'],
    meta: {
      issuers: ['某省人民政府'],
      date_issued: '2018-03-27',
      addressees: '各市、县人民政府',
      enclosed: ['增收方案'],
    },
  },
  {
    says: 'what closes a document after its last clause belongs to no clause',
    text: '关于开展整治的通知\n\n各乡镇：\n\n一、全面摸底。各乡镇要逐户排查。\n\n二、限期整改。各乡镇要于9月底前整改到位。\n\n整改情况要及时报送县整治办。\n\n某县人民政府\n2019年5月6日',
    tree: ['一、|全面摸底', '二、|限期整改'],
    duties: ['一、: 各乡镇 / - / - / -', '二、: 各乡镇 / - / 2019-09-30 / -', '-: - / - / - / -'],
  },
  {
    says: 'an order is numbered by 第N号 and dated below its signature',
    text: '某省人民政府令\n\n第12号\n\n《某省节水条例实施办法》已经省政府常务会议通过，现予公布，自2022年1月1日起施行。\n\n省长 某某某\n\n2021年11月3日\n\n某省节水条例实施办法\n\n第一条 为了节约用水，制定本办法。',
    meta: {
      title: '某省人民政府令',
      doc_number: '第12号',
      date_issued: '2021-11-03',
      enclosed: ['某省节水条例实施办法'],
    },
    tree: ['第一条|'],
  },
]
