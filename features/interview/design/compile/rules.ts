import { toHtml } from 'hast-util-to-html'
import type { Compiler } from '@/features/cards/compile/rules'
import { textHash } from '@/features/cards/deck/rules'
import { diagramElement } from '@/features/cards/diagram/rules'
import { escapeHtml } from '@/features/cards/html/rules'
import { compileInline } from '@/features/cards/markdown/rules'
import type { Content } from '@/features/cards/schema'
import { designFaults, habitFault, strangerFaults } from '../lint/rules'
import { type Design, type DesignSource, designSchema, type Worth } from '../schema'

const DESIGNS_FOLDER = 'interviews/designs'

type Path = (string | number)[]
type Read = (text: string, path: Path) => { html: string; text: string }

function keyHashOf({ version, components, decisions, points }: DesignSource): string {
  const roles = components.map(({ id, role }) => [id, role])
  const worths = decisions.map(({ id, options }) => [id, options.map((one) => [one.id, one.worth])])
  return textHash(
    JSON.stringify([version, roles, worths, points.map(({ id, weight }) => [id, weight])]),
  )
}

const WORTH_WORDS: Record<Worth, string> = {
  best: 'Best here.',
  fair: 'Can be defended.',
  poor: 'Not here.',
}

/** The picture, the argument, and every option with its reason. */
function modelHtml(picture: string, argument: string, decisions: Design['decisions']): string {
  const options = decisions.map(({ askHtml, options }) => {
    const list = options.map(
      ({ text, worth, whyHtml }) =>
        `<li>${escapeHtml(text)}. <em>${WORTH_WORDS[worth]}</em> ${whyHtml}</li>`,
    )
    return `<p class="mt-6"><strong>${askHtml}</strong></p><ul class="mt-2">${list.join('')}</ul>`
  })
  return `${picture}<p class="mt-4">${argument}</p>${options.join('')}`
}

function compileDesign(
  ref: string,
  source: DesignSource,
  read: Read,
  own: Read,
  picture: string,
): { design: Design; texts: { brief: string; argument: string } } {
  const { title, level, topic, minutes, cards, source: from, mustNotSay = [] } = source
  const brief = own(source.brief, ['brief'])
  const argument = read(source.argument, ['argument'])
  const decisions = source.decisions.map(({ id, ask, options }, i) => ({
    id,
    askHtml: read(ask, ['decisions', i, 'ask']).html,
    options: options.map(({ why, text, ...rest }, j) => {
      const at = ['decisions', i, 'options', j]
      return {
        ...rest,
        text: own(text, [...at, 'text']).text,
        whyHtml: read(why, [...at, 'why']).html,
      }
    }),
  }))
  const design: Design = {
    ref,
    title,
    level,
    topic,
    minutes,
    cards,
    href: source.read,
    source: from,
    keyHash: keyHashOf(source),
    briefHtml: brief.html,
    components: source.components.map(({ label, why, ...rest }, i) => ({
      ...rest,
      label: own(label, ['components', i, 'label']).text,
      whyHtml: read(why, ['components', i, 'why']).html,
    })),
    decisions,
    arguesHtml: own(source.argues, ['argues']).html,
    points: source.points.map((point, i) => ({
      ...point,
      point: read(point.point, ['points', i, 'point']).text,
      why: read(point.why, ['points', i, 'why']).text,
    })),
    mustNotSay: mustNotSay.map((not, i) => ({
      ...not,
      why: read(not.why, ['mustNotSay', i, 'why']).text,
    })),
    modelHtml: modelHtml(picture, argument.html, decisions),
    explainHtml: `<strong>The sums.</strong> ${own(source.sums, ['sums']).html}`,
  }
  return { design, texts: { brief: brief.text, argument: argument.text } }
}

/** Reads the designs, and reports everything wrong with them to the compiler. */
export function compileDesigns(compiler: Compiler, content: Content): Design[] {
  const cards = new Set(content.cards.map(({ id }) => id))
  const topics = new Set(content.topics.map(({ slug }) => slug))
  // Loads and budgets are the brief's own numbers; what AWS allows is referred to.
  const plain = { ...compiler.kit, quantities: new Map<string, string[]>() }
  const compiled = compiler.list(DESIGNS_FOLDER, '.yaml').flatMap(({ file, slug }) => {
    const { value: source, lineOf } = compiler.yaml(file, designSchema)
    if (!source) return []
    const report = (message: string, path: Path) =>
      compiler.error(file, lineOf(path), `${slug} ${message}`)
    const reader =
      (kit: typeof plain): Read =>
      (text, path) => {
        const inline = compileInline(file, text, kit, lineOf(path))
        compiler.problems.push(...inline.problems)
        compiler.links.push(...inline.links.map((link) => ({ ...link, file, from: source.read })))
        return inline
      }
    compiler.links.push({ file, line: lineOf(['read']), href: source.read, from: source.read })
    if (!topics.has(source.topic)) report(`names no topic by "${source.topic}"`, ['topic'])
    for (const [i, id] of source.cards.entries())
      if (!cards.has(id)) report(`names the card "${id}", which does not exist`, ['cards', i])
    let picture = ''
    try {
      const drawn = toHtml(diagramElement(compiler.kit.draw(source.diagram), source.alt))
      picture = `<figure class="diagram">${drawn}</figure>`
    } catch (error) {
      report(`has a diagram that cannot be drawn: ${(error as Error).message}`, ['diagram'])
    }
    const { design, texts } = compileDesign(
      slug,
      source,
      reader(compiler.kit),
      reader(plain),
      picture,
    )
    for (const { path, message } of designFaults(source, design, texts)) report(message, path)
    return [{ design, argument: texts.argument }]
  })
  for (const { ref, message } of strangerFaults(compiled))
    compiler.error(`content/${DESIGNS_FOLDER}/${ref}.yaml`, 1, `${ref} ${message}`)
  const designs = compiled.map(({ design }) => design)
  const habit = habitFault(designs)
  if (habit) compiler.error(`content/${DESIGNS_FOLDER}/${designs[0]?.ref}.yaml`, 1, habit)
  return designs
}
