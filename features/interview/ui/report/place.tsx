import type { ComponentType } from 'react'
import type { Finding, Kind } from '@/features/quiz/schema'
import { SKILL_TEXTS } from '@/features/quiz/texts/rules'
import { canMark } from '../../marks/rules'
import { clockText } from '../../report/pace/rules'
import type { ReportPlace } from '../../report/schema'
import { percent, pointsOf } from '../../report/score/rules'
import { struckOf } from '../../report/struck/rules'
import type { Source } from '../../schema'
import { Recordings } from '../panels/voice/recordings'
import { Answer } from './answer'
import { Points } from './points'
import { Asked } from './question'
import { CONFIDENCE_TEXTS, TIMING_TEXTS } from './texts'
import { WrongKey } from './wrong-key'

/** How findings of an exercise are shown; the page hands in the quiz's own. */
export type FindingsView = ComponentType<{
  kind: Kind
  findings: Finding[]
  statistics: null
}>

/** What has no exercise is worded like one: each part of it holds or does not. */
const OTHER_KINDS: Record<Source, Kind> = {
  exercise: 'single',
  incident: 'single',
  design: 'predict',
  question: 'cloze',
  'follow-up': 'cloze',
  lab: 'predict',
}

type Shape = '✓' | '◐' | '✕' | '–'
const MARK_COLOURS: Record<Shape, string> = {
  '✓': 'text-[var(--right)]',
  '◐': 'text-caution',
  '✕': 'text-wrong',
  '–': 'text-muted',
}

/** What came of a place, by shape and in words. */
function outcome(one: ReportPlace): { mark: Shape; text: string } {
  const points = pointsOf(one.source, one.verdict)
  if (points === null) return { mark: '–', text: 'not answered' }
  if (one.verdict?.right) return { mark: '✓', text: 'right' }
  return points > 0 ? { mark: '◐', text: percent(points) } : { mark: '✕', text: 'wrong' }
}

/** One question of the report: a line that opens to all that is known of it. */
export function Place({
  id,
  one,
  open,
  findings: Findings,
  opinion,
}: {
  id: string
  one: ReportPlace
  open: boolean
  findings: FindingsView
  opinion: React.ReactNode
}) {
  const { place, title, topicTitle, skill, held, verdict, sheet, proof, timing } = one
  const { mark, text } = outcome(one)
  const facts = [
    text,
    verdict && held.confidence && CONFIDENCE_TEXTS[held.confidence],
    held.spent > 0 && clockText(held.spent),
    timing && timing !== 'server' && TIMING_TEXTS[timing],
    proof === 'claimed' && 'checked in your browser',
    held.flag && 'flagged',
  ].filter(Boolean)
  const kind = sheet?.as === 'exercise' ? sheet.sheet.kind : null
  const marked = canMark(one.source, kind, verdict)
  const struck = struckOf(sheet, held.struck, verdict)
  return (
    <li className="border-t border-rule">
      <details className="group" open={open}>
        <summary className="flex list-none gap-3 py-3 hover:bg-sunk [&::-webkit-details-marker]:hidden">
          <span className="figures w-7 shrink-0 text-end font-semibold">{place + 1}</span>
          <span
            className={`w-4 shrink-0 text-center font-bold ${MARK_COLOURS[mark]}`}
            aria-hidden="true"
          >
            {mark}
          </span>
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2">
              {one.follows === null ? '' : 'Follow-up: '}
              {title}
            </span>
            <span className="figures block text-sm text-muted">{facts.join(' · ')}</span>
          </span>
          <span className="no-print h-fit text-muted group-open:rotate-90" aria-hidden="true">
            ›
          </span>
        </summary>
        <div id={`q${place + 1}`} className="scroll-mt-20 pb-8 sm:pl-10">
          <p className="label mb-3">
            {topicTitle} · {SKILL_TEXTS[skill]}
            {timing ? ` · answered ${TIMING_TEXTS[timing]}` : ''}
            {one.changed ? ' · changed since you were asked' : ''}
          </p>
          <Asked sheet={sheet} />
          <Answer
            answer={held.answer}
            sheet={sheet}
            findings={marked ? (verdict?.findings ?? []) : []}
          />
          {held.answer?.as === 'open' ? <Recordings name={`${id}-${place}`} /> : null}
          {verdict === null ? (
            <p className="mt-4 text-muted">You left this unanswered, so it earned nothing.</p>
          ) : marked ? (
            <Points
              id={id}
              place={place}
              verdict={verdict}
              marks={one.marks}
              ownScore={one.ownScore}
            />
          ) : (
            <Findings
              kind={kind ?? OTHER_KINDS[one.source]}
              findings={verdict.findings}
              statistics={null}
            />
          )}
          {opinion}
          <Late one={one} />
          {struck.length > 0 ? (
            <div className="mt-4 text-sm text-muted">
              You struck out{' '}
              {struck
                .map(({ letter, right }) => (right ? `${letter}, which was right` : letter))
                .join(', ')}
              .
            </div>
          ) : null}
          {held.note ? (
            <div className="mt-4 border-l-2 border-rule pl-4">
              <p className="label">Your note</p>
              <p className="whitespace-pre-wrap">{held.note}</p>
            </div>
          ) : null}
          {one.modelHtml ? (
            <div className="mt-6">
              <div className="label mb-1">An answer that would earn everything</div>
              <div className="prose" dangerouslySetInnerHTML={{ __html: one.modelHtml }} />
            </div>
          ) : null}
          {one.explainHtml ? (
            <div className="mt-6">
              <div className="label mb-1">The rule</div>
              <div className="prose" dangerouslySetInnerHTML={{ __html: one.explainHtml }} />
            </div>
          ) : null}
          <Further one={one} />
          <WrongKey id={id} place={place} />
        </div>
      </details>
    </li>
  )
}

function Late({ one: { late, sheet } }: { one: ReportPlace }) {
  if (late === null) return null
  return (
    <div className="mt-4 border-l-2 border-caution pl-4">
      <p>An answer of yours came after the time was up. It is kept here and was not scored.</p>
      <Answer answer={late} sheet={sheet} />
    </div>
  )
}

function Further({ one: { href, link, cards } }: { one: ReportPlace }) {
  return (
    <>
      <p className="mt-4">
        <a href={href}>Where this is taught</a>
        {link ? (
          <>
            {' · '}
            <a href={link.url} rel="noreferrer">
              {link.title}
            </a>
          </>
        ) : null}
      </p>
      {cards.length > 0 ? (
        <ul className="mt-2 text-sm text-muted">
          {cards.map((card) => (
            <li key={card.id}>
              Card “<a href={card.href}>{card.text}</a>”
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
