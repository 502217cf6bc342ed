'use client'
import type { Editor } from './use-editor'

const cardsText = (cards: number) => `${cards} ${cards === 1 ? 'card' : 'cards'}`

/** What became of the last save or reload, and what can be done about it. */
export function SaidLine({ editor }: { editor: Editor }) {
  const { said, saving } = editor
  if (saving) return <p className="text-muted">Saving…</p>
  switch (said.kind) {
    case 'quiet':
      return said.text ? <p className="text-muted">{said.text}</p> : null
    case 'wrong':
      return (
        <p role="alert" className="text-wrong">
          {said.text}
        </p>
      )
    case 'back':
      return (
        <p>
          What you had written is back; it is not saved yet.{' '}
          <button type="button" className="button button-quiet min-h-8" onClick={editor.discard}>
            Discard it
          </button>
        </p>
      )
    case 'made':
      return (
        <p>
          Saved: {cardsText(said.cards)}. <a href={`/cards/own/${said.id}`}>Edit it</a> ·{' '}
          <a href="/review">Review</a>
        </p>
      )
    case 'anew':
      return (
        <p>
          Saved. {cardsText(said.cards)} will be asked anew.{' '}
          <button
            type="button"
            className="button button-quiet min-h-8"
            onClick={() => editor.undoAnew(said.cardIds)}
          >
            Undo: keep what I remember
          </button>
        </p>
      )
    case 'changed':
      return (
        <div role="alert">
          <p>This card was changed elsewhere meanwhile. Nothing of yours is lost.</p>
          <p className="mt-2 flex flex-wrap gap-2">
            <button type="button" className="button" onClick={() => editor.insist(said.note)}>
              Save mine over it
            </button>
            <button type="button" className="button" onClick={() => editor.take(said.note)}>
              Take the other version
            </button>
          </p>
        </div>
      )
    default:
      return said satisfies never
  }
}
