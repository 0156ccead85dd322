import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clause, Contents, Folio, FolioHead } from '../parts/clause.tsx'
import { Matter, TakenApart } from '../parts/compile.tsx'
import { EvidenceCard } from '../parts/evidence.tsx'
import { ClaimFinding } from '../parts/finding.tsx'
import { Empty } from '../parts/form.tsx'
import { Panorama } from '../parts/panorama.tsx'
import { BrickWall, WallKey, WallRow } from '../parts/wall.tsx'
import { clauses, contents } from './sample-clause.ts'
import { bricks, evidence, findings, panorama, wallCounts, wallRows } from './sample-views.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

export function CaseViews({ lang, photo }: Props & { readonly photo: string }): ReactNode {
  return (
    <>
      <Section name="finding" lang={lang}>
        <ClaimFinding findings={findings} lang={lang} claimedIn="11月9日 整改报告" foundBy="11月12日 换人暗访" />
      </Section>
      <Section name="evidence" lang={lang}>
        <div className="grid">
          {evidence.map((item) => (
            <EvidenceCard key={item.title} item={item} lang={lang} level={3} />
          ))}
          <EvidenceCard
            lang={lang}
            level={4}
            item={{
              title: '现场照片',
              photo: { src: photo, alt: '窗口台面上的告示牌' },
              strength: 3,
              when: '11月12日',
            }}
          />
          <Empty title="还缺一份">现场负责人的书面说明，11月16日前可补</Empty>
        </div>
      </Section>
    </>
  )
}

export function PlanViews({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="plan" lang={lang}>
        <div className="plan">
          <Contents entries={contents} lang={lang} />
          <Folio title="二、目标任务" side={<a href="/plan/sample/X5">二（五） ›</a>}>
            {clauses.map((clause) => (
              <Clause key={clause.id} clause={clause} lang={lang} />
            ))}
            <FolioHead title="三、保障措施" />
          </Folio>
        </div>
      </Section>
      <Section name="panorama" lang={lang}>
        <div className="grid grid-2">
          <Panorama lines={panorama} lang={lang} href="/plan" />
        </div>
      </Section>
      <Section name="compile" lang={lang}>
        <div className="workshop">
          <div className="sheet pad">
            <TakenApart
              before="按照随机抽查的工作思路，组织开展督促检查活动。"
              sentence={[
                { words: '对发现的问题', plays: '对象', status: 'doing' },
                '，',
                { words: '及时', plays: '时限', status: 'late' },
                { words: '反馈', plays: '动作一', status: 'ok' },
                '并',
                { words: '责令整改', plays: '动作二', status: 'ok' },
                '。',
              ]}
              after="及时向社会公布情况。"
            />
          </div>
          <Matter
            lang={lang}
            title="反馈督查发现的问题"
            status="wait"
            statusLabel="缺一项"
            rows={[
              { term: '谁', value: '市政府督查室', source: '推定' },
              { term: '何时', value: '“及时”没有数。建议 2 个工作日', source: '待您定', missing: true },
            ]}
            actions={
              <>
                <LinkButton href="/x" compact>
                  定为 2 个工作日
                </LinkButton>
                <LinkButton href="/y" look="plain" compact>
                  请示发文单位
                </LinkButton>
              </>
            }
          />
        </div>
      </Section>
    </>
  )
}

export function WallViews({ lang }: Props): ReactNode {
  return (
    <Section name="wall" lang={lang}>
      <div className="sheet pad">
        <BrickWall bricks={bricks} lang={lang} skipTo="wall-rows" />
        <div className="mt5">
          <WallKey counts={wallCounts} lang={lang} />
        </div>
      </div>
      <div className="mt5" id="wall-rows">
        {wallRows.map((row) => (
          <WallRow key={row.no} row={row} lang={lang} />
        ))}
      </div>
    </Section>
  )
}
