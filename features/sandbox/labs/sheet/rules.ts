import { drawLab, filledHtml, freshSeed } from '../draw/rules'
import {
  type AnswerLanguage,
  type AttemptShown,
  type CompiledLab,
  LANGUAGES,
  type LabSheet,
} from '../schema'

/** The seed that everybody begins a lab with. */
const FIRST_SEED = 1

/** A lab with the numbers of a seed, as its page shows it: nothing of the solution is in it. */
export function sheetOf(compiled: CompiledLab, seed: number): LabSheet {
  const { lab, drawn } = drawLab(compiled.source, seed)
  const { source: _, promptHtml, hintsHtml, next, ...rest } = compiled
  const { world, answer, checks, starter } = lab
  return {
    ...rest,
    seed,
    title: lab.title,
    promptHtml: filledHtml(promptHtml, drawn),
    hintsHtml: hintsHtml.map((html) => filledHtml(html, drawn)),
    next: next.map(({ askHtml, answerHtml }) => ({
      askHtml: filledHtml(askHtml, drawn),
      answerHtml: filledHtml(answerHtml, drawn),
    })),
    languages: answer.kind === 'code' ? [...LANGUAGES] : ['text'],
    format: answer.kind === 'code' ? 'code' : answer.format,
    starter: starter as LabSheet['starter'],
    given: lab.given ?? {},
    checks,
    lab: { world, answer, checks },
  }
}

/** The seed of a page: the one asked for, else that of the newest attempt, else the first. */
export function seedOf(asked: string | undefined, attempts: AttemptShown[]): number {
  const number = Number(asked)
  const isSeed = asked !== undefined && Number.isInteger(number) && number >= 0 && number < 2 ** 31
  return isSeed ? number : (attempts[0]?.seed ?? FIRST_SEED)
}

/** The seed of a fresh start: after all that were tried, with other numbers than the newest. */
export function nextSeed(source: string, attempts: AttemptShown[], shown: number): number {
  const most = Math.max(shown, ...attempts.map(({ seed }) => seed))
  return freshSeed(source, most + 1, shown)
}

/** The attempt that a page goes on with: the one named, else the newest of its seed and language. */
export function openOf(
  attempts: AttemptShown[],
  seed: number,
  language: AnswerLanguage,
  named?: string,
): AttemptShown | null {
  const fitting = attempts.filter((one) => one.seed === seed && one.language === language)
  return fitting.find(({ id }) => id === named) ?? fitting[0] ?? null
}
