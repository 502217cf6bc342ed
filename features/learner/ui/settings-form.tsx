'use client'
import { useEffect, useRef, useState } from 'react'
import { Field } from '@/components/field'
import { tellTabs } from '@/components/tabs'
import { saveSettingsAction } from '../actions'
import { effortText, limitText, loadsText, paceText } from '../effort/rules'
import type { Pace } from '../effort/schema'
import { dayOfDate, parseCount } from '../rules'
import type { Settings, WeekLoads } from '../schema'
import { WeekLoadsField } from './week-loads'
import { ZoneSelect } from './zone-select'

interface Typed {
  timeZone: string
  rolloverHour: string
  interviewOn: string
  newPerDay: string
  reviewsPerDay: string
  weekLoads: WeekLoads
  siblingsWait: boolean
}
type Errors = Partial<Record<keyof Typed, string>>

const typed = (settings: Settings): Typed => ({
  timeZone: settings.timeZone,
  rolloverHour: String(settings.rolloverHour),
  interviewOn: settings.interviewOn ?? '',
  newPerDay: String(settings.newPerDay),
  reviewsPerDay: String(settings.reviewsPerDay),
  weekLoads: settings.weekLoads,
  siblingsWait: settings.siblingsWait,
})
const same = (a: Typed, b: Typed) => JSON.stringify(a) === JSON.stringify(b)

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const MOST_NEW = 200
const MOST_REVIEWS = 2000

function interviewText(date: string, today: number): string {
  if (date === '') return 'Leave it empty if there is none yet.'
  const days = dayOfDate(date) - today
  if (Number.isNaN(days)) return ''
  if (days < 0) return 'This day has passed; it no longer changes anything.'
  const when = days === 0 ? 'Today' : days === 1 ? 'Tomorrow' : `In ${days} days`
  return `${when}. Every card you answer until then comes back before it.`
}

