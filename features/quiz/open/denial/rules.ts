import type { Token } from '../words/rules'

/** A denial reaches over at most so many words. */
const REACH = 7
/** What is said to be missing stands at most so many words before. */
const BACK = 4
/** Where another thought begins, and a denial ends. */
const ENDS = new Set('but so because while whereas which although unless if when then'.split(' '))
/** These deny what stood before them. */
const BACKWARD = new Set('missing unsupported unavailable impossible absent'.split(' '))

/**
 * For each word of a clause, where the words that deny it stand.
 * @returns one list of places for each token
 */
export function denialsOf(tokens: Token[]): number[][] {
  const by: number[][] = tokens.map(() => [])
  for (const [i, { denies, word }] of tokens.entries()) {
    if (denies === null) continue
    for (let at = i + 1; at < tokens.length && at <= i + REACH; at += 1) {
      const token = tokens[at]
      if (!token || token.breaks || ENDS.has(token.word)) break
      by[at]?.push(i)
    }
    if (BACKWARD.has(word))
      for (let at = i - 1; at >= 0 && at >= i - BACK; at -= 1) {
        by[at]?.push(i)
        if (tokens[at]?.breaks) break
      }
  }
  return by
}

const PAST =
  /\b(?:used to|formerly|previously|in the past|back then|originally|historically|years ago|long ago|at launch|in the (?:old|early) days|outdated|obsolete|myth|mistake|misconception|mistaken|wrong|incorrect|not true|no longer|not? any ?more|anymore|contrary|(?:people|many|some|they|candidates|docs|guides?|blogs?|tutorials?|books?)(?: \w+)? (?:still )?(?:think|thinks|say|says|believe|believes|claim|claims|assume|told)|(?:before|until|till|prior to) (?:\w+ )?(?:20\d\d|recently|then|late|early|mid)|(?:may|might|will|still) (?:read|hear)|since (?:been )?(?:changed|raised|lifted)|old (?:docs|limit|name|default|figure|model|days|rule|guide|claim|wisdom)|was (?:renamed|raised|changed|lifted|called))\b/i
const WAS = /\b(?:was|were|had been|used to)\b/i
const TAKEN_BACK =
  /^(?:but |and |though |well )*(?:that|this|it|which)(?:'s| is| was| has)?(?: \w+){0,2} (?:not|no longer|outdated|old|changed|wrong|false|history|different|raised|lifted|a myth|n't|isn't)\b/i

/** Whether a clause tells history, or what others believe, instead of what holds today. */
export function isHistory(clause: string, next: string | undefined): boolean {
  if (PAST.test(clause) || TAKEN_BACK.test(next ?? '')) return true
  return WAS.test(clause) && /\b(?:19|20)\d\d\b|\b(?:now|today|nowadays|since then)\b/i.test(clause)
}
