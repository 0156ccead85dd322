import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { DotMatrix, Gauge, Heat, LoadBars, LoadKey } from '../parts/burden.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Chain } from '../parts/chain.tsx'
import { Decision, Stats, WithLetter, WorkdayRuler } from '../parts/desk-parts.tsx'
import { StrengthMeter } from '../parts/evidence.tsx'
import { BigFigure, LargeDoors, Pair, Quote, TypeRows } from '../parts/home.tsx'
import { Chip } from '../parts/status.tsx'
import { DaysBars, TripMeter } from '../parts/trip.tsx'
import { ruler } from './sample-views.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

export function ChainView({ lang }: Props): ReactNode {
  return (
    <Section name="chain" lang={lang}>
      <div className="sheet pad">
        <Chain
          lang={lang}
          label="落实链条"
          heads={[
            { title: '原文', says: '任务' },
            { title: '目标', says: '任务目标化' },
            { title: '项目', says: '目标项目化' },
            { title: '岗位', says: '项目责任化' },
            { title: '实效', says: '责任实效化' },
          ]}
          source={
            <>
              <p>把实体服务大厅、网上服务平台、移动客户端、服务热线结合起来</p>
              <p>
                <a href="/plan">看整句</a>
              </p>
            </>
          }
          goals={[
            {
              goal: { title: '办一件事最多跑一次', status: 'again', text: '12月31日前，实测占比不低于 95%' },
              projects: [
                {
                  project: {
                    title: '316 个事项逐项再造',
                    status: 'ok',
                    foot: <Chip status="ok" lang={lang} label="完成 307" />,
                  },
                  post: { title: '流程科 科长岗', status: 'ok', text: '市政务大厅' },
                  effect: { title: '平均少跑 1.6 次', status: 'ok', foot: <StrengthMeter strength={4} lang={lang} /> },
                },
                {
                  project: { title: '行政服务中心标准化', status: 'doing' },
                  post: {
                    title: '没有落到岗位',
                    hole: 'gap',
                    foot: <Chip status="late" lang={lang} label="断点，已发督办单" />,
                  },
                  effect: { title: '还谈不上实效', hole: 'ghost', text: '岗位落实以后再算' },
                },
              ],
            },
          ]}
        />
      </div>
    </Section>
  )
}

