import type { Metadata } from 'next'
import * as z from 'zod/mini'
import { InStep } from '@/components/in-step'
import { getLibrary } from '@/features/cards/data'
import { getLearner } from '@/features/learner/data'
import { getKeys } from '@/features/learner/keys/data'
import { Enter } from '@/features/learner/ui/enter'
import { buildQueue } from '@/features/review/queue/data'
import { scopeSchema } from '@/features/review/schema'
import { ReviewSession } from '@/features/review/ui/session'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Review' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReviewPage({ searchParams }: Props) {
  const { topic, path } = await searchParams
  const parsed = z.safeParse(scopeSchema, {
    ...(topic ? { topic } : {}),
    ...(path ? { path } : {}),
  })
  const scope = parsed.success ? parsed.data : {}
  const library = getLibrary()
  const named = scope.topic
    ? library.topic.get(scope.topic)
    : scope.path
      ? library.path.get(scope.path)
      : undefined
  if ((scope.topic ?? scope.path) !== undefined && !named) {
    return (
      <div className="measure">
        <h1 className="text-xl">There is no such {scope.topic ? 'topic' : 'path'}</h1>
        <p className="mt-4">
          <a href="/topics" className="button">
            Choose a topic
          </a>
        </p>
      </div>
    )
  }
  const userId = await currentUser()
  const queue = userId && (await buildQueue(userId, scope, Date.now()))
  if (!userId || !queue) {
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
  const learner = await getLearner(userId)
  return (
    <>
      <InStep />
      <ReviewSession
        learner={userId}
        key={`${userId}${scope.topic ?? ''}${scope.path ?? ''}`}
        queue={queue}
        scope={scope}
        title={named?.title ?? 'Everything due'}
        keys={await getKeys(userId)}
      />
      {learner?.email === null ? (
        <p className="mx-auto mt-6 max-w-3xl text-sm text-muted">
          You study as a guest: clearing this browser's cookies loses your progress.{' '}
          <a href="/sign-up">Make an account</a> to keep it.
        </p>
      ) : null}
    </>
  )
}
