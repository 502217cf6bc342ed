import type { ReadErratum } from '../errata/rules'
import type { Block } from '../markdown/schema'
import type { InventoryItem, Problem } from '../schema'

const NUMBER = /\d[\d,]*(?:\.\d+)*/g

function numbers(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(([digits]) => digits.replaceAll(',', ''))
}

/** Proper terms of a fact: words with a capital that do not merely begin it, and identifiers. */
function terms(fact: string): string[] {
  const words = [...fact.matchAll(/(?<![A-Za-z0-9])[A-Za-z_][\w.'-]*/g)]
  return words
    .map((match) => ({ word: match[0].replace(/('s)?['.-]*$/, ''), first: match.index === 0 }))
    .filter(
      ({ word, first }) =>
        /_/.test(word) || (/[A-Z]/.test(word) && (!first || /[A-Z].*[A-Z]/.test(word))),
    )
    .map(({ word }) => word)
}

// Only A to Z: other letters may change their number when their case does.
const plain = (text: string) =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[\s-]+/g, ' ')

// What the facts shorten and a text may write out.
const LONG_FORMS: Record<string, string> = { os: 'operating system' }

/** Whether a text has a term as a word of its own: "API" is not met by "rapid", nor "SAM" by "same". */
function mentions(text: string, term: string): boolean {
  const quoted = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const end = term.length < 5 ? 's?(?![a-z0-9])' : '' // "GB-sec" is met by "GB-seconds"
  const long = LONG_FORMS[term]
  return (
    new RegExp(`(?<![a-z0-9])${quoted}${end}`).test(text) ||
    (long !== undefined && text.includes(long))
  )
}

/**
 * What an item's facts name (figures and proper terms) and a text does not.
 * Numbers compare without thousands separators, terms without case; "5M" is met by "5 million".
 */
export function missingTokens(facts: string[], text: string): string[] {
  const have = new Set(numbers(text))
  const words = plain(text)
  const absent = new Set<string>()
  for (const fact of facts) {
    for (const digits of numbers(fact)) {
      if (!have.has(digits) && !have.has(String(Number(digits)))) absent.add(digits)
    }
    for (const term of terms(fact)) if (!mentions(words, plain(term))) absent.add(term)
  }
  return [...absent]
}

/** The blocks of one file. */
export interface FileBlocks {
  file: string
  blocks: Block[]
}

/**
 * Checks that every item is taught somewhere, with its figures and terms or the erratum that
 * corrects them, and that every erratum stands where its claim is taught.
 */
export function coverageProblems(
  inventory: { items: InventoryItem[]; lineOf(path: number[]): number },
  errata: Map<string, ReadErratum>,
  files: FileBlocks[],
): Problem[] {
  const problems: Problem[] = []
  const error = (file: string, line: number, message: string) =>
    problems.push({ file, line, severity: 'error', message })
  const homes = new Map<string, { file: string; block: Block }[]>()
  for (const { file, blocks } of files) {
    for (const block of blocks)
      homes.set(block.id, [...(homes.get(block.id) ?? []), { file, block }])
  }
  const known = new Set(inventory.items.map((item) => item.id))
  for (const [id, places] of homes) {
    if (known.has(id)) continue
    for (const { file, block } of places)
      error(file, block.line, `"${id}" is not an item of content/inventory.json: correct the id`)
  }
  for (const [index, item] of inventory.items.entries()) {
    const places = homes.get(item.id) ?? []
    if (places.length === 0) {
      error(
        'content/inventory.json',
        inventory.lineOf([index]),
        `nothing teaches ${item.id} (${item.title}): mark its row, step or paragraph with {#${item.id}}`,
      )
    }
    for (const { file, block } of places) {
      const corrections = block.errata
        .map((id) => errata.get(id))
        .filter((erratum) => erratum?.value.about.includes(item.id))
        .map((erratum) => `${erratum?.value.claim} ${erratum?.plain}`)
      const absent = missingTokens(item.facts, [block.text, ...corrections].join(' '))
      if (absent.length > 0) {
        error(
          file,
          block.line,
          `${item.id} does not mention ${absent.map((token) => `"${token}"`).join(', ')}: say it, or show the erratum that corrects it`,
        )
      }
    }
  }
  for (const { value: erratum, file: home, lineOf } of errata.values()) {
    for (const [index, id] of erratum.about.entries()) {
      if (!known.has(id))
        error(
          home,
          lineOf(['about', index]),
          `${erratum.id} is about "${id}", which is not an item of content/inventory.json: correct the id`,
        )
      for (const { file, block } of homes.get(id) ?? []) {
        const shown = files
          .filter((other) => other.file === file)
          .flatMap(({ blocks }) => blocks)
          .some((other) => other.errata.includes(erratum.id) && erratum.about.includes(other.id))
        if (!shown)
          error(
            file,
            block.line,
            `${id} is taught here without its correction: add {!${erratum.id}}`,
          )
      }
    }
  }
  return problems
}
