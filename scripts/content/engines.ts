import { instance } from '@viz-js/viz'
import { createCssVariablesTheme, createHighlighter } from 'shiki'
import type { Highlight, Token } from '@/features/cards/code/rules'
import type { Draw } from '@/features/cards/diagram/rules'

const LANGUAGES = ['python', 'js', 'ts', 'json', 'yaml', 'sh', 'http'] as const
const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--', fontStyle: false })

/** Starts the two engines that content is drawn with: Shiki for code, Graphviz for diagrams. */
export async function engines(): Promise<{ highlight: Highlight; draw: Draw }> {
  const [shiki, viz] = await Promise.all([
    createHighlighter({ themes: [theme], langs: [...LANGUAGES] }),
    instance(),
  ])
  const highlight: Highlight = (code, language) => {
    const known = LANGUAGES.find((name) => name === language)
    if (!known) return code.split('\n').map((text) => [{ text, kind: null }])
    const { tokens } = shiki.codeToTokens(code, { lang: known, theme: 'tokens' })
    return tokens.map((line) =>
      line.map(({ content, color }): Token => {
        const kind = /--token-([a-z-]+)/.exec(color ?? '')?.[1] ?? null
        return { text: content, kind }
      }),
    )
  }
  const draw: Draw = (dot) =>
    viz.renderString(dot, {
      format: 'svg',
      graphAttributes: { bgcolor: 'transparent', pad: 0.1, nodesep: 0.35, ranksep: 0.45 },
      nodeAttributes: {
        shape: 'box',
        style: 'rounded',
        fontname: 'Helvetica',
        fontsize: 12,
        margin: '0.18,0.1',
      },
      edgeAttributes: { fontname: 'Helvetica', fontsize: 11, arrowsize: 0.7 },
    })
  return { highlight, draw }
}
