/**
 * The laws that declarations cite, by short title: the full title and, for each article cited, its gist in our own words.
 * A test resolves every `law/…` basis here, so that no article is cited that nobody read.
 */
export const laws = {
  政府督查工作条例: {
    title: '政府督查工作条例（国务院令第733号）',
    en: 'Regulations on Government Inspection Work (Decree 733)',
    articles: {
      '4': ['督查内容：决策部署、法定职责、行政效能', 'what is inspected: decisions, statutory duties, efficiency'],
      '8': ['督查组可邀请代表、委员、专家等参加', 'deputies, members and experts may take part'],
      '11': ['督查事项由行政首长决定或批准', 'an inspection matter is decided or approved by the head of government'],
      '12': ['督查方式包括暗访、随机抽查等', 'inspection may be covert or at random'],
      '15': ['严格控制督查频次，不得随意扩大督查范围、变更督查对象，严禁重复督查', 'inspections are kept few; scope and object are not changed; no repetition'],
      '16': ['督查结论应当事实清楚、证据充分，并反馈督查对象', 'conclusions rest on clear facts and full evidence and are fed back'],
      '17': ['督查对象可在30日内申请复核，30日内作出复核决定，原参与人员回避', 'objection within 30 days, decision within 30 days, those who took part step aside'],
      '18': ['督查对象应当按要求整改，督查机构可以核查整改情况', 'the object rectifies as required; the office may verify'],
      '21': ['督查机构可提出表扬、激励、批评、问责的建议，报行政首长批准', 'praise, criticism and accountability are proposed and approved by the head'],
      '26': ['不得泄露举报人信息，不得威胁、打击、报复', 'informants are not exposed, threatened or retaliated against'],
    },
  },
  优化营商环境条例: {
    title: '优化营商环境条例（国务院令第722号）',
    en: 'Regulations on Improving the Business Environment (Decree 722)',
    articles: {
      '54': ['随机抽取检查对象、随机选派人员，结果及时公开', 'who is inspected and who inspects are drawn at random, and results are published'],
    },
  },
  信访工作条例: {
    title: '信访工作条例',
    en: 'Regulations on Petition Work',
    articles: {
      '23': ['有异议的，自收到之日起5个工作日内提出', 'a dispute over a forwarded matter is raised within 5 working days'],
      '30': ['检举材料及检举人情况不得透露或者转给被检举人', 'what informants give is never passed to whom they inform against'],
    },
  },
  政府信息公开条例: {
    title: '政府信息公开条例（国务院令第711号）',
    en: 'Regulations on Open Government Information (Decree 711)',
    articles: {
      '20': ['行政机关主动公开的内容', 'what is disclosed proactively'],
      '26': ['属于主动公开的信息自形成或变更之日起20个工作日内公开', 'proactive disclosure within 20 working days'],
    },
  },
  重大行政决策程序暂行条例: {
    title: '重大行政决策程序暂行条例（国务院令第713号）',
    en: 'Interim Regulations on Procedures for Major Administrative Decisions (Decree 713)',
    articles: {
      '34': ['明确负责执行的单位，并对决策执行情况进行督促检查', 'an executing unit is named and execution supervised'],
    },
  },
  民法典: {
    title: '中华人民共和国民法典',
    en: 'Civil Code',
    articles: {
      '201': ['按日计算期间的，开始的当日不计入', 'the starting day is not counted'],
      '202': ['按月计算期间的，到期月的对应日为最后一日', 'months end on the corresponding day'],
      '203': ['最后一日是法定休假日的，以休假日结束的次日为最后一日', 'a last day off moves to the day after'],
    },
  },
  个人信息保护法: {
    title: '中华人民共和国个人信息保护法',
    en: 'Personal Information Protection Law',
    articles: {
      '47': ['处理目的已实现等情形应当删除个人信息', 'personal information is deleted when its purpose is reached'],
      '50': ['建立便捷的申请受理和处理机制，拒绝的应当说明理由', 'rights can be exercised conveniently, and a refusal is reasoned'],
      '51': ['采取加密、去标识化等安全技术措施', 'encryption and de-identification are applied'],
    },
  },
} as const

export type LawTitle = keyof typeof laws
