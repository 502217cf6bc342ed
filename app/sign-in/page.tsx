import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getBelongings, getLearner } from '@/features/learner/data'
import { belongingsText } from '@/features/learner/rules'
import { Known } from '@/features/learner/ui/known'
import { SignInForm } from '@/features/learner/ui/sign-in-form'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Sign in' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What next-auth says in the address when it sends someone here. */
const TROUBLES: Record<string, string> = {
  CredentialsSignin: 'This e-mail and password do not belong together. Check both.',
  SessionRequired: 'Sign in to see that page.',
  AccessDenied: 'You may not see that page.',
  Configuration: 'Signing in is not set up on this server.',
}

export default async function SignInPage({ searchParams }: Props) {
  const { error, callbackUrl } = await searchParams
  const to = typeof callbackUrl === 'string' ? callbackUrl : null
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  if (learner?.email) {
    return (
      <PageHead title="You are signed in" summary={`as ${learner.email}.`}>
        <InStep />
        <Known kind="account" />
        <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <a href="/" className="button button-primary">
            Go on studying
          </a>
          <a href="/settings">Settings</a>
        </p>
      </PageHead>
    )
  }
  const left = learner ? belongingsText(await getBelongings(userId)) : null
  return (
    <>
      <InStep />
      <PageHead title="Sign in" summary="Your progress comes with your account." />
      {typeof error === 'string' ? (
        <p role="alert" className="measure mb-6 border-l-2 border-wrong pl-4">
          {(Object.hasOwn(TROUBLES, error) && TROUBLES[error]) ||
            'You could not be signed in. Try again.'}
        </p>
      ) : null}
      {left ? (
        <div className="measure mb-8 border-l-2 border-caution pl-4">
          <p>
            <strong>You have {left} here as a guest.</strong> Signing in to another account does not
            take this along: it stays with this browser’s guest and is back when you sign out.
          </p>
          <p className="mt-2">
            To keep it in an account, <a href="/sign-up">make a new one from it</a> instead.
          </p>
        </div>
      ) : null}
      <SignInForm leaves={left !== null} to={to} />
      <noscript>
        <p className="mt-4">Signing in needs JavaScript.</p>
      </noscript>
      {left ? null : (
        <p className="mt-6 text-muted">
          No account yet? <a href="/sign-up">Make one</a>. Reading and studying need none.
        </p>
      )}
    </>
  )
}
