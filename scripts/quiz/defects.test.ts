import { beforeAll, describe, expect, test } from 'vitest'
import type { Content } from '@/features/cards/schema'
import { chanceOf } from '@/features/quiz/chance/rules'
import { checkFixes } from './fixes'
import { bankOf, FILE, KINDS } from './fixture'

let compile: Awaited<ReturnType<typeof bankOf>>['compile']
let figures: Content['figures']
beforeAll(async () => {
  const bank = await bankOf()
  compile = bank.compile
  figures = bank.figures
}, 120_000)

/** A defect: its name, what is changed in the fixture (the first such text), and what must be said. */
type Defect = [kind: string, from: string, to: string, says: RegExp]

const OF_CHOICES: Defect[] = [
  [
    'two keys where one is to be chosen',
    'served below that name." }',
    'served below that name.", key: true }',
    /has 2 keys where 1 are/,
  ],
  ['no key at all', 'shows in a path.", key: true', 'shows in a path."', /has 0 keys where 1 are/],
  [
    'one key where two are to be chosen',
    'proxy integration.", key: true',
    'proxy integration."',
    /has 1 keys where 2 are/,
  ],
  ['a stem that does not say how many', 'Choose two.', '', /must say in its stem how many/],
  ['more to choose than there may be', 'choose: 2', 'choose: 5', /choose: /],
  [
    'two options only',
    `    - { text: The handler never began, why: "A function that was never called writes no line at all." }\n`,
    '',
    /options: /,
  ],
  ['the same option twice', 'text: The host name', 'text: the first  segment', /same option twice/],
  [
    'an option without a reason',
    ', why: "The host names the API and the region, and every stage shares it."',
    '',
    /why/,
  ],
  [
    'a reason that is none',
    'Nothing in the query chooses a stage, whatever its parameters are.',
    'Incorrect.',
    /is no reason yet/,
  ],
  [
    'a reason that points at another option',
    'The host names the API',
    'Unlike the first option, the host names the API',
    /points at another option/,
  ],
  ['a catch-all', 'text: The query string', 'text: All of the above', /name what is meant/],
  [
    'logs to be read that are not there',
    `  evidence:\n    - { title: Function log, lang: text, text: "Status: timeout" }\n`,
    '',
    /evidence: /,
  ],
  ['evidence in a language nobody knows', 'lang: text', 'lang: klingon', /lang: /],
]

const OF_ALL: Defect[] = [
  [
    'no explanation',
    '  explain: The stage `$default` is served at the root of the address.\n',
    '',
    /explain: /,
  ],
  [
    'no source',
    '  source: { title: "API Gateway: Stages for HTTP APIs", url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html" }\n',
    '',
    /source: /,
  ],
  [
    'a source that is no address',
    '"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html"',
    '"the handbook"',
    /source: url: /,
  ],
  [
    'an id that is none',
    'quiz.api-gateway-basics.t-single',
    'single one',
    /an id is quiz\.<topic>/,
  ],
  [
    'an id of another topic',
    'quiz.api-gateway-basics.t-single',
    'quiz.pricing.t-single',
    /its id must begin with/,
  ],
  [
    'an id used twice',
    'quiz.api-gateway-basics.t-multiple',
    'quiz.api-gateway-basics.t-single',
    /is used twice/,
  ],
  ['a bad level', 'level: mid', 'level: hard', /level: /],
  ['a bad skill', 'skill: apply', 'skill: guess', /skill: /],
  ['a kind nobody knows', 'kind: single', 'kind: riddle', /kind/],
  [
    'a field nobody knows',
    '  level: mid',
    '  colour: red\n  level: mid',
    /no field "colour"|colour/,
  ],
  [
    'a dead card',
    'cards: [api-gateway-basics.route-word]',
    'cards: [api-gateway-basics.none]',
    /names the card "api-gateway-basics.none"/,
  ],
  ['no card', 'cards: [api-gateway-basics.route-word]', 'cards: []', /cards: /],
  [
    'a dead anchor',
    'teaches: the-words-you-need',
    'teaches: nowhere',
    /teaches "nowhere", which is no item/,
  ],
  [
    'a dead link',
    'explain: The stage `$default`',
    'explain: See [this](/topics/none). The stage `$default`',
    /leads to no page/,
  ],
  [
    'a link to an anchor that is not there',
    'explain: The stage `$default`',
    'explain: See [this](/topics/pricing#none). The stage `$default`',
    /has no anchor #none/,
  ],
  [
    'a link that begins nowhere',
    'explain: The stage `$default`',
    'explain: See [this](pricing). The stage `$default`',
    /must begin with https/,
  ],
  [
    'a hard-coded figure in a stem',
    'A client calls the root',
    'Within 29 seconds a client calls the root',
    /"29 seconds" is a figure/,
  ],
  [
    'a hard-coded figure in a reason',
    'This holds for stages',
    'Within 29 seconds this holds for stages',
    /"29 seconds" is a figure/,
  ],
  [
    'a figure nobody knows',
    'A client calls the root',
    'A client calls {=no.such} the root',
    /there is no figure "no.such"/,
  ],
  [
    'a mark that cannot be read',
    'A client calls the root',
    'A client {^calls} the root',
    /cannot read the mark|reason/,
  ],
  ['raw HTML', 'A client calls the root', 'A <b>client</b> calls the root', /raw HTML/],
  ['a picture', 'A client calls the root', 'A ![client](/x.png) calls the root', /no image files/],
  ['YAML that cannot be read', 'level: mid', 'level: [mid', /YAML/],
]

