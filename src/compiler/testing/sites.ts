import type { Sample } from './sample.ts'

const body = '各乡镇人民政府，县政府各部门：\n\n现就有关事项通知如下：\n\n一、明确责任。各乡镇要落实属地责任。'

/** How government sites print documents: fields, crumbs, links, titles once more. */
export const sites: readonly Sample[] = [
  {
    says: 'a document number in brackets behind the title is no part of it',
    text: `• 索引号：673559/2021-18\n  • 生成日期：2021-03-23\n  • 公开日期：2021-03-23\n2021年县政府重点工作任务（丁政发〔2021〕2号）\n来源：丁县政府   2021-03-23 10:56\n\n${body}`,
    meta: { title: '2021年县政府重点工作任务', doc_number: '丁政发〔2021〕2号', date_published: '2021-03-23' },
  },
  {
    says: 'widely spaced labels are labels, and the fuller name of the issuer counts',
    text: `县人民政府关于分解落实 2022年重点工作任务的通知\n\n索引号 : K264/2023-0837 文       号 :\n\n主题分类: 政务公开 发文单位: 戊山县人民政府\n\n名       称: 县人民政府关于分解落实 2022年重点工作任务的通知 发布日期: 2023年03月09日\n\n有效性: 有效 发文日期:\n\n${body}`,
    meta: {
      title: '县人民政府关于分解落实2022年重点工作任务的通知',
      issuers: ['戊山县人民政府'],
      date_published: '2023-03-09',
      date_issued: null,
    },
  },
  {
    says: 'title marks around a whole title belong to the page',
    text: `己政办发〔2016〕26号《己市人民政府办公厅关于印发〈己市政务公开工作要点〉的通知》\n《己市人民政府办公厅关于印发〈己市政务公开工作要点〉的通知》\n己政办发〔2016〕26号\n${body}`,
    meta: { title: '己市人民政府办公厅关于印发〈己市政务公开工作要点〉的通知', doc_number: '己政办发〔2016〕26号' },
  },
  {
    says: 'two organs that a blank parts in the title are two issuers',
    text: '关于推进乡村建设的意见\n\n发布机构：甲中央\n\n甲中央 乙务院\n关于推进乡村建设的意见\n（2021年1月4日）\n\n为推进乡村建设，提出如下意见。\n\n一、总体要求\n\n坚持规划先行。',
    meta: {
      title: '甲中央乙务院关于推进乡村建设的意见',
      issuers: ['甲中央', '乙务院'],
      date_issued: '2021-01-04',
    },
  },
  {
    says: 'what is issued out of a report is not the report, and a report that was adopted is not issued',
    text: '庚县人民政府关于分解落实工作任务的通知\n\n各乡镇人民政府：\n\n《政府工作报告》已经县人民代表大会审议通过。现将《政府工作报告》中涉及的各项任务予以分解印发。',
    meta: { enclosed: [] },
  },
  {
    says: 'a rule that was approved and is issued in the next sentence is enclosed',
    text: '辛市人民政府关于印发工作规则的通知\n\n各县人民政府：\n\n《辛市人民政府工作规则》已经市政府常务会议审议通过。现印发给你们，请遵照执行。',
    meta: { enclosed: ['辛市人民政府工作规则'] },
  },
  {
    says: 'links, tools and the words of the site itself are residue and order nothing',
    text: '街道环境整治方案\n时间：2022-05-31 03:08:07\n导语：本文来源于网友上传，欢迎参考。\n\n一、整治目标\n\n主要道路无垃圾。\n\n【原文下载】\n\n- [街道环境整治方案.pdf](https://example.org/a.pdf)',
    duties: ['一、: - / - / - / -'],
    tree: ['一、|整治目标'],
  },
  {
    says: 'a table that a text holds as markup leaves its paragraphs apart',
    text: '# 壬省资源条例\n\n**第一条**　为节约资源，制定本条例。\n\n**第二条**　采矿单位应当缴纳费用。\n\n<table>\n<tr><td>税目</td><td>税率</td></tr>\n<tr><td>盐</td><td>3%</td></tr>\n</table>',
    tree: ['第一条|', '第二条|'],
  },
]
