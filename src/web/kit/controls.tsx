import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { LinkButton, Moves, PostButton, Submit, Unavailable } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { FilterList } from '../parts/filter.tsx'
import { Empty, ErrorNotice, ErrorSummary, Form } from '../parts/form.tsx'
import { Gates } from '../parts/gate.tsx'
import { Fold, Head } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { Chip } from '../parts/status.tsx'
import { DefinitionList, Note, Pager, Table, Tabs, Tag } from '../parts/table.tsx'
import { fields } from './sample.ts'
import { Section } from './section.tsx'

interface Props {
  readonly lang: Language
}

/** Two tables, so that every share is seen; each adds up to the whole. */
const shares = [
  [3, 4, 8, 9],
  [5, 6, 7, 6],
] as const

export function Controls({ lang }: Props): ReactNode {
  return (
    <>
      <Section name="actions" lang={lang}>
        <div className="row">
          <LinkButton href="/a">主要动作</LinkButton>
          <LinkButton href="/b" look="second">
            次要动作
          </LinkButton>
          <LinkButton href="/c" look="warn">
            提请问责
          </LinkButton>
          <LinkButton href="/d" look="plain">
            存起来
          </LinkButton>
          <PostButton action="/e" fields={{ csrf: 'x' }} look="second" compact>
            认领
          </PostButton>
          <Unavailable lang={lang} why="到位关没过，满意关未到">
            销号
          </Unavailable>
        </div>
        <ol className="sheet pad codes mt4">
          <li>
            <code>k7mwp-3xq9d-tt4ne</code>
          </li>
          <li>
            <code>9fjqa-c2wdx-m8ury</code>
          </li>
        </ol>
        <p className="mt4">
          <label className="pick">
            <input type="checkbox" name="unit" /> 市数据资源中心
          </label>
        </p>
        <div className="sheet pad mt4">
          <Moves
            lang={lang}
            moves={[
              {
                label: '发出责令整改通知书',
                says: '给 5 个工作日，至 11月21日。将生成公文。',
                href: '/f',
                look: 'main',
              },
              { label: '提请问责', says: '由问责程序另行审查，不自动处分任何人。', href: '/g' },
              { label: '延期', says: '重开案件不得延期。', href: null },
            ]}
          />
        </div>
        <div className="mt4">
          <SearchBox lang={lang} action="/search" hint="查一句话、一个单位、一件事" keep={{ plan: 'sample' }} />
        </div>
      </Section>
      <Section name="inputs" lang={lang}>
        <div className="grid grid-4">
          <FilterList
            name="unit-filter"
            label="责任单位"
            every="所有单位"
            options={[{ value: 'd01', label: '市商事登记局' }]}
          />
        </div>
        <ErrorSummary
          lang={lang}
          errors={fields.flatMap((spec) => (spec.error === undefined ? [] : [{ field: spec.name, says: spec.error }]))}
        />
        <div className="mt5">
          <Form action="/report" files fields={{ csrf: 'x' }}>
            {fields.map((spec) => (
              <Field key={spec.name} spec={spec} lang={lang} />
            ))}
            <div className="row">
              <Submit>下一步：看一遍再提交</Submit>
              <LinkButton href="/save" look="plain">
                存起来以后写
              </LinkButton>
            </div>
          </Form>
        </div>
      </Section>
      <Section name="faults" lang={lang}>
        <div className="grid grid-2">
          <Empty title="还没有问题上墙">第一轮检查 11月19日 开始，结果当天公布</Empty>
          <ErrorNotice title="没保存上，您写的还在" again={{ href: '/again', label: '再试一次' }}>
            网络断了。连上以后再试一次，不会重复提交。
          </ErrorNotice>
        </div>
      </Section>
      <Section name="lists" lang={lang}>
        <Tabs
          lang={lang}
          tabs={[
            { href: '/wall', label: '没放过的', n: 31, current: true },
            { href: '/wall?gate=inPlace', label: '到位关', n: 19 },
            { href: '/wall/units', label: '按单位看' },
          ]}
        />
        <div className="mt4">
          <Table
            caption="最近未放过的问题"
            columns={[
              { title: '问题', heading: true },
              { title: '责任单位' },
              { title: '两道关' },
              { title: '等了几天', align: 'end' },
            ]}
            rows={[
              {
                key: '37',
                cells: [
                  <a key="a" href="/cases/37">
                    窗口要求重复提交营业执照复印件
                  </a>,
                  '市商事登记局',
                  <Gates key="g" inPlace="fail" satisfied="open" lang={lang} short />,
                  '12',
                ],
              },
              {
                key: '52',
                cells: [
                  '客运站公厕长期停用',
                  '临湖县',
                  <Gates key="g" inPlace="pass" satisfied="fail" lang={lang} short />,
                  '3',
                ],
              },
            ]}
          />
        </div>
        {shares.map((row) => (
          <div className="mt4" key={row.join()}>
            <Table
              caption="列宽"
              columns={row.map((share, at) => ({ title: `${at + 1}：${share}／24`, share }))}
              rows={[{ key: 'a', cells: row.map(() => '占这么宽') }]}
            />
          </div>
        ))}
        <Pager lang={lang} previous="/wall?before=1" next="/wall?after=2" shown={{ from: 26, to: 50, of: 58 }} />
        <div className="mt4">
          <Table
            caption="覆盖表"
            showCaption
            keepColumns
            columns={['单位', '第一轮', '第二轮', '第三轮', '第四轮', '第五轮', '第六轮'].map((title) => ({ title }))}
            rows={[{ key: 'a', cells: ['市政务大厅', '查过', '查过', '没查', '查过', '没查', '抽中'] }]}
          />
        </div>
        <Fold title="服务型" says={['11 条', '办着 9（超期 1）']} isOpen>
          <Table
            dense
            caption="手机上并排的短格"
            columns={['单位', '清单条目', '督办任务', '查出的问题'].map((title, at) => ({ title, heading: at === 0 }))}
            rows={[{ key: 'a', cells: ['市政务大厅', '5', '6', '5'] }]}
          />
        </Fold>
        <Fold title="过硬型" says={['7 条', '办着 6（超期 1）']} isOpen={false}>
          <p>折着的部分</p>
        </Fold>
        <div className="grid grid-2 mt5">
          <DefinitionList
            entries={[
              { term: '责任单位', value: '市商事登记局' },
              { term: '反映人', value: '3 人，身份已隔离' },
            ]}
          />
          <DefinitionList
            ruled
            entries={[
              { term: '身份证', value: '人口库，已核' },
              { term: '店内布局图', value: <Chip status="ok" lang={lang} label="您已交" bare /> },
            ]}
          />
        </div>
      </Section>
      <Section name="notes" lang={lang}>
        <Head side={<a href="/wall">看全部</a>}>小节标题</Head>
        <div className="grid">
          <Note tone="red" title="怎样算表面整改">
            换人复看仍存在。
          </Note>
          <Note tone="blue" title="谁来核查">
            没参与整改的人，由抽签决定。
          </Note>
          <Note>
            系统不会替单位补一个名字。<Tag>第三方</Tag> <Tag invented>演示数据</Tag>
          </Note>
        </div>
      </Section>
    </>
  )
}
