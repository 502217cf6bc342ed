import 'server-only'
import { modeOfKind } from '@/features/quiz/attempt/rules'
import { getExercise, sheetOf } from '@/features/quiz/data'
import { judge } from '@/features/quiz/judge/data'
import type { Exercise } from '@/features/quiz/schema'
import type { ItemAnswer, ItemSheet } from '../schema'
import { exerciseVersion } from './rules'
import type { ItemAbout, ItemName, Judged } from './schema'

/** The exercise of an item that is one; null for others, and where it is no longer there. */
function exerciseOf({ source, ref, seed }: ItemName): Exercise | null {
  if (source === 'exercise') return getExercise(ref, seed)
  return null
}

/**
 * An item as the room shows it, nothing of its key in it; null where it is no longer there. Made from
 * source, ref and seed alone, so that whoever sits it sees the same, byte for byte.
 */
export function sheetOfItem(
  item: ItemName,
  place: number,
  _follows: number | null = null,
): ItemSheet | null {
  const exercise = exerciseOf(item)
  return exercise && { as: 'exercise', sheet: sheetOf(exercise, String(place), item.seed) }
}

/**
 * Grades an answer on the server; null where nothing was answered, it is no answer to this item, or
 * the item is no longer there. Of code in a lab only the browser knows: such a verdict is a claim.
 */
export async function judgeItem(item: ItemName, answer: ItemAnswer): Promise<Judged | null> {
  const exercise = exerciseOf(item)
  if (!exercise || answer.as !== 'exercise') return null
  const verdict = await judge(exercise.body, answer.chosen, item.seed)
  return verdict && !verdict.blank ? { verdict, proof: 'graded' } : null
}

/** What there is to know of an item beside its sheet; null where it is no longer there. */
export function aboutItem(item: ItemName): ItemAbout | null {
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
