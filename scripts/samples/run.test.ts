import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { SampleToRun } from '@/features/cards/samples/rules'
import type { Problem, SampleSpec } from '@/features/cards/schema'
import { runSamples } from './run'

// Python takes seconds to start, and many on a busy machine.
const PATIENCE_MS = 120_000
vi.setConfig({ testTimeout: PATIENCE_MS })

const FILE = 'content/topics/kettles.md'
const sample = (language: string, name: string, code: string, spec: SampleSpec): SampleToRun => ({
  language,
  name,
  code,
  spec,
  file: FILE,
  line: 7,
})
const python = (name: string, code: string, spec: SampleSpec) => sample('python', name, code, spec)
const js = (name: string, code: string, spec: SampleSpec) => sample('js', name, code, spec)
const returns = (value: unknown): SampleSpec => ({
  handler: 'handler',
  calls: [{ event: { cups: 2 }, returns: value }],
})
const prints = (...stdout: string[]): SampleSpec => ({ stdout })
const handler = (body: string) => `def handler(event, context):\n    ${body}`
const exported = (body: string) => `export const handler = async (event, context) => { ${body} }`

test('samples that do what their specification says pass', async () => {
  const stand = { kettle: 'def boil():\n    return "hot"\n' }
  expect(
    await runSamples(
      [
        python('value', handler('return {"cups": event["cups"]}'), returns({ cups: 2 })),
        python('async', `async ${handler('return (event["cups"],)')}`, returns([2])),
        python('script', 'print("a")\nprint("b")', prints('a', 'b')),
        python('stand-in', `import kettle\n${handler('return kettle.boil()')}`, {
          ...returns('hot'),
          modules: stand,
        }),
        python('context', handler('return context.aws_request_id'), {
          handler: 'handler',
          calls: [{ event: {}, context: { aws_request_id: 'mine' }, returns: 'mine' }],
        }),
        python('environment', 'import os\nprint(os.environ["LEAF"])', {
          env: { LEAF: 'green' },
          stdout: ['green'],
        }),
        python('raises', handler('raise KeyError("cup")'), {
          handler: 'handler',
          calls: [{ event: {}, throws: 'KeyError' }],
        }),
        js('value', exported('return { cups: event.cups }'), returns({ cups: 2 })),
        js('nothing', exported(''), returns(null)),
        js(
          'output',
          'console.error("oops", 1); process.stdout.write("tea\\n")',
          prints('oops 1', 'tea'),
        ),
        js('stand-in', `import { boil } from '@tea/kettle'\n${exported('return boil()')}`, {
          ...returns('hot'),
          modules: { '@tea/kettle': 'export const boil = () => "hot"' },
        }),
        js('environment', 'console.log(process.env.LEAF, process.env.HOME ?? "bare")', {
          env: { LEAF: 'green' },
          stdout: ['green bare'],
        }),
      ],
      PATIENCE_MS,
    ),
  ).toEqual([])
})

test('one Python sample leaves nothing for the next', async () => {
  const modules = { kettle: 'heat = 1' }
  expect(
    await runSamples(
      [
        python('first', 'import os, kettle\nos.environ["A"] = "1"\nleaf = 1\nprint("x")', {
          modules,
          env: { LEAF: 'green' },
          stdout: ['x'],
        }),
        python(
          'second',
          'import os, sys\nprint("A" in os.environ, "LEAF" in os.environ, "kettle" in sys.modules, "leaf" in globals())',
          prints('False False False False'),
        ),
      ],
      PATIENCE_MS,
    ),
  ).toEqual([])
})

