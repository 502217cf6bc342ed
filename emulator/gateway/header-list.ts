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

/** The last value of a header, as single-value maps hold it. */
export function headerOf(list: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (let i = list.length - 1; i >= 0; i--) {
    const pair = list[i]
    if (pair && pair[0].toLowerCase() === wanted) return pair[1]
  }
  return undefined
}

/** All values of a header, in order. */
export function allOf(list: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase()
  return list.filter(([other]) => other.toLowerCase() === wanted).map(([, value]) => value)
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
  const spelling = new Map<string, string>()
  for (const [name, value] of list) {
    const first = spelling.get(name.toLowerCase())
    if (first === undefined) {
      spelling.set(name.toLowerCase(), name)
      headers[name] = value
    } else {
      const before = headers[first] ?? []
      headers[first] = [...(typeof before === 'string' ? [before] : before), value]
    }
  }
  return headers
}

/** Media type without parameters, lower-case. */
export function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase() || undefined
}
