import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import * as z from 'zod/mini'
import { InStep } from '@/components/in-step'
import { getLearner } from '@/features/learner/data'
import { getKeys } from '@/features/learner/keys/data'
import { Enter } from '@/features/learner/ui/enter'
import { getChoices, hasBegun } from '@/features/review/queue/choices/data'
import { buildQueue } from '@/features/review/queue/data'
import { nameOfScope } from '@/features/review/queue/scope/data'
import {
  isChosen,
  isOldCram,
  readScope,
  scopeHref,
  scopeTitle,
} from '@/features/review/queue/scope/rules'
import { Start } from '@/features/review/queue/ui/start'
import { scopeSchema } from '@/features/review/schema'
import { ReviewSession } from '@/features/review/ui/session'
import { currentUser, type UserId } from '@/lib/auth'

export const metadata: Metadata = { title: 'Review' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

function Entering() {
  return (
    <Enter>
      <p className="text-muted" role="status">
        Getting your cards…
      </p>
      <noscript>
        <p className="mt-4">
          Reviewing needs JavaScript; every topic and question can be read without it.
        </p>
      </noscript>
    </Enter>
  )
}

function Missing({ what }: { what: string }) {
  return (
    <div className="measure">
      <h1 className="text-xl">There is no such {what}</h1>
      <p className="mt-4">
        <a href={what === 'study set' ? '/review' : '/topics'} className="button">
          {what === 'study set' ? 'See what there is to study' : 'Choose a topic'}
        </a>
      </p>
    </div>
  )
}

async function GuestNote({ userId }: { userId: UserId }) {
  const learner = await getLearner(userId)
  return learner?.email === null ? (
    <p className="mx-auto mt-6 max-w-3xl text-sm text-muted">
      You study as a guest: clearing this browser's cookies loses your progress.{' '}
      <a href="/sign-up">Make an account</a> to keep it.
    </p>
  ) : null
}

export default async function ReviewPage({ searchParams }: Props) {
  const parsed = z.safeParse(scopeSchema, readScope(await searchParams))
  const scope = parsed.success ? parsed.data : {}
  const now = Date.now()
  const userId = await currentUser()
  const named = await nameOfScope(userId, scope)
  if (named === undefined && (userId || !scope.set))
    return <Missing what={scope.topic ? 'topic' : scope.path ? 'path' : 'study set'} />
  if (isOldCram(scope, now)) redirect(scopeHref({ ...scope, cram: String(now) }))
  const choices =
    userId && !isChosen(scope) && (await hasBegun(userId)) ? await getChoices(userId, now) : null
  if (userId && choices)
    return (
      <>
        <InStep />
        <Start {...choices} />
        <GuestNote userId={userId} />
      </>
    )
  const queue = userId && (await buildQueue(userId, scope, now))
  if (!userId || !queue) return <Entering />
  return (
    <>
      <InStep />
      <ReviewSession
        learner={userId}
        key={`${userId}${scopeHref(scope)}`}
        queue={queue}
        scope={scope}
        title={scopeTitle(scope, named ?? null)}
        keys={await getKeys(userId)}
      />
      <GuestNote userId={userId} />
    </>
  )
}
