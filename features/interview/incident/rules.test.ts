import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Compiler } from '@/features/cards/compile/rules'
import { triedFix } from '@/features/quiz/fix/rules'
import { grade } from '@/features/quiz/grade/rules'
import type { Exercise } from '@/features/quiz/schema'
import { sheetBody, shownOrder } from '@/features/quiz/sheet/rules'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { openCanned } from '@/features/sandbox/labs/canned/rules'
import { isSolved } from '@/features/sandbox/labs/grade/rules'
import { compileIncidents } from './compile/rules'
import { beginningOf, computed, drawn, filled, idOf, instantText } from './draw/rules'
import { toldRuns } from './evidence/rules'
import { periodsOf } from './metrics/rules'
import { drawIncident, incidentExercise, stageOf, TRAILS } from './rules'
import { type CompiledIncident, type EvidenceSource, STAGES } from './schema'

const FOLDER = 'content/interviews/incidents'
const SHARED = ['content/figures.yaml', 'content/glossary.yaml']
const OURS = readdirSync(FOLDER).map((name) => join(FOLDER, name))
const compiler = new Compiler(
  new Map([...SHARED, ...OURS].map((file) => [file, readFileSync(file, 'utf8')])),
  { highlight: () => [], draw: () => '' },
  '2026-11-22',
)
const incidents = compileIncidents(compiler, { cards: [] }, new Map())
const SEEDS = Array.from({ length: 200 }, (_, index) => `seed ${index}`)
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/

const exercisesOf = (compiled: CompiledIncident, seed: string): Exercise[] => {
  const one = drawIncident(compiled, seed)
  return compiled.stages.flatMap((stage) => incidentExercise(compiled, stage, one) ?? [])
}

test('there are more than ten of them, most for whoever has done this before', () => {
  expect(incidents.length).toBeGreaterThan(10)
  expect(incidents.filter(({ level }) => level === 'senior').length).toBeGreaterThan(4)
  for (const { stages } of incidents) expect(stages.slice(0, 3)).toEqual(STAGES.slice(0, 3))
})

