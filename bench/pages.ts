import { openBrowser } from './browser'
import { topicLinks } from './convert'
import { buildPeer, peerOutput } from './references'
import { atMost, type Row, report, say, told, within } from './row'
import { serveFolder } from './serve'
import { startApp, startBareNext } from './servers'
import { median } from './stats'
import { type Visit, visit } from './visit'
import { openWire, type Wire } from './wire'

const TOPIC = 'cold-starts'
const RUNS = 7
const OWN_SCRIPT_KB = 20

type Site = 'ours' | 'vitepress' | 'docusaurus' | 'bare'
const PEERS = ['vitepress', 'docusaurus'] as const

/** The median of each measure over the visits to one site. */
type Medians = Visit
interface Found {
  fast: Record<Site, Medians>
  slow: Record<Site, Medians>
}

const medians = (visits: Visit[]): Medians => ({
  bytes: median(visits.map(({ bytes }) => bytes)),
  scriptBytes: median(visits.map(({ scriptBytes }) => scriptBytes)),
  firstPaint: median(visits.map(({ firstPaint }) => firstPaint)),
  largestPaint: median(visits.map(({ largestPaint }) => largestPaint)),
  blocking: median(visits.map(({ blocking }) => blocking)),
  navigation: median(visits.map(({ navigation }) => navigation)),
})

/** The topic after the measured one, in reading order. */
function nextTopic(): string {
  const topics = topicLinks()
  const at = topics.findIndex(({ slug }) => slug === TOPIC)
  const next = topics[at + 1]
  if (!next) throw new Error(`there is no topic after ${TOPIC}`)
  return next.slug
}

async function measure(wires: Record<Site, Wire>): Promise<Found> {
  const sites = Object.keys(wires) as Site[]
  const target = `/topics/${nextTopic()}`
  const none = (): Record<Site, Visit[]> => ({ ours: [], vitepress: [], docusaurus: [], bare: [] })
  const visits = { fast: none(), slow: none() }
  const browser = await openBrowser()
  try {
    for (let run = 1; run <= RUNS; run += 1) {
      say(`visits, run ${run} of ${RUNS}`)
      for (const pace of ['fast', 'slow'] as const) {
        for (const site of sites) {
          const [path, next] = site === 'bare' ? ['/', null] : [`/topics/${TOPIC}`, target]
          visits[pace][site].push(await visit(browser, wires[site], path, pace === 'slow', next))
        }
      }
    }
  } finally {
    await browser.close()
  }
  const all = (of: Record<Site, Visit[]>) =>
    Object.fromEntries(sites.map((site) => [site, medians(of[site])])) as Record<Site, Medians>
  return { fast: all(visits.fast), slow: all(visits.slow) }
}

interface Measure {
  name: string
  unit: string
  pace: 'fast' | 'slow'
  of: (medians: Medians) => number
  /** Aim against VitePress; null where it is only told. */
  limit: number | null
}

const kb = (bytes: number) => bytes / 1000

const MEASURES: Measure[] = [
  {
    name: 'all bytes, fonts and prefetches included',
    unit: 'kB',
    pace: 'fast',
    of: ({ bytes }) => kb(bytes),
    limit: 1.1,
  },
  {
    name: 'first paint, slow',
    unit: 'ms',
    pace: 'slow',
    of: ({ firstPaint }) => firstPaint,
    limit: 0.65,
  },
  {
    name: 'largest paint, slow',
    unit: 'ms',
    pace: 'slow',
    of: ({ largestPaint }) => largestPaint,
    limit: 0.65,
  },
  { name: 'blocking, slow', unit: 'ms', pace: 'slow', of: ({ blocking }) => blocking, limit: 0.9 },
  {
    name: 'to the next topic, slow',
    unit: 'ms',
    pace: 'slow',
    of: ({ navigation }) => navigation,
    limit: 1,
  },
  {
    name: 'to the next topic',
    unit: 'ms',
    pace: 'fast',
    of: ({ navigation }) => navigation,
    limit: 1,
  },
  {
    name: 'first paint',
    unit: 'ms',
    pace: 'fast',
    of: ({ firstPaint }) => firstPaint,
    limit: null,
  },
  {
    name: 'largest paint',
    unit: 'ms',
    pace: 'fast',
    of: ({ largestPaint }) => largestPaint,
    limit: null,
  },
]

function rows(found: Found): Row[] {
  const { ours, bare } = found.fast
  const ownScript = within(OWN_SCRIPT_KB, {
    name: 'page: own script beyond a bare Next page',
    ours: Math.max(0, kb(ours.scriptBytes - bare.scriptBytes)),
    unit: 'kB',
  })
  const compared = MEASURES.flatMap(({ name, unit, pace, of, limit }) =>
    PEERS.map((peer) => {
      const numbers = {
        name: `page: ${name}, to ${peer}`,
        ours: of(found[pace].ours),
        reference: of(found[pace][peer]),
        unit,
      }
      return limit === null || peer === 'docusaurus' ? told(numbers) : atMost(limit, numbers)
    }),
  )
  return [ownScript, ...compared]
}

const closing: (() => unknown)[] = []
try {
  for (const peer of PEERS) buildPeer(peer)
  const app = await startApp()
  closing.push(app.stop)
  const bare = await startBareNext()
  closing.push(bare.stop)
  const folders = await Promise.all(PEERS.map((peer) => serveFolder(peerOutput(peer))))
  for (const { close } of folders) closing.push(close)
  const [vitepress, docusaurus] = folders.map(({ port }) => port)
  const ports = { ours: app.port, vitepress, docusaurus, bare: bare.port }
  const wires = {} as Record<Site, Wire>
  for (const [site, port] of Object.entries(ports)) wires[site as Site] = await openWire(port ?? 0)
  for (const { close } of Object.values(wires)) closing.unshift(close)
  report(rows(await measure(wires)))
} finally {
  for (const close of closing) await close()
}
