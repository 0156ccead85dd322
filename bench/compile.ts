import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../src/cli/command.ts'
import { compile } from '../src/compiler/compile.ts'

/** Sentences of the length and kinds that plans are made of; no real body or place is meant. */
const sentences = [
  '坚持以改善群众出行条件为重点，统筹推进城乡交通基础设施建设、养护、管理和运营，加快补齐农村公路短板弱项',
  '各乡镇人民政府要落实属地责任，逐村逐路开展摸底排查，建立问题台账，明确整改措施、责任单位和完成时限',
  '县交通运输局会同县自然资源局、县生态环境局制定年度建设计划，优先安排通村公路和危桥改造项目',
  '2023年12月底前完成农村公路改造提升120公里以上，实施危桥改造不少于15座，列养率达到100%',
  '对工作推进不力、弄虚作假的单位和个人，由县政府督查室予以通报，并按照有关规定追究责任',
  '充分发挥财政资金引导作用，鼓励社会资本参与“建养一体化”项目，形成政府主导、部门联动、社会参与的格局',
  '健全路长制工作机制，完善县、乡、村三级管理体系，每季度末通报一次巡查发现问题的整改情况',
  '要加强宣传引导，利用广播、电视、网络等媒体广泛宣传，及时总结推广好经验、好做法',
]
const units = ['县交通运输局', '县财政局', '县发展改革局', '县自然资源局', '县水利局', '县农业农村局', '各乡镇人民政府']

function clause(n: number): string {
  const body = [0, 1, 2, 3].map((i) => `${sentences[(n * 3 + i) % sentences.length]}（第${n}${i}项）`).join('。')
  const named = [0, 1, 2].map((i) => units[(n + i * 2) % units.length]).join('、')
  const part = n % 8 === 0 ? `${['一', '二', '三', '四', '五'][(n / 8) % 5]}、重点任务\n\n` : ''
  return `${part}（${['一', '二', '三', '四', '五', '六', '七', '八'][n % 8]}）完善管理体制机制。${body}。（${named}按职责分工负责）\n\n`
}

/** A made-up plan of about so many megabytes in UTF-8. */
function planOf(megabytes: number): string {
  const parts = ['某县关于推进农村公路高质量发展的实施意见\n\n各乡镇人民政府，县政府各部门：\n\n']
  let bytes = 0
  for (let n = 0; bytes < megabytes * 1_000_000; n++) {
    const text = clause(n)
    parts.push(text)
    bytes += Buffer.byteLength(text)
  }
  return `${parts.join('')}某县人民政府\n2023年3月1日\n`
}

interface Run {
  readonly megabytes: number
  readonly cpuMs: number
  readonly megabytesPerSecond: number
  readonly heapMegabytes: number
}

function measured(text: string): Run {
  const megabytes = Buffer.byteLength(text) / 1_000_000
  const before = process.memoryUsage().heapUsed
  const from = process.cpuUsage()
  const compiled = compile(text)
  const used = process.cpuUsage(from)
  const cpuMs = (used.user + used.system) / 1000
  const heap = compiled.clauses.length > 0 ? process.memoryUsage().heapUsed - before : 0
  return {
    megabytes,
    cpuMs,
    megabytesPerSecond: megabytes / (cpuMs / 1000),
    heapMegabytes: Math.max(0, heap) / 1_000_000,
  }
}

const theProgramme = join(import.meta.dirname, '../programmes/jiujiang-2018/plan.txt')

/**
 * The programme's plan as the first text of the process, as the command compiles it; then a made-up plan of its length, warm,
 * and growing texts: time and memory must grow as the text does. CPU time.
 */
export const benchCompile: Command = async (_args, terminal) => {
  const cold = measured(readFileSync(theProgramme, 'utf8'))
  const plan = planOf(0.016)
  for (let i = 0; i < 30; i++) compile(plan)
  const runs = [cold, ...[plan, ...[0.5, 1, 2, 4, 8].map(planOf)].map(measured)]
  terminal.out('     MB    CPU ms     MB/s   heap MB\n')
  for (const run of runs) {
    const cells = [
      run.megabytes.toFixed(3),
      run.cpuMs.toFixed(1),
      run.megabytesPerSecond.toFixed(2),
      run.heapMegabytes.toFixed(0),
    ]
    terminal.out(`${cells.map((cell, i) => cell.padStart([7, 10, 9, 10][i] ?? 8)).join('')}\n`)
  }
  terminal.out(`${JSON.stringify({ bench: 'compile', runs })}\n`)
  return 0
}
