import 'server-only'
import { getInterviewBank } from '../bank/data'
import type { OpenAbout, OpenFollowUp, OpenQuestion, OpenRubric } from './schema'

/** Every question that can be asked, as one chooses among them. */
export function listQuestions(): Pick<
  OpenQuestion,
  'ref' | 'title' | 'level' | 'topic' | 'minutes'
>[] {
  return getInterviewBank().questions.map(({ ref, title, level, topic, minutes }) => ({
    ref,
    title,
    level,
    topic,
    minutes,
  }))
}

/** A question with its rubric and model answer; null where there is none of this slug. */
export function getQuestion(ref: string): OpenQuestion | null {
  return getInterviewBank().questions.find((one) => one.ref === ref) ?? null
}

/** A follow-up with the rubric of its own, and what its question is about. */
export interface FollowUp extends OpenAbout, Pick<OpenFollowUp, 'askHtml' | 'answerHtml'> {
  rubric: OpenRubric
}

/** A follow-up by `slug#id`; null where there is none. */
export function getFollowUp(ref: string): FollowUp | null {
  const question = getQuestion(ref.split('#')[0] ?? '')
  const followUp = question?.rubric.followUps.find((one) => one.ref === ref)
  if (!question || !followUp) return null
  const { title, topic, level, skill, cards, href, version } = question
  const { askHtml, answerHtml, points, mustNotSay } = followUp
  const rubric = { points, mustNotSay, followUps: [] }
  return { ref, title, topic, level, skill, cards, href, version, askHtml, answerHtml, rubric }
}
