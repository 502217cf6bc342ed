type Values = Record<string, string | string[]>

const decoded = (text: string) => {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
const encoded = (value: unknown) => encodeURIComponent(String(value ?? ''))

/**
 * Node's `querystring`: repeated names become lists.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeQuerystring() {
  const parse = (text = '', separator = '&', equals = '='): Values => {
    const values: Values = Object.create(null)
    for (const part of text.split(separator)) {
      if (part === '') continue
      const at = part.indexOf(equals)
      const name = decoded(at === -1 ? part : part.slice(0, at))
      const value = at === -1 ? '' : decoded(part.slice(at + equals.length))
      const before = values[name]
      values[name] = before === undefined ? value : [before, value].flat()
    }
    return values
  }
  const stringify = (values: Record<string, unknown> = {}, separator = '&', equals = '=') =>
    Object.entries(values)
      .flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map(
          (one) => `${encoded(name)}${equals}${encoded(one)}`,
        ),
      )
      .join(separator)
  return { parse, stringify, decode: parse, encode: stringify, escape: encoded, unescape: decoded }
}
