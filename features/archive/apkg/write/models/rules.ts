import type { OwnKind } from '@/features/cards/own/schema'

const CSS =
  '.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: left; max-width: 40em; margin: 1em auto; } .cloze { font-weight: bold; } code { font-size: 0.9em; } .extra { margin-top: 1em; opacity: 0.75; }'
const EXTRA = '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}'
const ANSWER = '\n\n<hr id=answer>\n\n'

/** A notetype: its fields, and what each of its cards asks. */
export interface Model {
  id: number
  name: string
  cloze: boolean
  fields: string[]
  templates: [name: string, qfmt: string, afmt: string][]
}

const SIDES = ['Front', 'Back', 'Extra']
const asked = (ask: string, tell: string): [string, string] => [
  `{{${ask}}}`,
  `{{FrontSide}}${ANSWER}{{${tell}}}${EXTRA}`,
]

/** The notetypes of a package, by the kind of note. */
export const MODELS: Record<OwnKind, Model> = {
  basic: {
    id: 1763800000001,
    name: 'Coldstart basic',
    cloze: false,
    fields: SIDES,
    templates: [['Card 1', ...asked('Front', 'Back')]],
  },
  reverse: {
    id: 1763800000002,
    name: 'Coldstart both ways',
    cloze: false,
    fields: SIDES,
    templates: [
      ['Card 1', ...asked('Front', 'Back')],
      ['Card 2', ...asked('Back', 'Front')],
    ],
  },
  typed: {
    id: 1763800000003,
    name: 'Coldstart typed',
    cloze: false,
    fields: SIDES,
    templates: [
      ['Card 1', '{{Front}}\n\n{{type:Back}}', `{{Front}}${ANSWER}{{type:Back}}${EXTRA}`],
    ],
  },
  cloze: {
    id: 1763800000004,
    name: 'Coldstart cloze',
    cloze: true,
    fields: ['Text', 'Extra'],
    templates: [['Cloze', '{{cloze:Text}}', `{{cloze:Text}}${EXTRA}`]],
  },
}

/** A notetype as Anki keeps it. `mod` in seconds. */
export const modelJson = ({ id, name, cloze, fields, templates }: Model, mod: number) => ({
  id,
  name,
  type: cloze ? 1 : 0,
  mod,
  usn: -1,
  sortf: 0,
  did: 1,
  css: CSS,
  latexPre: '\\documentclass[12pt]{article}\\begin{document}',
  latexPost: '\\end{document}',
  latexsvg: false,
  req: templates.map((_, ord) => [ord, 'any', [name.endsWith('ways') && ord === 1 ? 1 : 0]]),
  tags: [],
  vers: [],
  flds: fields.map((field, ord) => ({
    name: field,
    ord,
    sticky: false,
    rtl: false,
    font: 'Arial',
    size: 20,
    media: [],
  })),
  tmpls: templates.map(([template, qfmt, afmt], ord) => ({
    name: template,
    ord,
    qfmt,
    afmt,
    bqfmt: '',
    bafmt: '',
    bfont: '',
    bsize: 0,
    did: null,
  })),
})

/** A deck as Anki keeps it. `mod` in seconds. */
export const deckJson = (id: number, name: string, mod: number) => ({
  id,
  name,
  mod,
  usn: -1,
  desc: '',
  dyn: 0,
  conf: 1,
  collapsed: false,
  browserCollapsed: false,
  extendNew: 0,
  extendRev: 0,
  newToday: [0, 0],
  revToday: [0, 0],
  lrnToday: [0, 0],
  timeToday: [0, 0],
})

/** The options of its decks, as Anki makes them for a new profile. */
export const OPTIONS = {
  id: 1,
  name: 'Default',
  mod: 0,
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: true, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0], order: 1, perDay: 20 },
  rev: { bury: true, ease4: 1.3, hardFactor: 1.2, ivlFct: 1, maxIvl: 36500, perDay: 200 },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
}
