import { InStep } from '@/components/in-step'
import { getLibrary } from '@/features/cards/data'
import { getLastPlace } from '@/features/cards/margin/data'
import type { LastPlace } from '@/features/cards/margin/schema'
import { suggestRound } from '@/features/interview/suggest/data'
import type { Suggestion } from '@/features/interview/suggest/schema'
import { getProgress, type Progress } from '@/features/progress/data'
import { currentUser } from '@/lib/auth'

export const dynamic = 'force-dynamic'

function Welcome() {
  const { topics, questions, cards } = getLibrary()
  const [first] = topics
  return (
    <div className="measure">
      <h1 className="text-2xl">Walk into the interview warm</h1>
      <p className="mt-4 text-lg leading-normal text-muted">
        Everything an AWS Lambda and API Gateway interview asks: {topics.length} topics to read,{' '}
        {cards.length} cards to recall, {questions.length} questions to answer aloud, with every
        outdated claim corrected and sourced.
      </p>
      <p className="mt-8 flex flex-wrap gap-2">
        <a href={`/topics/${first?.slug}`} className="button button-primary">
          Start reading
        </a>
        <a href="/review" className="button">
          Try ten cards
        </a>
      </p>
      <p className="mt-4 text-sm text-muted">
        No sign-up needed. <a href="/sign-in">Sign in</a> if you have an account.
      </p>
      <ol className="mt-12 grid gap-6 border-t border-rule pt-6 sm:grid-cols-3">
        {[
          {
            href: '/topics',
            name: 'Read',
            text: 'Concept tables, diagrams, figures that carry their source and date.',
          },
          {
            href: '/review',
            name: 'Recall',
            text: 'Cards that come back just before you would forget them.',
          },
          {
            href: '/questions',
            name: 'Answer',
            text: 'Model answers, what interviewers listen for, what they ask next.',
          },
        ].map(({ href, name, text }) => (
          <li key={name}>
            <h2 className="text-lg">
              <a href={href} className="text-ink no-underline hover:underline">
                {name}
              </a>
            </h2>
            <p className="mt-1 text-sm text-muted">{text}</p>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Today({
  progress,
  place,
  round,
}: {
  progress: Progress
  place: LastPlace | null
  round: Suggestion | null
}) {
  const { dueToday, newToday, answersToday, topics } = progress
  const begun = topics.filter(({ byMaturity, cards }) => byMaturity.new < cards)
  const coolest = [...begun].sort((a, b) => a.mastery - b.mastery)[0]
  const untouched = topics.find(({ byMaturity, cards }) => byMaturity.new === cards)
  return (
    <div className="measure">
      <h1 className="text-2xl">
        {dueToday > 0
          ? `${dueToday} cards are due`
          : newToday > 0
            ? 'Nothing is due; new cards are waiting'
            : 'You are done for today'}
      </h1>
      <p className="figures mt-3 text-lg text-muted">
        {answersToday > 0 ? `${answersToday} answered today. ` : ''}
        {newToday > 0 ? `${newToday} new cards left for today.` : ''}
      </p>
      <p className="mt-8 flex flex-wrap gap-2">
        {dueToday + newToday > 0 ? (
          <a href="/review?study=due" className="button button-primary">
            {dueToday > 0 ? 'Review them' : 'Take new cards'}
          </a>
        ) : null}
        <a href="/progress" className="button">
          See your progress
        </a>
      </p>
      <ul className="mt-12 divide-y divide-rule border-y border-rule">
        {place ? (
          <li className="py-3">
            <span className="label block">Continue reading</span>
            <a href={place.anchor ? `${place.path}#${place.anchor}` : place.path}>{place.title}</a>
          </li>
        ) : null}
        {round ? (
          <li className="py-3">
            <span className="label block">{round.name}</span>
            <a href={round.href}>{round.text}</a>
          </li>
        ) : null}
        {coolest ? (
          <li className="py-3">
            <span className="label block">Coolest of what you began</span>
            <a href={`/review?topic=${coolest.slug}`}>{coolest.title}</a>{' '}
            <span className="figures text-sm text-muted">
              {Math.round(coolest.mastery * 100)} %
            </span>
          </li>
        ) : null}
        {untouched ? (
          <li className="py-3">
            <span className="label block">Next topic</span>
            <a href={`/topics/${untouched.slug}`}>{untouched.title}</a>
          </li>
        ) : null}
      </ul>
    </div>
  )
}

export default async function Home() {
  const userId = await currentUser()
  const now = Date.now()
  const progress = userId && (await getProgress(userId, now))
  if (!progress)
    return (
      <div className="reading">
        <InStep />
        <Welcome />
      </div>
    )
  const [place, round] = await Promise.all([
    getLastPlace(userId),
    suggestRound(userId, progress.totalAnswers, now),
  ])
  return (
    <div className="reading">
      <InStep />
      <Today progress={progress} place={place} round={round} />
    </div>
  )
}
