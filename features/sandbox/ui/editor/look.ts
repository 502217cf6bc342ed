import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const KEYWORD = 'light-dark(oklch(0.45 0.15 293), oklch(0.8 0.09 295))'
const STRING = 'light-dark(oklch(0.42 0.09 195), oklch(0.82 0.07 195))'
const NUMBER = 'light-dark(oklch(0.43 0.08 105), oklch(0.85 0.09 105))'

/** The same few colours as code blocks of pages. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: KEYWORD },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: STRING },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: NUMBER },
  { tag: [tags.comment, tags.meta], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--ink)' },
  { tag: tags.special(tags.variableName), color: KEYWORD },
])

const frame = EditorView.theme({
  '&': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    fontSize: '0.875rem',
    height: '100%',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '0.6rem 0', caretColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--raised)',
    color: 'var(--muted)',
    border: 'none',
    paddingLeft: '0.25rem',
  },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--sunk)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--accent-soft)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--rule-strong)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    borderColor: 'var(--rule-strong)',
  },
  '.cm-tooltip': { borderRadius: '0.375rem', maxWidth: 'min(28rem, 90vw)', overflow: 'hidden' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-completionInfo, .cm-hint': { padding: '0.4rem 0.6rem', fontFamily: 'var(--sans)' },
  '.cm-hint code': { fontFamily: 'var(--mono)', fontSize: '0.9em', color: 'var(--muted)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '0.35rem 0.6rem' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--wrong)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--caution)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--wrong)',
    textUnderlineOffset: '0.2em',
  },
  '.cm-panel input, .cm-panel button': {
    font: 'inherit',
    color: 'inherit',
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    border: '1px solid var(--rule-strong)',
    borderRadius: '0.25rem',
    padding: '0.15rem 0.4rem',
  },
  '.cm-panel.cm-search label': { fontSize: '0.875rem', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search button[name=close]': { border: 'none', fontSize: '1.1rem' },
  // Fields under 16 px make a phone zoom in.
  '@media (pointer: coarse)': { '&': { fontSize: '1rem' } },
})

/** How editors look, in both themes: colours are the page's own variables. */
export const look = [frame, syntaxHighlighting(colours)]
