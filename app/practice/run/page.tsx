import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { Enter } from '@/features/learner/ui/enter'
import { practiceHref, readPractice, titleOf } from '@/features/quiz/pick/rules'
import { practiceSchema } from '@/features/quiz/pick/schema'
import { currentUser } from '@/lib/auth'
import { Screen } from './screen'

export const metadata: Metadata = { title: 'Practice' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RunPage({ searchParams }: Props) {
  const parsed = z.safeParse(practiceSchema, readPractice(await searchParams))
  const practice = parsed.success ? parsed.data : {}
  if (!practice.since) redirect(practiceHref({ ...practice, since: String(Date.now()) }))
  const userId = await currentUser()
  const topic = practice.topic ? getLibrary().topic.get(practice.topic)?.title : undefined
  return userId ? (
    <Screen key={practiceHref(practice)} practice={practice} title={titleOf(practice, topic)} />
  ) : (
    <Enter>
      <p role="status" className="text-muted">
        Getting your questions…
      </p>
      <noscript>
        <p className="mt-4">
          Answering needs JavaScript; every topic and question can be read without it.
        </p>
      </noscript>
    </Enter>
  )
}
