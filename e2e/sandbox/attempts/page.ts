import { group } from './attempt'

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

/** To take the page, or to speak in its name. */
export const PAGE = [navigation, popups, forms, serviceWorkers, parents, pollution, forgery].flat()
