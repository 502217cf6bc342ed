import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Exchange, parseTemplate, renderTemplate, type World } from '@/emulator'
import { makeProcessRuntime } from '@/emulator/runtimes/node/process-runtime'
import { loadPeers, startEcho, startServerlessOffline } from './emulator-peers'
import { ANSWER, BODY, cannedWorld, HEADERS, isolatedWorld, PATH } from './emulator-route'
import { atLeast, atMost, type Row, report, say, told } from './row'
import { median } from './stats'

const ROUNDS = 5
const ROUND_MS = 2_000
/**
 * A round trip takes three times as long when the other process is on another core, and the
 * system moves processes as it likes: many short rounds meet both.
 */
const [SHORT_ROUNDS, SHORT_MS] = [150, 60]
const EXCHANGES = 10_000
const REQUEST = { method: 'POST', path: PATH, headers: HEADERS, body: BODY }

/** How often `work` ends in a time, a second. */
async function rate(work: () => unknown, ms = ROUND_MS): Promise<number> {
  const began = performance.now()
  let count = 0
  while (performance.now() - began < ms) {
    for (let i = 0; i < 20; i++) await work()
    count += 20
  }
  return (count * 1000) / (performance.now() - began)
}

/** Medians of several measures, taken in turn so that the machine's moods meet all of them. */
async function inTurn<const T extends readonly (() => Promise<number>)[]>(
  measures: T,
  count = ROUNDS,
) {
  const rounds = measures.map((): number[] => [])
  for (let round = -1; round < count; round++) {
    for (const [index, measure] of measures.entries()) {
      const value = await measure()
      // The first round warms up.
      if (round >= 0) rounds[index]?.push(value)
    }
  }
  return rounds.map(median) as { [K in keyof T]: number }
}

function sameAnswer(body: string): void {
  if (JSON.stringify(JSON.parse(body)) !== JSON.stringify(ANSWER))
    throw new Error(`the route answered ${body}`)
}

async function check(world: World): Promise<void> {
  const { response } = await world.handle(REQUEST)
  if (response?.status !== 200) throw new Error(`the route answered ${response?.status}`)
  sameAnswer(response.body)
}

async function requests(): Promise<Row[]> {
  const [canned, isolated] = [cannedWorld(), isolatedWorld()]
  await check(canned)
  await check(isolated)
  const peer = await startServerlessOffline()
  try {
    sameAnswer(peer.text)
    say('full REST requests')
    const [full, result, runtime, reference] = await inTurn([
      () => rate(() => canned.handle(REQUEST)),
      () => rate(() => canned.handle(REQUEST, { detail: 'result' })),
      () => rate(() => isolated.handle(REQUEST)),
      async () => (await peer.during(ROUND_MS)) / (ROUND_MS / 1000),
    ])
    const unit = 'requests/s'
    const name = 'REST request to serverless-offline:'
    return [
      atLeast(20, { name: `${name} canned functions`, ours: full, reference, unit }),
      told({ name: `${name} without explanations`, ours: result, reference, unit }),
      atLeast(5, { name: `${name} isolated JavaScript`, ours: runtime, reference, unit }),
    ]
  } finally {
    peer.stop()
    await isolated.dispose()
  }
}

async function invocations(): Promise<Row[]> {
  say('invocations')
  const { lambdaLocal } = loadPeers()
  lambdaLocal.getLogger().level = 'fatal'
  const world = cannedWorld()
  const echo = startEcho()
  const runtime = await makeProcessRuntime({
    language: 'javascript',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    files: { 'index.js': 'exports.handler = async () => 1' },
    layers: {},
    tmp: {},
    environment: {},
    startAt: 0,
    seed: 'bench',
    call: async () => ({ status: 400, output: null, durationMs: 0 }),
    killAfterMs: 10_000,
  })
  const context = {
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    functionName: 'bench',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:bench',
    memoryLimitInMb: '128',
    logGroupName: '/aws/lambda/bench',
    logStreamName: '2026/11/22/[$LATEST]0',
    deadlineMs: 3_000,
    clientContext: null,
    identity: null,
    traceId: 'Root=1-0-0',
  }
  const peer = { event: {}, lambdaFunc: { handler: async () => 1 }, verboseLevel: 0 }
  let at = 0
  try {
    const [ours, theirs] = await inTurn([
      () => rate(() => world.invoke('order', {})),
      () => rate(() => lambdaLocal.execute(peer)),
    ])
    const [isolated, empty] = await inTurn(
      [
        () => {
          at += 60_000
          const now = { ...context, deadlineMs: at + 3_000 }
          return rate(() => runtime.invoke({}, now, at), SHORT_MS)
        },
        () => rate(() => echo.roundTrip(), SHORT_MS),
      ],
      SHORT_ROUNDS,
    )
    const micro = (perSecond: number) => 1e6 / perSecond
    const unit = 'µs'
    return [
      atMost(1, {
        name: 'invocation in process to lambda-local',
        ours: micro(ours),
        reference: micro(theirs),
        unit,
      }),
      atMost(1.5, {
        name: 'warm invocation in a process to an empty round trip',
        ours: micro(isolated),
        reference: micro(empty),
        unit,
      }),
    ]
  } finally {
    echo.stop()
    await runtime.dispose()
  }
}

async function templates(): Promise<Row[]> {
  say('templates')
  const { velocity } = loadPeers()
  const items = Array.from({ length: 20 }, (_, i) => ({ sku: `item-${i}`, quantity: i + 1 }))
  const body = JSON.stringify({ items })
  const text = `#set($order = $input.path('$'))[#foreach($item in $order.items){"sku":"$item.sku","quantity":$item.quantity}#if($foreach.hasNext),#end#end]`
  const ours = parseTemplate(text)
  const theirs = velocity.parse(text)
  const render = () => renderTemplate(ours, { input: { body } }).output
  const renderTheirs = () =>
    new velocity.Compile(theirs).render({ input: { path: () => JSON.parse(body) } })
  if (render() !== JSON.stringify(items) || renderTheirs() !== render())
    throw new Error(`the template gave ${render()} and ${renderTheirs()}`)
  const [mine, reference] = await inTurn([
    () => rate(async () => render()),
    () => rate(async () => renderTheirs()),
  ])
  const name = 'template with a loop of 20 to velocityjs'
  return [atLeast(1, { name, ours: mine, reference, unit: 'renders/s' })]
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

async function memory(): Promise<Row[]> {
  say(`${EXCHANGES} exchanges`)
  const rows: Row[] = []
  for (const detail of ['full', 'result'] as const) {
    const world = cannedWorld()
    for (let i = 0; i < 1000; i++) await world.handle(REQUEST, { detail })
    const kept: Exchange[] = []
    collect()
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < EXCHANGES; i++) kept.push(await world.handle(REQUEST, { detail }))
    collect()
    const ours = (process.memoryUsage().heapUsed - before) / kept.length / 1024
    const reference = JSON.stringify(kept[0]).length / 1024
    const name = `heap of an exchange (${detail}), ${EXCHANGES / 1000} k kept, to its JSON`
    rows.push(told({ name, ours, reference, unit: 'kB' }))
  }
  return rows
}

report([
  ...(await requests()),
  ...(await invocations()),
  ...(await templates()),
  ...(await memory()),
])
