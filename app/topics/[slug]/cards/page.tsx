import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { ResetTopic } from '@/features/review/ui/reset-topic'

type Props = { params: Promise<{ slug: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export function generateStaticParams() {
  return getLibrary().topics.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const topic = getLibrary().topic.get((await params).slug)
  return { title: `Cards: ${topic?.title}` }
}

export default async function CardsPage({ params }: Props) {
  const library = getLibrary()
  const { slug } = await params
  const topic = library.topic.get(slug)
  if (!topic) notFound()
  return (
    <div className="reading">
      <PageHead
        over={
          <a href={`/topics/${slug}`} className="text-muted">
            {topic.title}
          </a>
        }
        title={`${topic.cardIds.length} cards`}
        summary="Open a card to see its answer. Studying them in a review is what makes them stay."
      >
        <p className="no-print mt-6 flex flex-wrap gap-2">
          <a href={`/review?topic=${slug}`} className="button button-primary">
            Study them
          </a>
          <ResetTopic topic={slug} title={topic.title} />
        </p>
      </PageHead>
      <ol className="prose divide-y divide-rule border-y border-rule">
        {topic.cardIds.map((id) => {
          const card = library.card.get(id)
          return card ? (
            <li key={id} id={id} className="list-none">
              <details className="py-3">
                <summary dangerouslySetInnerHTML={{ __html: card.frontHtml }} />
                <div className="mt-2 pl-5">
                  <p dangerouslySetInnerHTML={{ __html: card.backHtml }} />
                  {card.noteHtml ? (
                    <p
                      className="mt-1 text-muted"
                      dangerouslySetInnerHTML={{ __html: card.noteHtml }}
                    />
                  ) : null}
                  <p className="mt-1 text-sm">
                    <a href={card.href}>Where this is taught</a> ·{' '}
                    <a href={`#${id}`} className="text-muted">
                      Link to this card
                    </a>
                  </p>
                </div>
              </details>
            </li>
          ) : null
        })}
      </ol>
    </div>
  )
}
