import { instance } from '@viz-js/viz'
import { getHighlight } from '@/features/cards/code/data'
import type { Highlight } from '@/features/cards/code/rules'
import type { Draw } from '@/features/cards/diagram/rules'

/** Starts the two engines that content is drawn with: Shiki for code, Graphviz for diagrams. */
export async function engines(): Promise<{ highlight: Highlight; draw: Draw }> {
  const [highlight, viz] = await Promise.all([getHighlight(), instance()])
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
