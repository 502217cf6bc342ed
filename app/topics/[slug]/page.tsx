import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { FigureList } from '@/features/cards/ui/figure-list'
import { PageTools } from '@/features/cards/ui/page-tools'
import { PrevNext } from '@/features/cards/ui/prev-next'
import { Prose } from '@/features/cards/ui/prose'
import { Toc } from '@/features/cards/ui/toc'
import { listExercises } from '@/features/quiz/data'
import { getLabs } from '@/features/sandbox/labs/data'

type Props = { params: Promise<{ slug: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export function generateStaticParams() {
  return getLibrary().topics.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const topic = getLibrary().topic.get((await params).slug)
  return topic ? { title: topic.title, description: topic.summary } : {}
}

export default async function TopicPage({ params }: Props) {
  const library = getLibrary()
  const { slug } = await params
  const topic = library.topic.get(slug)
  if (!topic) notFound()
  const position = library.topics.indexOf(topic)
  const neighbour = (step: number) => {
    const other = library.topics[position + step]
    return other && { href: `/topics/${other.slug}`, title: other.title }
  }
  const before = topic.prerequisites.flatMap((name) => library.topic.get(name) ?? [])
  const asked = library.questions.filter(({ topics }) => topics.includes(slug))
  const exercises = listExercises().filter((one) => one.topic === slug).length
  const labs = [...getLabs().values()].filter((lab) => lab.topic === slug)
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-12">
      <Toc entries={topic.toc} />
      <article className="mt-6 lg:mt-0">
        <PageHead
          over={`Topic ${position + 1} of ${library.topics.length}`}
          title={topic.title}
          summary={topic.summary}
        >
          {before.length > 0 ? (
            <p className="mt-3 text-sm text-muted">
              Builds on{' '}
              {before.map(({ slug, title }, index) => (
                <span key={slug}>
                  {index > 0 ? ', ' : ''}
                  <a href={`/topics/${slug}`}>{title}</a>
                </span>
              ))}
            </p>
          ) : null}
          <div className="no-print mt-6 flex flex-wrap items-center gap-2">
            <a href={`/review?topic=${slug}`} className="button button-primary">
              Study {topic.cardIds.length} cards
            </a>
            <a href={`/topics/${slug}/cards`} className="button">
              See the cards
            </a>
            {exercises > 0 ? (
              <a href={`/practice/run?topic=${slug}`} className="button">
                Answer questions
              </a>
            ) : null}
            <PageTools path={`/topics/${slug}`} title={topic.title} />
          </div>
        </PageHead>
        <Prose name={`topics/${slug}`} html={topic.html} />
        <div className="measure">
          {asked.length > 0 ? (
            <section className="no-print mt-14 border-t border-rule pt-6">
              <h2 className="text-lg">Asked in interviews</h2>
              <ul className="mt-3 space-y-2">
                {asked.map(({ slug, title, level }) => (
                  <li key={slug}>
                    <a href={`/questions/${slug}`}>{title}</a>{' '}
                    <span className="text-sm text-muted">{level}</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {labs.length > 0 ? (
            <section className="no-print mt-14 border-t border-rule pt-6">
              <h2 className="text-lg">Do it yourself</h2>
              <ul className="mt-3 space-y-2">
                {labs.map((lab) => (
                  <li key={lab.slug}>
                    <a href={`/labs/${lab.slug}`}>{lab.title}</a>{' '}
                    <span className="text-sm text-muted">{lab.level}</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <FigureList figures={library.figures} ids={topic.figures} />
          <PrevNext prev={neighbour(-1)} next={neighbour(1)} />
        </div>
      </article>
    </div>
  )
}
