import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { labSchema, labStepSchema } from '@/features/sandbox/labs/schema'
import { keyPointSchema, mustNotSaySchema } from '../open/schema'
import { SKILLS } from '../schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const name = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/, 'use letters, digits and hyphens'))

const exerciseIdSchema = z
  .string()
  .check(
    z.regex(/^quiz\.[a-z0-9-]+\.[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is quiz.<topic>.<kebab-case>'),
  )

/** Each answer one could give has its reason: why it is right, or why it tempts and is wrong. */
const option = z.strictObject({ text: text(400), why: text(600), key: z.optional(z.literal(true)) })
const options = z.array(option).check(z.minLength(3), z.maxLength(8))

const evidence = z.strictObject({
  title: text(80),
  lang: z.enum(['text', 'json', 'yaml', 'js', 'python', 'http', 'vtl']),
  text: text(4000),
})

const common = {
  id: exerciseIdSchema,
  level: z.enum(LEVELS),
  skill: z.enum(SKILLS),
  /** Markdown; fences are highlighted. */
  stem: text(2500),
  /** Logs, metrics, code, configuration that the stem speaks of. */
  evidence: z.optional(z.array(evidence).check(z.minLength(1), z.maxLength(4))),
  /** The rule behind the answer, in two or three sentences. */
  explain: text(1200),
  source: z.strictObject({ title: text(200), url: z.url() }),
  /** Item or heading on the topic's page that teaches it. */
  teaches: z.string(),
  /** Cards that train the same; their memory is told of the answer. */
  cards: z.array(z.string()).check(z.minLength(1), z.maxLength(4)),
}

const single = z.strictObject({ kind: z.literal('single'), ...common, options })
const multiple = z.strictObject({
  kind: z.literal('multiple'),
  ...common,
  choose: z.int().check(z.gte(2), z.lte(4)),
  options,
})
const triage = z.strictObject({
  kind: z.literal('triage'),
  ...common,
  evidence: z.array(evidence).check(z.minLength(1), z.maxLength(4)),
  choose: z.optional(z.int().check(z.gte(1), z.lte(4))),
  options,
})
/** Steps in their right order. */
const ordering = z.strictObject({
  kind: z.literal('ordering'),
  ...common,
  steps: z
    .array(z.strictObject({ text: text(200), why: text(400) }))
    .check(z.minLength(3), z.maxLength(7)),
})
const matching = z.strictObject({
  kind: z.literal('matching'),
  ...common,
  pairs: z
    .array(z.strictObject({ left: text(160), right: text(200), why: text(400) }))
    .check(z.minLength(3), z.maxLength(7)),
  /** Right sides that belong to nothing. */
  extra: z.optional(z.array(z.strictObject({ right: text(200), why: text(400) }))),
})
const cloze = z.strictObject({
  kind: z.literal('cloze'),
  ...common,
  lang: z.enum(['prose', 'js', 'python', 'json', 'yaml', 'vtl', 'http']),
  /** Holds each blank once as `{{name}}`. */
  text: text(2500),
  blanks: z.record(
    name,
    z.strictObject({
      /** Every text that is right; in prose case and spaces do not count. */
      accept: z.array(text(120)).check(z.minLength(1)),
      /** Wrong fillings that tempt, each with its reason. */
      lures: z.optional(z.array(z.strictObject({ text: text(120), why: text(400) }))),
      why: text(400),
    }),
  ),
})
const numeric = z.strictObject({
  kind: z.literal('numeric'),
  ...common,
  answer: z.number(),
  unit: text(40),
  /** Largest distance that still counts, in the unit; 0 where only the number itself is right. */
  tolerance: z.number().check(z.gte(0)),
  /** Wrong numbers that a known slip leads to. */
  lures: z.optional(z.array(z.strictObject({ answer: z.number(), why: text(400) }))),
})
/** A diagram of which one place or more is the answer. */
const hotspot = z.strictObject({
  kind: z.literal('hotspot'),
  ...common,
  /** Graphviz text; each spot is a node of it. */
  diagram: text(2500),
  alt: text(600),
  spots: z
    .array(
      z.strictObject({
        node: name,
        label: text(80),
        why: text(400),
        key: z.optional(z.literal(true)),
      }),
    )
    .check(z.minLength(3), z.maxLength(12)),
})

/** What a world consists of: the emulator's, as a lab writes it. */
const world = labSchema.shape.world

/** The key is what the emulator answers to the last step. */
const predict = z.strictObject({
  kind: z.literal('predict'),
  ...common,
  world,
  do: z.array(labStepSchema).check(z.minLength(1)),
  /** Which parts to tell: the status, the body, headers by name. */
  ask: z.strictObject({
    status: z.optional(z.literal(true)),
    body: z.optional(z.literal(true)),
    headers: z.optional(z.array(text(60))),
  }),
  /** Answers that tempt, by the part they are given for. */
  lures: z.array(z.strictObject({ part: text(60), answer: text(400), why: text(400) })),
})
/** A configuration with a fault, mended by the learner and tried by the emulator. */
const fix = z.strictObject({
  kind: z.literal('fix'),
  ...common,
  world,
  answer: z.strictObject({
    format: z.enum(['vtl', 'json', 'yaml', 'sam']),
    /** Where in the world it stands. */
    at: z.array(z.string()).check(z.minLength(1)),
  }),
  broken: text(8000),
  solution: text(8000),
  checks: labSchema.shape.checks,
  /** Mends that look right: what they change in the solution, and why they fail. */
  lures: z
    .array(
      z.strictObject({
        change: z.array(z.strictObject({ from: text(2000), to: z.string() })).check(z.minLength(1)),
        why: text(400),
      }),
    )
    .check(z.minLength(1)),
})
const open = z.strictObject({
  kind: z.literal('open'),
  ...common,
  /** Two to five sentences that would earn everything. */
  model: text(1500),
  points: z.array(keyPointSchema).check(z.minLength(3), z.maxLength(6)),
  mustNotSay: z.optional(z.array(mustNotSaySchema)),
})

/** An exercise as it is written in `content/quiz/<topic>.yaml`. */
const exerciseSchema = z.discriminatedUnion('kind', [
  single,
  multiple,
  triage,
  ordering,
  matching,
  cloze,
  numeric,
  hotspot,
  predict,
  fix,
  open,
])
export const exercisesFileSchema = z.array(exerciseSchema)
export type ExerciseSource = z.infer<typeof exerciseSchema>
