import type { Entry } from '../parts/table.tsx'
import type { ReceiptView } from './receipt-data.ts'
import { receiptTexts } from './receipt-text.ts'
import type { Visit } from './visit.ts'

/** What an entry about an erasure did, or what of this entry was erased since. */
export function erasureEntries({ lang, href }: Visit, { erased, erasure }: ReceiptView): readonly Entry[] {
  const t = receiptTexts[lang]
  const [first] = erased
  const link = (index: number) => (
    <a key={index} className="num" href={href(`/receipt/${index}`)}>
      {t.entry(index)}
    </a>
  )
  if (erasure !== null)
    return [
      { term: t.fields, value: erasure.fields.join(lang === 'zh' ? '、' : ', ') },
      { term: t.touched, value: <span className="row">{erasure.indexes.map(link)}</span> },
      ...(erasure.ground === null ? [] : [{ term: t.ground, value: erasure.ground }]),
      { term: t.authority, value: erasure.authority },
    ]
  if (first === undefined) return []
  const value = (
    <>
      {t.erasedSays(erased.length)} {first.index === null ? null : link(first.index)}
    </>
  )
  return [{ term: t.erased, value }]
}
