import type { Metadata } from 'next'
import * as z from 'zod/mini'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getKeys } from '@/features/learner/keys/data'
import { Enter } from '@/features/learner/ui/enter'
import { getBrowsePage } from '@/features/review/browse/data'
import { browseHref } from '@/features/review/browse/rules'
import { browseSchema } from '@/features/review/browse/schema'
import { BrowseForm } from '@/features/review/browse/ui/browse-form'
import { BrowseList } from '@/features/review/browse/ui/browse-list'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Cards' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const count = new Intl.NumberFormat('en-GB')
const cards = (number: number) => `${count.format(number)} ${number === 1 ? 'card' : 'cards'}`

export default async function CardsPage({ searchParams }: Props) {
  const browse = z.parse(browseSchema, await searchParams)
  const userId = await currentUser()
  const page = userId && (await getBrowsePage(userId, browse, Date.now()))
  if (!userId || !page) {
    return (
      <Enter>
        <p className="text-muted" role="status">
          Getting your cards…
        </p>
        <noscript>
          <p className="mt-4">
            The list of your cards needs JavaScript; the cards of each topic can be read without it.
          </p>
        </noscript>
      </Enter>
    )
  }
  const { matching, total, problems, pages } = page
  return (
    <>
      <InStep />
      <PageHead
        title="Cards"
        summary={
          matching === total
            ? `All ${cards(total)}, and how each of them stands.`
            : `${cards(matching)} of ${count.format(total)}.`
        }
      >
        <p className="no-print mt-4 flex flex-wrap gap-x-5 gap-y-1">
          <a href="/cards/own">Your own cards</a>
          <a href="/cards/own/new">Write a card</a>
          <a href="/archive">Import and export</a>
        </p>
      </PageHead>
      <BrowseForm browse={browse} topics={page.topics} tags={page.tags} />
      {problems.map((problem) => (
        <p key={problem} role="alert" className="mb-4">
          {problem}
        </p>
      ))}
      {matching === 0 ? (
        <p className="measure">
          No card is like that. Take something out of the search, or{' '}
          <a href="/cards">see them all</a>.
        </p>
      ) : (
        <BrowseList key={browseHref(browse)} page={page} keys={await getKeys(userId)} />
      )}
      {pages > 1 ? (
        <nav aria-label="Pages" className="no-print mt-6 flex flex-wrap items-center gap-4">
          {page.page > 1 ? (
            <a className="button" href={browseHref({ ...browse, page: page.page - 1 })} rel="prev">
              Earlier
            </a>
          ) : null}
          <span className="figures text-muted">
            Page {page.page} of {pages}
          </span>
          {page.page < pages ? (
            <a className="button" href={browseHref({ ...browse, page: page.page + 1 })}>
              Later
            </a>
          ) : null}
        </nav>
      ) : null}
    </>
  )
}
