import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as z from 'zod/mini'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { readOwnNote } from '@/features/cards/own/list/data'
import { noteIdSchema } from '@/features/cards/own/schema'
import { NoteEditor } from '@/features/cards/own/ui/editor'
import { fieldsOf } from '@/features/cards/own/ui/fields'
import {
  deleteOwnAction,
  rememberOwnAction,
  restoreOwnAction,
  saveOwnAction,
} from '@/features/review/own/actions'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Edit a card' }
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }> }

export default async function EditCardPage({ params }: Props) {
  const id = z.safeParse(noteIdSchema, (await params).id)
  const userId = await currentUser()
  const note = id.success && userId ? await readOwnNote(userId, id.data) : null
  if (!note || !userId) notFound()
  return (
    <>
      <InStep />
      <PageHead
        over={
          <a href="/cards/own" className="text-muted">
            Your own cards
          </a>
        }
        title="Edit a card"
      >
        {note.sourceHref ? (
          <p className="mt-3">
            <a href={note.sourceHref} rel="noopener nofollow">
              Its source
            </a>
          </p>
        ) : null}
      </PageHead>
      <NoteEditor
        key={userId}
        learner={userId}
        place={note.id}
        start={{ id: note.id, base: note.updatedAt, fields: fieldsOf(note) }}
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
