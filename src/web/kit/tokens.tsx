import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

const colours = [
  ['ink', '墨'],
  ['ink-2', '墨二'],
  ['ink-3', '墨三'],
  ['zhu', '朱，权威与告警'],
  ['hu', '湖，动作'],
  ['paper', '纸'],
  ['sheet', '页'],
  ['well', '凹处'],
  ['line', '发丝线'],
  ['ok', '已核查'],
  ['doing', '进行中'],
  ['wait', '待核查'],
  ['late', '未到位'],
  ['again', '已重开'],
  ['none', '未开始'],
] as const

export function Tokens({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="colours" lang={lang}>
        <div className="grid grid-4">
          {colours.map(([token, word]) => (
            <div className="colour" key={token}>
              <svg aria-hidden="true">
                <rect width="100%" height="100%" fill={`var(--${token})`} />
              </svg>
              <b>{word}</b> <span className="mono tiny quiet">{token}</span>
            </div>
          ))}
        </div>
      </Section>
      <Section name="type" lang={lang}>
        <p className="type-row">
          <span className="tiny quiet">48 宋 首页一句</span>
          <span className="s48">说过的话，落实了吗</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">34 宋 页题</span>
          <span className="s34">整改不到位不放过</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">26 宋 节题</span>
          <span className="s26">保障措施</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">19 宋 原文，行高 2.15</span>
          <span className="plan-text">常规检查全覆盖，明察暗访随机化</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">18 黑 导语</span>
          <span className="large">每一句都有人负责、有期限、有证据</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">16 黑 正文，行高 1.75</span>
          <span>由没参与整改的人核查到位，再由反映的人说满意</span>
        </p>
        <p className="type-row">
          <span className="tiny quiet">14 黑 旁注、表格</span>
          <span className="small">市政府督查室，剩 17 个工作日，证据 18 份</span>
        </p>
      </Section>
      <Section name="layout" lang={lang}>
        <div className="split">
          <div className="sheet pad stack-l">
            <p className="song">split：先宽后窄，放不下就叠起来。宋体是方案的话。</p>
            <p className="measure">stack-l：段与段之间留大空。一行最多四十四个字。</p>
          </div>
          <div className="sheet pad stack">
            <p>stack：段与段之间留小空。</p>
            <p className="faint">grid：列数由内容定，手机和大字版不用另写。</p>
          </div>
        </div>
      </Section>
    </>
  )
}
