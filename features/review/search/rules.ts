import {
  FLAG_WORDS,
  type FlagWord,
  KINDS,
  type Search,
  type Searched,
  STATES,
  type Term,
} from './schema'

// A minus, a word before a colon, then a text in quotes or up to the next space.
const TERM = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu

const among = <T extends string>(value: string, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === value.toLowerCase())

const flags = Object.keys(FLAG_WORDS) as FlagWord[]

function termOf(field: string, value: string, not: boolean): Term | string {
  switch (field) {
    case 'topic':
      return { field, value: value.toLowerCase(), not }
    case 'tag':
      return { field, value, not }
    case 'kind': {
      const kind = among(value, KINDS)
      return kind ? { field, value: kind, not } : unknown(field, value, KINDS)
    }
    case 'is': {
      const state = among(value, STATES)
      return state ? { field, value: state, not } : unknown(field, value, STATES)
    }
    case 'flag': {
      const flag = among(value, flags) ?? flags.find((name) => String(FLAG_WORDS[name]) === value)
      return flag ? { field, value: flag, not } : unknown(field, value, flags)
    }
    default:
      return `There is no “${field}:”. Use topic:, kind:, is:, flag: or tag:, or put the words in quotes.`
  }
}

const unknown = (field: string, value: string, allowed: readonly string[]) =>
  `There is no “${field}:${value}”. After ${field}: write ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}.`

/** Reads a search as typed. Terms that say nothing yet, such as `topic:`, are passed over. */
export function parseSearch(text: string): Search {
  const search: Search = { terms: [], problems: [] }
  for (const [, minus, field, quoted, plain] of text.matchAll(TERM)) {
    const value = (quoted ?? plain ?? '').trim()
    const bare = field === undefined && quoted === undefined && /^[a-z]+:$/iu.test(value)
    if (value === '' || bare) continue
    const not = minus === '-'
    const term =
      field === undefined
        ? { field: 'text' as const, value, not }
        : termOf(field.toLowerCase(), value, not)
    if (typeof term === 'string') search.problems.push(term)
    else search.terms.push(term)
  }
  return search
}

/** A search as text; read again, it is the same search. */
export function printSearch(terms: Term[]): string {
  return terms
    .map(({ field, value, not }) => {
      const plain = value.replaceAll('"', '')
      const isWord = /^[^\s":-][^\s":]*$/u.test(plain)
      const shown = isWord ? plain : `"${plain}"`
      return `${not ? '-' : ''}${field === 'text' ? '' : `${field}:`}${shown}`
    })
    .join(' ')
}

const has = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase())

/** A tag is met by itself and by what it holds: `aws` by aws, aws/lambda and aws::lambda. */
function hasTag(tags: string[], wanted: string): boolean {
  const name = wanted.toLowerCase()
  return tags.some((tag) => {
    const own = tag.toLowerCase()
    return own === name || own.startsWith(`${name}/`) || own.startsWith(`${name}::`)
  })
}

function holds(term: Term, { card, ...found }: Searched): boolean {
  switch (term.field) {
    case 'text':
      return [card.frontText, card.backText].some((text) => has(text, term.value))
    case 'topic':
      return card.topic === term.value
    case 'kind':
      return card.kind === term.value
    case 'tag':
      return hasTag(found.tags, term.value)
    case 'flag':
      return found.flag === FLAG_WORDS[term.value]
    case 'is':
      return is(term.value, found)
    default:
      return term satisfies never
  }
}

function is(state: (typeof STATES)[number], found: Omit<Searched, 'card'>): boolean {
  if (state === 'learning') return found.state === 'learning' || found.state === 'relearning'
  if (state === 'new' || state === 'review') return found.state === state
  const facts = {
    due: found.isDue,
    leech: found.isLeech,
    suspended: found.suspended,
    buried: found.buried,
    own: found.isOwn,
  }
  return facts[state]
}

/** Whether a card meets every term of a search. */
export function matches(terms: Term[], searched: Searched): boolean {
  return terms.every((term) => holds(term, searched) !== term.not)
}
