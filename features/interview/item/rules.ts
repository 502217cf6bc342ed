import { textHash } from '@/features/cards/deck/rules'
import type { Exercise, Sheet } from '@/features/quiz/schema'

/** The hash of what is right, a dot, the hash of what is asked. */
export const versionOf = (key: string, asked: unknown): string =>
  `${key}.${textHash(JSON.stringify(asked))}`

/** Whether what is right is still what it was, so that an answer given before can be graded. */
export const isSameKey = (before: string, now: string): boolean =>
  before.split('.')[0] === now.split('.')[0]

/** The version of an exercise, as a paper keeps it. */
export const exerciseVersion = ({ keyHash }: Exercise, sheet: Sheet): string =>
  versionOf(keyHash, [sheet.stemHtml, sheet.evidence, sheet.body])
