import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getBelongings, getLearner } from '@/features/learner/data'
import { belongingsText } from '@/features/learner/rules'
import { Known } from '@/features/learner/ui/known'
import { SignUpForm } from '@/features/learner/ui/sign-up-form'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Make an account' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  if (learner?.email) {
    return (
      <PageHead title="You have an account" summary={`You are signed in as ${learner.email}.`}>
        <InStep />
        <Known kind="account" />
        <p className="mt-6">
          <a href="/" className="button button-primary">
            Go on studying
          </a>
        </p>
      </PageHead>
    )
  }
  const kept = learner ? belongingsText(await getBelongings(userId)) : null
  return (
    <>
      <InStep />
      <PageHead
        title="Make an account"
        summary={
          kept
            ? `You keep what you have: ${kept}. Other browsers will see it too.`
            : 'It keeps your progress when cookies are cleared, and brings it to other browsers.'
        }
      />
      <SignUpForm to={typeof callbackUrl === 'string' ? callbackUrl : null} />
      <noscript>
        <p className="mt-4">Making an account needs JavaScript.</p>
      </noscript>
      <p className="mt-6 text-muted">
        You have one already? <a href="/sign-in">Sign in</a>.
      </p>
    </>
  )
}
