import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { type EditorView, hoverTooltip } from '@codemirror/view'
import type { Json } from '@/emulator'
import { chainBefore, type Hint, hintAt, hintsAfter } from '../../hints/rules'
import { TEMPLATE_WORDS } from '../../hints/words/rules'

type Handler = 'python' | 'javascript'

/** Python reads keys in brackets; JavaScript reads what is a name after a dot. */
function insertion({ name }: Hint, form: 'dot' | 'quote', language: Handler, root: string) {
  if (form === 'quote') return { from: 0, text: name }
  const plain = /^[A-Za-z_$][\w$]*(\(\))?$/.test(name)
  if (root === 'context' || (language === 'javascript' && plain)) return { from: 0, text: name }
  // The dot that was typed gives way to the bracket.
  return { from: -1, text: `["${name}"]` }
}

/** Completes names of the event and the context. `event` is what will be sent, at that moment. */
export const completeNames =
  (language: Handler, event: () => Json) =>
  (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos)
    const chain = chainBefore(line.text.slice(0, context.pos - line.from))
    if (!chain) return null
    const options = hintsAfter(chain, event(), language).map((hint): Completion => {
      const { from, text } = insertion(hint, chain.form, language, chain.root)
      return {
        label: hint.name,
        detail: hint.kind,
        type: 'property',
        apply: (view, _completion, start, end) =>
          view.dispatch({
            changes: { from: start + from, to: end, insert: text },
            selection: { anchor: start + from + text.length },
          }),
        ...(hint.says || hint.example
          ? { info: [hint.says, hint.example].filter(Boolean).join('\n') }
          : {}),
      }
    })
    return options.length === 0
      ? null
      : { from: context.pos - chain.typed.length, options, validFor: /^[\w$-]*$/ }
  }

/** Completes what a mapping template can reach. */
export function completeTemplate(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[$#][\w.]*/)
  if (!word) return null
  return {
    from: word.from,
    options: TEMPLATE_WORDS.map(([label, info]) => ({ label, info, type: 'variable' })),
    validFor: /^[$#][\w.]*$/,
  }
}

function hintElement({ name, kind, says, example }: Hint): HTMLElement {
  const box = document.createElement('div')
  box.className = 'cm-hint'
  const head = document.createElement('div')
  const strong = document.createElement('strong')
  strong.textContent = name
  head.append(strong, ` ${kind}`)
  box.append(head)
  if (says) box.append(says)
  if (example) {
    const code = document.createElement('code')
    code.textContent = example
    const line = document.createElement('div')
    line.append(code)
    box.append(line)
  }
  return box
}

/** Says what a name of the event or the context is, where the pointer rests on it. */
export const explainNames = (language: Handler, event: () => Json) =>
  hoverTooltip((view: EditorView, position: number) => {
    const line = view.state.doc.lineAt(position)
    const rest = /^[\w$-]*/.exec(line.text.slice(position - line.from))?.[0] ?? ''
    const end = position + rest.length
    const chain = chainBefore(line.text.slice(0, end - line.from))
    const hint = chain && hintAt(chain, event(), language)
    if (!chain || !hint) return null
    return {
      pos: end - chain.typed.length,
      end,
      above: true,
      create: () => ({ dom: hintElement(hint) }),
    }
  })
