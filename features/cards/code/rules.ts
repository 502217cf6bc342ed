import type { Element, ElementContent } from 'hast'
import { LineCounter, parseDocument } from 'yaml'
import { syntaxFaults } from '../source/rules'

/** A coloured stretch of one line of code; `kind` is null for plain text. */
export interface Token {
  text: string
  kind: string | null
}

/** Gives the lines of a code block as tokens. */
export type Highlight = (code: string, language: string) => Token[][]

/** The languages a fence may have, besides the diagrams of `dot`. */
export const LANGUAGES = ['python', 'js', 'ts', 'json', 'yaml', 'sh', 'http', 'text', 'vtl']

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

/** Where a code block that can run is run; a plain link, so it needs no script. */
export function sandboxLink(sample: string, title = 'this code'): Element {
  return {
    type: 'element',
    tagName: 'a',
    properties: {
      className: ['run'],
      href: `/sandbox?sample=${sample}`,
      ariaLabel: `Open in sandbox: ${title}`,
    },
    children: [{ type: 'text', value: 'Open in sandbox' }],
  }
}

/** What a fence says after its language: `sample=x id=y title="A title"`. */
export function fenceAttributes(meta: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const match of meta.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g)) {
    found[match[1] ?? ''] = match[2] ?? match[3] ?? ''
  }
  return found
}

/** What a fence of data has wrong; `line` counts from 1 within its code. */
export interface CodeFault {
  line: number
  why: string
}

function jsonFault(code: string): CodeFault | null {
  try {
    JSON.parse(code)
    return null
  } catch (error) {
    const { message } = error as Error
    const position = /position (\d+)/.exec(message)?.[1]
    const before = position === undefined ? code : code.slice(0, Number(position))
    return { line: before.split('\n').length, why: `JSON: ${message.replace(/\s+/g, ' ')}` }
  }
}

// The short forms of CloudFormation's intrinsic functions.
const TAGS =
  'And Base64 Cidr Condition Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or Ref Select Split Sub ToJsonString Transform'
    .split(' ')
    .map((name) => `!${name}`)

function yamlFault(code: string): CodeFault | null {
  const lines = new LineCounter()
  const document = parseDocument(code, { lineCounter: lines })
  const fault = syntaxFaults(document).find(
    ({ error }) => error.code !== 'TAG_RESOLVE_FAILED' || !TAGS.includes(code.slice(...error.pos)),
  )
  return fault ? { line: lines.linePos(fault.position).line, why: `YAML: ${fault.why}` } : null
}

/** Parses a fence of data as a reader's tools would; null for other languages and where all is well. */
export function codeFault(language: string, code: string): CodeFault | null {
  if (language === 'json') return jsonFault(code)
  return language === 'yaml' ? yamlFault(code) : null
}
