/** The package brings no types for what we call. Only what is used is declared. */
declare module 'bpmn-moddle' {
  /** An element of a BPMN document; its members are those of the standard's meta-model. */
  export interface Element {
    readonly $type: string
    readonly id: string
    get(name: string): unknown
    set(name: string, value: unknown): void
  }

  export class BpmnModdle {
    /** Throws for a type that the standard does not know. */
    create(type: string, members?: Readonly<Record<string, unknown>>): Element
    toXML(root: Element, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>
    fromXML(xml: string): Promise<{
      readonly rootElement: Element
      readonly warnings: readonly { readonly message: string }[]
      readonly elementsById: Readonly<Record<string, Element>>
    }>
  }
}
