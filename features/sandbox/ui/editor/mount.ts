import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { python } from '@codemirror/lang-python'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Json } from '@/emulator'
import { completeNames, completeTemplate, explainNames } from './hints'
import { look } from './look'
import { vtlLanguage } from './vtl'

export type EditorLanguage =
  | 'python'
  | 'javascript'
  | 'typescript'
  | 'json'
  | 'yaml'
  | 'vtl'
  | 'text'

/** Something wrong with the text, where it stands; lines and columns count from 1. */
export interface EditorFault {
  line: number
  column: number
  message: string
}

/** What an editor is made from. */
export interface EditorPlan {
  value: string
  language: EditorLanguage
  label: string
  readOnly: boolean
  /** The event whose names are offered, asked at the moment it is needed. */
  event(): Json
  changed(value: string): void
}

/** An editor on the page. */
export interface MountedEditor {
  /** Replaces the text, if it is another. */
  setValue(value: string): void
  setLanguage(language: EditorLanguage): void
  setFaults(faults: readonly EditorFault[]): void
  focus(): void
  destroy(): void
}

function languageOf(language: EditorLanguage, event: () => Json): Extension {
  const names = (handler: 'python' | 'javascript') => [
    autocompletion({ override: [completeNames(handler, event)], icons: false }),
    explainNames(handler, event),
  ]
  switch (language) {
    case 'python':
      return [python(), indentUnit.of('    '), names('python')]
    case 'javascript':
    case 'typescript':
      return [javascript({ typescript: language === 'typescript' }), names('javascript')]
    case 'json':
      return json()
    case 'yaml':
      return yaml()
    case 'vtl':
      return [vtlLanguage, autocompletion({ override: [completeTemplate], icons: false })]
    case 'text':
      return []
  }
}

/**
 * Typing over a selection is done here: the browser would keep the old text's look by a style
 * attribute, which the page's policy refuses with a message in the console.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main
    const { data } = event
    if (event.inputType !== 'insertText' || data === null || empty || event.isComposing)
      return false
    event.preventDefault()
    const insert = () =>
      view.state.update({
        ...view.state.replaceSelection(data),
        userEvent: 'input.type',
        scrollIntoView: true,
      })
    const handlers = view.state.facet(EditorView.inputHandler)
    if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert())
    return true
  },
})

function diagnosticsOf(state: EditorState, faults: readonly EditorFault[]): Diagnostic[] {
  return faults.map(({ line, column, message }) => {
    const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines))
    const from = Math.min(at.from + Math.max(0, column - 1), at.to)
    const start = from === at.to ? at.from : from
    return { from: start, to: at.to, severity: 'error', message }
  })
}

/**
 * Puts an editor into an element. It lives in a shadow root, whose style sheets are constructed and
 * not written into the page, so the page's policy needs no exception for them.
 */
export function mountEditor(host: HTMLElement, plan: EditorPlan): MountedEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  root.replaceChildren()
  const language = new Compartment()
  let silent = false
  const extensions: Extension = [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    typeOverSelection,
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(plan.readOnly),
    EditorView.contentAttributes.of({
      'aria-label': plan.label,
      // Named so that what checks accessibility sees that the scrolled text can be reached.
      tabindex: '0',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    }),
    // Ctrl or ⌘ with Enter belongs to the page: it runs.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    language.of(languageOf(plan.language, plan.event)),
    look,
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !silent) plan.changed(update.state.doc.toString())
    }),
  ]
  const view = new EditorView({
    state: EditorState.create({ doc: plan.value, extensions }),
    parent: root,
    root,
  })
  return {
    setValue(value) {
      if (value === view.state.doc.toString()) return
      silent = true
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
      silent = false
    },
    setLanguage: (name) =>
      view.dispatch({ effects: language.reconfigure(languageOf(name, plan.event)) }),
    setFaults: (faults) =>
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, faults))),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
