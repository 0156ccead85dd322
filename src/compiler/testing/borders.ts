import type { Sample } from './sample.ts'

/** Where a number, a heading or the document's own frame begins and ends, in forms that are often mistaken. */
export const borders: readonly Sample[] = [
  {
    says: 'points of work: paragraphs 1. with two-part headings and a colon, text over two paragraphs',
    text: '某市2024年政务公开工作要点\n\n各县（市、区）人民政府，市政府各部门：\n\n为做好2024年政务公开工作，制定本要点。\n\n一、深化重点领域信息公开\n\n1．加强规划公开：及时公开国土空间规划。\n\n相关图件一并公开。\n\n2．加强民生公开：按月公开救助情况。\n\n二、夯实基础\n\n3．规范目录管理。年底前完成目录修订。\n\n4．加强培训。全年培训不少于2次。\n\n附件：任务清单\n\n某市人民政府办公室\n2024年3月20日',
    tree: [
      '一、|深化重点领域信息公开',
      '  1．|加强规划公开',
      '  2．|加强民生公开',
      '二、|夯实基础',
      '  3．|规范目录管理',
      '  4．|加强培训',
    ],
    meta: {
      title: '某市2024年政务公开工作要点',
      attachments: ['任务清单'],
      issuers: ['某市人民政府办公室'],
      date_issued: '2024-03-20',
      addressees: '各县（市、区）人民政府，市政府各部门',
    },
  },
  {
    says: 'the plan of rectification: problem, goal, measures, unit, deadline as run-in fields',
    text: '某市整改方案\n\n一、问题：污水直排。\n\n整改目标：2024年底前实现全收集。\n\n整改措施：\n\n（一）新建管网32公里。\n\n（二）改造泵站4座。\n\n责任单位：甲区人民政府\n\n督导单位：市生态环境局\n\n整改时限：2024年12月31日\n\n二、问题：扬尘污染。\n\n整改目标：扬尘治理达标率100%。\n\n整改措施：加强巡查。\n\n责任单位：市住建局\n\n整改时限：立行立改，长期坚持',
    tree: ['一、|问题', '  （一）|', '  （二）|', '二、|问题'],
  },
  {
    says: 'rules with 第X条 in bold and titles in brackets, items （一） and 1. below',
    text: '某市管理办法\n\n第一条（目的）　为规范管理，制定本办法。\n\n第二条（职责）　市城管局负责本办法的组织实施，履行下列职责：\n\n（一）制定标准；\n\n（二）开展检查：\n\n1．日常检查；\n\n2．专项检查。\n\n第三条（施行日期）　本办法自2024年6月1日起施行。',
    tree: ['第一条|目的', '第二条|职责', '  （一）|', '  （二）|', '    1．|', '    2．|', '第三条|施行日期'],
  },
  {
    says: 'English letters and A. B. are no numbers of ours',
    text: '某区方案\n\n一、范围\n\nA. 东片区。\n\nB. 西片区。\n\n二、要求\n\n各街道要落实责任。',
    tree: ['一、|范围', '二、|要求'],
  },
  {
    says: 'a heading whose number stands alone on the line above',
    text: '某县规划\n\n第一章\n\n发展基础\n\n“十三五”时期成效显著。\n\n第二章\n\n发展目标\n\n到2025年，粮食产量达到50万吨。',
    tree: ['第一章|发展基础', '第二章|发展目标'],
  },
  {
    says: 'chapters with dots of leaders in a table of contents printed first',
    text: '某市规划\n\n目 录\n\n第一章 现状………………1\n第一节 成效…………………2\n第二章 目标………………3\n\n第一章 现状\n\n第一节 成效\n\n成效显著。\n\n第二章 目标\n\n到2025年，建成体系。',
    tree: ['第一章|现状', '  第一节|成效', '第二章|目标'],
  },
  {
    says: 'numbers with a blank and no mark of their own, 1 to 3, under 一、',
    text: '某局安排\n\n一、任务\n\n1 开展检查。检查企业100家。\n\n2 开展培训。培训200人。\n\n3 开展宣传。发放资料3000份。\n\n二、要求\n\n抓好落实。',
    tree: ['一、|任务', '  1|开展检查', '  2|开展培训', '  3|开展宣传', '二、|要求'],
  },
  {
    says: '（1） under （一） without 1. between',
    text: '某市方案\n\n一、任务\n\n（一）基础设施\n\n（1）道路。新建道路10公里。\n\n（2）桥梁。改造桥梁3座。\n\n（二）公共服务\n\n（1）学校。新建学校2所。',
    tree: ['一、|任务', '  （一）|基础设施', '    （1）|道路', '    （2）|桥梁', '  （二）|公共服务', '    （1）|学校'],
  },
  {
    says: 'more than ten, with 十一 and 二十, and levels that mix 、and ．',
    text: `某县任务\n\n${['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map((n, i) => `${n}、任务${n}号。完成项目${i + 2}个。`).join('\n\n')}`,
    tree: ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map((n) => `${n}、|任务${n}号`),
  },
  {
    says: 'a speech with 同志们 as its address and （一） inside',
    text: '在全县工作会议上的讲话\n\n（2024年2月5日）\n\n吴某\n\n同志们：\n\n今天会议的主要任务是部署工作。下面，我讲三点意见。\n\n一、认清形势\n\n形势逼人。\n\n二、突出重点\n\n（一）抓项目。全年开工项目80个。\n\n（二）抓招商。引资50亿元。\n\n三、强化保障\n\n各级各部门要真抓实干。',
    tree: ['一、|认清形势', '二、|突出重点', '  （一）|抓项目', '  （二）|抓招商', '三、|强化保障'],
    meta: { title: '在全县工作会议上的讲话', date_issued: '2024-02-05', addressees: '同志们' },
  },
  {
    says: 'an appendix list 附：1. 2. after the text, and a note at the foot of the table',
    text: '关于开展评选的通知\n\n各学校：\n\n现将有关事项通知如下：\n\n一、评选条件\n\n热爱教育。\n\n二、评选程序\n\n各学校推荐，5月10日前报送材料。\n\n附：1.申报表\n　　2.汇总表\n\n某区教育局\n2024年4月15日',
    tree: ['一、|评选条件', '二、|评选程序'],
    meta: { attachments: ['申报表', '汇总表'], title: '关于开展评选的通知', issuers: ['某区教育局'] },
    duties: ['一、: - / - / - / -', '二、: 各学校 / - / 2024-05-10 / -'],
  },
  {
    says: 'the assessment table with points gives rows and no duties',
    text: '某市考核细则\n\n序号\t考核内容\t分值\t评分标准\n1\t组织领导\t10\t成立机构得5分，定期研究得5分\n2\t任务完成\t60\t按完成率计分',
    tree: ['1|', '2|'],
  },
  {
    says: 'an amendment quotes the new text of articles without making clauses of it',
    text: '某市人民政府关于修改《某市管理办法》的决定\n\n某市人民政府决定对《某市管理办法》作如下修改：\n\n一、将第三条修改为：“市城管局负责监督管理。”\n\n二、删去第五条。\n\n三、第八条第一款增加一项作为第（三）项：“（三）擅自占用道路的”。\n\n本决定自公布之日起施行。',
    tree: ['一、|', '二、|', '三、|'],
  },
]
