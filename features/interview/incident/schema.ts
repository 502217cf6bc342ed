import * as z from 'zod/mini'
import { LEVELS, type Level } from '@/features/cards/schema'
import { labSchema, labStepSchema } from '@/features/sandbox/labs/schema'

/** What is asked of an incident, one after the other. */
export const STAGES = ['triage', 'cause', 'fix', 'prevent'] as const
export type Stage = (typeof STAGES)[number]

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const word = z.string().check(z.regex(/^[a-z][a-zA-Z0-9]*$/, 'name it by one word'))
const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case'))
const value = z.union([z.string(), z.number(), z.boolean()])

/** What is drawn anew with each seed: the one part that may not name what it draws. */
export const drawingSchema = z.looseObject({
  draw: z.optional(
    z.record(
      word,
      z.union([
        z.array(value).check(z.minLength(2)),
        z.strictObject({ from: z.number(), to: z.number(), step: z.optional(z.number()) }),
      ]),
    ),
  ),
  /** Of each list one row: values that only make sense together. */
  together: z.optional(z.array(z.array(z.record(word, value)).check(z.minLength(2)))),
  /** Whole numbers that follow from those drawn: `calls * 3 + 1`. */
  derived: z.optional(z.record(word, text(120))),
})
export type Drawing = Pick<z.infer<typeof drawingSchema>, 'draw' | 'together' | 'derived'>
export type Drawn = Record<string, string | number | boolean>

/** From and to, both included; a number is drawn between them. */
const range = z.tuple([z.number(), z.number()])
export type Range = z.infer<typeof range>

/** Seconds from the beginning of the trouble; negative before it. */
const seconds = z.number()
const repeated = {
  at: seconds,
  times: z.optional(z.int().check(z.gte(1), z.lte(12))),
  /** Seconds between one and the next, about. */
  apart: z.optional(z.number()),
}

/** One run of a function, as its log tells it. */
const run = z.strictObject({
  ...repeated,
  /** Duration in ms; left out where the run ends by its time-out. */
  ms: z.optional(range),
  usedMb: range,
  /** INIT in ms, of a cold start. */
  cold: z.optional(range),
  /** A level and a text, such as `INFO charged «order»`; without a level it stands as it is. */
  logs: z.optional(z.array(text(400))),
  ends: z.optional(z.enum(['well', 'error', 'timeout', 'killed'])),
  error: z.optional(z.strictObject({ errorType: text(80), errorMessage: text(400) })),
  /** The id of all of its runs: one event that is tried again. */
  requestId: z.optional(text(80)),
})
export type RunSource = z.infer<typeof run>

/** A column of a table of metrics, a row for each period. */
const column = z.strictObject({
  key: word,
  name: text(60),
  /** Values before and since the trouble; with `of`, per cent of that column. */
  before: z.optional(range),
  after: z.optional(range),
  of: z.optional(word),
  /** Climbs from `before` to `after` instead of jumping. */
  climbs: z.optional(z.literal(true)),
  /** Follows from other columns: `calls - errors`. */
  is: z.optional(text(120)),
})
export type Column = z.infer<typeof column>

const shared = {
  id,
  title: text(120),
  /** What the emulator says when the broken world is sent this: every line has to be among it. */
  proof: z.optional(z.array(labStepSchema).check(z.minLength(1))),
}

const evidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...shared, text: text(4000) }),
  /** Lines in the order of their time; `‹time›`, `‹uuid›`, `‹n 20 40›` are new in each. */
  z.strictObject({
    kind: z.literal('rows'),
    ...shared,
    rows: z
      .array(z.strictObject({ ...repeated, text: text(900) }))
      .check(z.minLength(1), z.maxLength(12)),
  }),
  /** A function's log, written by the emulator's own hand. */
  z.strictObject({
    kind: z.literal('runs'),
    ...shared,
    function: z.strictObject({
      runtime: text(40),
      memoryMb: z.int().check(z.gte(128), z.lte(10_240)),
      timeoutSeconds: z.int().check(z.gte(1), z.lte(900)),
      version: z.optional(text(20)),
    }),
    runs: z.array(run).check(z.minLength(1), z.maxLength(8)),
  }),
  /** Periods of five minutes. */
  z.strictObject({
    kind: z.literal('metrics'),
    ...shared,
    rows: z.int().check(z.gte(4), z.lte(10)),
    /** Periods since the trouble began. */
    late: z.int().check(z.gte(1), z.lte(8)),
    columns: z.array(column).check(z.minLength(2), z.maxLength(6)),
    /** The column that is drawn. */
    chart: word,
  }),
  z.strictObject({
    kind: z.literal('trace'),
    ...shared,
    segments: z
      .array(
        z.strictObject({
          name: text(60),
          depth: z.int().check(z.gte(0), z.lte(4)),
          startMs: z.number(),
          ms: z.number(),
          says: z.optional(text(80)),
        }),
      )
      .check(z.minLength(2), z.maxLength(10)),
  }),
  /** Deployments and settings that changed; those of the false trails stand among them. */
  z.strictObject({
    kind: z.literal('changes'),
    ...shared,
    changes: z.array(z.strictObject({ ago: z.int(), who: text(60), what: text(240) })),
  }),
])
export type EvidenceSource = z.infer<typeof evidenceSchema>

const option = z.strictObject({ text: text(400), why: text(700), key: z.optional(z.literal(true)) })
const stage = {
  ask: text(1500),
  /** Evidence by id, in order; all of it unless told. */
  shows: z.optional(z.array(id)),
  explain: text(1500),
  /** Another place that teaches it, and other cards, than the incident's. */
  teaches: z.optional(text(120)),
  cards: z.optional(z.array(text(120)).check(z.minLength(1), z.maxLength(4))),
}
const choice = z.strictObject({
  ...stage,
  choose: z.optional(z.int().check(z.gte(1), z.lte(3))),
  options: z.array(option).check(z.minLength(2), z.maxLength(7)),
})
const fix = z.strictObject({
  ...stage,
  world: labSchema.shape.world,
  answer: z.strictObject({
    format: z.enum(['vtl', 'json', 'yaml', 'sam']),
    at: z.array(z.string()).check(z.minLength(1)),
    /** The fields that a mend may set there; all of it unless told. */
    keys: z.optional(z.array(z.string())),
  }),
  broken: text(8000),
  solution: text(8000),
  checks: labSchema.shape.checks,
  lures: z
    .array(
      z.strictObject({
        change: z.array(z.strictObject({ from: text(2000), to: z.string() })).check(z.minLength(1)),
        why: text(500),
      }),
    )
    .check(z.minLength(1)),
})

/** An incident as it is written in `content/interviews/incidents/<slug>.yaml`, once it is drawn. */
export const incidentSchema = z.strictObject({
  title: text(80),
  summary: text(200),
  level: z.enum(LEVELS),
  topic: id,
  /** Item or heading on the topic's page that teaches it. */
  teaches: text(120),
  cards: z.array(text(120)).check(z.minLength(1), z.maxLength(4)),
  source: z.strictObject({ title: text(200), url: z.url() }),
  draw: z.optional(z.unknown()),
  together: z.optional(z.unknown()),
  derived: z.optional(z.unknown()),
  /** What the one on call is told, in Markdown. */
  story: text(1200),
  evidence: z.array(evidenceSchema).check(z.minLength(2), z.maxLength(6)),
  /** What looks guilty and is not: a change made shortly before, and the diagnosis that it tempts to. */
  trails: z
    .array(
      z.strictObject({
        ago: z.int().check(z.gte(1)),
        who: text(60),
        what: text(240),
        option: z.strictObject({ text: text(400), why: text(700) }),
      }),
    )
    .check(z.minLength(3), z.maxLength(6)),
  stages: z.strictObject({ triage: choice, cause: choice, fix, prevent: z.optional(choice) }),
})
export type Incident = z.infer<typeof incidentSchema>
export type ChoiceStage = z.infer<typeof choice>
export type FixStage = z.infer<typeof fix>

/** An incident as it is kept: a tree to draw from, its texts rendered with their marks open. */
export interface CompiledIncident {
  slug: string
  title: string
  summary: string
  level: Level
  topic: string
  stages: Stage[]
  tree: unknown
  drawing: Drawing
  /** By where it stands: `story`, `stages.triage.options.0.why`. */
  texts: Record<string, { html: string; text: string }>
}
