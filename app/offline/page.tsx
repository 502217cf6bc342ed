import type { Metadata } from 'next'
import { KeptList } from '@/components/offline/kept-list'
import { getLibrary } from '@/features/cards/data'

export const metadata: Metadata = { title: 'Offline', robots: { index: false } }

/** Stands in for every page that cannot be had without the network. */
export default function OfflinePage() {
  const { topics, paths, questions } = getLibrary()
  const places = [
    { href: '/topics', title: 'All topics' },
    ...topics.map(({ slug, title }) => ({ href: `/topics/${slug}`, title })),
    { href: '/paths', title: 'All paths' },
    ...paths.map(({ slug, title }) => ({ href: `/paths/${slug}`, title })),
    { href: '/questions', title: 'All questions' },
    ...questions.map(({ slug, title }) => ({ href: `/questions/${slug}`, title })),
    { href: '/glossary', title: 'Glossary' },
    { href: '/sources', title: 'Sources and corrections' },
  ]
  return (
    <div className="reading measure">
      <h1 className="text-2xl">This page needs the network</h1>
      <p className="mt-4 text-lg leading-normal text-muted">
        You can go on all the same: your cards are in this browser, and answers wait here until the
        server is back. Search works as well.
      </p>
      <KeptList places={places} />
    </div>
  )
}
