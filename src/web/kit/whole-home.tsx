import type { ReactNode } from 'react'
import { Columns } from '../parts/chart.tsx'
import type { Frame } from '../parts/frame.tsx'
import { Gates } from '../parts/gate.tsx'
import { BigFigure, Doors, Hero, Pair, Quote, TypeRows } from '../parts/home.tsx'
import { Panorama } from '../parts/panorama.tsx'
import { Head, PublicPage, Wrap } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { Key, ShareBar } from '../parts/share.tsx'
import { DefinitionList, Note, Table, Tag } from '../parts/table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { counts, timeline } from './sample.ts'
import { days, panorama, wallRows } from './sample-views.ts'

const doors = [
  {
    href: '/services',
    label: '我要办事',
    says: '办之前就知道：跑几次、几天、要什么',
    links: ['查办理进度', '开办企业', '老年人优待证', '全部 316 个事项'],
  },
  {
    href: '/report',
    label: '我要反映',
    says: '不用知道归谁管，我们来转；身份对经办单位保密',
    links: ['窗口和作风问题', '企业诉求', '营商环境问题', '查我反映的事'],
  },
  {
    href: '/wall',
    label: '我要监督',
    says: '看谁没做到，看证据，自己复算',
    links: ['整改墙', '单位得分与证据', '参加下一次抽签', '核对回执'],
  },
].map((door) => ({ ...door, links: door.links.map((label, at) => ({ label, href: `${door.href}/${at}` })) }))

/** /kit/home: a first page put together from the parts with invented data. */
export function WholeHome({ frame }: { readonly frame: Frame }): ReactNode {
  const { lang } = frame
  return (
    <PublicPage frame={frame} title="首页" log={{ size: 1847, href: '/log' }}>
      <Wrap>
        <Hero
          question={['说过的话，', '落实了吗？']}
          eyebrow={
            <>
              <span>
                方案印发后第 <b>23</b> 个工作日
              </span>
              <span>2018年11月14日 17:00 更新</span>
            </>
          }
          lede="一份方案，66 句话。其中 47 句可以检验，每一句都有人负责、有期限、有证据。做到了给您看证据，没做到也挂在这里。"
          foot={
            <>
              <ShareBar counts={counts} lang={lang} label="全文状态" />
              <div className="mt3">
                <Key counts={counts} lang={lang} />
              </div>
            </>
          }
          picture={<Panorama lines={panorama} lang={lang} href="/plan" />}
        >
          <div className="mt5">
            <SearchBox lang={lang} action="/search" hint="查一句话、一个单位、一件事" />
          </div>
          <p className="small quiet mt4 row">
            常查 <a href="/plan/a">最多跑一次</a> <a href="/plan/b">企业评部门</a> <a href="/plan/c">三公经费</a>
          </p>
          <div className="mt6">
            <Note tone="red">
              今天最该看的一件
              <p>
                <a href="/cases/37">市商事登记局第二次表面整改</a>，已重开并提请问责。<Tag invented>演示</Tag>
              </p>
            </Note>
          </div>
        </Hero>
      </Wrap>
      <Doors doors={doors} />
      <Wrap>
        <section className="mt7">
          <p className="eyebrow">
            <a href="/plan/sample/S5.2">方案 二（五）2</a>
          </p>
          <Quote>
            “整改不到位不放过，
            <wbr />
            群众不满意不放过。”
          </Quote>
          <p className="quiet mt3">一个问题要过两道关才能销号：由没参与整改的人核查到位，再由反映的人说满意。</p>
          <div className="mt5">
            <Pair>
              <BigFigure over="到位关，还没过" n="19" unit="件">
                其中 <b>3</b> 件被查出表面整改，已重开并提请问责
              </BigFigure>
              <BigFigure over="满意关，还没过" n="12" unit="件">
                单位说改好了，反映的人说没有
              </BigFigure>
            </Pair>
          </div>
          <div className="mt4">
            <Table
              caption="最近未放过的问题"
              columns={[
                { title: '问题', heading: true },
                { title: '责任单位' },
                { title: '两道关' },
                { title: '卡在哪里' },
              ]}
              rows={wallRows.map((row) => ({
                key: row.no,
                cells: [
                  <a key="a" href={row.href}>
                    {row.title}
                  </a>,
                  row.unit,
                  <Gates key="g" inPlace={row.inPlace} satisfied={row.satisfied} lang={lang} short />,
                  row.times ?? '没有',
                ],
              }))}
            />
          </div>
          <p className="mt4">
            <a href="/wall">看整改墙上全部 58 件</a>
          </p>
        </section>
        <div className="grid grid-2 airy mt7">
          <section>
            <Head side={<a href="/scores">单位得分</a>}>五型进展</Head>
            <TypeRows
              lang={lang}
              rows={[
                { name: '忠诚型', counts: { ok: 1, doing: 2, principle: 6 }, says: '3 句里 1 句已核查' },
                { name: '创新型', counts: { ok: 2, doing: 6, wait: 1, principle: 3 }, says: '9 句里 2 句已核查' },
                { name: '担当型', counts: { ok: 3, doing: 5, late: 1, principle: 2 }, says: '9 句里 3 句已核查' },
                {
                  name: '服务型',
                  counts: { ok: 2, doing: 3, wait: 2, again: 1, late: 1, principle: 1 },
                  says: '9 句里 2 句已核查',
                },
                { name: '过硬型', counts: { ok: 1, doing: 4, again: 1, principle: 3 }, says: '6 句里 1 句已核查' },
                {
                  name: '保障措施',
                  counts: { ok: 4, doing: 4, again: 1, none: 2, principle: 1 },
                  says: '11 句里 4 句已核查',
                },
              ]}
            />
            <p className="tiny quiet mt4">斜纹为原则要求。忠诚型多为原则要求，可检验的句子少，不做横向比较。</p>
            <h3 className="mt6">印发以来，每个工作日</h3>
            <div className="mt3">
              <Columns
                buckets={days}
                lang={lang}
                label="印发以来 23 个工作日：核查通过 54 项，重开 6 项，今天通过 4 项、重开 1 项"
                upName="通过"
                downName="重开"
                upStatus="ok"
                downStatus="again"
              />
            </div>
          </section>
          <section>
            <Head side={<a href="/log">核对任何一条</a>}>今天记入公开日志</Head>
            <Timeline items={timeline} lang={lang} />
          </section>
        </div>
        <section className="mt7 sheet pad">
          <Head side={<a href="/log">这是什么</a>}>公开日志</Head>
          <DefinitionList
            entries={[
              { term: '记录总数', value: '1,847 条' },
              {
                term: '树根',
                value: (
                  <span className="mono hash">515ef55390682ce56552f11e6ccfc68d050c1be83e5f8ae46108f7388bbdb4de</span>
                ),
              },
              { term: '见证', value: '三家各自保存，三份一致' },
            ]}
          />
        </section>
      </Wrap>
    </PublicPage>
  )
}