describe.each(incidents.map((one) => [one.slug, one] as const))('%s', (slug, compiled) => {
  it('is consistent in its logs and metrics, whatever the seed', () => {
    for (const seed of SEEDS) {
      const { incident, seed: own, begins } = drawIncident(compiled, seed)
      const ids = new Set<string>()
      for (const block of incident.evidence) {
        if (block.kind === 'runs') {
          const runs = toldRuns(block, own, begins)
          for (const run of runs) {
            expect(run.requestId).toMatch(UUID)
            expect(ids.has(run.requestId)).toBe(false)
            ids.add(run.requestId)
            expect(run.durationMs).toBeGreaterThan(0)
            expect(run.durationMs).toBeLessThanOrEqual(run.timeoutMs)
            expect(run.usedMb).toBeLessThanOrEqual(run.memoryMb)
            expect(run.initMs === null || (run.initMs > 0 && run.initMs < 10_000)).toBe(true)
          }
        }
        if (block.kind === 'metrics') {
          const { at, values } = periodsOf(block, own, begins)
          expect(at.every((instant) => instant % 300_000 === 0)).toBe(true)
          expect(at.filter((instant) => instant >= begins)).toHaveLength(block.late)
          for (const { key, of, after } of block.columns) {
            const column = values[key] ?? []
            expect(column.every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
            if (of !== undefined && (after?.[1] ?? 0) <= 100)
              expect(column.every((value, row) => value <= (values[of]?.[row] ?? 0))).toBe(true)
          }
        }
      }
    }
  })

  it('says nothing that is no number or was not drawn', () => {
    for (const seed of SEEDS.slice(0, 60))
      for (const exercise of exercisesOf(compiled, seed))
        expect(JSON.stringify(exercise)).not.toMatch(/NaN|(?<!of )undefined|Infinity|[«»‹›]/)
  })

  it('is the same for the same seed, and another for another', () => {
    expect(exercisesOf(compiled, 'a')).toEqual(exercisesOf(compiled, 'a'))
    const stories = SEEDS.slice(0, 40).map((seed) => exercisesOf(compiled, seed)[0]?.stemHtml)
    expect(new Set(stories).size).toBeGreaterThan(30)
    const laid = SEEDS.slice(0, 40).map((seed) => drawIncident(compiled, seed).trails.join())
    expect(new Set(laid).size).toBeGreaterThan(3)
  })

  it('has a key in each choice, and its sheet gives nothing of it away', () => {
    const places = new Set<number>()
    for (const seed of SEEDS.slice(0, 40))
      for (const { body, stemHtml, evidence, explainHtml } of exercisesOf(compiled, seed)) {
        const sheet = JSON.stringify([sheetBody(body, seed), stemHtml, evidence])
        expect(sheet).not.toContain(JSON.stringify(explainHtml).slice(1, -1))
        if (body.kind === 'fix') {
          expect(sheet).not.toContain(JSON.stringify(body.solution).slice(1, -1))
          for (const { whyHtml } of body.lures) expect(sheet).not.toContain(whyHtml)
        } else if ('options' in body) {
          const texts = body.options.map(({ text }) => text)
          expect(new Set(texts).size).toBe(texts.length)
          if (body.kind === 'triage' && body.options.length > 4)
            expect(body.options.length).toBe(3 + TRAILS)
          for (const { whyHtml } of body.options)
            expect(sheet).not.toContain(JSON.stringify(whyHtml).slice(1, -1))
          const order = shownOrder(texts.length, seed, 'options')
          const keys = order.flatMap((index, place) => (body.options[index]?.key ? [place] : []))
          expect(keys).toHaveLength(body.choose)
          places.add(keys[0] ?? -1)
          const right = grade(body, { kind: 'choice', chosen: keys }, seed)
          expect(right).toMatchObject({ right: true, score: 1 })
        }
      }
    expect(places.size).toBeGreaterThan(2)
  })

  it('fails before it is mended and passes when it is', async () => {
    const figures = figuresFor(compiler.figures)
    const body = exercisesOf(compiled, `${slug} mended`).find(({ kind }) => kind === 'fix')?.body
    if (body?.kind !== 'fix') throw new Error('there is nothing to mend')
    const solves = async (text: string) =>
      isSolved(await triedFix(body, text, async (one) => openCanned(one, figures)))
    expect(await solves(body.broken)).toBe(false)
    expect(await solves(body.solution)).toBe(true)
  })
})

describe('what is drawn', () => {
  const drawing = {
    draw: { calls: { from: 10, to: 50, step: 5 }, name: ['a', 'b'] },
    together: [
      [
        { memory: 256, needs: 330 },
        { memory: 512, needs: 690 },
      ],
    ],
    derived: { twice: 'calls * 2', more: '(twice + 4) / 2' },
  }

  it('keeps to its range and its rows, and computes the rest', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { calls, name, memory, needs, twice, more } = drawn(drawing, seed)
        expect(Number(calls) % 5).toBe(0)
        expect(Number(calls)).toBeGreaterThanOrEqual(10)
        expect(Number(calls)).toBeLessThanOrEqual(50)
        expect(['a', 'b']).toContain(name)
        expect(needs).toBe(memory === 256 ? 330 : 690)
        expect(twice).toBe(Number(calls) * 2)
        expect(more).toBe(Number(calls) + 2)
        expect(drawn(drawing, seed)).toMatchObject({ calls, name, memory, needs, twice, more })
      }),
    )
  })

  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 / 4', 3],
    ['10 - 4 - 3', 3],
    ['x * 1.5', 6],
  ])('computes %s', (text, value) => {
    expect(computed(text, (name) => ({ x: 4 })[name])).toBe(value)
  })

  it('refuses a sum over what is not there', () => {
    expect(() => computed('y + 1', () => undefined)).toThrow('"y" is no number')
  })

  it('fills in values, amounts, instants and ids, and leaves the rest', () => {
    const begins = beginningOf('s')
    const text = filled('«n» «n+2» «n-3» «hh-5» «iso+90» «what»', { n: 7 }, 's')
    const [five, ninety] = [begins - 300_000, begins + 90_000]
    const shown = `7 9 4 ${instantText('hh', five)} ${instantText('iso', ninety)} «what»`
    expect(text).toBe(shown)
    expect(filled('«uuid1»', {}, 's')).toMatch(UUID)
    expect(filled('«uuid1»', {}, 's')).not.toBe(filled('«uuid2»', {}, 's'))
    expect(idOf('trace', 's', begins)).toBe(
      `1-${(begins / 1000).toString(16)}-${idOf('trace', 's', begins)?.slice(-24)}`,
    )
    expect(instantText('clf', Date.UTC(2026, 9, 4, 8, 5, 6))).toBe('04/Oct/2026:08:05:06 +0000')
  })

  it('begins at five full minutes of a working day', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const begins = beginningOf(seed)
        expect(begins % 300_000).toBe(0)
        expect(new Date(begins).getUTCHours()).toBeGreaterThanOrEqual(7)
        expect(new Date(begins).getUTCHours()).toBeLessThanOrEqual(20)
      }),
    )
  })
})

test('metrics that climb reach their end, and shares follow their column', () => {
  const block: Extract<EvidenceSource, { kind: 'metrics' }> = {
    kind: 'metrics',
    id: 'm',
    title: 'm',
    rows: 6,
    late: 4,
    chart: 'age',
    columns: [
      { key: 'age', name: 'age', before: [0, 0], after: [400, 400], climbs: true },
      { key: 'calls', name: 'calls', before: [200, 200] },
      { key: 'bad', name: 'bad', of: 'calls', before: [0, 0], after: [50, 50] },
      { key: 'good', name: 'good', is: 'calls - bad' },
    ],
  }
  expect(periodsOf(block, 's', 0).values).toEqual({
    age: [0, 0, 100, 200, 300, 400],
    calls: [200, 200, 200, 200, 200, 200],
    bad: [0, 0, 100, 100, 100, 100],
    good: [200, 200, 100, 100, 100, 100],
  })
})

test('a stage is named by its incident and itself', () => {
  expect(stageOf('one#fix')).toEqual({ slug: 'one', stage: 'fix' })
  expect(stageOf('one#other')).toBeNull()
  expect(stageOf('one')).toBeNull()
})
