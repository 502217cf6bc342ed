import { escapeHtml } from '@/features/cards/html/rules'
import { chanceOf } from '@/features/quiz/chance/rules'
import type { Finding, Verdict } from '@/features/quiz/schema'
import { gradeOpen } from '../rubric/rules'
import type { DesignSheet, ItemAnswer } from '../schema'
import { type Design, GROUPS, type Role, type Worth } from './schema'

export type DesignAnswer = Extract<ItemAnswer, { as: 'design' }>

/** What each part of a design is worth, of 1. */
export const PARTS = { components: 0.4, decisions: 0.3, argument: 0.3 } as const
/** A design holds from this score on, with every component that is needed; never without an argument. */
const HOLDS_FROM = 0.75

const BELONGS: Record<Role, number> = { needed: 2, good: 1, harmless: 0, wrong: 0 }
const OPTION_WORTH: Record<Worth, number> = { best: 1, fair: 0.5, poor: 0 }

/** A design as it is shown: nothing of its key is in it, and its order is that of the seed. */
export function designSheet(design: Design, seed: string): DesignSheet {
  const { title, briefHtml, components, decisions, arguesHtml } = design
  const mixed = chanceOf(`${seed} components`).shuffle(components)
  return {
    title,
    briefHtml,
    components: GROUPS.flatMap((group) =>
      mixed.filter((one) => one.group === group).map(({ id, label }) => ({ id, label, group })),
    ),
    decisions: decisions.map(({ id, askHtml, options }) => ({
      id,
      askHtml,
      options: chanceOf(`${seed} ${id}`)
        .shuffle(options)
        .map(({ id, text }) => ({ id, text })),
    })),
    arguesHtml,
  }
}

const ROLE_WORDS: Record<Role, [chosen: string, left: string]> = {
  needed: ['Needed.', 'Needed, and missing.'],
  good: ['Makes it better.', 'Would make it better.'],
  harmless: ['Neither helps nor harms here.', ''],
  wrong: ['Wrong here.', 'Rightly left out.'],
}

const told = (word: string, html: string) => `<strong>${word}</strong> ${html}`

/**
 * What a choice of components earns, 0 to 1: the share of what belongs, less the share of what breaks
 * it, so that who ticks everything, or ticks by chance, earns nothing.
 */
export function componentScore({ components }: Design, chosen: string[]): number {
  const sum = (list: Design['components'], worth: (role: Role) => number) =>
    list.reduce((all, { role }) => all + worth(role), 0)
  const isWrong = (role: Role) => (role === 'wrong' ? 1 : 0)
  const share = (worth: (role: Role) => number) =>
    sum(
      components.filter(({ id }) => chosen.includes(id)),
      worth,
    ) / Math.max(1, sum(components, worth))
  return Math.max(0, share((role) => BELONGS[role]) - share(isWrong))
}

/** One for each component that was chosen or stands for something: what changes nothing and was left out is not told. */
function componentFindings({ components }: Design, chosen: string[]): Finding[] {
  return components.flatMap(({ id, label, role, whyHtml }) => {
    const isChosen = chosen.includes(id)
    if (role === 'harmless' && !isChosen) return []
    return [
      {
        html: escapeHtml(label),
        chosen: isChosen,
        right: role === 'harmless' || isChosen === (role !== 'wrong'),
        whyHtml: told(ROLE_WORDS[role][isChosen ? 0 : 1], whyHtml),
      },
    ]
  })
}

function decisionFinding(
  { id, askHtml, options }: Design['decisions'][number],
  answer: DesignAnswer,
): { finding: Finding; worth: number } {
  const chosen = options.find((one) => one.id === answer.decisions[id])
  const best = options.find(({ worth }) => worth === 'best')
  const isBest = chosen !== undefined && chosen.worth === 'best'
  const why =
    chosen?.worth === 'fair' ? told('Can be defended, for half.', chosen.whyHtml) : chosen?.whyHtml
  return {
    worth: chosen ? OPTION_WORTH[chosen.worth] : 0,
    finding: {
      html: `${askHtml} ${chosen ? `<em>${escapeHtml(chosen.text)}</em>` : 'Not decided.'}`,
      chosen: chosen !== undefined,
      right: isBest,
      whyHtml: why ?? '',
      ...(best && !isBest ? { keyHtml: `${escapeHtml(best.text)}. ${best.whyHtml}` } : {}),
    },
  }
}

/** What is heard in an argument, told apart from what was ticked. */
function argued({ html, whyHtml, chosen, right }: Finding): Finding {
  if (!right) return { html, whyHtml, chosen, right }
  const why = chosen ? whyHtml : told('Not heard.', whyHtml)
  return { html: `Argument: ${html}`, whyHtml: why, chosen, right: chosen }
}

/**
 * A design looked at: its components, its decisions, its argument, each with its share (`PARTS`).
 * @returns findings: components in their order, then one for each decision, then the points of the
 * argument, then what must not be said; each right where what was done or left out is; right from `HOLDS_FROM` on with every component that is needed
 */
export function gradeDesign(design: Design, answer: DesignAnswer): Verdict {
  const { components, decisions, points, mustNotSay } = design
  const known = answer.components.filter((id) => components.some((one) => one.id === id))
  const decided = decisions.map((one) => decisionFinding(one, answer))
  const argument = gradeOpen(points, mustNotSay, answer.text)
  const isDecided = decided.some(({ finding }) => finding.chosen)
  const share = decided.reduce((sum, { worth }) => sum + worth, 0) / Math.max(1, decided.length)
  const score =
    PARTS.components * componentScore(design, known) +
    PARTS.decisions * share +
    PARTS.argument * argument.score
  const stands = components.every(({ id, role }) => role !== 'needed' || known.includes(id))
  return {
    blank: known.length === 0 && !isDecided && argument.blank,
    right: stands && score >= HOLDS_FROM,
    score,
    findings: [
      ...componentFindings(design, known),
      ...decided.map(({ finding }) => finding),
      ...argument.findings.map(argued),
    ],
  }
}
