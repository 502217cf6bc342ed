'use client'
import { TIME_FACTORS, type TimeFactor } from '../../schema'
import { Row } from './row'

const FACTOR_TEXTS: Record<TimeFactor, string> = {
  1: 'As planned',
  1.25: '1¼ × the time',
  1.5: '1½ × the time',
  2: 'Twice the time',
  0: 'No clock',
}

/** How long, and whether it may be paused. */
export function Conditions({
  timeFactor,
  practice,
  onChange,
}: {
  timeFactor: TimeFactor
  practice: boolean
  onChange: (change: { timeFactor?: TimeFactor; practice?: boolean }) => void
}) {
  return (
    <>
      <Row
        name="factor"
        label="Time"
        values={TIME_FACTORS}
        value={timeFactor}
        textOf={(factor) => FACTOR_TEXTS[factor]}
        onChange={(factor) => onChange({ timeFactor: factor })}
      />
      <Row
        name="conditions"
        label="Conditions"
        values={['exam', 'practice'] as const}
        value={practice ? 'practice' : 'exam'}
        textOf={(one) =>
          one === 'exam' ? 'Exam: no pause, can be signed' : 'Practice: may be paused'
        }
        onChange={(one) => onChange({ practice: one === 'practice' })}
      />
    </>
  )
}
