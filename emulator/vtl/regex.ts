import { type Matcher, RE2JS } from 're2js'
import { VtlError } from './error'
import type { Budget } from './limits'

/**
 * Java regular expressions for the string methods, on a matcher of linear time: no pattern a
 * learner writes can hang the page. Look-ahead, back-references and possessive quantifiers are
 * refused, with a message.
 */
function matcherOf(pattern: string, text: string, budget: Budget): Matcher {
  budget.spendText(text.length)
  budget.spendJson(pattern.length)
  try {
    const matcher = RE2JS.compile(pattern).matcher(text)
    // Linear in the text for each part of the compiled pattern: the work is their product.
    budget.spendJson((text.length * matcher.programSize()) / 8)
    return matcher
  } catch (error) {
    if (error instanceof VtlError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new VtlError('evaluation', `the regular expression "${pattern}" is refused: ${why}`)
  }
}

/** Java's `String.matches`: the pattern covers the whole text. */
export function matchesWhole(text: string, pattern: string, budget: Budget): boolean {
  return matcherOf(pattern, text, budget).matches()
}

/**
 * Java's `String.replaceAll` and `replaceFirst`: `$1` and `\$` in the replacement have their meaning.
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Matcher.html#replaceAll-java.lang.String-
 */
export function replaceMatches(
  text: string,
  pattern: string,
  replacement: string,
  budget: Budget,
  times = Number.POSITIVE_INFINITY,
): string {
  const matcher = matcherOf(pattern, text, budget)
  let out = ''
  let from = 0
  for (let count = 0; count < times && matcher.find(); count += 1) {
    out += text.slice(from, matcher.start()) + expanded(replacement, matcher)
    from = matcher.end()
    budget.spend(1)
    budget.spendText(out.length - from)
  }
  return out + text.slice(from)
}

function expanded(replacement: string, matcher: Matcher): string {
  if (!/[\\$]/.test(replacement)) return replacement
  let out = ''
  for (let at = 0; at < replacement.length; at += 1) {
    const letter = replacement[at]
    if (letter === '\\') {
      at += 1
      if (at === replacement.length) throw badReplacement(replacement)
      out += replacement[at]
    } else if (letter === '$') {
      at += 1
      const group = Number(replacement[at] ?? Number.NaN)
      if (!(group <= matcher.groupCount())) throw badReplacement(replacement)
      out += matcher.group(group) ?? ''
    } else {
      out += letter
    }
  }
  return out
}

function badReplacement(replacement: string): VtlError {
  return new VtlError(
    'evaluation',
    `the replacement "${replacement}" names no group of the pattern`,
    '"$" with the number of a group, or "\\$"',
  )
}

/**
 * Java's `String.split(regex)`: empty texts at the end are dropped, as is an empty first one that
 * an empty match made.
 * @see https://docs.oracle.com/javase/8/docs/api/java/lang/String.html#split-java.lang.String-int-
 */
export function splitAt(text: string, pattern: string, budget: Budget, limit = 0): string[] {
  const matcher = matcherOf(pattern, text, budget)
  const parts: string[] = []
  let from = 0
  while ((limit <= 0 || parts.length < limit - 1) && matcher.find()) {
    budget.spend(1)
    if (
      matcher.end() === 0 ||
      (matcher.start() === matcher.end() && matcher.start() === text.length)
    ) {
      continue
    }
    parts.push(text.slice(from, matcher.start()))
    from = matcher.end()
  }
  if (from === 0 && parts.length === 0) return [text]
  parts.push(text.slice(from))
  if (limit === 0) while (parts.at(-1) === '') parts.pop()
  return parts
}

/** Java's `String.replace`: every occurrence, no patterns. */
export function replaceText(text: string, search: string, by: string, budget: Budget): string {
  budget.spendText(text.length)
  const step = Math.max(1, search.length)
  let count = 0
  for (let at = text.indexOf(search); at !== -1 && at < text.length; ) {
    count += 1
    at = text.indexOf(search, at + step)
  }
  // Before the text is made: an empty `search` is found at every offset.
  budget.spendText(text.length + (count + 1) * by.length)
  return text.replaceAll(search, () => by)
}
