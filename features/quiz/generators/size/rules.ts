import { type Generator, num, numeric } from '../kit/rules'

/** What is left of the limit on unzipped code. */
export const packageRoom: Generator = {
  id: 'gen.package-room',
  formula: 'limit of unzipped code − function − Σ layers, all unzipped',
  topic: 'runtimes-and-packaging',
  level: 'screen',
  skill: 'apply',
  cards: ['runtimes-and-packaging.unzipped-limit', 'runtimes-and-packaging.upload-limit'],
  source: 'LQ',
  teaches: 'zip-layer-or-image',
  make(chance, book) {
    const limit = book.n('lambda.package.unzipped')
    const zip = chance.int(8, 30)
    const code = zip * chance.int(2, 3) + chance.int(1, 9)
    const layers = [chance.int(10, 60), chance.int(5, 40)]
    const zips = layers.map((mb) => Math.floor(mb / 3) + 1)
    const [first = 0, second = 0] = layers
    const answer = limit - code - first - second
    return {
      given: { code, first, second },
      stem: `<p>A function's zip has ${num(zip)} MB and unpacks to ${num(code)} MB. It uses two layers: one of ${num(zips[0] ?? 0)} MB, ${num(first)} MB unpacked, and one of ${num(zips[1] ?? 0)} MB, ${num(second)} MB unpacked. How large may a third layer be, unpacked, at most?</p>`,
      body: numeric(answer, 'MB', 0, [
        [limit - code, 'Layers count together with the function.'],
        [limit - first - second, 'The function counts together with its layers.'],
        [
          limit - zip - zips.reduce((sum, mb) => sum + mb, 0),
          'The limit is about what is unpacked.',
        ],
        [limit, 'The limit holds for function and layers together, not for each layer.'],
        [
          book.aside.n('lambda.package.zip-upload') - zip,
          'This limit is about uploading a zip directly.',
        ],
      ]),
      steps: [
        `Function and layers together may unpack to ${book.t('lambda.package.unzipped')}.`,
        `Used: ${num(code)} + ${num(first)} + ${num(second)} = ${num(code + first + second)} MB.`,
        `${num(limit)} − ${num(code + first + second)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** The largest file that fits into a Lambda event as base64. */
export const base64Room: Generator = {
  id: 'gen.base64-room',
  formula: '⌊(limit in KB − rest of the event) ÷ 4⌋ × 3',
  topic: 'traffic-and-payloads',
  level: 'senior',
  skill: 'apply',
  cards: ['traffic-and-payloads.base64-limit', 'traffic-and-payloads.smaller-wins'],
  source: 'LQ',
  teaches: 'large-payloads',
  make(chance, book) {
    const limit = book.n('lambda.payload.sync') * 1024
    const rest = chance.int(2, 100) * 4
    const gateway = book.aside.n('apigw.payload') * 1024
    const answer = ((limit - rest) / 4) * 3
    return {
      given: { rest },
      stem: `<p>A client uploads a picture through API Gateway to a function with proxy integration; the type is registered as binary. The rest of the event (headers, context and the like) takes ${num(rest)} KB. How large may the picture be at most, in KB of 1,024 bytes? 1 KB off still counts.</p>`,
      body: numeric(answer, 'KB', 1, [
        [limit - rest, 'In the event the picture is base64, a third larger.'],
        [gateway, 'API Gateway takes this much, but the event goes through Lambda.'],
        [((gateway - rest) / 4) * 3, 'The limit of Lambda is the smaller one.'],
        [Math.floor((limit * 3) / 4 - rest), 'The rest of the event is not base64.'],
        [
          Math.floor(((limit - rest) * 2) / 3),
          'Base64 makes four bytes of three: a third more, so a quarter less fits.',
        ],
      ]),
      steps: [
        `A synchronous event may have ${book.t('lambda.payload.sync')}, ${num(limit)} KB; ${num(limit)} − ${num(rest)} = ${num(limit - rest)} KB are left for the body.`,
        'Base64 makes four bytes of three.',
        `${num(limit - rest)} ÷ 4 × 3 = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