/** How a learner wants to study. Saved together; what was changed stays in the form until then. */
export function SettingsForm({
  settings,
  zones,
  pace,
  today,
}: {
  settings: Settings
  zones: string[]
  /** How quickly this learner answers: what a setting does is told in minutes. */
  pace: Pace
  /** Study day now, in days since 1970-01-01. */
  today: number
}) {
  const form = useRef<HTMLFormElement>(null)
  const [base, setBase] = useState(() => typed(settings))
  const [values, setValues] = useState(base)
  const [errors, setErrors] = useState<Errors>({})
  const [{ said, wrong }, setSaid] = useState({ said: '', wrong: false })
  const [busy, setBusy] = useState(false)
  const changed = !same(values, base)

  // What another tab saved is taken over, unless something here waits to be saved.
  const incoming = JSON.stringify(typed(settings))
  const untouched = useRef(true)
  untouched.current = !changed
  useEffect(() => {
    const next = JSON.parse(incoming) as Typed
    setBase(next)
    if (untouched.current) setValues(next)
  }, [incoming])

  const set =
    <K extends keyof Typed>(name: K) =>
    (value: Typed[K]) => {
      setValues((before) => ({ ...before, [name]: value }))
      setErrors(({ [name]: _mended, ...others }) => others)
      setSaid({ said: '', wrong: false })
    }
  const fresh = parseCount(values.newPerDay, MOST_NEW)
  const reviews = parseCount(values.reviewsPerDay, MOST_REVIEWS)

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (busy) return
    const found: Errors = {}
    if (fresh === null) found.newPerDay = `Write a whole number from 0 to ${MOST_NEW}.`
    if (reviews === null) found.reviewsPerDay = `Write a whole number from 0 to ${MOST_REVIEWS}.`
    const date = form.current?.querySelector<HTMLInputElement>('[name="interviewOn"]')
    if (date?.validity.badInput) found.interviewOn = 'Write a whole date, or clear it.'
    setErrors(found)
    const [first] = Object.keys(found)
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
      return
    }
    setBusy(true)
    try {
      const outcome = await saveSettingsAction({
        timeZone: values.timeZone,
        rolloverHour: Number(values.rolloverHour),
        interviewOn: values.interviewOn || null,
        newPerDay: fresh,
        reviewsPerDay: reviews,
        weekLoads: values.weekLoads,
        siblingsWait: values.siblingsWait,
      })
      if (outcome.ok) {
        setBase(values)
        setSaid({ said: 'Saved.', wrong: false })
        tellTabs('settings')
      } else setSaid({ said: `Not saved. ${outcome.error}`, wrong: true })
    } catch {
      setSaid({
        said: 'Not saved: the server cannot be reached. What you changed stays here; try again.',
        wrong: true,
      })
    }
    setBusy(false)
  }

  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="max-w-md space-y-6">
      <Field
        id="interviewOn"
        label="Interview date"
        hint={interviewText(values.interviewOn, today)}
        error={errors.interviewOn}
      >
        {(wiring) => (
          <input
            {...wiring}
            name="interviewOn"
            type="date"
            className="field"
            value={values.interviewOn}
            onChange={(event) => set('interviewOn')(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="newPerDay"
        label="New cards a day"
        hint={fresh === null ? '' : effortText(fresh, reviews, pace)}
        error={errors.newPerDay}
      >
        {(wiring) => (
          <input
            {...wiring}
            name="newPerDay"
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_NEW}
            className="field figures"
            value={values.newPerDay}
            onChange={(event) => set('newPerDay')(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="reviewsPerDay"
        label="Reviews a day, at most"
        hint={reviews === null ? '' : limitText(reviews, pace)}
        error={errors.reviewsPerDay}
      >
        {(wiring) => (
          <input
            {...wiring}
            name="reviewsPerDay"
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_REVIEWS}
            className="field figures"
            value={values.reviewsPerDay}
            onChange={(event) => set('reviewsPerDay')(event.target.value)}
          />
        )}
      </Field>
      <WeekLoadsField
        value={values.weekLoads}
        hint={
          fresh === null || reviews === null
            ? ''
            : loadsText(fresh, reviews, values.weekLoads, pace)
        }
        onChange={set('weekLoads')}
      />
      <div>
        <label className="flex items-center gap-2 font-semibold">
          <input
            type="checkbox"
            name="siblingsWait"
            className="size-4 accent-accent"
            aria-describedby="siblings-hint"
            checked={values.siblingsWait}
            onChange={(event) => set('siblingsWait')(event.target.checked)}
          />
          Siblings wait a day
        </label>
        <p id="siblings-hint" className="mt-1.5 text-sm text-muted">
          A card and its reverse give each other away, so only one of them is asked a day; the other
          comes tomorrow. Your minutes stay the same. Without it they only stand well apart.
        </p>
      </div>
      <Field id="timeZone" label="Time zone" hint="Your days are counted in it.">
        {(wiring) => (
          <ZoneSelect
            {...wiring}
            zones={zones}
            value={values.timeZone}
            onChange={set('timeZone')}
          />
        )}
      </Field>
      <Field
        id="rolloverHour"
        label="A day starts at"
        hint="What you answer before this hour still counts for the day before."
      >
        {(wiring) => (
          <select
            {...wiring}
            className="field figures"
            value={values.rolloverHour}
            onChange={(event) => set('rolloverHour')(event.target.value)}
          >
            {HOURS.map((text, hour) => (
              <option key={text} value={String(hour)}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2">
        <button type="submit" className="button button-primary" aria-disabled={busy}>
          {busy ? 'Saving…' : 'Save'}
        </button>
        <p role="status" className={`text-sm ${wrong ? 'text-wrong' : 'text-muted'}`}>
          {said || (changed && !busy ? 'You have changes that are not saved yet.' : '')}
        </p>
      </div>
      <p className="text-sm text-muted">{paceText(pace)}</p>
    </form>
  )
}