const DIFFER: [string, SampleToRun, RegExp][] = [
  [
    'a Python value that differs',
    python('brew', handler('return 3'), returns(2)),
    /: call 1 returned 3 instead of 2: correct the code or content\/samples$/,
  ],
  [
    'Python output that differs',
    python('brew', 'print("tea")', prints('milk')),
    /it printed \["tea"\] instead of \["milk"\]/,
  ],
  [
    'a Python sample that throws',
    python('brew', handler('return event["leaf"]'), returns(2)),
    /call 1 failed: KeyError: 'leaf'/,
  ],
  [
    'a Python sample that does not throw',
    python('brew', handler('return 1'), {
      handler: 'handler',
      calls: [{ event: {}, throws: 'KeyError' }],
    }),
    /call 1 should throw KeyError and gave 1/,
  ],
  [
    'Python that is none',
    python('brew', 'def handler(:', returns(2)),
    /call 1 did not happen: SyntaxError/,
  ],
  [
    'a Python sample that throws before its call',
    python('brew', 'raise KeyError("early")', {
      handler: 'handler',
      calls: [{ event: {}, throws: 'KeyError' }],
    }),
    /call 1 did not happen: KeyError: 'early'/,
  ],
  [
    'a Python handler that is not there',
    python('brew', 'x = 1', returns(2)),
    /call 1 failed: KeyError: 'handler'/,
  ],
  [
    'a Python value that is no JSON',
    python('brew', handler('return {1, 2}'), returns(2)),
    /call 1 failed: TypeError: Object of type set is not JSON serializable/,
  ],
  [
    'a Python sample that exits',
    python('brew', 'import sys\nsys.exit(3)', prints()),
    /it failed: SystemExit: 3/,
  ],
  [
    'a JavaScript value that differs',
    js('brew', exported('return { cups: 3 }'), returns({ cups: 2 })),
    /call 1 returned \{"cups":3\} instead of \{"cups":2\}/,
  ],
  [
    'JavaScript output that differs',
    js('brew', 'console.log("tea")', prints('milk')),
    /it printed \["tea"\] instead of \["milk"\]/,
  ],
  [
    'output of a call that differs',
    js('brew', exported('console.log("tea"); return 1'), {
      handler: 'handler',
      calls: [{ event: {}, returns: 1, stdout: [] }],
    }),
    /call 1 printed \["tea"\] instead of \[\]/,
  ],
  [
    'a JavaScript sample that throws',
    js('brew', exported('throw new RangeError("no cups")'), returns(2)),
    /call 1 failed: RangeError: no cups/,
  ],
  [
    'JavaScript that is none',
    js('brew', 'export const = 1', returns(2)),
    /call 1 did not happen: SyntaxError/,
  ],
  [
    'a JavaScript sample that exits',
    js('brew', 'process.exit(0)', prints('tea')),
    /it ended its process before it was done/,
  ],
  [
    'a promise that never settles',
    js('brew', exported('await new Promise(() => {})'), returns(2)),
    /it waits for a promise that never settles/,
  ],
  [
    'a language that is not executed',
    sample('ts', 'brew', '', prints()),
    /samples in ts cannot be executed/,
  ],
]

describe('a sample that does not do what its specification says', () => {
  let problems: Problem[] = []
  beforeAll(async () => {
    // All at once: Python starts only once.
    const named = DIFFER.map(([kind, broken]) => ({ ...broken, name: kind }))
    problems = await runSamples(named, PATIENCE_MS)
  }, PATIENCE_MS)

  test.each(DIFFER)('%s', (kind, _sample, message) => {
    const found = problems.filter((problem) => problem.message.includes(`"${kind}"`))
    expect(found).toEqual([
      { file: FILE, line: 7, severity: 'error', message: expect.stringMatching(message) },
    ])
  })
})

test('a sample that never ends is stopped, and the next one runs', async () => {
  const stubborn = 'while True:\n    try:\n        while True: pass\n    except BaseException: pass'
  const problems = await runSamples(
    [
      python('loop', stubborn, prints()),
      python('after', 'print("still here")', prints('still here')),
      js('loop', 'process.on("SIGTERM", () => {}); for (;;) {}', prints()),
      js('after', 'console.log("still here")', prints('still here')),
    ],
    4_000,
  )
  const stopped =
    'the sample "loop": it failed: it was still running after 4 s and was stopped: correct the code or content/samples'
  expect(problems.map(({ message }) => message)).toEqual([stopped, stopped])
})
