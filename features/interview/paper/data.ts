import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { listExercises } from '@/features/quiz/data'
import { getPasts } from '@/features/quiz/history/data'
import { getLabs } from '@/features/sandbox/labs/data'
import type { UserId } from '@/lib/auth'
import { type Db, db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { isSealed, seal } from '@/lib/seal'
import { getBlueprint } from '../blueprint/data'
import { listDesigns } from '../design/data'
import { listIncidents } from '../incident/data'
import { aboutItem } from '../item/data'
import { listQuestions } from '../rubric/data'
import { type PaperItem, ROUNDS, SOURCES, type Source, type Start } from '../schema'
import { drawPaper } from './rules'
import type { Drawn, Known, PaperView } from './schema'

const NO_ROUND = 'There is no such round. Choose one from the list.'
const FORGED =
  'This link to a paper is not as this server made it: something in it was changed. Ask for it again.'
const NO_PAPER = 'This paper is not on this server any more. Ask for a new one.'

/** A paper with what the app makes of it: the topic of each item. */
export interface FoundPaper extends PaperView {
  topics: string[]
}

const itemsSchema = z.array(
  z.object({
    source: z.enum(SOURCES),
    ref: z.string(),
    seed: z.string(),
    version: z.string(),
    weight: z.number(),
    seconds: z.nullable(z.number()),
  }),
)

/** The items of a paper, of its row. */
export const readItems = (json: string): PaperItem[] => z.parse(itemsSchema, JSON.parse(json))

type Row = Awaited<ReturnType<Tx['paper']['findMany']>>[number]

const levelSchema = z.enum(LEVELS)
const roundSchema = z.enum(ROUNDS)

/** A paper, of its row. */
export const toPaper = ({ items, round, level, createdAt: _, ...row }: Row): PaperView => ({
  ...row,
  round: z.parse(roundSchema, round),
  level: z.parse(levelSchema, level),
  items: readItems(items),
})

/** Everything that may be drawn of one source. */
function poolOf(source: Source): Drawn[] {
  switch (source) {
    case 'exercise':
      return listExercises().map(({ id, kind, topic, level }) => ({
        ...{ source, ref: id, topic, level, kind },
        seconds: null,
      }))
    case 'design':
      return listDesigns().map(({ ref, topic, level, minutes }) => ({
        ...{ source, ref, topic, level, kind: null },
        seconds: minutes * 60,
      }))
    case 'lab':
      return [...getLabs().values()].map(({ slug, topic, level }) => ({
        ...{ source, ref: slug, topic, level, kind: null },
        seconds: null,
      }))
    case 'incident':
      return listIncidents().flatMap(({ ref, topic, level, stages }) =>
        stages.map((stage) => ({
          ...{ source, ref: `${ref}#${stage}`, topic, level, kind: null },
          seconds: null,
        })),
      )
    case 'question':
      return listQuestions().map(({ ref, topic, level, minutes }) => ({
        ...{ source, ref, topic, level, kind: null },
        seconds: minutes * 60,
      }))
    case 'follow-up':
      return []
  }
}

/** What a learner has answered, in practice and in rounds, and what of it was wrong the last time. */
async function getKnown(userId: UserId): Promise<Known> {
  const last = new Map<string, { at: number; right: boolean }>()
  const hear = (ref: string, at: number, right: boolean) => {
    if (at >= (last.get(ref)?.at ?? 0)) last.set(ref, { at, right })
  }
  for (const [id, { lastAt, lastRight }] of await getPasts(userId)) hear(id, lastAt, lastRight)
  const rows = await db().interviewItem.findMany({
    where: { right: { not: null }, interview: { learnerId: userId, gradedAt: { not: null } } },
    select: { ref: true, right: true, interview: { select: { endedAt: true } } },
  })
  for (const { ref, right, interview } of rows)
    hear(ref, interview.endedAt?.getTime() ?? 0, right ?? false)
  return {
    answered: new Set(last.keys()),
    wrong: [...last]
      .filter(([, one]) => !one.right)
      .sort(([a, one], [b, two]) => one.at - two.at || (a < b ? -1 : 1))
      .map(([ref]) => ref),
  }
}

/** The hash of a paper: the same items in the same order are the same paper. */
export function hashOf(paper: Omit<PaperView, 'sha256'>): string {
  const { round, level, blueprint, blueprintVersion, seed, topic, seconds, items } = paper
  // Lists keep their order, whatever order a paper's fields are read in.
  const whole = [
    [round, level, blueprint, blueprintVersion, seed, topic, seconds],
    items.map((one) => [one.source, one.ref, one.seed, one.version, one.weight, one.seconds]),
  ]
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex')
}

/** Draws a new paper as a blueprint has it. */
export async function makePaper(
  userId: UserId,
  start: Start,
  seed: string,
): Promise<Outcome<FoundPaper>> {
  const blueprint = getBlueprint(start.blueprint)
  if (!blueprint) return refuse(NO_ROUND)
  const { level, topic, ref } = start
  const size = start.size ?? blueprint.size.usual
  const known: Known =
    blueprint.draws === 'any' ? { answered: new Set(), wrong: [] } : await getKnown(userId)
  const pool = [...new Set(blueprint.mix.map(({ source }) => source))].flatMap(poolOf)
  const drawn = drawPaper(blueprint, { seed, level, size, topic, ref }, pool, known)
  if ('why' in drawn) return refuse(drawn.why)
  const items = drawn.items.flatMap(({ topic: _, ...item }): PaperItem[] => {
    const about = aboutItem(item)
    return about ? [{ ...item, version: about.versionNow }] : []
  })
  const paper = {
    round: blueprint.round,
    level,
    blueprint: blueprint.slug,
    blueprintVersion: blueprint.version,
    seed,
    topic,
    seconds: drawn.seconds,
    items,
  }
  const topics = drawn.items.map((item) => item.topic)
  return done({ sha256: hashOf(paper), ...paper, topics })
}

/** Keeps a paper, once however often it is sat. */
export async function keepPaper(tx: Tx, paper: PaperView, now: number): Promise<void> {
  const { sha256, round, level, blueprint, blueprintVersion, seed, topic, seconds } = paper
  const row = { sha256, round, level, blueprint, blueprintVersion, seed, topic, seconds }
  await tx.paper.upsert({
    where: { sha256 },
    create: { ...row, items: JSON.stringify(paper.items), createdAt: new Date(now) },
    update: {},
  })
}

/** What names a paper to somebody else: they can sit it, and nobody can change a letter of it. */
export const paperLink = (sha256: string): string => `${sha256}.${seal(`paper ${sha256}`)}`

/** The questions of a paper that are not what they were when it was made, by their titles. */
function listChanged({ items }: Pick<PaperView, 'items'>): string[] {
  return items.flatMap((item, place) => {
    const about = aboutItem(item)
    if (about?.versionNow === item.version) return []
    return [about?.title ?? `Question ${place + 1}, which is no longer asked`]
  })
}

const shortly = (title: string) => (title.length > 80 ? `${title.slice(0, 79).trimEnd()}…` : title)

/** The paper that a link names, as it was made; a sentence where the link was changed or it was. */
export async function openPaper(client: Tx | Db, link: string): Promise<Outcome<FoundPaper>> {
  const [sha256 = '', signature = '', ...rest] = link.split('.')
  if (rest.length > 0 || !isSealed(`paper ${sha256}`, signature)) return refuse(FORGED)
  const row = await client.paper.findUnique({ where: { sha256 } })
  if (!row) return refuse(NO_PAPER)
  const paper = toPaper(row)
  const changed = listChanged(paper)
  if (changed.length > 0)
    return refuse(
      `${changed.length} of the ${paper.items.length} questions of this paper have changed since it was made, so it is not the same paper any more: ${changed.slice(0, 3).map(shortly).join('; ')}${changed.length > 3 ? '; …' : '.'}`,
    )
  return done({ ...paper, topics: paper.items.map((item) => aboutItem(item)?.topic ?? '') })
}
