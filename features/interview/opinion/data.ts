import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { getGraded } from '../graded/data'
import { getFollowUp, getQuestion } from '../rubric/data'
import { textOf } from '../rubric/lint/rules'
import { keptOpinion, messagesFor, readOpinion } from './rules'
import { type Adviser, type Ask, completionSchema, type GivenOpinion } from './schema'

/** Letters of a reply that are read, at most. */
const MOST_READ = 200_000
/** Words of a model's reply, at most. */
const MOST_TOKENS = 3_000

const NOT_OFFERED = 'This server offers no second opinion. Nothing was sent.'
const NO_ANSWER = 'There is no such open answer in a graded round of yours. Nothing was sent.'
const SILENT =
  'The model did not answer in time. Your answer was sent, no opinion was kept; try again later.'
const REFUSED = 'The model refused to answer. No opinion was kept; try again later.'
const UNREADABLE =
  'The model answered in a way that cannot be read. No opinion was kept; try again, or take the rubric’s word.'

/** Whose opinion can be asked for here; null where the operator plugged nobody in. */
export function getAdviser(): Adviser | null {
  const { OPINION_URL, OPINION_MODEL } = env()
  if (!OPINION_URL || !OPINION_MODEL) return null
  return { model: OPINION_MODEL, host: new URL(OPINION_URL).host }
}

/** The opinions on answers of a round, by place. */
export async function listOpinions(userId: UserId, id: string): Promise<Map<number, GivenOpinion>> {
  const rows = await db().interviewOpinion.findMany({
    where: { interviewId: id, interview: { learnerId: userId } },
  })
  return new Map(
    rows.flatMap(({ place, model, opinion }) => {
      const kept = keptOpinion(opinion)
      return kept ? [[place, { opinion: kept, model }] as const] : []
    }),
  )
}

/** What was asked and answered at a place, in words; null where it is no open answer of a graded round. */
async function findAnswer(userId: UserId, { id, place }: Ask) {
  const round = await getGraded(userId, id)
  const index = round?.graded.findIndex((one) => one.place === place) ?? -1
  const item = round?.graded[index]
  const answer = round?.held[index]?.answer
  if (!item || answer?.as !== 'open' || answer.text.trim() === '') return null
  const question = item.source === 'question' ? getQuestion(item.ref) : null
  const followUp = item.source === 'follow-up' ? getFollowUp(item.ref) : null
  const asked = question?.promptHtml ?? followUp?.askHtml
  const rubric = question?.rubric ?? followUp?.rubric
  if (asked === undefined || !rubric) return null
  return { asked: textOf(asked).trim(), points: rubric.points, text: answer.text }
}

/** The text of a response, up to a length; null where it goes on beyond it. */
async function readBounded(response: Response): Promise<string | null> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > MOST_READ) return null
  }
  return text
}

/** What the model replies; or why it does not, in a sentence. */
async function askModel(messages: ReturnType<typeof messagesFor>): Promise<Outcome<string>> {
  const { OPINION_URL = '', OPINION_MODEL, OPINION_KEY, OPINION_PATIENCE_MS } = env()
  const body = {
    model: OPINION_MODEL,
    messages,
    temperature: 0,
    max_tokens: MOST_TOKENS,
    stream: false,
  }
  try {
    const response = await fetch(`${OPINION_URL.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(OPINION_KEY ? { authorization: `Bearer ${OPINION_KEY}` } : {}),
      },
      body: JSON.stringify(body),
      // The key goes to the host that the operator named, and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(OPINION_PATIENCE_MS),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return refuse(REFUSED, true)
    }
    const text = await readBounded(response)
    return text === null ? refuse(UNREADABLE) : done(text)
  } catch {
    return refuse(SILENT, true)
  }
}

function contentOf(reply: string): string | null {
  try {
    const parsed = z.safeParse(completionSchema, JSON.parse(reply))
    return parsed.success ? (parsed.data.choices[0]?.message.content ?? null) : null
  } catch {
    return null
  }
}

/**
 * Asks the model that the operator plugged in for its opinion on one open answer, and keeps it. What
 * was kept before is handed out again without asking. It never touches the score.
 * @param now ms since the epoch
 */
export async function askOpinion(
  userId: UserId,
  ask: Ask,
  now: number,
): Promise<Outcome<GivenOpinion>> {
  const adviser = getAdviser()
  if (!adviser) return refuse(NOT_OFFERED)
  const found = await findAnswer(userId, ask)
  if (!found) return refuse(NO_ANSWER)
  const known = (await listOpinions(userId, ask.id)).get(ask.place)
  if (known) return done(known)
  const reply = await askModel(messagesFor(found.asked, found.points, found.text))
  if (!reply.ok) return reply
  const content = contentOf(reply.value)
  const opinion = content === null ? null : readOpinion(content, found.points, found.text)
  if (!opinion) return refuse(UNREADABLE)
  const said = {
    model: adviser.model,
    opinion: JSON.stringify(opinion),
    askedAt: new Date(now),
  }
  await db().interviewOpinion.upsert({
    where: { interviewId_place: { interviewId: ask.id, place: ask.place } },
    create: { interviewId: ask.id, place: ask.place, ...said },
    update: said,
  })
  return done({ opinion, model: adviser.model })
}
