import { escapeHtml } from '@/features/cards/html/rules'
import { type Chance, chanceOf } from '@/features/quiz/chance/rules'
import { logLinesOf, type ToldRun } from '@/features/sandbox/logs/rules'
import { idOf, instantText } from '../draw/rules'
import { metricsHtml } from '../metrics/rules'
import type { EvidenceSource, Incident, Range, RunSource } from '../schema'

type Of<K extends EvidenceSource['kind']> = Extract<EvidenceSource, { kind: K }>
type Trail = Incident['trails'][number]

/** A line and when it was written, ms since the epoch. */
interface Line {
  at: number
  text: string
}

/** A drawn number, to the hundredth. */
const between = (chance: Chance, [least, most]: Range) =>
  Math.round((least + chance.next() * (most - least)) * 100) / 100

type Times = { at: number; times?: number | undefined; apart?: number | undefined }

/** Instants of what happens once or several times: never in whole seconds, never the same pause twice. */
function instants({ at, times = 1, apart = 1 }: Times, begins: number, seed: string): number[] {
  const offset = chanceOf(`${seed} offset`).int(120, 780)
  const chance = chanceOf(`${seed} ${at} pauses`)
  return Array.from({ length: times }, (_, index) => {
    const jitter = times > 1 ? chance.next() * apart * 0.4 : 0
    return Math.round(begins + (at + index * apart + jitter) * 1000) + offset
  })
}

const FRESH = /‹([a-z]+\d*)(?: (-?[\d.]+) (-?[\d.]+))?›/g

/** Lines in the order of their time, what is new in each of them filled in. */
function rowLines({ rows }: Of<'rows'>, seed: string, begins: number): Line[] {
  const lines = rows.flatMap((row, index) => {
    const chance = chanceOf(`${seed} row ${index}`)
    return instants(row, begins, seed).map((at, turn) => ({
      at,
      text: row.text.replace(FRESH, (mark, kind: string, least?: string, most?: string) => {
        if (least !== undefined && most !== undefined)
          return String(chance.int(Number(least), Number(most)))
        return instantText(kind, at) ?? idOf(kind, `${seed} ${index} ${turn}`, at) ?? mark
      }),
    }))
  })
  return lines.sort((a, b) => a.at - b.at)
}

/** The runs that a log tells of, with their numbers drawn. */
export function toldRuns(
  { function: spec, runs, id }: Of<'runs'>,
  seed: string,
  begins: number,
): ToldRun[] {
  const timeoutMs = spec.timeoutSeconds * 1000
  const build = `${idOf('stream1', spec.runtime, 0)}${idOf('stream2', spec.runtime, 0)}`
  const told = (run: RunSource, at: number, key: string, chance: Chance): ToldRun => {
    const { ends = 'well', error = null, logs = [] } = run
    return {
      requestId: run.requestId ?? idOf('uuid', `${seed} ${key}`, at) ?? '',
      runtime: spec.runtime,
      build,
      version: spec.version ?? '$LATEST',
      at,
      initMs: run.cold ? between(chance, run.cold) : null,
      durationMs: ends === 'timeout' || !run.ms ? timeoutMs : between(chance, run.ms),
      memoryMb: spec.memoryMb,
      usedMb: ends === 'killed' ? spec.memoryMb : Math.round(between(chance, run.usedMb)),
      timeoutMs,
      ends,
      error,
      logs,
    }
  }
  return runs
    .flatMap((run, index) => {
      const chance = chanceOf(`${seed} ${id} run ${index}`)
      return instants(run, begins, seed).map((at, turn) =>
        told(run, at, `${id} ${index} ${turn}`, chance),
      )
    })
    .sort((a, b) => a.at - b.at)
}

function runLines(block: Of<'runs'>, seed: string, begins: number): Line[] {
  return toldRuns(block, seed, begins).flatMap((run) =>
    logLinesOf(run).flatMap(({ at, message }) =>
      message
        .trimEnd()
        .split('\n')
        .map((text, index) => ({
          at,
          text:
            index === 0
              ? `${instantText('time', at)}  ${text.trimEnd()}`
              : `${' '.repeat(14)}${text}`,
        })),
    ),
  )
}

const BAR = 24

/** A trace as a time line in text; the bars are left out where it is read aloud. */
function traceHtml({ segments }: Of<'trace'>): string {
  const whole = Math.max(...segments.map(({ startMs, ms }) => startMs + ms))
  const name = (depth: number, text: string) => `${'  '.repeat(depth)}${text}`
  const wide = Math.max(...segments.map((one) => name(one.depth, one.name).length))
  const lines = segments.map(({ name: what, depth, startMs, ms, says }) => {
    const from = Math.min(BAR - 1, Math.floor((startMs / whole) * BAR))
    const long = Math.max(1, Math.min(BAR - from, Math.round((ms / whole) * BAR)))
    const bar = `${' '.repeat(from)}${'━'.repeat(long)}`.padEnd(BAR)
    const times = `${startMs} – ${startMs + ms} ms`.padEnd(18)
    return `${escapeHtml(name(depth, what).padEnd(wide))}  ${times}<span aria-hidden="true">${bar}</span>  ${escapeHtml(says ?? '')}`.trimEnd()
  })
  return pre(lines.join('\n'))
}

/** What was changed before the trouble, the false trails among it, the newest last. */
function changesHtml({ changes, title }: Of<'changes'>, trails: Trail[], begins: number): string {
  const all = [...changes, ...trails].sort((a, b) => b.ago - a.ago)
  const today = instantText('day', begins)
  const when = (at: number) => {
    const day = instantText('day', at)
    return `${day === today ? '' : `${day} `}${instantText('hh', at)}`
  }
  const rows = all.map(
    ({ ago, who, what }) =>
      `<tr><th scope="row">${when(begins - ago * 60_000)}</th><td>${escapeHtml(who)}</td><td>${escapeHtml(what)}</td></tr>`,
  )
  return `<div class="metrics" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table><thead><tr><th scope="col">UTC</th><th scope="col">Who</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const pre = (html: string) => `<pre tabindex="0"><code>${html}</code></pre>`

/** The lines of evidence that is text, as they are shown; none of a table. */
export function evidenceLines(block: EvidenceSource, seed: string, begins: number): string[] {
  switch (block.kind) {
    case 'text':
      return block.text.trimEnd().split('\n')
    case 'rows':
      return rowLines(block, seed, begins).map(({ text }) => text)
    case 'runs':
      return runLines(block, seed, begins).map(({ text }) => text)
    default:
      return []
  }
}

/** One piece of evidence as a page shows it. */
export function evidenceHtml(
  block: EvidenceSource,
  trails: Trail[],
  seed: string,
  begins: number,
): string {
  switch (block.kind) {
    case 'metrics':
      return metricsHtml(block, seed, begins)
    case 'trace':
      return traceHtml(block)
    case 'changes':
      return changesHtml(block, trails, begins)
    default:
      return pre(escapeHtml(evidenceLines(block, seed, begins).join('\n')))
  }
}
