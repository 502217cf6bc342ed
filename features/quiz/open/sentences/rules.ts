/** Words that fill a pause, and mean nothing to whoever listens. */
const FILLERS =
  /\b(?:um+|uh+|uhm|erm?|hmm+|you know|i mean|kind of|sort of|basically|actually|literally|obviously|honestly|let me think|let's see|how do you say|so yeah|yeah|okay|ok)\b/gi

/** Where speech without full stops goes on to another thought. */
const TURNS = new Set(
  'and but so because then also well now anyway next plus which while whereas although if when'.split(
    ' ',
  ),
)
/** More words than this without a full stop are speech, or read like it. */
const LONG = 34
/** A clause of speech has at least so many words, and at most so many. */
const LEAST = 9
const MOST = 26

/** The sentences of an answer, as they were written. */
export function sentencesOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)
  return [...segments]
    .flatMap(({ segment }) => segment.split(/[;\n]+/))
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

function clausesOf(sentence: string): string[] {
  const words = sentence.split(/\s+/)
  if (words.length <= LONG) return [sentence]
  const clauses: string[][] = [[]]
  for (const [i, word] of words.entries()) {
    const clause = clauses.at(-1) ?? []
    const left = words.length - i
    const turns = TURNS.has(word.toLowerCase()) || /[,:–—]$/.test(words[i - 1] ?? '')
    if (left >= LEAST && ((clause.length >= LEAST && turns) || clause.length >= MOST))
      clauses.push([word])
    else clause.push(word)
  }
  return clauses.map((clause) => clause.join(' '))
}

/** A sentence, or a clause of one that is too long to be heard as a whole. */
export interface Clause {
  text: string
  /** Whether it goes on from the clause before it, within one sentence. */
  goesOn: boolean
}

/** The clauses of an answer: its sentences, and speech without full stops cut where it turns. */
export function clauses(text: string): Clause[] {
  return sentencesOf(text).flatMap((sentence) =>
    clausesOf(sentence).map((clause, i) => ({ text: clause, goesOn: i > 0 })),
  )
}

/** A text without what only fills pauses. */
export function withoutFillers(text: string): string {
  return text.replace(FILLERS, ' ')
}
