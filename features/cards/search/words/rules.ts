const STOP = new Set(
  `a about after all also an and any are as at be because been before but by can could did do does each
  for from get gets had has have how i if in into is it its may more most must my need no not of off on
  once one only or other our out over own per same should so some such than that the their them then
  there these they this those through to too under until up use used uses using very was we well were
  what when where which while who why will with without would you your`.split(/\s+/),
)

/** Names that end in an s of their own. */
const NO_PLURAL = new Set(['cors', 'kinesis', 'redis'])

const BETWEEN = /[^\p{L}\p{N}_$]+/u

/** The words of a text: `10,240` is one, `512MB` is two, `dead-letter` is two. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/\b(\d+)([a-z]{1,2})\b/gi, '$1 $2')
    .split(BETWEEN)
    .filter(Boolean)
}

/** The term that a word is found by: lower case, without the ending of a plural. */
export function termOf(word: string): string {
  const term = word.toLowerCase()
  if (term.length < 4 || NO_PLURAL.has(term)) return term
  if (/[^aeiou]ies?$/.test(term)) return term.replace(/ies?$/, 'y')
  return /[^su]s$/.test(term) ? term.slice(0, -1) : term
}

/** Whether a word says nothing about what is looked for. */
export function isStopWord(word: string): boolean {
  return STOP.has(word.toLowerCase())
}

/** The terms of a text, without words that say nothing. */
export function termsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !isStopWord(word))
    .map(termOf)
}
