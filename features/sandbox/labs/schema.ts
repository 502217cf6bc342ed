import * as z from 'zod/mini'
import type { Exchange, Json } from '@/emulator'
import { scenarioStepSchema } from '@/emulator'
import { LEVELS } from '@/features/cards/schema'
import { type Scenario, scenarioSchema } from '../schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const slug = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'))

/** Languages that a lab's code is written in; `text` is an answer that is data. */
export const LANGUAGES = ['python', 'javascript'] as const
export type LabLanguage = (typeof LANGUAGES)[number]
export const answerLanguageSchema = z.enum([...LANGUAGES, 'text'])
export type AnswerLanguage = z.infer<typeof answerLanguageSchema>

/** The file that a language's code stands in, and how Lambda is told of its handler. */
export const ENTRY: Record<LabLanguage, { file: string; handler: string; runtime: string }> = {
  python: {
    file: 'lambda_function.py',
    handler: 'lambda_function.lambda_handler',
    runtime: 'python3.14',
  },
  javascript: { file: 'index.mjs', handler: 'index.handler', runtime: 'nodejs22.x' },
}

const word = z.string().check(z.regex(/^[a-z][a-z0-9]*$/, 'name it by one lower-case word'))
const number = z.union([z.string(), z.number(), z.boolean()])

/** What is drawn anew with each seed: the one part of a lab that may not name what it draws. */
export const numbersSchema = z.looseObject({
  numbers: z.optional(z.record(word, z.array(number).check(z.minLength(2)))),
  together: z.optional(z.array(z.record(word, number)).check(z.minLength(2))),
})
export type Numbers = Pick<z.infer<typeof numbersSchema>, 'numbers' | 'together'>
export type Drawn = Record<string, string | number | boolean>

/** What must hold of what happened: a place in it (JSONPath without `$`) and one comparison or more. */
const expectationSchema = z.strictObject({
  /** The nth exchange from 1, the last one, each, at least one, or what stands at the end. */
  of: z.optional(z.union([z.int(), z.enum(['last', 'all', 'any', 'world'])])),
  see: text(200),
  is: z.optional(z.unknown()),
  matches: z.optional(z.string()),
  contains: z.optional(z.unknown()),
  above: z.optional(z.number()),
  below: z.optional(z.number()),
  exists: z.optional(z.boolean()),
  count: z.optional(z.int()),
})
export type Expectation = z.infer<typeof expectationSchema>

/** One thing done to the world, or the same thing several times. */
export const labStepSchema = z.union([
  scenarioStepSchema,
  z.strictObject({
    times: z.int().check(z.gte(1), z.lte(50)),
    /** Milliseconds that pass after each. */
    waitMs: z.optional(z.int().check(z.gte(1))),
    step: scenarioStepSchema,
  }),
])
export type LabStep = z.infer<typeof labStepSchema>

const checkSchema = z.strictObject({
  id: slug,
  /** What it asks of the solution, in the learner's words. */
  say: text(200),
  /** Not shown before it was run; not secret either. */
  hidden: z.optional(z.boolean()),
  do: z.array(labStepSchema).check(z.minLength(1)),
  expect: z.array(expectationSchema).check(z.minLength(1)),
})
export type Check = z.infer<typeof checkSchema>

const {
  format: _format,
  name: _name,
  sends: _sends,
  figures: _figures,
  ...world
} = scenarioSchema.shape
const codeSchema = z.strictObject({ python: text(8000), javascript: text(8000) })
const textSchema = z.strictObject({ text: text(8000) })
/** A solution in every language that the lab is solved in. */
const answersSchema = z.union([codeSchema, textSchema])
export type Answers = z.infer<typeof answersSchema>

const wrongSchema = z.strictObject({
  of: answerLanguageSchema,
  /** Texts of the solution, each there once, and what stands there instead. */
  change: z.array(z.strictObject({ from: text(2000), to: z.string() })).check(z.minLength(1)),
  /** Checks that tell it from the solution. */
  fails: z.array(slug).check(z.minLength(1)),
})