const OF_KINDS: Defect[] = [
  [
    'the same step twice',
    'text: The response is mapped',
    'text: The integration is called',
    /same step twice/,
  ],
  [
    'two steps only',
    `    - { text: The integration is called, why: "The backend sees what passed the checks before." }
    - { text: The response is mapped, why: "There is something to map only once the backend answered." }\n`,
    '',
    /steps: /,
  ],
  ['the same right side twice', 'right: Route,', 'right: Resource,', /same right side twice/],
  ['an extra that is a partner', 'right: Bucket', 'right: Route', /same right side twice/],
  ['the same left side twice', 'left: HTTP API', 'left: REST API', /same left side twice/],
  ['a blank that is not in the text', '{{make}}', 'stringify', /must hold \{\{make\}\} once/],
  [
    'a blank that is there twice',
    '{{status}}: 200',
    '{{status}}: {{status}}',
    /must hold \{\{status\}\} once/,
  ],
  [
    'a blank that is not described',
    '{ ok: true }',
    '{ {{more}}: true }',
    /has \{\{more\}\}, which blanks does not describe/,
  ],
  [
    'a wrong filling that is accepted',
    '{ text: status, why',
    '{ text: statusCode, why',
    /accepts "statusCode" and calls it wrong/,
  ],
  ['a blank that accepts nothing', 'accept: [stringify]', 'accept: []', /accept: /],
  [
    'a lure within the tolerance',
    'tolerance: 0',
    'tolerance: 60',
    /calls 80 wrong, which is within/,
  ],
  ['a tolerance below nothing', 'tolerance: 0', 'tolerance: -1', /tolerance: /],
  ['an answer that is no number', 'answer: 20', 'answer: twenty', /answer: /],
  [
    'a spot that is not in the diagram',
    'node: client, label',
    'node: caller, label',
    /names the node "caller"/,
  ],
  [
    'a diagram without a right spot',
    'called.", key: true',
    'called."',
    /has no key: mark the right spot/,
  ],
  ['a diagram that cannot be drawn', 'digraph { rankdir', 'digraph { { rankdir', /cannot be drawn/],
  [
    'a diagram without words',
    '  alt: A client calls a gate, the gate calls code, the code uses a store.\n',
    '',
    /alt: /,
  ],
  [
    'a lure that is the key',
    'part: status, answer: "403"',
    'part: status, answer: "404"',
    /calls 404 wrong, which is what is answered/,
  ],
  [
    'a lure for what is not asked',
    'part: status, answer: "403"',
    'part: header:x, answer: "403"',
    /speaks of "header:x", which is not asked for/,
  ],
  [
    'a world that cannot be run',
    'GET /orders: {',
    'FETCH orders: {',
    /cannot be answered by the emulator/,
  ],
  ['a world that is none', 'type: HTTP\n', 'type: SOAP\n', /world/],
  [
    'a prediction of nothing that answers',
    '- { request: { method: GET, path: /customers } }',
    '- { advanceMs: 10 }',
    /not answered over HTTP/,
  ],
  [
    'two points for an open answer',
    `    - { point: Nothing is lost meanwhile, weight: 1, accept: [nothing is lost, keeps messages], why: "What was taken in is kept until it was done." }\n`,
    '',
    /points: /,
  ],
  [
    'a point with one phrasing',
    'accept: [tried again, retried]',
    'accept: [tried again]',
    /accept: /,
  ],
  ['a weight that is none', 'weight: 1', 'weight: 9', /weight: /],
  [
    'a lure that changes nothing there',
    'from: GET, to: ANY',
    'from: PATCH, to: ANY',
    /changes "PATCH", which the solution must hold once/,
  ],
]

const OF_MENDS: Defect[] = [
  [
    'what is broken and works',
    'GET /order: {',
    'GET /orders: {',
    /passes its checks before it is mended/,
  ],
  [
    'a solution that fails',
    'expect: [{ see: status, is: 404 }]',
    'expect: [{ see: status, is: 405 }]',
    /has a solution that fails no-more/,
  ],
  [
    'a lure that passes',
    'from: GET, to: ANY',
    'from: "function: orders }", to: "function: orders  }"',
    /calls lure 1 wrong, which passes/,
  ],
]

function broken([kind, from, to]: Defect): string {
  if (!KINDS.includes(from)) throw new Error(`"${from}" of "${kind}" is not in the fixture`)
  return KINDS.replace(from, () => to)
}

