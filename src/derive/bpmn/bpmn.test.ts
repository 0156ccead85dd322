import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BpmnModdle, type Element } from 'bpmn-moddle'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { bound } from '../../kernel/testing/city.ts'
import { lamp } from '../../kernel/testing/lamp.ts'
import { declarations } from '../../mechanisms/all.ts'
import { bpmnOf } from './bpmn.ts'
import { diagramOf } from './nodes.ts'
import { placed, type Rect } from './place.ts'

const all = [lamp, ...declarations].map((declaration) => ({ id: declaration.id, p: bound(declaration), declaration }))

const elementsIn = (element: Element, name: string) => (element.get(name) ?? []) as readonly Element[]

async function read(xml: string) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml)
  const [process] = elementsIn(rootElement, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process')
  const nodes = process ? elementsIn(process, 'flowElements').filter(({ $type }) => $type !== 'bpmn:SequenceFlow') : []
  const flows = process ? elementsIn(process, 'flowElements').filter(({ $type }) => $type === 'bpmn:SequenceFlow') : []
  return { rootElement, warnings, nodes, flows }
}

/** The schema that the standard itself brings, as bpmn-moddle carries it. */
const xsd = (fileName: string) => {
  const path = createRequire(import.meta.url).resolve(`bpmn-moddle/resources/bpmn/xsd/${fileName}`)
  return { fileName, contents: readFileSync(path, 'utf8') }
}

/** Whether a level or slanting line from a to b runs through the inside of a rectangle. */
function runsThrough(rect: Rect, a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  const isFar =
    Math.max(a.x, b.x) <= rect.x ||
    Math.min(a.x, b.x) >= rect.x + rect.width ||
    Math.max(a.y, b.y) <= rect.y ||
    Math.min(a.y, b.y) >= rect.y + rect.height
  if (isFar) return false
  return Array.from({ length: 201 }, (_, i) => i / 200).some((t) => {
    const [x, y] = [a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t]
    return x > rect.x + 1 && x < rect.x + rect.width - 1 && y > rect.y + 1 && y < rect.y + rect.height - 1
  })
}

test('every procedure fits the XML schema of BPMN 2.0', async () => {
  const documents = await Promise.all(
    all.map(async ({ id, p }) => ({ fileName: `${id}.bpmn`, contents: await bpmnOf(p) })),
  )

  const { errors } = await validateXML({
    xml: documents,
    schema: xsd('BPMN20.xsd'),
    preload: ['Semantic.xsd', 'BPMNDI.xsd', 'DI.xsd', 'DC.xsd'].map(xsd),
    initialMemoryPages: 1024,
    maxMemoryPages: 1024,
  })

  expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([])
})

