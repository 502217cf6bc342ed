import { FormatError, type HttpRequest, writeCurl } from '@/emulator'

/** The words of a POSIX shell command, or why they cannot be read. */
type Words = { ok: true; words: string[] } | { ok: false; message: string }

const ANSI: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

function shellWords(text: string): Words {
  const words: string[] = []
  let word: string | null = null
  let at = 0
  const take = () => text[at++] ?? ''
  while (at < text.length) {
    const char = take()
    if (/\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else if (char === '\\') {
      const next = take()
      if (next === '\r' && text[at] === '\n') at++
      else if (next !== '\n') word = (word ?? '') + next
    } else if (char === "'" || (char === '$' && text[at] === "'")) {
      const ansi = char === '$'
      if (ansi) at++
      word ??= ''
      for (;;) {
        if (at >= text.length) return { ok: false, message: 'A single quote is not closed.' }
        const inner = take()
        if (inner === "'") break
        if (ansi && inner === '\\') {
          const next = take()
          word += ANSI[next] ?? next
        } else word += inner
      }
    } else if (char === '"') {
      word ??= ''
      for (;;) {
        if (at >= text.length) return { ok: false, message: 'A double quote is not closed.' }
        const inner = take()
        if (inner === '"') break
        if (inner === '\\' && /["\\$`\n]/.test(text[at] ?? '')) {
          const next = take()
          if (next !== '\n') word += next
        } else word += inner
      }
    } else if (/[|;&<>]/.test(char)) break
    else word = (word ?? '') + char
  }
  if (word !== null) words.push(word)
  return { ok: true, words }
}

/** Options with a value that does not change the request as a gateway sees it. */
const IGNORED_WITH_VALUE = new Set(
  '-o --output -m --max-time --connect-timeout -w --write-out --retry -x --proxy --cacert --cert --key -D --dump-header --resolve -c --cookie-jar'.split(
    ' ',
  ),
)
const SHORT_WITH_VALUE = 'XHduAebFTomwxDc'
const LONG: Record<string, string> = {
  '--request': '-X',
  '--header': '-H',
  '--data': '-d',
  '--data-ascii': '-d',
  '--user': '-u',
  '--user-agent': '-A',
  '--referer': '-e',
  '--cookie': '-b',
  '--get': '-G',
  '--head': '-I',
}

export type ReadCurl = { ok: true; request: HttpRequest } | { ok: false; message: string }

interface Draft {
  method?: string
  url?: string
  headers: Record<string, string | string[]>
  data: string[]
  asQuery: boolean
}

const encoded = (text: string) => {
  const [name = '', ...rest] = text.split('=')
  if (rest.length === 0) return encodeURIComponent(text)
  const value = encodeURIComponent(rest.join('='))
  return name === '' ? value : `${name}=${value}`
}

const base64 = (text: string) =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

function addHeader(draft: Draft, name: string, value: string): void {
  const before = draft.headers[name]
  draft.headers[name] = before === undefined ? value : [before, value].flat()
}

/** Takes one option into the draft; a sentence if it cannot be followed. */
function take(draft: Draft, option: string, value: string): string | null {
  switch (LONG[option] ?? option) {
    case '-X':
      draft.method = value
      return null
    case '-H': {
      const [, name = '', sign, text = ''] = /^([^:;]*)([:;])\s*(.*)$/s.exec(value) ?? []
      // A name with a colon and nothing after it takes a header away.
      if (name && (sign === ';' || text !== '')) addHeader(draft, name, text)
      return null
    }
    case '-d':
    case '--data-raw':
    case '--data-binary':
      if (value.startsWith('@') && (LONG[option] ?? option) !== '--data-raw')
        return 'This command reads its body from a file; paste the body below instead.'
      draft.data.push((LONG[option] ?? option) === '-d' ? value.replaceAll(/[\r\n]/g, '') : value)
      return null
    case '--data-urlencode':
      draft.data.push(encoded(value))
      return null
    case '--json':
      draft.data.push(value)
      addHeader(draft, 'Content-Type', 'application/json')
      addHeader(draft, 'Accept', 'application/json')
      return null
    case '-F':
    case '--form':
      return 'Form uploads (-F) are not read; paste the body and its Content-Type instead.'
    case '-u':
      addHeader(draft, 'Authorization', `Basic ${base64(value)}`)
      return null
    case '-A':
      addHeader(draft, 'User-Agent', value)
      return null
    case '-e':
      addHeader(draft, 'Referer', value)
      return null
    case '-b':
      addHeader(draft, 'Cookie', value)
      return null
    case '--url':
      draft.url = value
      return null
    default:
      return null
  }
}

const needsValue = (option: string) =>
  LONG[option] !== undefined
    ? !['-G', '-I'].includes(LONG[option])
    : IGNORED_WITH_VALUE.has(option) ||
      ['--data-raw', '--data-binary', '--data-urlencode', '--json', '--form', '--url'].includes(
        option,
      )

/** Splits `-XPOST`, `-sSH x`, `--request=POST` into options and what follows them. */
function options(words: string[]): { option: string; value: string | null }[] {
  const found: { option: string; value: string | null }[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const next = () => words[++index] ?? ''
    if (word.startsWith('--')) {
      found.push({ option: word, value: needsValue(word) ? next() : null })
    } else if (/^-./.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? ''
        if (!SHORT_WITH_VALUE.includes(letter)) {
          found.push({ option: `-${letter}`, value: null })
          continue
        }
        found.push({ option: `-${letter}`, value: word.slice(at + 1) || next() })
        break
      }
    } else found.push({ option: '', value: word })
  }
  return found
}

/**
 * The request that a curl command sends, its path raw as typed (stage and query included). What
 * changes only how curl shows or fetches the answer is passed over. A command that cannot be
 * followed (no URL, a body from a file, a form upload, an open quote) is told in a sentence.
 */
export function readCurl(command: string): ReadCurl {
  const read = shellWords(command.trim().replace(/^\$\s+/, ''))
  if (!read.ok) return read
  const [program, ...words] = read.words
  if (program !== 'curl') return { ok: false, message: 'A command that begins with curl is read.' }
  const draft: Draft = { headers: {}, data: [], asQuery: false }
  for (const { option, value } of options(words)) {
    const short = LONG[option] ?? option
    if (option === '') draft.url ??= value ?? ''
    else if (short === '-G') draft.asQuery = true
    else if (short === '-I') draft.method ??= 'HEAD'
    else if (value !== null) {
      const problem = take(draft, option, value)
      if (problem) return { ok: false, message: problem }
    }
  }
  return requestOf(draft)
}

function requestOf({ url, method, headers, data, asQuery }: Draft): ReadCurl {
  const [, , host, rest = ''] = /^(https?:\/\/)?([^/?#]+)([^#]*)/.exec(url ?? '') ?? []
  if (!url || !host) return { ok: false, message: 'This command names no URL.' }
  const body = data.join('&')
  let path = rest.startsWith('/') ? rest : `/${rest}`
  if (asQuery && data.length > 0) path += `${path.includes('?') ? '&' : '?'}${body}`
  const sent = data.length > 0 && !asQuery
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  return {
    ok: true,
    request: {
      method: method ?? (sent ? 'POST' : 'GET'),
      path,
      headers: {
        ...headers,
        ...(sent && !typed ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(sent ? { body } : {}),
    },
  }
}

/** The curl command that sends a request, or a sentence that says why none can. */
export function curlOf(request: HttpRequest): string {
  try {
    return writeCurl(request).command
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return error.message
  }
}
