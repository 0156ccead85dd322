/** A piece of XML that is well-formed by construction. */
export interface Markup {
  readonly xml: string
}

/** Characters that XML 1.0 allows in no document (§2.2), and halves of surrogate pairs. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML; characters that XML cannot hold become U+FFFD. */
export function text(value: string): Markup {
  return { xml: value.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (char) => entities[char] ?? char) }
}

/** Attributes in their order; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>

/** One element with what it holds; strings are text. */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | string)[]): Markup {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${text(value).xml}"`]))
    .join('')
  const inner = children.map((child) => (typeof child === 'string' ? text(child).xml : child.xml)).join('')
  return { xml: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` }
}
