'use client'
import { useRef, useState } from 'react'
import { Field } from '@/components/field'
import { enterAccount, enterAsGuest, forgetGuest, rememberLearner } from '@/lib/auth-client'
import { signUpAction } from '../actions'
import { emailProblem, passwordProblem } from '../rules'
import { PASSWORD_LENGTH } from '../schema'
import { arrive } from './arrive'
import { PasswordInput } from './password-input'

type Errors = Partial<Record<'email' | 'password', React.ReactNode>>

const TAKEN = (
  <>
    There is an account with this e-mail already. If it is yours, <a href="/sign-in">sign in</a>.
  </>
)

/** Gives this browser's learner an account; a newcomer becomes a learner first. */
export function SignUpForm({ to }: { to: string | null }) {
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Errors>({})
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)

  const tell = (found: Errors, sentence = '') => {
    setErrors(found)
    setTrouble(sentence)
    setBusy(false)
    const first = Object.keys(found)[0] ?? (sentence ? 'email' : null)
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const found: Errors = {}
    const wrongEmail = emailProblem(email)
    const weak = passwordProblem(email, password)
    if (wrongEmail !== null) found.email = wrongEmail
    if (weak !== null) found.password = weak
    tell(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    const refused = await enterAsGuest()
    if (refused !== null) return tell({}, refused)
    try {
      const outcome = await signUpAction({ email, password })
      if (!outcome.ok) return tell({}, outcome.error)
      if (outcome.value.status === 'taken') return tell({ email: TAKEN })
    } catch {
      return tell({}, 'The server cannot be reached. What you wrote stays here; try again.')
    }
    forgetGuest()
    rememberLearner('account')
    // The session is the account's already; signing in makes it last anew.
    await enterAccount(email, password)
    await arrive(to)
  }

  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="max-w-sm space-y-5">
      <Field id="email" label="E-mail" error={errors.email}>
        {(wiring) => (
          <input
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            maxLength={254}
            className="field"
            required
          />
        )}
      </Field>
      <Field
        id="password"
        label="Password"
        hint={`At least ${PASSWORD_LENGTH} characters. A few words you can remember are better than symbols.`}
        error={errors.password}
      >
        {(wiring) => (
          <PasswordInput
            {...wiring}
            name="password"
            autoComplete="new-password"
            minLength={PASSWORD_LENGTH}
            maxLength={200}
            required
          />
        )}
      </Field>
      <p role="alert" className={trouble ? 'text-sm text-wrong' : 'sr-only'}>
        {trouble}
      </p>
      <button type="submit" className="button button-primary w-full" aria-disabled={busy}>
        {busy ? 'Making your account…' : 'Make an account'}
      </button>
    </form>
  )
}
