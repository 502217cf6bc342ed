import { beforeAll, describe, expect, test } from 'vitest'
import { compileContent } from '@/features/cards/rules'
import { engines } from './engines'
import { type Change, fixture, lineIn } from './fixture'

/** One kind of defect: what is changed in the fixture, and what must be said of it, where. */
interface Defect {
  kind: string
  change: Change | Change[]
  /** file that is blamed (the changed one if left out) and a text of the line, or 1 */
  in?: string
  at: string | 1 | [text: string, occurrence: number]
  says: RegExp
  /** what else must be said because of it; anything more is noise and fails */
  also?: RegExp[]
  severity?: 'warning'
}

const kettles = 'topics/kettles.md'
const teapots = 'topics/teapots.md'
const deck = 'cards/kettles.yaml'
const question = 'questions/why-a-kettle.md'
const path = 'paths/tea.md'
const samples = 'samples/kettles.yaml'

const replace = (file: string, from: string, to: string): Change => ({ file, from, to })
const remove = (file: string): Change => ({ file, to: null })
const add = (file: string, to: string): Change => ({ file, to })
const end = (text: string) => replace(teapots, 'Hold the lid.', `Hold the lid.\n\n${text}`)
const lid = '  back: The lid.'
const card = (id: string, front: string, back = 'A hand.') =>
  `\n- id: teapots.${id}\n  teaches: pouring\n  front: ${front}\n  back: ${back}`
const deal = (...cards: string[]) => replace('cards/teapots.yaml', lid, lid + cards.join(''))

/** A second erratum about the same item. */
const another = (id: string) =>
  replace(
    'errata.yaml',
    'and since when.\n',
    `and since when.
- id: ${id}
  about: [guide.boil]
  verdict: wrong
  claim: It needs a fire
  now: It needs none.
  since: null
  source: { title: Notes, url: "https://example.com/notes" }
  say: No fire.
`,
  )
const cards = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    card(`size-${i}`, `How large is a cup of ${i + 1} litres?`, `Size ${i}`),
  )

const FILES: Defect[] = [
  {
    kind: 'a figures file that is missing',
    change: remove('figures.yaml'),
    at: 1,
    says: /missing: create it/,
  },
  {
    kind: 'an errata file that is missing',
    change: remove('errata.yaml'),
    at: 1,
    says: /missing: create it/,
  },
  {
    kind: 'a glossary that is missing',
    change: remove('glossary.yaml'),
    at: 1,
    says: /missing: create it/,
  },
  {
    kind: 'an inventory that is missing',
    change: remove('inventory.json'),
    at: 1,
    says: /missing: create it/,
  },
  {
    kind: 'YAML syntax',
    change: replace(deck, 'front: What bounds', 'front: "What bounds'),
    at: '"What bounds',
    says: /^YAML: /,
  },
  {
    kind: 'YAML syntax in front matter',
    change: replace(kettles, 'order: 1', 'order: [1'),
    at: 'prerequisites',
    says: /^YAML: /,
  },
  {
    kind: 'YAML syntax in errata',
    change: replace('errata.yaml', 'verdict: outdated', 'verdict: out: dated'),
    at: 'out: dated',
    says: /^YAML: /,
  },
  {
    kind: 'JSON syntax in the inventory',
    change: replace('inventory.json', '"id": "qa.1",', '"id": "qa.1'),
    at: '"qa.1',
    says: /^JSON: /,
  },
  {
    kind: 'a text taken for an alias',
    change: replace(deck, 'front: What bounds', 'front: *What'),
    at: '*What',
    says: /^YAML: /,
  },
  {
    kind: 'a word taken for an alias',
    change: replace(deck, 'back: The volume.', 'back: *volume'),
    at: '*volume',
    says: /"\*volume" is no text: put quotes/,
  },
  {
    kind: 'a text taken for a tag',
    change: replace(deck, 'back: The volume.', 'back: !important volume'),
    at: '!important',
    says: /Unresolved tag: !important/,
  },
  {
    kind: 'a key given twice',
    change: replace(deck, '  back: The volume.', '  back: The volume.\n  back: The lid.'),
    at: 'back: The lid',
    says: /keys must be unique/,
  },
]

