import { BpmnModdle, type Element } from 'bpmn-moddle'
import type { Procedure } from '../../kernel/bind.ts'
import type { Clock } from '../../kernel/procedure.ts'
import { titleOf } from '../../kernel/refusals.ts'
import { bilingual } from '../schema.ts'
import { type Diagram, diagramOf, type Node } from './nodes.ts'
import { type Placed, placed, type Rect } from './place.ts'

const feelLanguage = 'https://www.omg.org/spec/DMN/20191111/FEEL/'
/** The limit as declared: working days and hours have no writing in ISO 8601. */
const spanLanguage = 'urn:luoshi:span'

/** What the elements of one document are made with. */
interface Making {
  readonly p: Procedure
  readonly make: (type: string, members: Readonly<Record<string, unknown>>) => Element
  readonly messages: ReadonlyMap<string, Element>
  readonly parties: ReadonlyMap<string, Element>
}

/** Natural days and months as ISO 8601 writes them; anything else as declared. */
function timerOf({ make }: Making, { limit }: Clock): Element {
  const type = 'bpmn:FormalExpression'
  if (typeof limit !== 'string' && 'until' in limit) {
    return make('bpmn:TimerEventDefinition', {
      timeDate: make(type, { language: feelLanguage, body: `data.${limit.until}` }),
    })
  }
  const [, amount, unit] = (typeof limit === 'string' && /^(\d+)(d|mo)$/.exec(limit)) || []
  const expression =
    amount !== undefined && unit !== undefined
      ? make(type, { body: `P${amount}${unit === 'd' ? 'D' : 'M'}` })
      : make(type, { language: spanLanguage, body: typeof limit === 'string' ? limit : JSON.stringify(limit) })
  return make('bpmn:TimerEventDefinition', { timeDuration: expression })
}

function messageDefinition({ make, messages }: Making, message: string): Element {
  return make('bpmn:MessageEventDefinition', { messageRef: messages.get(message) })
}

function specificsOf(making: Making, node: Node): readonly [type: string, members: Readonly<Record<string, unknown>>] {
  const { make } = making
  switch (node.kind) {
    case 'start':
      return ['bpmn:StartEvent', { eventDefinitions: [messageDefinition(making, node.message)] }]
    case 'state':
      return ['bpmn:EventBasedGateway', {}]
    case 'milestone':
      return ['bpmn:IntermediateThrowEvent', {}]
    case 'end':
      return ['bpmn:EndEvent', {}]
    case 'receive':
      return [
        'bpmn:ReceiveTask',
        {
          messageRef: making.messages.get(node.message),
          resources: node.parties.map((party) =>
            make('bpmn:PotentialOwner', { resourceRef: making.parties.get(party) }),
          ),
        },
      ]
    case 'service':
      return ['bpmn:ServiceTask', {}]
    case 'timer':
      return ['bpmn:IntermediateCatchEvent', { eventDefinitions: [timerOf(making, node.clock)] }]
    case 'condition': {
      const condition = make('bpmn:FormalExpression', { language: feelLanguage, body: node.feel })
      return [
        'bpmn:IntermediateCatchEvent',
        { eventDefinitions: [make('bpmn:ConditionalEventDefinition', { condition })] },
      ]
    }
    default: {
      const never: never = node
      throw new TypeError(String(never))
    }
  }
}

function documented({ make }: Making, says: readonly string[]): Readonly<Record<string, unknown>> {
  return says.length === 0 ? {} : { documentation: [make('bpmn:Documentation', { text: says.join('\n') })] }
}

function elementOf(making: Making, node: Node): Element {
  const [type, members] = specificsOf(making, node)
  return making.make(type, { id: node.id, name: node.name, ...documented(making, node.says), ...members })
}

interface Drawn {
  readonly process: Element
  readonly elements: ReadonlyMap<string, Element>
  /** In the order of the diagram's flows. */
  readonly sequence: readonly Element[]
}

