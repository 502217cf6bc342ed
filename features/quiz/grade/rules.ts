import { escapeHtml } from '@/features/cards/html/rules'
import type { Body, Choice, Chosen, Finding, PredictPart, Verdict } from '../schema'
import { shownOrder } from '../sheet/rules'

type Of<K extends Body['kind']> = Extract<Body, { kind: K }>

const code = (text: string) => `<code>${escapeHtml(text)}</code>`

/** A verdict of findings: right when each part is, scored by the share of parts that are. */
function verdictOf(findings: Finding[], parts: boolean[], blank: boolean): Verdict {
  const right = !blank && parts.length > 0 && parts.every(Boolean)
  const score = blank ? 0 : parts.filter(Boolean).length / Math.max(1, parts.length)
  return { right, score, findings, blank }
}

/** Of several to choose, each wrong one takes a right one away; none below nothing. */
function chosenVerdict(
  entries: Pick<Choice, 'html' | 'whyHtml' | 'key'>[],
  chosen: Set<number>,
  choose: number,
): Verdict {
  const findings = entries.map(({ html, whyHtml, key }, index) => ({
    html,
    chosen: chosen.has(index),
    right: key,
    whyHtml,
  }))
  const hits = findings.filter((one) => one.chosen && one.right).length
  const misses = chosen.size - hits
  return {
    right: hits === choose && misses === 0,
    score: Math.max(0, hits - misses) / choose,
    findings,
    blank: chosen.size === 0,
  }
}

function ordering({ steps }: Of<'ordering'>, order: number[], seed: string): Verdict {
  const shown = shownOrder(steps.length, seed, 'steps', true)
  const given = order.map((place) => shown[place])
  const findings = steps.map(({ html, whyHtml }, index) => ({
    html,
    whyHtml,
    chosen: given[index] === index,
    right: given[index] === index,
  }))
  return verdictOf(
    findings,
    findings.map(({ right }) => right),
    order.length === 0,
  )
}

function matching(body: Of<'matching'>, pairs: (number | null)[], seed: string): Verdict {
  const { lefts, rights } = body
  const leftOrder = shownOrder(lefts.length, seed, 'lefts')
  const rightOrder = shownOrder(rights.length, seed, 'rights')
  const findings = lefts.map((html, left) => {
    const shown = pairs[leftOrder.indexOf(left)] ?? null
    const given = shown === null ? undefined : rightOrder[shown]
    const key = rights[left]
    return {
      html: `${html} → ${(given === undefined ? undefined : rights[given])?.html ?? '–'}`,
      chosen: given !== undefined,
      right: given === left,
      whyHtml: key?.whyHtml ?? '',
      ...(given === left ? {} : { keyHtml: key?.html ?? '' }),
    }
  })
  const blank = pairs.every((place) => place === null)
  return verdictOf(
    findings,
    findings.map(({ right }) => right),
    blank,
  )
}

const loosely = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()

function cloze(body: Of<'cloze'>, given: Record<string, string>): Verdict {
  const same = (a: string, b: string) =>
    body.code ? a.trim() === b.trim() : loosely(a) === loosely(b)
  const findings = body.names.map((name): Finding => {
    const blank = body.blanks[name]
    const text = given[name] ?? ''
    const right = blank?.accept.some((one) => same(one, text)) ?? false
    const lure = blank?.lures.find(({ answer }) => same(answer, text))
    return {
      html: text.trim() === '' ? '–' : code(text),
      chosen: text.trim() !== '',
      right,
      whyHtml: `${lure ? `${lure.whyHtml} ` : ''}${blank?.whyHtml ?? ''}`,
      ...(right ? {} : { keyHtml: code(blank?.accept[0] ?? '') }),
    }
  })
  return verdictOf(
    findings,
    findings.map(({ right }) => right),
    findings.every(({ chosen }) => !chosen),
  )
}

/**
 * Reads a number as people write one: `1,024`, `1 024`, `0.25`, `1e3`, with or without a currency
 * sign before it or a unit after it. null for anything else.
 */
