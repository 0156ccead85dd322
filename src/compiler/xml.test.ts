import { expect, test } from 'vitest'
import { element, text } from './xml.ts'

test('marks of XML are written as entities, in text and in attributes', () => {
  expect(element('a', { b: '"<&>' }, '<c> & "d"').xml).toBe(
    '<a b="&quot;&lt;&amp;&gt;">&lt;c&gt; &amp; &quot;d&quot;</a>',
  )
})

test('characters that no XML document can hold become U+FFFD, pairs of surrogates stay', () => {
  expect(text('\u0000\u0001\u000b\u001f\ufffe\uffff\ud83d\udc00 𠮷\t\n').xml).toBe(
    '\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ud83d\udc00 𠮷\t\n',
  )
  expect(text('\ud83d|\udc00').xml).toBe('\ufffd|\ufffd')
})

test('an element that holds nothing closes itself, and an attribute without a value is left out', () => {
  expect(element('a', { b: undefined, c: '1' }, '', element('d', {})).xml).toBe('<a c="1"><d/></a>')
  expect(element('a', {}).xml).toBe('<a/>')
})
