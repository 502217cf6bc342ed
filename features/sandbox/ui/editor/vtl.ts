import { StreamLanguage, type StreamParser } from '@codemirror/language'

interface State {
  /** Inside `#* … *#`. */
  comment: boolean
}

const DIRECTIVE =
  /^#(?:\{(?:else|end)\}|(?:set|if|elseif|else|end|foreach|break|stop|define|macro)\b)/

const vtl: StreamParser<State> = {
  name: 'vtl',
  startState: () => ({ comment: false }),
  token(stream, state) {
    if (state.comment) {
      if (stream.skipTo('*#')) {
        stream.match('*#')
        state.comment = false
      } else stream.skipToEnd()
      return 'comment'
    }
    if (stream.match('##')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match('#*')) {
      state.comment = true
      return 'comment'
    }
    if (stream.match(DIRECTIVE)) return 'keyword'
    if (stream.match(/^\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*\}?/)) return 'variableName'
    if (stream.match(/^"(?:[^"$#\\]|\\.)*"?/)) return 'string'
    if (stream.match(/^'[^']*'?/)) return 'string'
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number'
    if (stream.match(/^(?:true|false|null|in)\b/)) return 'atom'
    stream.next()
    return null
  },
  languageData: { commentTokens: { line: '##', block: { open: '#*', close: '*#' } } },
}

/** Mapping templates of API Gateway. */
export const vtlLanguage = StreamLanguage.define(vtl)
