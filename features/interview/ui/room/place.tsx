'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { Evidence } from '@/components/evidence'
import { KIND_TEXTS, LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import { answerFrom, chosenOf } from '../../room/rules'
import type { Held, ItemAnswer, ItemSheet, RoomItem } from '../../schema'
import { DesignPanel } from '../panels/design'
import { LabPanel } from '../panels/lab'
import { OpenPanel } from '../panels/open'
import type { Slots } from './slots'

interface PlaceProps {
  interviewId: string
  item: RoomItem
  held: Held
  /** null where it grows with what is answered. */
  total: number | null
  disabled: boolean
  slots: Slots
  body: RefObject<HTMLDivElement | null>
  /** `soon` while somebody types. */
  onAnswer(answer: ItemAnswer | null, soon: boolean): void
  onStrike(option: number): void
}

function labelOf(sheet: ItemSheet): string {
  if (sheet.as === 'exercise')
    return [
      KIND_TEXTS[sheet.sheet.kind],
      sheet.sheet.topicTitle,
      LEVEL_TEXTS[sheet.sheet.level],
    ].join(' · ')
  if (sheet.as === 'design') return 'Design'
  return sheet.as === 'lab' ? 'Hands-on' : 'In your own words'
}

function titleOf({ item, total }: Pick<PlaceProps, 'item' | 'total'>): string {
  const { sheet, place } = item
  if (sheet?.as === 'open' && sheet.follows !== null)
    return `A follow-up to question ${sheet.follows + 1}`
  const number = `Question ${place + 1}${total === null ? '' : ` of ${total}`}`
  return sheet ? `${number} · ${labelOf(sheet)}` : number
}

type ExerciseProps = Pick<PlaceProps, 'held' | 'slots' | 'onAnswer' | 'onStrike'> & {
  name: string
  exercise: Extract<ItemSheet, { as: 'exercise' }>['sheet']
}

const TYPED = new Set(['number', 'blanks', 'parts', 'text'])

function Exercise({ name, exercise, held, slots, onAnswer, onStrike }: ExerciseProps) {
  const { body, stemHtml, evidence } = exercise
  const chosen = chosenOf(body, held.answer)
  const Input = slots.input
  return (
    <>
      <div
        className="prose text-lg leading-normal"
        dangerouslySetInnerHTML={{ __html: stemHtml }}
      />
      <Evidence pieces={evidence} />
      <div className="mt-6">
        <Input
          sheetId={name}
          body={body}
          chosen={chosen}
          striking={'options' in body ? { struck: held.struck, onStrike } : null}
          sends="goes on. The emulator tries it when the round is graded."
          onChoose={(next) => onAnswer(answerFrom(body, next), TYPED.has(next.kind))}
        />
        {body.kind === 'ordering' && held.answer === null ? (
          <button
            type="button"
            className="button mt-3"
            onClick={() => onAnswer({ as: 'exercise', chosen }, false)}
          >
            This order is my answer
          </button>
        ) : null}
      </div>
    </>
  )
}

function Sheet(props: PlaceProps) {
  const { interviewId, item, held, disabled, slots, onAnswer, onStrike } = props
  const { sheet } = item
  const name = `${interviewId}-${item.place}`
  const typed = (answer: ItemAnswer | null) => onAnswer(answer, true)
  if (sheet === null) return null
  if (sheet.as === 'exercise')
    return (
      <Exercise
        key={name}
        name={name}
        exercise={sheet.sheet}
        {...{ held, slots, onAnswer, onStrike }}
      />
    )
  const { answer } = held
  if (sheet.as === 'open') {
    const given = answer?.as === 'open' ? answer : null
    return <OpenPanel {...{ name, sheet, disabled }} answer={given} onChange={typed} />
  }
  if (sheet.as === 'design') {
    const given = answer?.as === 'design' ? answer : null
    return <DesignPanel {...{ name, sheet, disabled }} answer={given} onChange={typed} />
  }
  const given = answer?.as === 'lab' ? answer : null
  return slots.bench ? (
    <LabPanel {...{ name, sheet, disabled }} answer={given} onChange={typed} bench={slots.bench} />
  ) : (
    <p>Running code needs the network. Your answer so far is kept.</p>
  )
}

/** One question: what is asked, and where the answer goes. */
export function Place(props: PlaceProps) {
  const { item, disabled, body } = props
  const head = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question takes the focus, but the one the page came with
  useEffect(() => {
    if (!first.current) {
      scrollTo({ top: 0 })
      head.current?.focus({ preventScroll: true })
    }
    first.current = false
  }, [item.place])
  return (
    <article aria-labelledby="question" data-place={item.place}>
      <h1 id="question" ref={head} tabIndex={-1} className="label mb-4 font-semibold outline-none">
        {titleOf(props)}
      </h1>
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">Your answer</legend>
        <div ref={body}>
          <Sheet key={item.place} {...props} />
        </div>
      </fieldset>
    </article>
  )
}
