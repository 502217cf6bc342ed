import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Compiler, Sourced } from '../compile/rules'
import { type Erratum, type ErratumShown, errataFileSchema } from '../schema'

const VERDICTS: Record<Erratum['verdict'], string> = {
  outdated: 'Outdated',
  wrong: 'Wrong',
  imprecise: 'Imprecise',
  'contradicts-other-seed': 'The sources disagree',
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "2025-08-01" → "1 August 2025", "2020-12" → "December 2020"; other texts stay as they are. */
export function sinceText(since: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(since)
  if (!match) return since
  const month = MONTHS[Number(match[2]) - 1] ?? ''
  return [match[3] ? String(Number(match[3])) : '', month, match[1]].filter(Boolean).join(' ')
}

/** The editor's note that stands beside a corrected claim. */
export function erratumNote(erratum: Erratum, claim: string, now: string, say: string): Element {
  const since = erratum.since
    ? ` <span class="since">Since ${sinceText(erratum.since)}.</span>`
    : ''
  const html = `<aside class="erratum" id="${erratum.id}" aria-label="Correction">
<p class="claim"><span class="verdict">${VERDICTS[erratum.verdict]}</span> <s>${claim}</s></p>
<p class="now">${now}${since} <a href="${erratum.source.url}" rel="noopener">${erratum.source.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a></p>
<p class="say"><span class="verdict">Say</span> ${say}</p>
</aside>`
  const root = fromHtml(html, { fragment: true })
  const node = root.children.find((child) => child.type === 'element')
  if (node?.type !== 'element') throw new Error(`the note of ${erratum.id} came out empty`)
  return node
}

/** An erratum as pages and checks meet it: shown, and as plain text of what holds today. */
export interface ReadErratum extends Sourced<Erratum> {
  shown: ErratumShown
  plain: string
}

/** Reads the errata, before the pages that show them. */
export function readErrata(compiler: Compiler): Map<string, ReadErratum> {
  const file = 'content/errata.yaml'
  const parsed = compiler.yaml(file, errataFileSchema)
  const errata = new Map<string, ReadErratum>()
  for (const [index, value] of (parsed.value ?? []).entries()) {
    const lineOf: Sourced<Erratum>['lineOf'] = (path) => parsed.lineOf([index, ...path])
    if (errata.has(value.id)) {
      compiler.error(file, lineOf(['id']), `the id ${value.id} is used twice: give this another`)
      continue
    }
    const now = compiler.inline(file, lineOf(['now']), '/sources', value.now)
    const sayHtml = compiler.inline(file, lineOf(['say']), '/sources', value.say).html
    const claimHtml = compiler.quoted(file, lineOf(['claim']), value.claim)
    const shown = { ...value, claimHtml, nowHtml: now.html, sayHtml, places: [] }
    errata.set(value.id, { value, file, lineOf, shown, plain: now.text })
    compiler.kit.notes.set(value.id, erratumNote(value, claimHtml, now.html, sayHtml))
  }
  return errata
}
