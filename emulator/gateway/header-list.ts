import type { Headers } from '../schema/http'

/** Headers as they travel: pairs in order, names with their case, repetitions kept. */
export type HeaderList = [name: string, value: string][]

/** The pairs of an Exchange's headers, a list as repetitions. */
export function listOf(headers: Headers | undefined): HeaderList {
  const list: HeaderList = []
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === 'string') list.push([name, value])
    else for (const one of value) list.push([name, one])
  }
  return list
}

/** Are two names of headers the same? Lengths tell most of them apart without a copy. */
const isNamed = (name: string, lower: string) =>
  name.length === lower.length && (name === lower || name.toLowerCase() === lower)

/** The last value of a header, as single-value maps hold it. */
export function headerOf(list: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (let i = list.length - 1; i >= 0; i--) {
    const pair = list[i]
    if (pair && isNamed(pair[0], wanted)) return pair[1]
  }
  return undefined
}

/** All values of a header, in order. */
export function allOf(list: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase()
  return list.filter(([other]) => isNamed(other, wanted)).map(([, value]) => value)
}

/** All headers but those named (lower-case). */
export function without(list: HeaderList, names: ReadonlySet<string>): HeaderList {
  return list.filter(([name]) => !names.has(name.toLowerCase()))
}

/** Replaces all headers of that name. */
export function withHeader(list: HeaderList, name: string, value: string): HeaderList {
  return [...without(list, new Set([name.toLowerCase()])), [name, value]]
}

/** The form of an Exchange: a list only where a header is repeated; the first spelling stays. */
export function headersOf(list: HeaderList): Headers {
  const headers: Headers = {}
  for (let i = 0; i < list.length; i++) {
    const [name = '', value = ''] = list[i] ?? []
    const lower = name.toLowerCase()
    let first = name
    for (let j = 0; j < i; j++) {
      const other = list[j]?.[0] ?? ''
      if (!isNamed(other, lower)) continue
      first = other
      break
    }
    const before = headers[first]
    headers[first] = before === undefined ? value : [before, value].flat()
  }
  return headers
}

/** Media type without parameters, lower-case. */
export function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase() || undefined
}
