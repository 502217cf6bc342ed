import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { depths } from '@/features/cards/map/rules'

export const metadata: Metadata = {
  title: 'Topics',
  description: 'What a candidate must know, in the order it builds up.',
}
export const dynamic = 'force-static'

const LEVELS = ['Start here', 'Then', 'Then', 'Then', 'Then', 'Last']

export default function TopicsPage() {
  const library = getLibrary()
  const depth = depths(library.topics)
  const layers = [...new Set(depth.values())].sort((a, b) => a - b)
  return (
    <>
      <div className="reading">
        <PageHead
          title="Topics"
          summary="What a candidate must know, in the order it builds up. Each layer needs only the ones above it."
        />
      </div>
      <ol className="space-y-10">
        {layers.map((layer, index) => (
          <li
            key={layer}
            className="grid gap-x-8 gap-y-3 border-t border-rule pt-4 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-12"
          >
            <h2 className="label pt-1">
              {layer === layers.at(-1) && index > 0 ? 'Last' : (LEVELS[index] ?? 'Then')}
            </h2>
            <ul className="grid gap-x-10 gap-y-7 sm:grid-cols-2">
              {library.topics
                .filter(({ slug }) => depth.get(slug) === layer)
                .map((topic) => (
                  <li key={topic.slug} id={topic.slug}>
                    <h3 className="text-lg leading-snug">
                      <a
                        href={`/topics/${topic.slug}`}
                        className="text-ink no-underline hover:underline"
                      >
                        {topic.title}
                      </a>
                    </h3>
                    <p className="mt-1 text-muted">{topic.summary}</p>
                    <p className="figures mt-1.5 text-sm text-muted">
                      {Math.max(1, Math.round(topic.words / 220))} min · {topic.cardIds.length}{' '}
                      cards
                      {topic.prerequisites.length > 0 ? (
                        <>
                          {' · builds on '}
                          {topic.prerequisites.map((slug, position) => (
                            <span key={slug}>
                              {position > 0 ? ', ' : ''}
                              <a href={`#${slug}`} className="text-muted">
                                {library.topic.get(slug)?.title}
                              </a>
                            </span>
                          ))}
                        </>
                      ) : null}
                    </p>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  )
}
