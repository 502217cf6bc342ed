'use client'
import { useRef, useState } from 'react'
import { Field } from '@/components/field'
import { enterAccount } from '@/lib/auth-client'
import { emailProblem } from '../rules'
import { arrive } from './arrive'
import { PasswordInput } from './password-input'

type Errors = Partial<Record<'email' | 'password' | 'leave', string>>

/**
 * Signs in to an account on this browser.
 * @param leaves whether a guest's progress stays behind, which has to be agreed to
 */
export function SignInForm({ leaves, to }: { leaves: boolean; to: string | null }) {
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Errors>({})
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)

  const focus = (name: string) =>
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const found: Errors = {}
    const wrongEmail = emailProblem(email)
    if (wrongEmail !== null) found.email = wrongEmail
    if (password === '') found.password = 'Write your password.'
    if (leaves && data.get('leave') === null)
      found.leave = 'Agree to this, or make an account from what you have here.'
    setErrors(found)
    setTrouble('')
    const [first] = Object.keys(found)
    if (first) return focus(first)
    setBusy(true)
    const refused = await enterAccount(email, password)
    if (refused === null) return arrive(to)
    setTrouble(refused)
    setBusy(false)
    focus('password')
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
            className="field"
            required
          />
        )}
      </Field>
      <Field id="password" label="Password" error={errors.password ?? trouble}>
        {(wiring) => (
          <PasswordInput {...wiring} name="password" autoComplete="current-password" required />
        )}
      </Field>
      {leaves ? (
        <div>
          <label className="flex items-start gap-3">
            <input
              type="checkbox"
              name="leave"
              className="mt-1.5 size-4 shrink-0 accent-accent"
              aria-describedby={errors.leave ? 'leave-error' : undefined}
              aria-invalid={errors.leave ? true : undefined}
            />
            <span>Sign in and leave the guest’s progress behind</span>
          </label>
          {errors.leave ? (
            <p id="leave-error" className="mt-1.5 text-sm text-wrong">
              {errors.leave}
            </p>
          ) : null}
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {busy ? 'Signing in…' : (Object.values(errors)[0] ?? trouble)}
      </p>
      <button type="submit" className="button button-primary w-full" aria-disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  )
}
