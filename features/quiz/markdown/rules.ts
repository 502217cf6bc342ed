const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  nbsp: ' ',
  '#x26': '&',
  '#x3C': '<',
  '#39': "'",
}
const decoded = (text: string): string =>
  text.replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
const bare = (html: string): string => decoded(html.replace(/<[^>]+>/g, ''))
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&')

/** A text in backticks, more of them than it holds in a row. */
function ticked(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

function fenced(html: string): string {
  const text = bare(html).trimEnd()
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `\n\n${fence}\n${text}\n${fence}\n\n`
}

/** Text with what stands within a line; the rest of the tags is left out. */
function inline(html: string): string {
  return html
    .split(/(<code>[\s\S]*?<\/code>)/)
    .map((part) => {
      if (part.startsWith('<code>')) return ticked(bare(part))
      return part
        .split(/(<[^>]+>)/)
        .map((piece) => {
          if (!piece.startsWith('<')) return escaped(decoded(piece))
          if (/^<(?:p|div|tr|h\d)\b/.test(piece)) return '\n\n'
          if (/^<li\b/.test(piece)) return '\n- '
          if (/^<\/?(?:ul|ol)\b/.test(piece)) return '\n\n'
          if (/^<\/?(?:strong|b)\b/.test(piece)) return '**'
          if (/^<br\b/.test(piece)) return '  \n'
          return /^<\/(?:td|th)\b/.test(piece) ? ' ' : ''
        })
        .join('')
    })
    .join('')
}

/**
 * A compiled text as Markdown again, for a card of the learner's own: paragraphs, lists and code
 * stay; figures and links become their text.
 */
export function markdownOf(html: string): string {
  return html
    .split(/(<pre\b[\s\S]*?<\/pre>)/)
    .map((part) => (part.startsWith('<pre') ? fenced(part) : inline(part)))
    .join('')
    .replace(/[ \t]+\n(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
