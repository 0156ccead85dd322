import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { Columns, Ranking } from '../parts/chart.tsx'
import { Acts, Code, Lots, NumberCard, Recompute } from '../parts/draw.tsx'
import { EvidenceCard } from '../parts/evidence.tsx'
import { Head } from '../parts/public-page.tsx'
import { QrCode } from '../parts/qr.tsx'
import { NumberedSteps, ProofPath, Says, Slip, Witnesses } from '../parts/receipt.tsx'
import { Formula, MillerColumns } from '../parts/score.tsx'
import { Banner } from '../parts/status.tsx'
import { Tag } from '../parts/table.tsx'
import { days, evidence } from './sample-views.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

const tickets = [
  '2f42094a',
  '3234f500',
  '3f39ca4c',
  '46bfbf29',
  '4d918897',
  '50eeb27d',
  '578bc71e',
  '75703514',
  '7c00503a',
]
const drawnUnits = [
  '竹溪县',
  '市营商服务局',
  '市交通事务局',
  '市规划管理局',
  '市政务大厅',
  '临湖县',
  '白鹿区',
  '市数据资源中心',
  '市商事登记局',
]

export function DrawViews({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="draw" lang={lang}>
        <Acts
          lang={lang}
          label="抽签四步"
          acts={[
            {
              title: '封名单',
              text: '名单公布并记入日志，之后改一个字，指纹就变。',
              result: <span className="mono">fc7c5eceef…c20e</span>,
              when: '11月13日 17:00',
              entry: { index: 1817, href: '/log/1817' },
            },
            { title: '三方交暗数', text: '各写一个数，先只交指纹。', when: '11月14日 09:30' },
            { title: '同时亮数', text: '少一方，签种就算不出来。' },
            { title: '开签', text: '每个单位算一个签号，前 5 个抽中。', toCome: true },
          ]}
        />
        <div className="mt5">
          <Lots
            lots={tickets.map((ticket, at) => ({ ticket, name: drawnUnits[at] ?? ticket }))}
            drawn={5}
            lang={lang}
          />
        </div>
        <div className="split mt5">
          <div className="grid grid-4">
            <NumberCard title="人大代表 陈某" number="730419">
              <span className="mono quiet">指纹 8ee07d0a</span>
            </NumberCard>
            <NumberCard title="竹溪县">督查员 11、督查员 09</NumberCard>
          </div>
          <Recompute title="自己算一遍">
            <p className="mt3">浏览器在您的设备上重算，不联网，不上传。</p>
            <div className="mt3">
              <Code label="命令">{"printf '%s|%s' 605e4899… D01 | sha256sum"}</Code>
            </div>
          </Recompute>
        </div>
      </Section>
      <Section name="receipt" lang={lang}>
        <div className="split">
          <Slip
            title="第 1846 条"
            side={<Tag invented>演示数据</Tag>}
            banner={
              <Banner status="ok" lang={lang}>
                已在公开日志中，三家见证一致
              </Banner>
            }
            entries={[
              { term: '事项', value: 'ZG-2018-0037，整改重开' },
              {
                term: '树根',
                value: (
                  <span className="mono hash">515ef55390682ce56552f11e6ccfc68d050c1be83e5f8ae46108f7388bbdb4de</span>
                ),
              },
            ]}
          >
            <Witnesses
              of={[
                { name: '市工商联', says: '17:00:05 签名有效' },
                { name: '市属高校', says: '17:00:11 签名有效' },
              ]}
            />
          </Slip>
          <div className="stack">
            <Head>能说明什么</Head>
            <Says proves items={['这条“重开”确实存在，内容没有改过']} />
            <Head>不能说明什么</Head>
            <Says proves={false} items={['不能说明内容一定属实']} />
            <NumberedSteps items={['与前一组合并', '与后一组合并']} />
            <QrCode text="luoshi.example/log" label="检查点的二维码" />
          </div>
        </div>
        <div className="sheet pad mt5 hide-s">
          <ProofPath
            lang={lang}
            path={['a2489b', '08b6d4', '489da7', '920cb1', 'a1c6e7', '4933bf', '7ea785', '117a1c']}
          />
        </div>
      </Section>
    </>
  )
}

export function ScoreViews({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="score" lang={lang}>
        <MillerColumns
          label="得分下钻"
          columns={[
            {
              title: '总分由五型组成',
              items: [
                { label: '忠诚型', value: '不计分', note: '原则要求为主，只列事实' },
                { label: '创新型', value: '84.0', note: '权重 20%', bar: { value: 0.84 }, href: '/s/1' },
                {
                  label: '服务型',
                  value: '76.0',
                  note: '权重 35%，低于 77',
                  bar: { value: 0.76 },
                  low: 'wait',
                  href: '/s/2',
                  current: true,
                },
              ],
            },
            {
              title: '服务型由 5 项指标组成',
              items: [
                { label: '按期办结率', value: '96.2', bar: { value: 0.96 }, href: '/s/3' },
                {
                  label: '“最多跑一次”实现率',
                  value: '61.0',
                  note: '自报 100%，实测 87.3%',
                  bar: { value: 0.61 },
                  low: 'late',
                  href: '/s/4',
                },
              ],
            },
            {
              title: '怎么算',
              body: (
                <Formula
                  lines={[
                    ['得分 ＝ 100 × ', { over: ['实测占比 − 底线', '目标 − 底线'] }],
                    ['＝ 100 × ', { over: ['87.3% − 75%', '95% − 75%'] }, ' ＝ 61.5'],
                    ['减：重开 1 次，得 61.0'],
                  ]}
                />
              ),
            },
            { title: '一份证据', body: evidence[1] ? <EvidenceCard item={evidence[1]} lang={lang} /> : null },
          ]}
        />
      </Section>
      <Section name="charts" lang={lang}>
        <div className="sheet pad">
          <Ranking
            rows={[
              {
                name: '市政务大厅',
                href: '/u/1',
                rank: '1',
                of: { value: 0.881, interval: [0.869, 0.894] },
                value: '88.1',
                interval: '86.9 至 89.4',
              },
              {
                name: '市商事登记局',
                href: '/u/2',
                rank: '7–12',
                of: { value: 0.824, interval: [0.806, 0.842] },
                value: '82.4',
                interval: '80.6 至 84.2',
                own: true,
              },
            ]}
          />
        </div>
        <div className="grid grid-2 mt5">
          <Columns
            buckets={days}
            lang={lang}
            label="印发以来每个工作日：核查通过 54 项，重开 6 项"
            upName="通过"
            downName="重开"
            upStatus="ok"
            downStatus="again"
          />
          <Columns
            buckets={[58, 55, 52, 49, 50, 46, 43, 41].map((up, at) => ({ name: `第 ${at + 1} 周`, up }))}
            lang={lang}
            label="八周工时"
            upName="小时"
            limit={30}
            markLast
          />
        </div>
      </Section>
    </>
  )
}