const FIELDS: Defect[] = [
  {
    kind: 'front matter left out',
    change: replace(teapots, '---\ntitle', 'title'),
    at: 1,
    says: /front matter is missing: begin the file with ---/,
  },
  {
    kind: 'a field nobody knows',
    change: replace(teapots, 'order: 2', 'order: 2\ncolour: red'),
    at: 'colour',
    says: /no field "colour": remove it/,
  },
  {
    kind: 'a field left out',
    change: replace(teapots, 'order: 2\n', ''),
    at: 'title:',
    says: /order: is missing: add it/,
  },
  {
    kind: 'a summary too long',
    change: replace(teapots, 'be able to pour.', `${'pour '.repeat(40)}`),
    at: 'summary',
    says: /summary: has 208 characters: shorten it to 160/,
  },
  {
    kind: 'an empty text',
    change: replace(teapots, 'title: Teapots', 'title: ""'),
    at: 'title',
    says: /title: is empty: write a text/,
  },
  {
    kind: 'a field without a value',
    change: replace(teapots, 'title: Teapots', 'title:'),
    at: 'title',
    says: /title: is empty: write a text/,
  },
  {
    kind: 'a bad level',
    change: replace(question, 'level: screen', 'level: hard'),
    at: 'level',
    says: /level: is "hard": write one of screen, mid, senior/,
  },
  {
    kind: 'an order that is no number',
    change: replace(teapots, 'order: 2', 'order: second'),
    at: 'order',
    says: /order: must be a/,
  },
  {
    kind: 'too few key points',
    change: replace(question, '  - It needs no fire\n', ''),
    at: 'keyPoints',
    says: /keyPoints: has 4 entries: give at least 5/,
  },
  {
    kind: 'a key point taken for a mapping',
    change: replace(question, '- It is cheap', '- Cost: it is cheap'),
    at: 'Cost: it',
    says: /is read as a list or a mapping: put quotes/,
  },
  {
    kind: 'a number without quotes',
    change: replace(deck, 'back: The volume.', 'back: 502'),
    at: 'back: 502',
    says: /kettles.limits: back: is read as a number: write it in quotes, "502"/,
  },
  {
    kind: 'a truth value without quotes',
    change: replace(deck, 'back: The volume.', 'back: true'),
    at: 'back: true',
    says: /write it in quotes, "true"/,
  },
  {
    kind: 'a slug with capitals',
    change: replace(teapots, '[kettles]', '[Kettles]'),
    at: 'prerequisites',
    says: /lower-case words joined by hyphens/,
  },
  {
    kind: 'a date that is none',
    change: replace('figures.yaml', 'verified: 2026-11-01', 'verified: last week'),
    at: 'last week',
    says: /write a date as YYYY-MM-DD/,
  },
  {
    kind: 'a source without address',
    change: replace('errata.yaml', 'https://example.com/notes', 'the notes'),
    at: 'the notes',
    says: /url: is "the notes", which is not a valid url/,
  },
]

