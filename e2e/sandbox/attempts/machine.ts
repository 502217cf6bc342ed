import { group } from './attempt'

const loops = group(
  'loops',
  ['for', 'javascript', ['deadline'], `for (;;);`],
  ['promises', 'javascript', ['deadline'], `for (;;) await null`],
  ['regex', 'javascript', ['deadline'], `return /^(a+)+$/.test('a'.repeat(60) + 'b')`],
  [
    'sleep',
    'javascript',
    ['deadline'],
    `const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
     Atomics.wait(new Int32Array(buffer), 0, 0)`,
  ],
  ['while', 'typescript', ['deadline'], `let n: number = 0; while (n >= 0) n += 1`],
  [
    'try',
    'typescript',
    ['deadline'],
    `for (let i = 0; ; i = 0) try { throw i as number } finally { continue }`,
  ],
  [
    'proxy',
    'typescript',
    ['deadline'],
    `const p: object = new Proxy({}, { get: () => p }); for (;;) Reflect.get(p, 'x')`,
  ],
  ['python', 'python', ['deadline'], `while True: pass`],
  ['sum', 'python', ['deadline'], `return str(sum(iter(int, 1)))`],
  [
    'stubborn',
    'python',
    ['deadline'],
    `while True:
    try:
        while True: 1 / 1
    except BaseException: pass`,
  ],
)

const forks = group(
  'forks',
  [
    'handler',
    'javascript',
    ['fence'],
    `return typeof new Worker(URL.createObjectURL(new Blob(['for (;;);'])))`,
  ],
  [
    'typescript',
    'typescript',
    ['fence'],
    `const make = Reflect.get(globalThis, 'Worker') as typeof Worker
     return typeof new make(URL.createObjectURL(new Blob(['for (;;);'])))`,
  ],
  [
    'python',
    'python',
    ['bridge', 'fence'],
    `import js
url = js.URL.createObjectURL(js.Blob.new(["for (;;);"]))
return str(js.Worker.new(url))`,
  ],
  [
    'bomb',
    'worker',
    ['kill'],
    `const program = 'onmessage = ({ ports: [port] }) => setInterval(() => port.postMessage(0), 10)'
     const url = URL.createObjectURL(new Blob([program]))
     for (let i = 0; i < 40; i += 1) {
       const { port1, port2 } = new MessageChannel()
       new Worker(url).postMessage(null, [port1])
       lend(port2)
     }
     await later(300)`,
  ],
)

const balloons = group(
  'balloons',
  [
    'arrays',
    'javascript',
    ['deadline'],
    `const all = []; for (;;) all.push(new Array(1e5).fill(all.length))`,
  ],
  [
    'buffers',
    'javascript',
    ['deadline'],
    `let all = []; for (;;) { all.push(new Uint8Array(1e7).fill(7)); if (all.length > 60) all = [] }`,
  ],
  [
    'objects',
    'typescript',
    ['deadline'],
    `const all: object[] = []; for (;;) all.push({ a: {}, b: [all.length] })`,
  ],
  ['bytes', 'python', ['memory'], `return str(len(bytearray(160_000_000)))`],
  ['list', 'python', ['memory'], `return str(len([0] * 40_000_000))`],
)

const logs = group(
  'logs',
  [
    'console',
    'javascript',
    ['log'],
    `const line = 'x'.repeat(1e5); for (let i = 0; i < 1000; i += 1) console.log(line)`,
  ],
  ['line', 'javascript', ['log'], `process.stdout.write('x'.repeat(3e7) + '\\n')`],
  [
    'typescript',
    'typescript',
    ['log'],
    `const line: string = 'x'.repeat(1e6); for (let i = 0; i < 100; i += 1) console.error(line)`,
  ],
  [
    'python',
    'python',
    ['log'],
    `line = "x" * 1_000_000
for _ in range(100): print(line)`,
  ],
  [
    'flood',
    'guest',
    ['log'],
    `const text = 'x'.repeat(1e6)
     for (let i = 0; i < 100; i += 1) answer({ kind: 'log', phase: 'invoke', text })
     answer({ kind: 'done', result: { kind: 'value', payload: 'null' }, waitedMs: 0, initWaitedMs: 0, ended: false })`,
  ],
)

const bridges = group(
  'bridge',
  ['js', 'python', ['bridge'], `import js\nreturn str(js.Object)`],
  ['pyodide', 'python', ['bridge'], `import pyodide_js\nreturn str(pyodide_js.version)`],
  ['socket', 'python', ['bridge', 'fence'], `import js\nreturn str(js.WebSocket)`],
  [
    'constructor',
    'python',
    ['fence'],
    `import world\nfound = world.now.constructor("return typeof WebSocket + typeof indexedDB")()
return found if "function" in found else None`,
  ],
  [
    'run',
    'python',
    ['bridge', 'fence'],
    `from pyodide.code import run_js\nfound = run_js("typeof Worker")
return found if found == "function" else None`,
  ],
)

/** To hold up the machine, or to reach JavaScript from Python. */
export const MACHINE = [loops, forks, balloons, logs, bridges].flat()
