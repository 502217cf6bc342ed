import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { listNotes, listTags } from '@/features/cards/own/list/data'
import { NoteList } from '@/features/cards/own/ui/note-list'
import { getLearner } from '@/features/learner/data'
import { whenText } from '@/features/learner/rules'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Your own cards' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

export default async function OwnCardsPage({ searchParams }: Props) {
  const params = await searchParams
  const query = {
    text: one(params.q).slice(0, 200),
    tag: one(params.tag).slice(0, 60),
    page: Number.parseInt(one(params.page), 10) || 1,
  }
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  const found = learner ? await listNotes(userId, query) : null
  const tags = learner ? await listTags(userId) : []
  const isSearch = query.text !== '' || query.tag !== ''
  const none = !isSearch && (found?.total ?? 0) === 0
  const now = Date.now()
  const pageHref = (page: number) =>
    `/cards/own?${new URLSearchParams({ q: query.text, tag: query.tag, page: String(page) })}`
  return (
    <div className="reading max-w-5xl">
      <InStep />
      <PageHead
        over={
          <a href="/cards" className="text-muted">
            All cards
          </a>
        }
        title="Your own cards"
        summary={
          none
            ? 'Write down what you keep forgetting: the card joins your reviews at once.'
            : 'They are asked in your reviews like all others. Only you see them.'
        }
      >
        <p className="mt-6 flex flex-wrap gap-3">
          <a href="/cards/own/new" className="button button-primary">
            Write a card
          </a>
          {none ? null : (
            <a href="/review?q=is%3Aown" className="button">
              Study them
            </a>
          )}
          <a href="/archive" className="button">
            Import and export
          </a>
        </p>
      </PageHead>
      {none || !learner || !found ? null : (
        <>
          <search>
            <form method="get" className="flex max-w-xl gap-2">
              {query.tag ? <input type="hidden" name="tag" value={query.tag} /> : null}
              <input
                type="search"
                name="q"
                defaultValue={query.text}
                aria-label="Search your own cards"
                placeholder="Search your own cards"
                maxLength={200}
                className="field"
              />
              <button type="submit" className="button">
                Search
              </button>
            </form>
          </search>
          {tags.length > 0 ? (
            <ul aria-label="Tags" className="mt-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {tags.map(({ tag, notes }) => (
                <li key={tag}>
                  <a
                    href={`/cards/own?tag=${encodeURIComponent(tag)}`}
                    aria-current={tag === query.tag || undefined}
                    className={tag === query.tag ? 'font-semibold text-ink' : 'text-muted'}
                  >
                    #{tag}
                  </a>{' '}
                  <span className="figures text-muted">{notes}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <p className="figures mt-6 mb-3 text-sm text-muted">
            {found.total} {found.total === 1 ? 'note' : 'notes'}
            {isSearch ? (
              <>
                {' '}
                found. <a href="/cards/own">Show all</a>
              </>
            ) : (
              ', the last changed first'
            )}
          </p>
          <NoteList
            notes={found.notes.map((note) => ({
              ...note,
              when: whenText(Date.parse(note.updatedAt), now, learner),
            }))}
          />
          {found.pages > 1 ? (
            <nav aria-label="Pages" className="figures mt-6 flex items-baseline gap-4">
              {found.page > 1 ? <a href={pageHref(found.page - 1)}>Newer</a> : null}
              <span className="text-muted">
                Page {found.page} of {found.pages}
              </span>
              {found.page < found.pages ? <a href={pageHref(found.page + 1)}>Older</a> : null}
            </nav>
          ) : null}
        </>
      )}
    </div>
  )
}
