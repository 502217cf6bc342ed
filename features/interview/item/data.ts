import 'server-only'
import { textHash } from '@/features/cards/deck/rules'
import { modeOfKind } from '@/features/quiz/attempt/rules'
import { getExercise, sheetOf } from '@/features/quiz/data'
import { judge } from '@/features/quiz/judge/data'
import type { Exercise } from '@/features/quiz/schema'
import { getLabs } from '@/features/sandbox/labs/data'
import { getDesign } from '../design/data'
import { designSheet, gradeDesign } from '../design/rules'
import { getIncidentExercise } from '../incident/data'
import { getLabSheet, gradeLabAnswer } from '../lab/data'
import { getFollowUp, getQuestion } from '../rubric/data'
import { gradeOpen } from '../rubric/rules'
import type { ItemAnswer, ItemSheet } from '../schema'
import { exerciseVersion, versionOf } from './rules'
import type { ItemAbout, ItemName, Judged } from './schema'

/** The exercise of an item that is one, a stage of an incident among them; null for others. */
function exerciseOf({ source, ref, seed }: ItemName): Exercise | null {
  if (source === 'exercise') return getExercise(ref, seed)
  return source === 'incident' ? getIncidentExercise(ref, seed) : null
}

/** The question or follow-up of an item that is one; null for others. */
const openOf = ({ source, ref }: ItemName) =>
  source === 'question' ? getQuestion(ref) : source === 'follow-up' ? getFollowUp(ref) : null

/**
 * An item as the room shows it, nothing of its key in it; null where it is no longer there. Made from
 * source, ref and seed alone, so that whoever sits it sees the same, byte for byte.
 * @param follows the place that it follows up
 */
export function sheetOfItem(
  item: ItemName,
  place: number,
  follows: number | null = null,
): ItemSheet | null {
  const { source, ref, seed } = item
  switch (source) {
    case 'exercise':
    case 'incident': {
      const exercise = exerciseOf(item)
      return exercise && { as: 'exercise', sheet: sheetOf(exercise, String(place), seed) }
    }
    case 'design': {
      const design = getDesign(ref)
      return design && { as: 'design', design: designSheet(design, seed) }
    }
    case 'lab': {
      const lab = getLabSheet(ref, seed)
      return lab && { as: 'lab', lab }
    }
    case 'question': {
      const question = getQuestion(ref)
      return (
        question && { as: 'open', title: question.title, promptHtml: question.promptHtml, follows }
      )
    }
    case 'follow-up': {
      const asked = getFollowUp(ref)
      return asked && { as: 'open', title: asked.title, promptHtml: asked.askHtml, follows }
    }
  }
}

/** A lab that nobody has touched: its starter, and never run. */
const isUntouched = (
  { ref, seed }: ItemName,
  answer: Extract<ItemAnswer, { as: 'lab' }>,
): boolean => {
  const starter = getLabSheet(ref, seed)?.starter[answer.language] ?? ''
  return answer.verdicts === null && ['', starter.trim()].includes(answer.code.trim())
}

/**
 * Grades an answer on the server; null where nothing was answered, it is no answer to this item, or
 * the item is no longer there. Of code in a lab only the browser knows: such a verdict is a claim.
 */
export async function judgeItem(item: ItemName, answer: ItemAnswer): Promise<Judged | null> {
  const graded = (verdict: Judged['verdict'] | null): Judged | null =>
    verdict && !verdict.blank ? { verdict, proof: 'graded' } : null
  if (answer.as === 'exercise') {
    const exercise = exerciseOf(item)
    return exercise && graded(await judge(exercise.body, answer.chosen, item.seed))
  }
  if (answer.as === 'open') {
    const open = openOf(item)
    return open && graded(gradeOpen(open.rubric.points, open.rubric.mustNotSay, answer.text))
  }
  if (answer.as === 'design' && item.source === 'design') {
    const design = getDesign(item.ref)
    return design && graded(gradeDesign(design, answer))
  }
  if (answer.as === 'lab' && item.source === 'lab')
    return isUntouched(item, answer) ? null : gradeLabAnswer(item.ref, item.seed, answer)
  return null
}

const BARE = { modelHtml: null, explainHtml: null, source: null }

function aboutExercise(item: ItemName): ItemAbout | null {
  const exercise = exerciseOf(item)
  if (!exercise) return null
  const { topic, kind, skill, level, cards, href, stemText, explainHtml, source, body } = exercise
  return {
    topic,
    skill,
    level,
    cards,
    mode: modeOfKind(kind),
    href,
    versionNow: exerciseVersion(exercise, sheetOf(exercise, '', item.seed)),
    title: stemText,
    modelHtml: body.kind === 'open' ? body.modelHtml : null,
    explainHtml,
    source,
  }
}

function aboutOpen(item: ItemName): ItemAbout | null {
  const open = openOf(item)
  if (!open) return null
  const { topic, skill, level, cards, href, version, title } = open
  const isFollowUp = 'askHtml' in open
  const asked = isFollowUp ? open.askHtml : open.promptHtml
  const modelHtml = isFollowUp ? open.answerHtml : open.modelHtml
  const about = { topic, skill, level, cards, mode: 'recall' as const, href, title }
  return { ...about, ...BARE, versionNow: versionOf(version, asked), modelHtml }
}

/** What there is to know of an item beside its sheet; null where it is no longer there. */
export function aboutItem(item: ItemName): ItemAbout | null {
  const { source, ref, seed } = item
  switch (source) {
    case 'exercise':
    case 'incident':
      return aboutExercise(item)
    case 'design': {
      const design = getDesign(ref)
      if (!design) return null
      const { topic, level, cards, href, title, modelHtml, explainHtml } = design
      const versionNow = versionOf(design.keyHash, designSheet(design, seed))
      const told = { title, modelHtml, explainHtml, source: design.source }
      return { topic, skill: 'design', level, cards, mode: 'recall', href, versionNow, ...told }
    }
    case 'lab': {
      const lab = getLabs().get(ref)
      if (!lab) return null
      const { topic, level, cards, title } = lab
      const versionNow = versionOf(textHash(lab.source), title)
      const about = { topic, skill: 'apply' as const, level, cards, mode: 'recall' as const }
      return { ...about, href: `/labs/${ref}`, versionNow, title, ...BARE }
    }
    case 'question':
    case 'follow-up':
      return aboutOpen(item)
  }
}
