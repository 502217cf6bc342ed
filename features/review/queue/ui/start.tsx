import { minutesText } from '@/features/learner/effort/rules'
import { SetList } from '../../sets/ui/set-list'
import { dayText, planText } from '../backlog/rules'
import type { Choices } from '../choices/schema'
import { Begin } from './begin'
import { CatchUpButton } from './catch-up'

const cards = (count: number) => `${count} ${count === 1 ? 'card' : 'cards'}`
const dueText = (count: number) => `${cards(count)} ${count === 1 ? 'is' : 'are'} due`

function Way({ title, children }: React.PropsWithChildren<{ title: string }>) {
  return (
    <section className="border-t border-rule py-5 sm:grid sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-6">
      <h2 className="mb-2 text-base">{title}</h2>
      <div>{children}</div>
    </section>
  )
}

function Behind({ plan, catchUp, today, pace }: Choices) {
  if (catchUp)
    return (
      <p className="mt-4 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span>
          You are catching up: {catchUp.perDay} reviews a day until{' '}
          {dayText(catchUp.untilDay, today)}. New cards wait until then.
        </span>
        <CatchUpButton catchUp={null}>Stop catching up</CatchUpButton>
      </p>
    )
  if (!plan) return null
  return (
    <div className="mt-6 border-l-2 border-rule-strong pl-4">
      <p>{planText(plan, today)}</p>
      <p className="mt-1 text-sm text-muted">
        That takes {minutesText(plan.perDay, 0, pace)} a day. What gains most recall for the time
        comes first, and new cards wait until then.
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <CatchUpButton catchUp={{ perDay: plan.perDay, untilDay: plan.untilDay }}>
          Take {plan.perDay} a day
        </CatchUpButton>
      </p>
    </div>
  )
}

function Head(choices: Choices) {
  const { counts, pace, ahead } = choices
  const known = counts.due + counts.learning
  const next = ahead.find((one) => one.cards > 0)
  if (known + counts.new === 0)
    return (
      <>
        <h1 className="text-2xl">Nothing is due</h1>
        <p className="mt-3 text-lg text-muted">
          {next
            ? `Everything you have learned is still fresh. ${cards(next.cards)} will be due ${next.days === 1 ? 'tomorrow' : `in the next ${next.days} days`}.`
            : 'Everything you have learned is still fresh. Take a topic below to go on.'}
        </p>
      </>
    )
  const fresh = counts.new > 0 ? `${counts.new} new ${counts.new === 1 ? 'card' : 'cards'}` : ''
  return (
    <>
      <h1 className="text-2xl">{known > 0 ? dueText(known) : `${fresh} for today`}</h1>
      <p className="figures mt-3 text-lg text-muted">
        {known > 0 && fresh ? `With ${fresh}, ` : ''}
        {minutesText(known, counts.new, pace)}
        {pace.isOwn ? ' at your pace' : ''}.
      </p>
    </>
  )
}

/** What to study now: everything due by one key, or something of one's own choice. */
export function Start(choices: Choices) {
  const { counts, ahead, forgotten, topics, sets } = choices
  const waiting = counts.due + counts.learning + counts.new
  const offered = ahead.filter(({ cards: count }) => count > 0)
  return (
    <div className="mx-auto max-w-3xl">
      <Head {...choices} />
      <Behind {...choices} />
      {waiting > 0 ? (
        <p className="mt-8">
          <Begin href="/review?study=due">Begin</Begin>
        </p>
      ) : null}
      <div className="mt-12">
        <Way title="One topic">
          <form action="/review" className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <select
              name="topic"
              aria-label="Topic"
              className="field w-auto min-w-0 max-w-full flex-1"
            >
              {topics.map(({ slug, title }) => (
                <option key={slug} value={slug}>
                  {title}
                </option>
              ))}
            </select>
            <label className="flex items-center gap-2">
              <input type="checkbox" name="cram" value="1" className="size-4 accent-accent" />
              Cram
            </label>
            <button type="submit" className="button">
              Study
            </button>
          </form>
          <p className="mt-2 text-sm text-muted">
            Its due and new cards, without the day’s limits. Cramming asks all of them, due or not,
            and reschedules nothing.
          </p>
        </Way>
        <Way title="Learn ahead">
          {offered.length > 0 ? (
            <ul className="figures flex flex-wrap gap-x-6 gap-y-2">
              {offered.map(({ days, cards: count }) => (
                <li key={days}>
                  <a href={`/review?ahead=${days}`}>
                    {days === 1 ? 'Due tomorrow' : `Due within ${days} days`}
                  </a>{' '}
                  <span className="text-muted">{count}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted">Nothing more falls due within a week.</p>
          )}
        </Way>
        <Way title="Forgotten lately">
          {forgotten.cards > 0 ? (
            <p className="figures flex flex-wrap gap-x-6 gap-y-2">
              <span>
                <a href={`/review?forgotten=${forgotten.days}&cram=1`}>Practise them</a>{' '}
                <span className="text-muted">{forgotten.cards}, nothing is rescheduled</span>
              </span>
              <a href={`/review?forgotten=${forgotten.days}`}>Review them early</a>
            </p>
          ) : (
            <p className="text-muted">
              You have forgotten nothing in the last {forgotten.days} days.
            </p>
          )}
        </Way>
        <Way title="Study sets">
          <SetList sets={sets} />
        </Way>
      </div>
    </div>
  )
}
