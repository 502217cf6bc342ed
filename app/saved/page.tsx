import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { listBookmarks, listNotes } from '@/features/cards/margin/data'
import { SavedList } from '@/features/cards/ui/saved-list'
import { getLearner } from '@/features/learner/data'
import { whenText } from '@/features/learner/rules'
import { Known } from '@/features/learner/ui/known'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Saved' }
export const dynamic = 'force-dynamic'

const EMPTY =
  'Bookmark a page or write a note on it, at the top of every topic, question and path: you find it again here.'

export default async function SavedPage() {
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  const bookmarks = learner ? await listBookmarks(userId) : []
  const notes = learner ? await listNotes(userId) : []
  const now = Date.now()
  const dated = <T extends { at: string }>(entries: T[]) =>
    entries.map((entry) => ({
      ...entry,
      when: learner ? whenText(Date.parse(entry.at), now, learner) : '',
    }))
  const none = bookmarks.length + notes.length === 0
  return (
    <div className="reading max-w-5xl">
      <InStep />
      {learner ? <Known kind={learner.email === null ? 'guest' : 'account'} /> : null}
      <PageHead
        title="Saved"
        summary={none ? EMPTY : 'Your bookmarks and notes. Only you see them.'}
      >
        {none ? (
          <p className="mt-6">
            <a href="/topics" className="button button-primary">
              Choose a topic
            </a>
          </p>
        ) : null}
      </PageHead>
      {bookmarks.length > 0 ? (
        <section aria-labelledby="bookmarks" className="mt-10">
          <h2 id="bookmarks" className="mb-3 text-lg">
            Bookmarks
          </h2>
          <SavedList kind="bookmark" entries={dated(bookmarks)} />
        </section>
      ) : null}
      {notes.length > 0 ? (
        <section aria-labelledby="notes" className="mt-10">
          <h2 id="notes" className="mb-3 text-lg">
            Notes
          </h2>
          <SavedList kind="note" entries={dated(notes)} />
        </section>
      ) : null}
    </div>
  )
}
