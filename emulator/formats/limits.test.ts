import { describe, expect, it } from 'vitest'
import { FormatError } from './format-error'
import { functionNamed } from './lambda-uri'
import { readOpenApi } from './openapi/read-openapi'
import { readTemplate } from './template/read-template'

const MS = 15_000

/** Reads or refuses, but in time. */
const inTime = (run: () => unknown) => {
  const start = performance.now()
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
  }
  expect(performance.now() - start).toBeLessThan(MS)
}

const BIG = 900_000
const prefix = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/'

describe('texts made to take long', () => {
  it.each([
    ['an open ${', `!Sub "${'$'}{${'a'.repeat(BIG)}"`],
    ['many open ${', `!Sub "${`${'$'}{a`.repeat(BIG / 4)}"`],
    ['slashes', `"${'/'.repeat(BIG)}x"`],
    ['newlines', `"${'\\n'.repeat(BIG / 3)}x"`],
    ['prefixes', `"${prefix.repeat(10_000)}"`],
  ])('format.located: %s', (_, value) => {
    const of = (name: string) =>
      `Resources: {F: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, ${name}: ${value}}}}`
    for (const name of ['CodeUri', 'InlineCode', 'FunctionName']) {
      inTime(() => readTemplate(of(name), { files: { 'a/b.js': '' } }))
    }
  })

  it('format.located: prefixes of a URI', () => {
    inTime(() => functionNamed(`${prefix.repeat(14_000)}x`))
    expect(functionNamed(`${prefix}arn:aws:lambda:us-east-1:1:function:f:live/invocations`)).toBe(
      'f:live',
    )
    expect(functionNamed('https://example.com/a')).toBeNull()
  })

  it('format.located: wide documents', () => {
    const paths = Array.from({ length: 20_000 }, (_, i) => `/p${i}: {get: {}}`)
    inTime(() => readOpenApi(`{openapi: 3.0.1, paths: {${paths.join(', ')}}}`))
    const anchors = Array.from({ length: 30_000 }, (_, i) => `a${i}: &a${i} *a${i - 1}`)
    inTime(() => readOpenApi(`a0: &a0 1\n${anchors.join('\n')}`))
  })

  it('format.sam: hundreds of versions are numbered', () => {
    const versions = Array.from(
      { length: 400 },
      (_, i) => `V${i}: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}`,
    )
    const code = 'Runtime: nodejs22.x, Code: {ZipFile: "1"}'
    const text = `Resources: {F: {Type: AWS::Lambda::Function, Properties: {${code}}}, ${versions.join(', ')}}`
    expect(Object.keys(readTemplate(text).functions.F?.versions ?? {})).toHaveLength(400)
  })
})
