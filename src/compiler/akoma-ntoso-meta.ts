import type { Commitment, Compiled, Target } from './compiled.ts'
import { element, type Markup } from './xml.ts'

/** Namespace of what the compiler adds to a document; used only inside otherAnalysis. */
export const ownNamespace = 'https://luoshi.example/ns/compiled/1'

/** The compiler's own entry among the references; the source of all it states. */
const compiler = 'luoshi'

/** Day that stands for an unknown one: FRBRdate must hold a day. */
const unknownDay = '0001-01-01'

/** As part of an address; halves of surrogate pairs have no place in one. */
const encoded = (name: string) => encodeURIComponent(name.toWellFormed())

/** Every organ and unit that the document names, with the id it is referred to by. */
export type Organisations = ReadonlyMap<string, string>

export function organisationsOf(compiled: Compiled): Organisations {
  const names = new Set([
    ...compiled.meta.issuers,
    ...compiled.commitments.flatMap((item) => item.units.map((unit) => unit.name)),
  ])
  return new Map([...names].map((name, i) => [name, `org_${i + 1}`]))
}

/** The last part of the document's address: its number without brackets, else its title; blanks and slashes apart. */
function workName({ meta }: Compiled): string {
  const name = meta.doc_number?.replace(/[〔〕]/g, '-') ?? meta.title ?? 'untitled'
  return encoded(name.replace(/[\s/!@]+/g, '-').replace(/-?号$/, ''))
}

function identification(compiled: Compiled, organisations: Organisations): Markup {
  const { meta } = compiled
  const day = meta.date_issued ?? unknownDay
  const work = `/akn/cn/doc/${meta.date_issued ?? 'nd'}/${workName(compiled)}`
  const expression = `${work}/zho@${meta.date_issued ?? ''}`
  const date = element('FRBRdate', { date: day, name: meta.date_issued ? 'issued' : 'unknown' })
  const first = organisations.get(meta.issuers[0] ?? '')
  const author = element('FRBRauthor', { href: `#${first ?? compiler}`, as: '#issuer' })
  const address = (uri: string, suffix: string) => [
    element('FRBRthis', { value: `${uri}/!main${suffix}` }),
    element('FRBRuri', { value: `${uri}${suffix}` }),
  ]
  return element(
    'identification',
    { source: `#${compiler}` },
    element(
      'FRBRWork',
      {},
      ...address(work, ''),
      date,
      author,
      element('FRBRcountry', { value: 'cn' }),
      ...(meta.doc_number ? [element('FRBRnumber', { value: meta.doc_number })] : []),
      ...(meta.title ? [element('FRBRname', { value: meta.title })] : []),
    ),
    element(
      'FRBRExpression',
      {},
      ...address(expression, ''),
      date,
      author,
      element('FRBRlanguage', { language: 'zho' }),
    ),
    element(
      'FRBRManifestation',
      {},
      ...address(expression, '.xml'),
      date,
      element('FRBRauthor', { href: `#${compiler}` }),
    ),
  )
}

function targetElement(target: Target): Markup {
  const value = typeof target.value === 'number' ? String(target.value) : target.value.join(' ')
  return element(
    'c:target',
    { op: target.op, value, unit: target.unit, origin: target.origin, rule: target.rule },
    target.printed,
  )
}

function commitmentElement(
  item: Commitment,
  organisations: Organisations,
  places: ReadonlyMap<string, string>,
): Markup {
  const place = item.clause === null ? undefined : places.get(item.clause)
  return element(
    'c:commitment',
    { id: item.id, clause: place && `#${place}`, rule: item.rule },
    element('c:action', {}, item.action),
    ...item.units.map((unit) =>
      element(
        'c:unit',
        { role: unit.role, href: `#${organisations.get(unit.name) ?? compiler}`, origin: unit.origin, rule: unit.rule },
        unit.name,
      ),
    ),
    ...(item.deadline
      ? [
          element(
            'c:deadline',
            { norm: item.deadline.norm, origin: item.deadline.origin, rule: item.deadline.rule },
            item.deadline.printed,
          ),
        ]
      : []),
    ...item.targets.map(targetElement),
    ...item.proposals.map((proposal) =>
      element('c:proposal', { field: proposal.field, origin: proposal.origin, rule: proposal.rule }, proposal.value),
    ),
  )
}

/** Identification, references to every organ and unit, and the commitments as an analysis of the compiler's own. */
export function metaElement(
  compiled: Compiled,
  organisations: Organisations,
  places: ReadonlyMap<string, string>,
): Markup {
  const { meta, commitments } = compiled
  const publication = meta.date_published
    ? [element('publication', { date: meta.date_published, name: 'website', showAs: '发布日期' })]
    : []
  const analysis =
    commitments.length === 0
      ? []
      : [
          element(
            'analysis',
            { source: `#${compiler}` },
            element(
              'otherAnalysis',
              { source: `#${compiler}` },
              element(
                'c:commitments',
                { 'xmlns:c': ownNamespace },
                ...commitments.map((item) => commitmentElement(item, organisations, places)),
              ),
            ),
          ),
        ]
  const references = element(
    'references',
    { source: `#${compiler}` },
    ...[...organisations].map(([name, id]) =>
      element('TLCOrganization', {
        eId: id,
        href: `/akn/ontology/organization/cn/${encoded(name)}`,
        showAs: name,
      }),
    ),
    element('TLCRole', { eId: 'issuer', href: '/akn/ontology/role/cn/issuer', showAs: '发文机关' }),
    element('TLCObject', { eId: compiler, href: '/akn/ontology/object/luoshi', showAs: '落实 Luoshi' }),
  )
  return element('meta', {}, identification(compiled, organisations), ...publication, ...analysis, references)
}
