'use client'
import { useEffect, useRef } from 'react'
import { ReportQuestion } from '@/components/report-question'
import type { Told } from '../attempt/schema'
import { effectText, verdictText } from '../run/rules'
import type { Sheet } from '../schema'
import { Findings } from './findings'
import { type CardState, MakeCard } from './make-card'
import { post } from './post'

/** The verdict on an answer: right or wrong in a word, every option with its reason, where to read on. */
export function VerdictView({
  sheet,
  told,
  isLast,
  card,
  onMake,
  onNext,
}: {
  sheet: Sheet
  told: Told
  isLast: boolean
  card: CardState
  onMake(): void
  onNext(): void
}) {
  const head = useRef<HTMLHeadingElement>(null)
  const { verdict, statistics } = told
  useEffect(() => head.current?.focus(), [])
  return (
    <section aria-labelledby="verdict" className="mt-8 border-t border-rule pt-6">
      <h2
        id="verdict"
        ref={head}
        tabIndex={-1}
        className="verdict text-xl outline-none"
        data-right={verdict.right || undefined}
      >
        <span aria-hidden="true">{verdict.right ? '✓' : '✕'}</span> {verdictText(told)}
      </h2>
      <Findings kind={sheet.kind} findings={verdict.findings} statistics={statistics} />
      {told.modelHtml ? (
        <div className="prose mt-6">
          <div className="label mb-1">An answer that would earn everything</div>
          <div dangerouslySetInnerHTML={{ __html: told.modelHtml }} />
        </div>
      ) : null}
      <div className="prose mt-6">
        <div className="label mb-1">The rule</div>
        <div className="space-y-2 text-lg" dangerouslySetInnerHTML={{ __html: told.explainHtml }} />
        <p className="mt-2">
          <a href={told.href}>Where this is taught</a> ·{' '}
          <a href={told.source.url} rel="noreferrer">
            {told.source.title}
          </a>
        </p>
      </div>
      {told.cards.length > 0 ? (
        <ul className="mt-4 text-sm text-muted">
          {told.cards.map((one) => (
            <li key={one.id}>
              Card “<a href={one.href}>{one.text}</a>”: {effectText(one)}.
            </li>
          ))}
        </ul>
      ) : null}
      {statistics ? (
        <p className="figures mt-2 text-sm text-muted">
          {statistics.answers} answers by all learners: {Math.round(statistics.rightShare * 100)} %
          right.
        </p>
      ) : null}
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <button type="button" className="button button-primary" onClick={onNext}>
          {isLast ? 'See how it went' : 'Next question'}{' '}
          <kbd className="key border-transparent bg-transparent text-on-accent">Enter</kbd>
        </button>
        {verdict.right ? null : <MakeCard state={card} onMake={onMake} />}
      </div>
      <div className="mt-4">
        <ReportQuestion
          key={sheet.sheetId}
          send={(text) => post('reports', { sheetId: sheet.sheetId, text })}
        />
      </div>
    </section>
  )
}
