import type { Bilingual } from '../kernel/text.ts'

/**
 * What plans of this kind demand, named apart from any city. A programme binds each duty it uses to clauses of its own
 * plan (`programmes/<plan>/bindings.json`); loading fails with the list of what is unbound.
 */
export const duties = {
  'carry-out-decisions': ['上级决策部署落到实处', 'decisions from above are carried out'],
  'to-task-person-post': ['到事、到人、到岗抓落实', 'responsibility to task, person and post'],
  'responsibility-list': ['推行责任清单化管理', 'responsibilities are kept as a list'],
  'own-measures': ['根据方案制定具体措施', 'measures of one’s own are drawn up from the plan'],
  'first-responsible-person': ['行政“一把手”是第一责任人', 'the head of the unit is the first responsible person'],
  'leading-group': ['成立领导小组，明确办公室', 'a leading group and its office'],
  'inspect-and-feed-back': ['对督查中发现的问题及时反馈并责令整改', 'what inspection finds is fed back and rectification is ordered'],
  'inspect-everyone': ['常规检查全覆盖', 'routine inspection covers everybody'],
  'visit-at-random': ['明察暗访随机化', 'open and covert visits are drawn at random'],
  'rectified-or-not-let-go': ['整改不到位不放过', 'do not let go until it is rectified'],
  'satisfied-or-not-let-go': ['群众不满意不放过', 'do not let go until people are satisfied'],
  'account-for-sham': ['对虚假整改、敷衍整改、表面整改严厉问责', 'sham rectification is held to account'],
  'publish-progress': ['及时向社会公布情况，接受群众监督', 'progress is published, the public supervises'],
  'open-channels': ['畅通政府与企业、群众的联系渠道', 'channels between government and people are open'],
} as const satisfies Readonly<Record<string, Bilingual>>

export type Duty = keyof typeof duties
