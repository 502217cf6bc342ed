import { LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import { spanText } from '../../pace/rules'
import type { RoomView } from '../../schema'
import { Begin } from './begin'
import { KeyList } from './key-list'
import { factorText } from './texts'

/** What holds in a round, in plain words. */
function rulesOf({ items, disclosure, practice, timeFactor, round }: RoomView): string[] {
  const questions = items.length === 1 ? 'one question' : `${items.length} questions`
  return [
    disclosure === 'all'
      ? `You see ${items.length === 1 ? 'the question' : `all ${questions}`} from the start, go to and fro, and change any answer until you hand in.`
      : `You see ${items.length === 1 ? questions : `one of ${questions} at a time`}, and cannot come back once you have gone on.`,
    ...(round === 'interview'
      ? ['What you leave out may be asked about: then a follow-up comes next.']
      : []),
    ...(round === 'rapid'
      ? ['Each question has a time of its own. At zero the next one comes by itself.']
      : []),
    timeFactor === 0
      ? 'There is no clock.'
      : practice
        ? 'The clock is the server’s. You may pause; the questions are hidden meanwhile.'
        : 'The clock is the server’s. It goes on while the page is closed, and cannot be paused.',
    'Everything is saved as you go. After a reload, a crash or a lost network you go on where you were.',
    disclosure === 'all'
      ? 'Without a network you can finish all the same. The report then says “timed by this device”.'
      : 'Without a network what you write is kept; the next question comes when the network is back.',
    'What is blank at the end stays unanswered. Nothing is told of right or wrong before that.',
  ]
}

function lengthOf({ allowedMs, timeFactor }: RoomView): string {
  const factor = factorText(timeFactor)
  if (allowedMs === null) return factor
  return factor ? `${spanText(allowedMs)}, with ${factor}` : spanText(allowedMs)
}

/** A draft: what it is and what holds in it, before the clock runs. */
export function Ready({ view }: { view: RoomView }) {
  const facts: [string, string][] = [
    ['Questions', String(view.items.length)],
    ['Time', lengthOf(view)],
    ['Level', LEVEL_TEXTS[view.level]],
    ['Conditions', view.practice ? 'practice' : 'exam'],
  ]
  return (
    <div className="reading">
      <h1 className="text-2xl">{view.title}</h1>
      <dl className="mt-6 flex flex-wrap gap-x-10 gap-y-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="label">{name}</dt>
            <dd className="figures text-lg">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="measure mt-8 list-disc space-y-2 pl-5">
        {rulesOf(view).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Begin id={view.id} />
      <details className="mt-10">
        <summary className="label w-max py-1">Keys</summary>
        <KeyList practice={view.practice} />
      </details>
    </div>
  )
}
