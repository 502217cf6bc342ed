import 'server-only'
import type { Highlight, Token } from './rules'

const LANGUAGES = ['python', 'js', 'ts', 'json', 'yaml', 'sh', 'http'] as const

/** Code without colours. */
export const uncoloured: Highlight = (code) =>
  code.split('\n').map((text) => [{ text, kind: null }])

let engine: Promise<Highlight> | undefined

async function start(): Promise<Highlight> {
  const { createCssVariablesTheme, createHighlighter } = await import('shiki')
  const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--', fontStyle: false })
  const shiki = await createHighlighter({ themes: [theme], langs: [...LANGUAGES] })
  return (code, language) => {
    const known = LANGUAGES.find((name) => name === language)
    if (!known) return uncoloured(code, language)
    const { tokens } = shiki.codeToTokens(code, { lang: known, theme: 'tokens' })
    return tokens.map((line) =>
      line.map(({ content, color }): Token => {
        const kind = /--token-([a-z-]+)/.exec(color ?? '')?.[1] ?? null
        return { text: content, kind }
      }),
    )
  }
}

/** Shiki, started where it is first asked for: it colours code by classes. */
export function getHighlight(): Promise<Highlight> {
  engine ??= start()
  return engine
}

/** Shiki where one of these languages is coloured; where none is, it is not even loaded. */
export async function getHighlightFor(languages: string[]): Promise<Highlight> {
  return languages.some((name) => LANGUAGES.some((known) => known === name))
    ? getHighlight()
    : uncoloured
}
