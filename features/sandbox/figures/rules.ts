import type { Figures } from '@/emulator'
import type { Figures as Stated } from '@/features/cards/schema'

const KB = 1024
const MB = 1024 * 1024
const PER_MILLION = 1e-6
const SIZES = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']

/** Measured by AWS's own recordings: a synchronous payload may be this much longer than its limit says. */
const SYNC_GRACE_BYTES = 100

/**
 * Limits that no page states and that hardly anybody meets, so they are not content.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const UNSTATED = {
  authorizerResultBytes: 8 * KB,
  policyResourceChars: 512,
  methodArnBytes: 1_600,
  templateBytes: 300 * KB,
  templateIterations: 1_000,
} as const

/**
 * Prices (US dollars a unit) and limits (bytes, milliseconds, counts) for the emulator, from the
 * figures that the pages state, so that both always say the same.
 * @throws if a figure is missing or is no number: the content and this table no longer agree
 */
export function figuresFor({ figures, verified }: Stated): Figures {
  const n = (id: string): number => {
    const value = figures[id]?.value
    if (typeof value !== 'number')
      throw new Error(`content/figures.yaml: the sandbox needs ${id} as a number`)
    return value
  }
  const perMillion = (id: string) => n(id) * PER_MILLION
  // Arm's steps are stated by the first alone; the second is as many times longer as on x86.
  const first = n('price.lambda.duration-tier-1')
  const reach = (first + n('price.lambda.duration-tier-2')) / first
  const gbSecond = (kind: string, firstBillions: number) => ({
    gbSecond: [
      { upTo: firstBillions * 1e9, price: n(`price.lambda.duration-${kind}`) },
      { upTo: firstBillions * reach * 1e9, price: n(`price.lambda.duration-${kind}-2`) },
      { price: n(`price.lambda.duration-${kind}-3`) },
    ],
  })
  const rest1 = n('price.rest.tier-1') * 1e6
  const rest2 = rest1 + n('price.rest.tier-2') * 1e6
  const rest3 = rest2 + n('price.rest.tier-3') * 1e9
  return {
    asOf: verified,
    region: 'us-east-1',
    prices: {
      restRequest: [
        { upTo: rest1, price: perMillion('price.rest.1') },
        { upTo: rest2, price: perMillion('price.rest.2') },
        { upTo: rest3, price: perMillion('price.rest.3') },
        { price: perMillion('price.rest.4') },
      ],
      httpRequest: [
        { upTo: n('price.http.tier-1') * 1e6, price: perMillion('price.http.1') },
        { price: perMillion('price.http.2') },
      ],
      httpUnitBytes: n('price.http.metering') * KB,
      webSocketMessage: [
        { upTo: n('price.ws.tier-1') * 1e9, price: perMillion('price.ws.messages') },
        { price: perMillion('price.ws.messages-2') },
      ],
      webSocketUnitBytes: n('price.ws.metering') * KB,
      webSocketMinute: perMillion('price.ws.minutes'),
      cacheHour: Object.fromEntries(
        SIZES.map((size) => [size, n(`price.cache.${size.replace('.', '-')}`)]),
      ),
      lambdaRequest: perMillion('price.lambda.requests'),
      lambda: {
        x86_64: gbSecond('x86', first),
        arm64: gbSecond('arm', n('price.lambda.duration-arm-tier-1')),
      },
      lambdaFreeRequests: n('price.lambda.free-requests'),
      lambdaFreeGbSeconds: n('price.lambda.free-compute'),
    },
    limits: {
      ...UNSTATED,
      restTimeoutMs: n('apigw.timeout.rest-default') * 1000,
      httpTimeoutMs: n('apigw.timeout.http') * 1000,
      webSocketTimeoutMs: n('apigw.timeout.ws') * 1000,
      payloadBytes: n('apigw.payload') * MB,
      headerBytes: n('apigw.headers.http'),
      webSocketMessageBytes: n('apigw.ws.message') * KB,
      webSocketFrameBytes: n('apigw.ws.frame') * KB,
      webSocketIdleMs: n('apigw.ws.idle') * 60_000,
      webSocketConnectionMs: n('apigw.ws.duration') * 3_600_000,
      accountRate: n('apigw.throttle.rate'),
      accountBurst: n('apigw.throttle.burst'),
      cacheEntryBytes: n('apigw.cache.entry-max'),
      lambdaConcurrency: n('lambda.concurrency.default'),
      lambdaScalingPer10s: n('lambda.concurrency.scaling'),
      lambdaSyncPayloadBytes: n('lambda.payload.sync') * MB + SYNC_GRACE_BYTES,
      lambdaAsyncPayloadBytes: n('lambda.payload.async') * MB,
      lambdaInitMs: n('lambda.init.max') * 1000,
      lambdaEnvBytes: n('lambda.env.size') * KB,
      lambdaZipBytes: n('lambda.package.zip-upload') * MB,
      lambdaUnzippedBytes: n('lambda.package.unzipped') * MB,
      lambdaLayers: n('lambda.package.layers'),
    },
  }
}
