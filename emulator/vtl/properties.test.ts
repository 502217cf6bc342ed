import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VtlError } from './error'
import { parseJsonText, toPlain } from './json'
import { parseTemplate, renderTemplate } from './render'

const SCOPE = {
  input: {
    body: '{"a":[1,{"b":"x"}],"s":"text","n":null,"f":1.5}',
    params: { path: { id: '7' }, header: { 'X-A': 'h' } },
  },
  context: {
    requestId: 'r',
    identity: { sourceIp: '192.0.2.1' },
    authorizer: { claims: { sub: 's' } },
  },
  stageVariables: { v: '1' },
}

// Words that meet often make more of the grammar than letters by chance.
const WORDS = [
  ...['#set(', '#if(', '#elseif(', '#else', '#end', '#foreach(', '#break', '#stop', '#macro(m $p)'],
  ...['#m(', '#define($d)', '#evaluate(', '#{end}', '#[[', ']]#', '##', '#*', '*#', '\\', '\n'],
  ...[
    '$x',
    '$d',
    '${',
    '}',
    '$!{x}',
    '$input',
    '$input.path(',
    "'$.a'",
    "'$..*'",
    '.json(',
    '$util',
  ],
  ...[
    '.parseJson(',
    '.urlDecode(',
    '$context.requestOverride.header',
    '$context',
    '$foreach.index',
  ],
  ...[
    '.x',
    '.y()',
    '.size()',
    '.get(',
    '.replaceAll(',
    '.split(',
    '.substring(',
    '.put(',
    '.addAll(',
  ],
  ...[
    '[',
    ']',
    '[1..3]',
    '{',
    '"a": ',
    '(',
    ')',
    ',',
    ' in ',
    ' = ',
    ' == ',
    ' + ',
    ' - ',
    ' * ',
    ' / ',
  ],
  ...[
    ' < ',
    ' && ',
    ' || ',
    '!',
    ' not ',
    '"',
    '""',
    "'",
    '1',
    '0',
    '-1',
    '2.5',
    'true',
    'text',
    ' ',
  ],
]
const template = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ unit: 'binary' })),
    {
      maxLength: 40,
    },
  )
  .map((words) => words.join(''))

test('rendering any text gives text or a located error, and the same each time', () => {
  fc.assert(
    fc.property(template, (text) => {
      const first = attempt(text)
      expect(attempt(text)).toEqual(first)
      expect(attempt(text, true)).toEqual(first)
    }),
    { numRuns: 3_000 },
  )
})

test('text without signs renders as itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/[$#\\]/.test(text))
      expect(renderTemplate(text, {}).output).toBe(text)
    }),
  )
})

test('raw text renders as itself', () => {
  fc.assert(
    fc.property(template, (text) => {
      fc.pre(!`${text}]`.includes(']]#') && !text.endsWith(']'))
      expect(renderTemplate(`#[[${text}]]#`, {}).output).toBe(text)
    }),
  )
})

test('JSON goes through $input.json unharmed', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
      (value) => {
        const text = JSON.stringify(value)
        const { output } = renderTemplate("$input.json('$')", { input: { body: text } })
        expect(JSON.parse(output)).toEqual(JSON.parse(text))
        expect(toPlain(parseJsonText(text))).toEqual(JSON.parse(text))
      },
    ),
  )
})

test('what is JSON to us is JSON to the engine', () => {
  const letters = fc.constantFrom(...'{}[]",:\\0123.eE+-trufalsn \n\té'.split(''))
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
      expect(accepts(() => parseJsonText(text))).toBe(accepts(() => JSON.parse(text)))
    }),
    { numRuns: 3_000 },
  )
})

test('coding and decoding undo each other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const body = JSON.stringify({ t: text })
      for (const [code, decode] of [
        ['urlEncode', 'urlDecode'],
        ['base64Encode', 'base64Decode'],
      ]) {
        const round = `$util.${decode}($util.${code}($input.path('$.t')))`
        expect(renderTemplate(round, { input: { body } }).output).toBe(text)
      }
      const quoted = `{"t":"$util.escapeJavaScript($input.path('$.t')).replaceAll("\\\\'","'")"}`
      expect(JSON.parse(renderTemplate(quoted, { input: { body } }).output)).toEqual({ t: text })
    }),
  )
})

/** What a rendering came to, as plain data; anything but a located error goes through. */
function attempt(text: string, trace = false): unknown {
  try {
    const { output, overrides } = renderTemplate(parseTemplate(text), SCOPE, { trace })
    return { output, overrides }
  } catch (error) {
    if (!(error instanceof VtlError)) throw error
    expect(error.place).not.toBe(null)
    return { code: error.code, message: error.message }
  }
}

function accepts(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}