const FIGURES: Defect[] = [
  {
    kind: 'a hard-coded figure in prose',
    change: end('It needs 90 seconds.'),
    at: 'needs 90',
    says: /"90 seconds" is a figure: write \{=kettle.boil\}, or \{\^90 seconds :: reason\}/,
  },
  {
    kind: 'a hard-coded figure further down a paragraph',
    change: end('It needs\nat most\n90 seconds.'),
    at: '90 seconds',
    says: /is a figure/,
  },
  {
    kind: 'a hard-coded figure in another unit',
    change: end('It needs 1.5 minutes.'),
    at: '1.5',
    says: /"1.5 minutes" is a figure: write \{=kettle.boil\}/,
  },
  {
    kind: 'a hard-coded figure in a heading',
    change: end('## In 90 s'),
    at: 'In 90',
    says: /is a figure/,
  },
  {
    kind: 'a hard-coded figure in a link',
    change: end('[90 s](/topics/kettles)'),
    at: '90 s',
    says: /is a figure/,
  },
  {
    kind: 'a hard-coded figure in a table cell',
    change: replace(kettles, '{=kettle.volume}', '3 MB'),
    at: '3 MB',
    says: /"3 MB" is a figure: write \{=kettle.volume\}/,
  },
  {
    kind: 'a hard-coded figure in a card',
    change: replace(deck, 'After {=kettle.boil}', 'After 90 s'),
    at: '90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in the hole of a cloze',
    change: replace(deck, '[[{=kettle.volume}]]', '[[3]] MB'),
    at: '[[3]]',
    says: /"3 MB" is a figure/,
  },
  {
    kind: 'a hard-coded figure in a note',
    change: replace(deck, 'Older ones took longer.', 'Older ones took more than 90 s.'),
    at: '90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in a summary',
    change: replace(teapots, 'to pour.', 'to pour in 90 s.'),
    at: '90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in a key point',
    change: replace(question, '- It is cheap', '- It takes 90 s'),
    at: '90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in a follow-up',
    change: replace(question, 'It takes {=kettle.boil}', 'It takes 90 s'),
    at: 'takes 90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in a step',
    change: replace(path, 'Water first.', 'Water first, for 90 s.'),
    at: '90 s',
    says: /"90 s" is a figure/,
  },
  {
    kind: 'a hard-coded figure in an erratum',
    change: replace('errata.yaml', 'boils in {=kettle.boil}', 'boils in 90 seconds'),
    at: 'now:',
    says: /"90 seconds" is a figure/,
  },
  {
    kind: 'a hard-coded figure in the glossary',
    change: replace('glossary.yaml', '{=kettle.boil}', '90 seconds'),
    at: 'definition',
    says: /"90 seconds" is a figure/,
  },
  {
    kind: 'a hard-coded runtime',
    change: end('It runs on Python 3.14.'),
    at: 'Python',
    says: /"Python 3.14" is a figure: write \{=kettle.runtime\}/,
  },
  {
    kind: 'a hard-coded date',
    change: end('It ends on 2029-06-30.'),
    at: '2029',
    says: /"2029-06-30" is a figure: write \{=kettle.end\}/,
  },
  {
    kind: 'a hard-coded date in words',
    change: end('It ends on 30 June 2029.'),
    at: '2029',
    says: /"30 June 2029" is a figure: write \{=kettle.end\}/,
  },
  {
    kind: 'a hard-coded price',
    change: end('It costs $0.20.'),
    at: '$0.20',
    says: /"\$0.20" is a figure: write \{=kettle.price\}/,
  },
  {
    kind: 'an unknown figure',
    change: end('It needs {=kettle.heat}.'),
    at: 'kettle.heat',
    says: /no figure "kettle.heat" in content\/figures.yaml: add it there/,
  },
  {
    kind: 'an unknown form of a figure',
    change: end('It needs {=kettle.boil:min}.'),
    at: 'kettle.boil:min',
    says: /no form "min": .* or use \{=kettle.boil\}, \{=kettle.boil:short\}/,
  },
  {
    kind: 'a figure with an unlisted source',
    change: replace('figures.yaml', 'text: 3 MB, source: DOC', 'text: 3 MB, source: BOOK'),
    at: 'BOOK',
    says: /kettle.volume names the source "BOOK", which is not listed: add it/,
  },
  {
    kind: 'a stale figure',
    change: replace('figures.yaml', 'verified: 2026-10-01', 'verified: 2026-01-01'),
    at: '2026-01-01',
    says: /kettle.end was verified 325 days ago: look at its source again/,
    severity: 'warning',
  },
]