export function readNumber(text: string): number | null {
  const found =
    /^[\s$€£]*([+-]?(?:\d{1,3}(?:[, _’']\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?)\s*[A-Za-zµ%/$€£ .-]*$/i.exec(
      text.trim(),
    )
  const digits = found?.[1]?.replace(/[, _’']/g, '') ?? ''
  const value = Number(digits)
  return /\d/.test(digits) && Number.isFinite(value) ? value : null
}

function numeric(body: Of<'numeric'>, text: string): Verdict {
  const value = readNumber(text)
  // A hair wider than told, so that 0.1 + 0.2 is 0.3.
  const near = (a: number, b: number) =>
    Math.abs(a - b) <= body.tolerance + 1e-9 * Math.max(1, Math.abs(b))
  const right = value !== null && near(value, body.answer)
  const lure =
    value === null || right ? undefined : body.lures.find(({ answer }) => near(value, answer))
  const finding: Finding = {
    html:
      text.trim() === ''
        ? '–'
        : `${escapeHtml(text.trim())} <span class="unit">${escapeHtml(body.unit)}</span>`,
    chosen: text.trim() !== '',
    right,
    whyHtml:
      lure?.whyHtml ??
      (value === null && text.trim() !== '' ? 'This is not read as a number.' : ''),
    ...(right
      ? {}
      : {
          keyHtml: `${body.answer.toLocaleString('en-US', { maximumFractionDigits: 6 })} ${escapeHtml(body.unit)}`,
        }),
  }
  return verdictOf([finding], [right], !finding.chosen)
}

function asJson(text: string): string {
  try {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sorted(v)]),
            )
          : value
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text.trim()
  }
}

function predict(parts: PredictPart[], given: Record<string, string>): Verdict {
  const findings = parts.map(({ part, key, lures }): Finding => {
    const text = given[part] ?? ''
    const same = (other: string) =>
      part === 'body' ? asJson(other) === asJson(text) : loosely(other) === loosely(text)
    const right = text.trim() !== '' || key === '' ? same(key) : false
    const lure = right ? undefined : lures.find(({ answer }) => same(answer))
    return {
      html: `${escapeHtml(part)}: ${code(text)}`,
      chosen: text.trim() !== '',
      right,
      whyHtml: lure?.whyHtml ?? '',
      ...(right ? {} : { keyHtml: code(key) }),
    }
  })
  return verdictOf(
    findings,
    findings.map(({ right }) => right),
    findings.every(({ chosen }) => !chosen),
  )
}

/**
 * Grades an answer that needs nothing but the exercise: all kinds but `fix`, which the emulator
 * tries, and `open`, which is held against its points. null where what was chosen is not an answer
 * to this kind, or names a place that the sheet does not have.
 * @param seed the one that the sheet was shuffled by
 */
export function grade(body: Body, chosen: Chosen, seed: string): Verdict | null {
  switch (body.kind) {
    case 'single':
    case 'multiple':
    case 'triage': {
      if (chosen.kind !== 'choice') return null
      const order = shownOrder(body.options.length, seed, 'options')
      const picked = new Set(chosen.chosen.map((place) => order[place] ?? -1))
      if (picked.has(-1) || picked.size > body.choose || picked.size < chosen.chosen.length)
        return null
      return chosenVerdict(body.options, picked, body.choose)
    }
    case 'ordering': {
      if (chosen.kind !== 'order') return null
      const whole = new Set(chosen.order).size === body.steps.length
      const known = chosen.order.every((place) => place < body.steps.length)
      if (chosen.order.length > 0 && !(whole && known && chosen.order.length === body.steps.length))
        return null
      return ordering(body, chosen.order, seed)
    }
    case 'matching': {
      if (chosen.kind !== 'pairs' || chosen.pairs.length !== body.lefts.length) return null
      if (chosen.pairs.some((place) => place !== null && place >= body.rights.length)) return null
      return matching(body, chosen.pairs, seed)
    }
    case 'cloze':
      if (chosen.kind !== 'blanks') return null
      return Object.keys(chosen.blanks).every((name) => body.names.includes(name))
        ? cloze(body, chosen.blanks)
        : null
    case 'numeric':
      return chosen.kind === 'number' ? numeric(body, chosen.text) : null
    case 'hotspot': {
      if (chosen.kind !== 'spots') return null
      const indices = chosen.spots.map((node) => body.spots.findIndex((spot) => spot.node === node))
      const picked = new Set(indices)
      if (picked.has(-1) || picked.size < indices.length || picked.size > body.choose) return null
      const entries = body.spots.map(({ label, whyHtml, key }) => ({
        html: escapeHtml(label),
        whyHtml,
        key,
      }))
      return chosenVerdict(entries, picked, body.choose)
    }
    case 'predict':
      if (chosen.kind !== 'parts') return null
      return Object.keys(chosen.parts).every((name) => body.parts.some(({ part }) => part === name))
        ? predict(body.parts, chosen.parts)
        : null
    case 'fix':
    case 'open':
      return null
  }
}