describe.each(all)('$id as BPMN', ({ p, declaration }) => {
  const diagram = diagramOf(p)
  const kinds = new Map(diagram.nodes.map(({ id, kind }) => [id, kind]))

  test('is read by another reader of the standard without a warning, and written again to the byte', async () => {
    const xml = await bpmnOf(p)
    const { rootElement, warnings } = await read(xml)

    expect(warnings).toEqual([])
    expect((await new BpmnModdle().toXML(rootElement, { format: true })).xml).toBe(xml)
    expect(await bpmnOf(bound(declaration))).toBe(xml)
  })

  test('holds every state, every move from every state, and every clock in every state in which it runs', async () => {
    const { nodes } = await read(await bpmnOf(p))
    const ids = new Set(nodes.map(({ id }) => id))

    const states = Object.keys(declaration.states).map((state) => `state-${state}`)
    const moves = p.transitions.flatMap(([name, { from, by }]) => {
      if (from === 'new') return [`start-${name}`]
      const isOnlyByClock = by.every((party) => party === 'clock')
      return from.map((state) => `${isOnlyByClock ? 'breach' : 'move'}-${name}-from-${state}`)
    })
    const clocks = Object.entries(declaration.clocks).flatMap(([name, { runsIn }]) =>
      runsIn.map((state) => `clock-${name}-in-${state}`),
    )

    expect([...states, ...moves, ...clocks].filter((id) => !ids.has(id))).toEqual([])
  })

  test('keeps the rules of the standard for a choice by what comes first', () => {
    const into = (id: string) => diagram.flows.filter(({ to }) => to === id)
    const outOf = (id: string) => diagram.flows.filter(({ from }) => from === id)
    const gateways = diagram.nodes.filter(({ kind }) => kind === 'state')
    const targets = gateways.flatMap(({ id }) => outOf(id).map(({ to }) => to))

    expect(gateways.filter(({ id }) => outOf(id).length < 2)).toEqual([])
    expect(targets.filter((id) => !['receive', 'timer', 'condition'].includes(kinds.get(id) ?? ''))).toEqual([])
    expect(targets.filter((id) => into(id).length !== 1)).toEqual([])
    expect(diagram.nodes.filter(({ kind, id }) => kind !== 'end' && outOf(id).length === 0)).toEqual([])
    expect(diagram.nodes.filter(({ kind, id }) => kind !== 'start' && into(id).length === 0)).toEqual([])
    expect(diagram.nodes.filter(({ kind, id }) => kind === 'end' && outOf(id).length > 0)).toEqual([])
  })

  test('leads along its flows where the declaration leads, and nowhere else', () => {
    const next = (id: string): readonly string[] =>
      diagram.flows
        .filter(({ from }) => from === id)
        .flatMap(({ to }) => (to.startsWith('state-') ? [to.slice('state-'.length)] : next(to)))
    const led = Object.keys(declaration.states).flatMap((state) =>
      next(`state-${state}`).map((to) => `${state} → ${to}`),
    )

    const declared = p.transitions.flatMap(([, { from, to }]) =>
      from === 'new' ? [] : from.map((state) => `${state} → ${to === 'same' ? state : to}`),
    )

    expect([...new Set(led)].sort()).toEqual([...new Set(declared)].sort())
  })

  test('has a place for everything: no shape and no name over another, no line through either', () => {
    const { shapes, lines } = placed(diagram)
    const apart = (a: Rect, b: Rect) =>
      a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
    const taken = shapes.flatMap(({ id, rect, label }) => [
      { id, name: id, rect },
      ...(label ? [{ id, name: `the name of ${id}`, rect: label }] : []),
    ])

    const over = taken.flatMap((a, i) =>
      taken.slice(i + 1).flatMap((b) => (apart(a.rect, b.rect) ? [] : [`${a.name} over ${b.name}`])),
    )
    const through = lines.flatMap((points, i) => {
      const { from, to } = diagram.flows[i] ?? { from: '', to: '' }
      const others = taken.filter(({ id, name }) => name !== id || (id !== from && id !== to))
      return points
        .slice(1)
        .flatMap((point, j) =>
          others
            .filter(({ rect }) => runsThrough(rect, points[j] ?? point, point))
            .map(({ name }) => `${from} → ${to} through ${name}`),
        )
    })

    expect(shapes.length).toBe(diagram.nodes.length)
    expect(lines.filter((points) => points.length < 2)).toEqual([])
    expect(over).toEqual([])
    expect(through).toEqual([])
  })
})

describe('the lamp as BPMN', () => {
  const p = bound(lamp)

  test.each([
    ['clock-triage-in-asked', 'urn:luoshi:span', '4wh', 'timeDuration'],
    ['clock-due-in-sent', 'https://www.omg.org/spec/DMN/20191111/FEEL/', 'data.dueOn', 'timeDate'],
  ])('writes the limit of %s as a timer: %s %s', async (id, language, body, kind) => {
    const { nodes } = await read(await bpmnOf(p))
    const timer = nodes.find((node) => node.id === id)
    const [definition] = timer ? elementsIn(timer, 'eventDefinitions') : []
    const expression = definition?.get(kind) as Element

    expect(definition?.$type).toBe('bpmn:TimerEventDefinition')
    expect([expression.get('language'), expression.get('body')]).toEqual([language, body])
  })

  test('writes natural days as ISO 8601', async () => {
    const limited = { ...lamp, clocks: { ...lamp.clocks, check: { ...lamp.clocks.check, limit: '30d' } } }

    const xml = await bpmnOf(bound(limited as typeof lamp))

    expect(xml).toContain('>P30D<')
  })

  test('waits for an automatic move by its condition, in FEEL', async () => {
    const { nodes } = await read(await bpmnOf(p))
    const waiting = nodes.find(({ id }) => id === 'when-settle-in-judging')
    const [definition] = waiting ? elementsIn(waiting, 'eventDefinitions') : []
    const condition = definition?.get('condition') as Element

    expect(condition.get('body')).toBe('(tally.verdict.asked > 0 and tally.verdict.yes = tally.verdict.asked)')
  })

  test('names who makes a move, under which condition and on what ground', async () => {
    const { nodes } = await read(await bpmnOf(p))
    const move = nodes.find(({ id }) => id === 'move-fix-from-sent')
    const owners = move ? elementsIn(move, 'resources').map((one) => (one.get('resourceRef') as Element).id) : []
    const [documentation] = move ? elementsIn(move, 'documentation') : []

    expect(owners).toEqual(['party-crew', 'party-head'])
    expect(documentation?.get('text')).toBe(
      [
        '谁 Who: 抢修队 · crew; 单位负责人 · head',
        '须 Condition: 证据没有用过 · The evidence is new: reuse.files = 0 (house/fresh)',
        '依据 Basis: duty/light → anlan-2018#light',
      ].join('\n'),
    )
  })
})
