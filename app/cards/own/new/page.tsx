import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { LONGEST_SIDE, OWN_KINDS } from '@/features/cards/own/schema'
import { NoteEditor } from '@/features/cards/own/ui/editor'
import { getLearner } from '@/features/learner/data'
import { Enter } from '@/features/learner/ui/enter'
import {
  deleteOwnAction,
  rememberOwnAction,
  restoreOwnAction,
  saveOwnAction,
} from '@/features/review/own/actions'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Write a card' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewCardPage({ searchParams }: Props) {
  const params = await searchParams
  const given = (name: string, most: number) => {
    const value = params[name]
    return typeof value === 'string' ? value.slice(0, most) : ''
  }
  const userId = await currentUser()
  if (!userId || !(await getLearner(userId))) {
    return (
      <Enter>
        <p className="text-muted" role="status">
          Getting a blank card…
        </p>
        <noscript>
          <p className="mt-4">Writing cards needs JavaScript; reading does not.</p>
        </noscript>
      </Enter>
    )
  }
  const fields = {
    kind: OWN_KINDS.find((kind) => kind === params.kind) ?? 'basic',
    front: given('front', LONGEST_SIDE),
    back: given('back', LONGEST_SIDE),
    extra: given('extra', LONGEST_SIDE),
    tags: given('tags', 500),
    source: given('source', 500),
  }
  const isFilled = fields.front + fields.back !== ''
  return (
    <>
      <InStep />
      <PageHead
        over={
          <a href="/cards/own" className="text-muted">
            Your own cards
          </a>
        }
        title="Write a card"
      />
      <NoteEditor
        learner={userId}
        place={isFilled ? `new ${fields.front} ${fields.back}` : 'new'}
        start={{ id: null, base: null, fields }}
        writes={{
          save: saveOwnAction,
          remove: deleteOwnAction,
          restore: restoreOwnAction,
          remember: rememberOwnAction,
        }}
      />
    </>
  )
}