const MARKS: Defect[] = [
  {
    kind: 'a mark left open',
    change: end('It needs {=kettle.boil.'),
    at: '{=kettle.boil.',
    says: /cannot read the mark in .*: a mark is opened and not closed with \}/,
  },
  {
    kind: 'an exemption without reason',
    change: end('It rests {^90 seconds}.'),
    at: '{^90',
    says: /an exemption is written \{\^text :: reason\}/,
  },
  {
    kind: 'an item mark without an id',
    change: end('It rests. {#}'),
    at: '{#}',
    says: /items are written \{#first\}/,
  },
  {
    kind: 'an unknown erratum',
    change: end('It rests. {!err.rest}'),
    at: 'err.rest',
    says: /no erratum "err.rest" in content\/errata.yaml: add it/,
  },
  {
    kind: 'an erratum given twice',
    change: another('err.slow-boil'),
    at: ['id: err.slow-boil', 2],
    says: /err.slow-boil is used twice: give this another/,
  },
  {
    kind: 'an erratum shown nowhere',
    change: another('err.steam'),
    at: 'err.steam',
    says: /err.steam is shown nowhere: mark its claim with \{!err.steam\}/,
    also: [/guide.boil is taught here without its correction: add \{!err.steam\}/],
  },
  {
    kind: 'an erratum missing where its claim is taught',
    change: end('It takes 240 seconds. {#guide.boil}'),
    at: '240',
    says: /guide.boil is taught here without its correction: add \{!err.slow-boil\}/,
  },
  {
    kind: 'an erratum about an unknown item',
    change: replace('errata.yaml', '[guide.boil]', '[guide.boil, guide.steam]'),
    at: 'guide.steam',
    says: /about "guide.steam", which is not an item .*: correct the id/,
  },
  {
    kind: 'an item that nothing teaches',
    change: replace(
      'inventory.json',
      '[\n',
      '[\n{ "id": "guide.lid", "seed": "a.txt", "section": "1", "kind": "x", "title": "The lid", "facts": [] },\n',
    ),
    at: 'guide.lid',
    says: /nothing teaches guide.lid \(The lid\): mark its row, step or paragraph with \{#guide.lid\}/,
  },
  {
    kind: 'an item taught without its number',
    change: replace('inventory.json', 'holds 3 MB', 'holds 3 MB in 7 cups'),
    in: kettles,
    at: 'It holds',
    says: /guide.volume does not mention "7": say it, or show the erratum/,
  },
  {
    kind: 'an item taught without its term',
    change: replace(kettles, ' of Earl Grey {#', ' of tea {#'),
    at: 'It holds',
    says: /guide.volume does not mention "Earl", "Grey"/,
  },
  {
    kind: 'an unknown item',
    change: end('It rests. {#guide.rest}'),
    at: 'guide.rest',
    says: /"guide.rest" is not an item of content\/inventory.json: correct the id/,
  },
]

const LINKS: Defect[] = [
  {
    kind: 'an anchor twice on a page',
    change: replace(
      kettles,
      '- It boils and it pours.',
      '- It holds {=kettle.volume} of Earl Grey. {#guide.volume}',
    ),
    at: '- It holds',
    says: /the anchor "guide.volume" stands on the page twice: keep it where/,
  },
  {
    kind: 'a dead link',
    change: end('See [cups](/topics/cups).'),
    at: '[cups]',
    says: /the link \/topics\/cups leads to no page: correct its path/,
  },
  {
    kind: 'a dead link by reference',
    change: end('See [cups][1].\n\n[1]: /topics/cups'),
    at: '[1]: /',
    says: /leads to no page/,
  },
  {
    kind: 'a dead link in a card',
    change: replace(deck, 'back: The volume.', 'back: The [volume](/volume).'),
    at: '[volume]',
    says: /the link \/volume leads to no page/,
  },
  {
    kind: 'a dead anchor',
    change: replace(kettles, '#pouring', '#lid'),
    at: '#lid',
    says: /the page \/topics\/teapots has no anchor #lid: correct it/,
  },
  {
    kind: 'a dead anchor of its own page',
    change: end('See [below](#below).'),
    at: '#below',
    says: /the page \/topics\/teapots has no anchor #below/,
  },
  {
    kind: 'a relative link',
    change: end('See [kettles](kettles).'),
    at: '(kettles)',
    says: /the link "kettles" must begin with https:\/\/, \/ or #/,
  },
  {
    kind: 'a link without encryption',
    change: end('See [notes](http://example.com).'),
    at: 'http:',
    says: /must begin with https/,
  },
  {
    kind: 'an unknown prerequisite',
    change: replace(teapots, '[kettles]\n', '[kettles, cups]\n'),
    at: 'cups]',
    says: /there is no topic "cups": correct the name/,
  },
  {
    kind: 'an unknown topic of a question',
    change: replace(question, 'topics: [kettles]', 'topics: [cups]'),
    at: 'cups]',
    says: /there is no topic "cups"/,
  },
  {
    kind: 'an unknown card of a question',
    change: replace(question, 'kettles.boil-time', 'kettles.heat'),
    at: 'kettles.heat',
    says: /there is no card "kettles.heat"/,
  },
  {
    kind: 'an unknown question of a path',
    change: replace(path, 'why-a-kettle', 'why-a-cup'),
    at: 'why-a-cup',
    says: /there is no question "why-a-cup"/,
  },
  {
    kind: 'an unknown topic of a term',
    change: replace('glossary.yaml', 'topic: kettles', 'topic: cups'),
    at: 'cups',
    says: /there is no topic "cups"/,
  },
  {
    kind: 'a step with a topic and a question',
    change: replace(path, '  - topic: kettles', '  - topic: kettles\n    question: why-a-kettle'),
    at: 'topic: kettles',
    says: /exactly one of topic, question: split it/,
  },
  {
    kind: 'a step with neither',
    change: replace(path, 'topic: kettles\n    why', 'why'),
    at: 'Water first',
    says: /exactly one of topic, question/,
  },
]

const CARDS: Defect[] = [
  {
    kind: 'a card id used twice',
    change: deal(card('lid', 'Which part comes off first?')),
    in: 'cards/teapots.yaml',
    at: ['id: teapots.lid', 2],
    says: /teapots.lid is used twice \(also content\/cards\/teapots.yaml:1\): ids are never reused/,
  },
  {
    kind: 'a card id that is none',
    change: replace(deck, 'id: kettles.limits', 'id: Kettles Limits'),
    at: 'Kettles Limits',
    says: /a card id is <topic>.<kebab-case>/,
  },
  {
    kind: 'a card in the wrong deck',
    change: replace(deck, 'id: kettles.limits', 'id: teapots.limits'),
    at: 'teapots.limits',
    says: /its id must begin with "kettles."/,
    also: [/"card kettles.limits" was published and no longer exists/],
  },
  {
    kind: 'a published card that vanished',
    change: replace(deck, 'id: kettles.limits', 'id: kettles.bounds'),
    in: 'published-ids.txt',
    at: 'kettles.limits',
    says: /"card kettles.limits" was published and no longer exists: bring it back/,
  },
  {
    kind: 'a card that teaches a missing anchor',
    change: replace(deck, 'teaches: limits', 'teaches: bounds'),
    at: 'bounds',
    says: /kettles.limits teaches "bounds", which is no item or heading of \/topics\/kettles: correct it/,
  },
  {
    kind: 'cards of an unknown topic',
    change: add(
      'cards/cups.yaml',
      '- id: cups.size\n  teaches: size\n  front: How large is it?\n  back: Small.\n',
    ),
    at: 1,
    says: /no topic "cups" for these cards: name the file after a topic/,
  },
  {
    kind: 'an answer over 30 words',
    change: replace(deck, 'back: The volume.', `back: ${'so '.repeat(31)}`),
    at: 'kettles.limits',
    says: /the answer of kettles.limits has 31 words: ask one thing, at most 30/,
  },
  {
    kind: 'a front that contains its answer',
    change: replace(deck, 'What bounds the size', 'Does the volume bound the size'),
    at: 'kettles.limits',
    says: /the front of kettles.limits contains its answer, "The volume.": ask without it/,
  },
  {
    kind: 'a cloze that contains its answer',
    change: replace(
      deck,
      'of Earl Grey.\n- id: kettles.volume-reverse',
      'of Earl Grey, and {=kettle.volume} is little.\n- id: kettles.volume-reverse',
    ),
    at: 'kettles.volume',
    says: /the front of kettles.volume contains its answer/,
  },
  {
    kind: 'a front used more than ten times',
    change: deal(...cards(11)),
    at: 'teapots.size-10',
    says: /the pattern "how large is a cup of … litres" is used more than 10 times: ask teapots.size-10 another way/,
  },
  {
    kind: 'two cards that ask the same',
    change: deal(card('again', 'What do you hold, while the tea flows?', 'The handle.')),
    at: 'teapots.again',
    says: /teapots.again asks the same as teapots.lid: ask another thing/,
  },
  {
    kind: 'a cloze with two holes',
    change: replace(
      deck,
      'of Earl Grey.\n- id: kettles.volume-reverse',
      'of [[Earl Grey]].\n- id: kettles.volume-reverse',
    ),
    at: 'kettles.volume',
    says: /kettles.volume: a cloze hides exactly one part: write \[\[the answer\]\]/,
  },
  {
    kind: 'a cloze without a hole',
    change: replace(deck, '[[{=kettle.volume}]]', '{=kettle.volume}'),
    at: 'kettles.volume',
    says: /a cloze hides exactly one part/,
  },
  {
    kind: 'a card with a cloze and a front',
    change: replace(deck, '  cloze: A', '  front: What holds it?\n  cloze: A'),
    at: 'kettles.volume',
    says: /either a cloze or has a front and a back: keep one/,
  },
  {
    kind: 'a cloze that is a reverse',
    change: replace(deck, '  cloze: A', '  reverseOf: kettles.limits\n  cloze: A'),
    at: 'kettles.volume',
    says: /the reverse of a card has a front and a back/,
  },
  {
    kind: 'a card without a back',
    change: replace(deck, '  back: The volume.\n', ''),
    at: 'kettles.limits',
    says: /a card needs a front and a back, or a cloze/,
  },
  {
    kind: 'the reverse of a missing card',
    change: replace(deck, 'reverseOf: kettles.volume', 'reverseOf: kettles.size'),
    at: 'kettles.volume-reverse',
    says: /reverses "kettles.size", which does not exist: correct the id/,
  },
]

const CODE: Defect[] = [
  {
    kind: 'a Python fence without sample',
    change: end('```python\nprint(1)\n```'),
    at: '```python',
    says: /a python fence needs sample=<name>/,
  },
  {
    kind: 'a sample without specification',
    change: replace(
      samples,
      'brew:\n  handler: brew\n  calls:\n    - event: { leaf: green }\n      returns: { cup: green }\n      stdout: ["brewing green"]\n',
      '',
    ),
    in: kettles,
    at: 'sample=brew',
    says: /the sample "brew" has no entry in content\/samples\/kettles.yaml: say there/,
  },
  {
    kind: 'samples without a file of specifications',
    change: remove(samples),
    in: kettles,
    at: 'sample=brew',
    says: /the page has samples and no content\/samples\/kettles.yaml: write it/,
  },
  {
    kind: 'a specification without fence',
    change: replace(samples, 'pour:\n', 'sip: { stdout: ["ah"] }\npour:\n'),
    at: 'sip',
    says: /no fence of content\/topics\/kettles.md is called "sip": write sample=sip/,
  },
  {
    kind: 'a file of specifications without page',
    change: add('samples/teapots.yaml', 'sip: { stdout: ["ah"] }\n'),
    at: 1,
    says: /no page has samples for this file: remove it/,
  },
  {
    kind: 'a specification that asserts nothing',
    change: replace(
      samples,
      '      returns: { cup: green }\n      stdout: ["brewing green"]\n',
      '',
    ),
    at: 'brew:',
    says: /the sample "brew" asserts nothing: give calls with returns, throws or stdout/,
  },
  {
    kind: 'a specification whose calls call nothing',
    change: replace(samples, '  handler: brew\n', ''),
    at: 'brew:',
    says: /has calls and no handler: name the function/,
  },
  {
    kind: 'a specification that prints beside its calls',
    change: replace(samples, 'brew:\n', 'brew:\n  stdout: []\n'),
    at: 'brew:',
    says: /has a handler: put stdout into its calls/,
  },
  {
    kind: 'a field of a specification nobody knows',
    change: replace(samples, 'throws: RangeError', 'throw: RangeError'),
    at: 'throw:',
    says: /no field "throw"/,
  },
  {
    kind: 'a language nobody knows',
    change: end('```bash\nls\n```'),
    at: '```bash',
    says: /no fence is "bash": use one of python, js/,
  },
  {
    kind: 'JSON that cannot be parsed',
    change: replace(kettles, '"cups": 2,', '"cups": 2'),
    at: '"leaf": "green"',
    says: /this json cannot be parsed: JSON: Expected ',' or '}'/,
  },
  {
    kind: 'JSON cut short',
    change: end('```json\n{ "cups":\n```'),
    at: '{ "cups":',
    says: /this json cannot be parsed: JSON: Unexpected end/,
  },
  {
    kind: 'YAML that cannot be parsed',
    change: replace(kettles, '  Volume: !Ref KettleVolume', '  Volume: "one'),
    at: '"one',
    says: /this yaml cannot be parsed: YAML: /,
  },
  {
    kind: 'YAML with a tag nobody knows',
    change: replace(kettles, '!Ref', '!Reff'),
    at: '!Reff',
    says: /this yaml cannot be parsed: YAML: Unresolved tag: !Reff/,
  },
  {
    kind: 'a diagram without alt',
    change: replace(kettles, ' alt="Water goes from the kettle into a cup."', ''),
    at: '```dot',
    says: /a diagram needs alt="…"/,
  },
  {
    kind: 'a diagram that cannot be drawn',
    change: replace(kettles, 'kettle -> cup }', 'kettle -> }'),
    at: '```dot',
    says: /the diagram cannot be drawn: syntax error/,
  },
  {
    kind: 'raw HTML',
    change: end('It <b>pours</b>.'),
    at: '<b>',
    says: /raw HTML is not rendered: write it as Markdown/,
  },
  {
    kind: 'an image',
    change: end('![A cup](/cup.png)'),
    at: '![',
    says: /there are no image files: draw it as a dot diagram/,
  },
]

const TODAY = '2026-11-22'
const DEFECTS = [...FILES, ...FIELDS, ...FIGURES, ...MARKS, ...LINKS, ...CARDS, ...CODE]

describe('the content check', () => {
  let machines: Awaited<ReturnType<typeof engines>>
  beforeAll(async () => {
    machines = await engines()
  })

  test('finds nothing in content that is right', () => {
    const { content, problems, samples, ids } = compileContent(fixture(), machines, TODAY)
    expect(problems).toEqual([])
    expect(content.topics.map(({ slug }) => slug)).toEqual(['kettles', 'teapots'])
    expect(content.topics[0]?.summary).toBe(
      'You will be able to say why a kettle needs 90 seconds.',
    )
    expect(content.items.every(({ places }) => places.length > 0)).toBe(true)
    expect(content.errata[0]?.places).toEqual(['/topics/kettles#err.slow-boil'])
    expect(samples.map(({ name }) => name)).toEqual(['brew', 'pour'])
    expect(ids).toContain('card kettles.volume-reverse')
  })

  test('knows each kind of defect by one name', () => {
    expect(new Set(DEFECTS.map(({ kind }) => kind)).size).toBe(DEFECTS.length)
    expect(DEFECTS.length).toBeGreaterThan(90)
  })

  test.each(DEFECTS)('finds $kind', ({ change, in: blamed, at, says, severity, also = [] }) => {
    const changes = [change].flat()
    const files = fixture(...changes)
    const { problems } = compileContent(files, machines, TODAY)
    const file = blamed ?? changes.at(-1)?.file ?? ''
    const line = at === 1 ? 1 : lineIn(files, file, ...([at].flat() as [string, number]))
    const messages = problems.map(({ message }) => message)
    expect(problems).toContainEqual({
      file: `content/${file}`,
      line,
      severity: severity ?? 'error',
      message: expect.stringMatching(says),
    })
    for (const pattern of also) expect(messages).toContainEqual(expect.stringMatching(pattern))
    const noise = messages.filter(
      (message) => ![says, ...also].some((known) => known.test(message)),
    )
    expect(noise).toEqual([])
    expect(messages).toHaveLength(1 + also.length)
  })
})
