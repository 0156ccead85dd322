import type { ReactNode } from 'react'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { DeskPage } from '../parts/desk-page.tsx'
import { WithLetter } from '../parts/desk-parts.tsx'
import { EvidenceCard } from '../parts/evidence.tsx'
import { ClaimFinding } from '../parts/finding.tsx'
import { Empty } from '../parts/form.tsx'
import type { Frame } from '../parts/frame.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { ActionLog, ProcedureLine } from '../parts/timeline.tsx'
import { strong } from '../text/sentence.ts'
import { steps } from './sample.ts'
import { evidence, findings } from './sample-views.ts'

const link = (path: string, label: string, n?: number) => ({ href: `/desk/${path}`, label, ...(n ? { n } : {}) })

const nav = [
  { title: '我的', links: [link('lead', '拿主意', 4), link('clock', '我的时钟', 14), link('mine', '我经手的', 63)] },
  {
    title: '督查',
    links: [link('draws', '抽查计划', 2), link('cases', '整改案件', 31), link('verify', '核查任务', 6)],
  },
  { title: '考核', links: [link('scores', '单位得分'), link('ratings', '企业评部门')] },
  { title: '基层', links: [link('burden', '负担计')] },
  { title: '方案', links: [link('plan', '方案与责任清单'), link('compile', '编译与校对', 3)] },
  { title: '底账', links: [link('log', '公开日志'), link('papers', '文书与印发', 2)] },
]

/** /kit/desk: a case of the console put together from the parts with invented data. */
export function WholeDesk({ frame }: { readonly frame: Frame }): ReactNode {
  const { lang } = frame
  return (
    <DeskPage
      frame={{ ...frame, path: '/desk/cases/ZG-2018-0037', signedIn: '李静' }}
      title="窗口要求重复提交营业执照复印件"
      under={
        <>
          <span className="mono">ZG-2018-0037</span>
          <Chip status="again" lang={lang} label="已重开 2 次" />
          <span>市商事登记局（演示）</span>
        </>
      }
      actions={
        <LinkButton href="/print" look="second" compact>
          打印卷宗
        </LinkButton>
      }
      nav={nav}
      viewer={{ name: '李静（演示）', post: '市政府督查室' }}
      today={{ day: '2018-11-14', working: true }}
      search={{ action: '/desk/search', hint: '案件号、单位、条款，如 ZG-2018-0037' }}
      log={{ size: 1847, href: '/log' }}
    >
      <section className="sheet pad">
        <div className="row between">
          <div className="row">
            <Gates inPlace="fail" satisfied="open" lang={lang} />
            <span className="small quiet">两关都过才能销号</span>
          </div>
          <Clock
            face={{ state: 'soon', used: 0.95, left: 1, unit: 'wd' }}
            lang={lang}
            label="重新责令"
            words={['明天 ', strong('18:00'), ' 前']}
          />
        </div>
        <div className="mt4">
          <ProcedureLine steps={steps} lang={lang} label="督查整改程序" reopened />
        </div>
      </section>
      <div className="split mt5">
        <div className="stack">
          <section>
            <Head>说的和看到的</Head>
            <ClaimFinding findings={findings} lang={lang} claimedIn="11月9日 整改报告" foundBy="11月12日 换人暗访" />
            <p className="small mt3 row">
              <Chip status="again" lang={lang} label="判定：表面整改" />
              <span>命中规则“换人复看仍存在”。两名核查人分别填写，意见一致。</span>
            </p>
          </section>
          <section>
            <Head side={<a href="/by-sentence">按句对应</a>}>证据 5 份</Head>
            <div className="grid grid-4">
              {evidence.map((item) => (
                <EvidenceCard key={item.title} item={item} lang={lang} />
              ))}
              <Empty title="还缺一份">现场负责人的书面说明，11月16日前可补</Empty>
            </div>
          </section>
        </div>
        <div className="stack">
          <section className="sheet pad">
            <Head>现在可以做</Head>
            <WithLetter>
              <b>责令整改通知书</b>
              <p className="small quiet">已按公文格式起草：期限 5 个工作日，至 11月21日；要求逐窗口整改、换人复看。</p>
            </WithLetter>
            <p className="row mt4">
              <LinkButton href="/sign" compact>
                核稿并签发
              </LinkButton>
              <LinkButton href="/ask" look="second" compact>
                提请问责
              </LinkButton>
            </p>
            <p className="tiny quiet mt3">签发后不能撤回，只能另发更正。动作写入公开日志。</p>
          </section>
          <section className="sheet pad">
            <Head>案件</Head>
            <DefinitionList
              entries={[
                { term: '责任单位', value: '市商事登记局（演示）' },
                { term: '第一责任人', value: '单位主要负责人岗' },
                { term: '依据', value: <a href="/plan/sample/S5.2">方案 二（五）2</a> },
                { term: '反映人', value: '3 人，身份已隔离。您和责任单位都看不到' },
                { term: '回避', value: '督查员 05 与该单位有任职关系，已排除' },
              ]}
            />
          </section>
          <section className="sheet pad">
            <Head side={<a href="/receipt">核对回执</a>}>全部动作</Head>
            <ActionLog
              lang={lang}
              actions={[
                { when: '今天 16:42', what: '重开，退回责令', entry: 1846, href: '/log/1846' },
                { when: '11月13日', what: '回访 40 人录入', entry: 1822, href: '/log/1822' },
                { when: '11月12日', what: '核查不过，表面整改', entry: 1802, href: '/log/1802' },
                { when: '11月9日', what: '单位第二次报整改', entry: 1702, href: '/log/1702' },
              ]}
            />
          </section>
        </div>
      </div>
    </DeskPage>
  )
}