describe('the bank', () => {
  test('has nothing said of it where nothing is wrong', async () => {
    const bank = await compile(KINDS)
    expect(bank.problems).toEqual([])
    expect(new Set(bank.exercises.map(({ kind }) => kind)).size).toBe(11)
    expect(await checkFixes(bank, figures)).toEqual([])
    const predicted = bank.exercises.find(({ kind }) => kind === 'predict')?.body
    expect(predicted).toMatchObject({
      parts: [
        { part: 'status', key: '404' },
        { part: 'body', key: '{"message":"Not Found"}' },
        { part: 'header:content-type', key: 'application/json' },
      ],
    })
  })

  const all = [...OF_CHOICES, ...OF_ALL, ...OF_KINDS, ...OF_MENDS]
  test('is broken here in more than fifty ways, each by its own name', () => {
    expect(new Set(all.map(([kind]) => kind)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(50)
  })

  test.each([...OF_CHOICES, ...OF_ALL, ...OF_KINDS])('%s is found', async (...defect) => {
    const { problems } = await compile(broken(defect))
    const found = problems.filter(({ message }) => defect[3].test(message))
    expect(problems.map(({ message }) => message).join('\n')).toMatch(defect[3])
    for (const { file, severity, line } of found) {
      expect({ file, severity }).toEqual({ file: FILE, severity: 'error' })
      expect(line).toBeGreaterThan(0)
    }
  })

  test.each(OF_MENDS)('%s is found', async (...defect) => {
    const bank = await compile(broken(defect))
    expect(bank.problems).toEqual([])
    const [problem] = await checkFixes(bank, figures)
    expect(problem?.message).toMatch(defect[3])
    expect(problem?.file).toBe(FILE)
  })

  test('a topic that does not exist is found', async () => {
    const { problems } = await compile(KINDS, (files) => {
      files.set('content/quiz/nowhere.yaml', KINDS)
      files.delete(FILE)
    })
    expect(problems[0]?.message).toMatch(/there is no topic "nowhere"/)
  })

  test('an id that was published and is gone is found, and one in a file that cannot be read is not', async () => {
    const gone = (files: Map<string, string>) =>
      files.set('content/published-ids.txt', 'exercise quiz.api-gateway-basics.gone\n')
    expect((await compile(KINDS, gone)).problems).toMatchObject([
      {
        file: 'content/published-ids.txt',
        line: 1,
        message: expect.stringMatching(/no longer exists/),
      },
    ])
    const unread = await compile(KINDS.replace('level: mid', 'level: [mid'), gone)
    expect(unread.problems.some(({ file }) => file.endsWith('.txt'))).toBe(false)
  })

  test('two stems that ask the same are found', async () => {
    const again = KINDS.split('\n- id:')[0]?.replace('t-single', 't-again')
    const { problems } = await compile(`${KINDS}${again}\n`)
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/asks nearly the same as/),
    )
  })
})

describe('habits that would give keys away', () => {
  const WORDS =
    'amber birch cedar delta ember frost grove heron iris jade kelp lotus maple nectar onyx pearl quartz river slate tulip umber violet willow yarrow zinc'.split(
      ' ',
    )
  /** Forty exercises of four options; the key stands at `place(i)` and is the longest where `longest(i)`. */
  const forty = (place: (i: number) => number, longest: (i: number) => boolean) =>
    Array.from({ length: 40 }, (_, i) => {
      const chance = chanceOf(`habit ${i}`)
      const stem = chance.shuffle(WORDS).slice(0, 9).join(' ')
      const long = longest(i) ? place(i) : (place(i) + 1) % 4
      const options = [0, 1, 2, 3].map((at) => {
        const text = `${WORDS[at]}${at === long ? ' and more' : ''}`
        const key = at === place(i) ? ', key: true' : ''
        return `    - { text: ${text}, why: "It is told at some length why this one is so."${key} }`
      })
      return `- id: quiz.api-gateway-basics.h-${i}
  kind: single
  level: mid
  skill: apply
  stem: ${stem}
  options:
${options.join('\n')}
  explain: It is the rule.
  source: { title: "Lambda", url: "https://docs.aws.amazon.com/lambda/latest/dg/welcome.html" }
  teaches: the-words-you-need
  cards: [api-gateway-basics.route-word]`
    }).join('\n')
  const said = async (text: string) =>
    (await compile(text)).problems.map(({ message }) => message).join('\n')

  test('keys at all places, the longest in a quarter, are no habit', async () => {
    expect(
      await said(
        forty(
          (i) => i % 4,
          (i) => i % 16 < 4,
        ),
      ),
    ).toBe('')
  })
  test('a place that the key prefers is found', async () => {
    expect(
      await said(
        forty(
          (i) => (i % 2 === 0 ? 1 : i % 4),
          (i) => i % 16 < 4,
        ),
      ),
    ).toMatch(/the key's place tells it/)
  })
  test.each<[string, (i: number) => boolean]>([
    ['mostly', (i) => i % 2 === 0],
    ['hardly ever', (i) => i % 20 === 0],
  ])('the longest option that is %s the key is found', async (_, longest) => {
    expect(await said(forty((i) => i % 4, longest))).toMatch(/the longest option is the key in/)
  })
})