export function BurdenViews({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="burden" lang={lang}>
        <Gauge
          parts={[19, 13.5, 9]}
          limit={30}
          scale={45}
          label="本周 41.5 小时：填报 19，会议 13.5，迎检 9；上限 30 小时"
          limitWords="30 小时"
          lang={lang}
        />
        <div className="mt3">
          <LoadKey
            kinds={[
              { name: '填报', total: '19' },
              { name: '会议', total: '13.5' },
              { name: '迎检', total: '9' },
            ]}
          />
        </div>
        <div className="mt4">
          <LoadBars
            scale={12}
            rows={[
              { name: '市工程建设局', parts: [4.5, 3, 2], total: '9.5 小时', label: '填报 4.5，会议 3，迎检 2 小时' },
              { name: '市水务环境局', parts: [1, 0, 3], total: '4.0 小时', label: '填报 1，会议 0，迎检 3 小时' },
            ]}
          />
        </div>
        <div className="mt4">
          <DotMatrix
            lang={lang}
            caption="同一个数，要了几遍"
            firstColumn="数据"
            columns={['工建', '民生', '县办', '营商', '水环']}
            repeatedFrom={4}
            rows={[
              { name: '户籍人口数', asked: [true, true, true, false, true] },
              { name: '企业用工数', asked: [false, false, true, true, false] },
            ]}
          />
        </div>
        <div className="mt4">
          <Heat
            caption="单位与五型"
            columns={['单位', '创新', '担当', '服务', '小时／周']}
            rows={[
              {
                key: 'a',
                name: <a href="/u/a">市政务大厅</a>,
                cells: [
                  { value: '84', level: 'middle', href: '/u/a/1' },
                  { value: '86', level: 'high', href: '/u/a/2' },
                  { value: '93', level: 'high', href: '/u/a/3' },
                  '22',
                ],
              },
              {
                key: 'b',
                name: <a href="/u/b">市营商服务局</a>,
                cells: [
                  { value: '79', level: 'low', href: '/u/b/1' },
                  { value: '74', level: 'under', href: '/u/b/2' },
                  { value: '82', level: 'middle', href: '/u/b/3' },
                  '16',
                ],
              },
            ]}
          />
        </div>
      </Section>
      <Section name="trips" lang={lang}>
        <div className="grid grid-2">
          <div className="sheet pad">
            <TripMeter actual={0} promised={1} lang={lang} home="您的店" hall="政务大厅" between="没有需要您跑的环节">
              承诺最多 1 次，实际 0 次。
            </TripMeter>
            <hr />
            <DaysBars statutory={20} promised={5} used={2} lang={lang} />
          </div>
          <div className="sheet pad">
            <TripMeter actual={2} promised={1} lang={lang} home="您的店" hall="政务大厅" between="跑了两趟">
              承诺最多 1 次，实际 2 次，计入单位得分。
            </TripMeter>
            <hr />
            <DaysBars statutory={20} promised={5} used={7} lang={lang} />
          </div>
        </div>
      </Section>
      <Section name="desk" lang={lang}>
        <div className="desk stack">
          <Stats
            lang={lang}
            stats={[
              { n: 2, label: '已超期', href: '/desk?due=over', late: true },
              { n: 3, label: '今天到期', href: '/desk?due=today' },
              { n: 6, label: '四个工作日内', href: '/desk?due=soon' },
              { n: 3, label: '之后', href: '/desk?due=later' },
            ]}
          />
          <WorkdayRuler days={ruler} lang={lang} />
          <div className="grid grid-2">
            <Decision
              lang={lang}
              kind="一 提请问责"
              clock={{ state: 'running', used: 0.1, left: 2, unit: 'wd' }}
              title="市商事登记局两次表面整改，是否启动问责程序"
              reason="换人暗访 5 个窗口，3 个不符；两名核查人意见一致。"
              options={[
                { label: '启动问责', href: '/d/1', leadsTo: '转问责程序，听取申辩后再定' },
                { label: '约谈主要负责人', href: '/d/2', leadsTo: '给最后 5 个工作日，约谈纪要公开' },
              ]}
            />
            <section className="sheet pad">
              <WithLetter>
                <b>责令整改通知书</b>
                <p className="small quiet">已按公文格式起草：期限 5 个工作日，至 11月21日。</p>
              </WithLetter>
              <p className="mt3">
                <LinkButton href="/sign" compact block>
                  核稿并签发
                </LinkButton>
              </p>
            </section>
          </div>
        </div>
      </Section>
      <Section name="home" lang={lang}>
        <Quote>
          “整改不到位不放过，
          <wbr />
          群众不满意不放过。”
        </Quote>
        <div className="mt4">
          <Pair>
            <BigFigure over="到位关，还没过" n="19" unit="件">
              其中 <b>3</b> 件被查出表面整改，已重开并提请问责
            </BigFigure>
            <BigFigure over="满意关，还没过" n="12" unit="件" />
          </Pair>
        </div>
        <div className="mt4">
          <TypeRows
            lang={lang}
            rows={[
              { name: '创新型', counts: { ok: 2, doing: 6, wait: 1, principle: 3 }, says: '9 句里 2 句已核查' },
              { name: '保障措施', counts: { ok: 4, doing: 4, again: 1, none: 2 }, says: '11 句里 4 句已核查' },
            ]}
          />
        </div>
        <div className="mt4">
          <LargeDoors
            doors={[
              { href: '/services', label: '办事，或者查办到哪一步' },
              { href: '/plan', label: '看政府说的话落实了没有', second: true },
            ]}
          />
        </div>
      </Section>
    </>
  )
}