/** A lab as it is written, once its numbers are drawn. */
export const labSchema = z.strictObject({
  title: text(80),
  summary: text(200),
  level: z.enum(LEVELS),
  order: z.int(),
  topic: slug,
  cards: z.array(z.string()).check(z.minLength(1)),
  numbers: z.optional(z.unknown()),
  together: z.optional(z.unknown()),
  prompt: text(4000),
  hints: z.array(text(600)).check(z.minLength(2), z.maxLength(6)),
  next: z.array(z.strictObject({ ask: text(300), answer: text(900) })).check(z.minLength(2)),
  world: z.strictObject({
    api: world.api,
    functions: world.functions,
    startAt: z.optional(z.string()),
    issuers: world.issuers,
    credentials: world.credentials,
    data: world.data,
  }),
  answer: z.discriminatedUnion('kind', [
    /** Code of one function. */
    z.strictObject({
      kind: z.literal('code'),
      function: z.string(),
      /** Other functions that run the same code. */
      also: z.optional(z.array(z.string())),
    }),
    /** A part of the world: where it stands, and in which form it is written. */
    z.strictObject({
      kind: z.literal('data'),
      format: z.enum(['vtl', 'json', 'yaml', 'sam']),
      at: z.array(z.string()).check(z.minLength(1)),
      /** The fields that the answer may set there, beside those that the world has; all of it unless told. */
      keys: z.optional(z.array(z.string())),
    }),
  ]),
  /** Code of functions that are not the learner's; canned ones stand for it on the server. */
  given: z.optional(z.record(z.string(), codeSchema)),
  starter: answersSchema,
  solution: answersSchema,
  checks: z.array(checkSchema).check(z.minLength(2)),
  wrong: z.array(wrongSchema).check(z.minLength(1)),
})
export type Lab = z.infer<typeof labSchema>

/** A lab as it is kept: texts rendered, with their numbers still open, and the source to draw from. */
export interface CompiledLab {
  slug: string
  title: string
  summary: string
  level: Lab['level']
  order: number
  topic: string
  topicTitle: string
  kind: Lab['answer']['kind']
  cards: string[]
  source: string
  promptHtml: string
  hintsHtml: string[]
  next: { askHtml: string; answerHtml: string }[]
}

/** A lab with its numbers drawn, as its page shows it. */
export interface LabSheet extends Omit<CompiledLab, 'source'> {
  seed: number
  /** Where the answer goes; `format` decides the editor's language. */
  languages: AnswerLanguage[]
  format: 'code' | 'vtl' | 'json' | 'yaml' | 'sam'
  starter: Partial<Record<AnswerLanguage, string>>
  given: Record<string, Record<LabLanguage, string>>
  checks: Check[]
  /** What the answer is put into. */
  lab: Pick<Lab, 'world' | 'answer' | 'checks'>
}

/** All that happened in one check's world. */
export interface CheckRun {
  id: string
  exchanges: Exchange[]
  /** Which of them the steps asked for; the others happened meanwhile. */
  asked: number[]
  /** What the services held at the end. */
  contents: Json
  /** The configuration that ran: the API, the functions, those of a template by themselves. */
  spec: Json
  /** What each WebSocket client received, by the order in which they connected, from "1". */
  heard: Record<string, string[]>
  /** Why there was no world at all, in words for the learner. */
  trouble: string | null
}

/** One expectation, looked at. */
export interface Finding {
  passed: boolean
  expected: string
  saw: string
}

const verdictSchema = z.strictObject({
  id: slug,
  passed: z.boolean(),
  findings: z
    .array(
      z.strictObject({
        passed: z.boolean(),
        expected: z.string().check(z.maxLength(400)),
        saw: z.string().check(z.maxLength(400)),
      }),
    )
    .check(z.maxLength(40)),
})
export type Verdict = z.infer<typeof verdictSchema>
export const verdictsSchema = z.array(verdictSchema).check(z.maxLength(30))

export type Answered = { ok: true; value: Scenario } | { ok: false; why: string }

const MOST_CODE_CHARS = 50_000
const labSlug = slug.check(z.maxLength(80))
const seed = z.int().check(z.gte(0), z.lte(2_147_483_647))

/** What an attempt holds when it is saved, as it is typed. `sequence` grows with every save. */
export const saveAttemptSchema = z.strictObject({
  attemptId: z.uuid(),
  lab: labSlug,
  seed,
  language: answerLanguageSchema,
  code: z.string().check(z.maxLength(MOST_CODE_CHARS)),
  sequence: z.int().check(z.gte(1)),
  hints: z.int().check(z.gte(0), z.lte(20)),
})
export type SaveAttempt = z.infer<typeof saveAttemptSchema>

/** How a run ended; `verdicts` come from the browser for code, from the server for data. */
export const runAttemptSchema = z.strictObject({
  ...saveAttemptSchema.shape,
  verdicts: z.optional(verdictsSchema),
  durationMs: z.int().check(z.gte(0), z.lte(86_400_000)),
})
export type RunAttempt = z.infer<typeof runAttemptSchema>

/** What became of a run. */
export interface RunResult {
  verdicts: Verdict[]
  /** claimed by the learner's browser, or graded by the server. */
  proof: 'claimed' | 'graded'
  solved: boolean
  /** Days until the lab comes back, told by the run that solved it. */
  nextInDays: number | null
}

/** An attempt as its page shows it; instants are ISO texts. */
export interface AttemptShown {
  id: string
  seed: number
  language: AnswerLanguage
  code: string
  sequence: number
  hints: number
  runs: number
  verdicts: Verdict[] | null
  proof: RunResult['proof'] | null
  startedAt: string
  savedAt: string
  solvedAt: string | null
  gaveUpAt: string | null
}
