import type { ElementContent } from 'hast'

/** A coloured stretch of one line of code; `kind` is null for plain text. */
export interface Token {
  text: string
  kind: string | null
}

/** Gives the lines of a code block as tokens. */
export type Highlight = (code: string, language: string) => Token[][]

/**
 * Code as spans that carry a class instead of a style attribute, so that one style sheet serves
 * both themes and the Content-Security-Policy needs no exception.
 */
export function codeElements(lines: Token[][]): ElementContent[] {
  return lines.flatMap((line, index) => {
    const spans: ElementContent[] = line.map(({ text, kind }) =>
      kind === null
        ? { type: 'text', value: text }
        : {
            type: 'element',
            tagName: 'span',
            properties: { className: [`tk-${kind}`] },
            children: [{ type: 'text', value: text }],
          },
    )
    return index === lines.length - 1 ? spans : [...spans, { type: 'text', value: '\n' }]
  })
}

/** What a fence says after its language: `sample=x id=y title="A title"`. */
export function fenceAttributes(meta: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const match of meta.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g)) {
    found[match[1] ?? ''] = match[2] ?? match[3] ?? ''
  }
  return found
}