function processOf(making: Making, { nodes, flows }: Diagram): Drawn {
  const { make, p } = making
  const elements = new Map(nodes.map((node) => [node.id, elementOf(making, node)]))
  const node = (id: string): Element => {
    const found = elements.get(id)
    if (!found) throw new RangeError(`${p.id}: a flow names ${id}, which is no node`)
    return found
  }
  const sequence = flows.map(({ from, to }, i) => {
    const [sourceRef, targetRef] = [node(from), node(to)]
    const flow = make('bpmn:SequenceFlow', { id: `flow-${i + 1}`, sourceRef, targetRef })
    const outgoing = sourceRef.get('outgoing') as Element[]
    const incoming = targetRef.get('incoming') as Element[]
    outgoing.push(flow)
    incoming.push(flow)
    return flow
  })
  const { title, summary, laws } = p.declaration
  const says = [bilingual(summary), ...laws.map((law) => `铁规 Law: ${bilingual(law.says)} (${law.basis})`)]
  const process = make('bpmn:Process', {
    id: p.id,
    name: bilingual(title),
    isExecutable: false,
    ...documented(making, says),
    flowElements: [...elements.values(), ...sequence],
  })
  return { process, elements, sequence }
}

/** The picture: a shape for every node, a line for every flow. */
function pictureOf({ make, p }: Making, { process, elements, sequence }: Drawn, { shapes, lines }: Placed): Element {
  const bounds = (rect: Rect) => make('dc:Bounds', { ...rect })
  const drawn = shapes.map(({ id, rect, label }) =>
    make('bpmndi:BPMNShape', {
      id: `${id}-shape`,
      bpmnElement: elements.get(id),
      bounds: bounds(rect),
      ...(label && { label: make('bpmndi:BPMNLabel', { bounds: bounds(label) }) }),
    }),
  )
  const edges = lines.map((points, i) =>
    make('bpmndi:BPMNEdge', {
      id: `flow-${i + 1}-line`,
      bpmnElement: sequence[i],
      waypoint: points.map((point) => make('dc:Point', { ...point })),
    }),
  )
  const plane = make('bpmndi:BPMNPlane', {
    id: `${p.id}-plane`,
    bpmnElement: process,
    planeElement: [...drawn, ...edges],
  })
  return make('bpmndi:BPMNDiagram', { id: `${p.id}-diagram`, plane })
}

/**
 * The procedure as BPMN 2.0 XML with a layout, names in both languages. It is for reading and for other people's tools: a
 * limit that adds up over several states is said in words, because a timer of the standard starts anew on each entry.
 */
export async function bpmnOf(p: Procedure): Promise<string> {
  const moddle = new BpmnModdle()
  const make: Making['make'] = (type, members) => moddle.create(type, members)
  const receiving = p.transitions.filter(
    ([, t]) => t.from === 'new' || t.by.some((party) => party !== 'clock' && party !== 'system'),
  )
  const messages = new Map(
    receiving.map(([name, t]) => [name, make('bpmn:Message', { id: `message-${name}`, name: bilingual(t.title) })]),
  )
  const parties = new Map(
    Object.keys(p.declaration.parties).map((party) => [
      party,
      make('bpmn:Resource', { id: `party-${party}`, name: bilingual(titleOf(p, party)) }),
    ]),
  )
  const making: Making = { p, make, messages, parties }
  const diagram = diagramOf(p)
  const drawn = processOf(making, diagram)
  const definitions = make('bpmn:Definitions', {
    id: `definitions-${p.id}`,
    targetNamespace: 'urn:luoshi:procedure',
    exporter: 'Luoshi',
    exporterVersion: p.version,
    rootElements: [...parties.values(), ...messages.values(), drawn.process],
    diagrams: [pictureOf(making, drawn, placed(diagram))],
  })
  const { xml } = await moddle.toXML(definitions, { format: true })
  return xml
}
