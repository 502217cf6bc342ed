import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { FigureList } from '@/features/cards/ui/figure-list'
import { PageTools } from '@/features/cards/ui/page-tools'
import { PrevNext } from '@/features/cards/ui/prev-next'
import { Prose } from '@/features/cards/ui/prose'

type Props = { params: Promise<{ slug: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export function generateStaticParams() {
  return getLibrary().questions.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const question = getLibrary().question.get((await params).slug)
  return question ? { title: question.title, description: question.summary } : {}
}

const LEVEL = { screen: 'Phone screen', mid: 'Mid-level', senior: 'Senior' } as const

export default async function QuestionPage({ params }: Props) {
  const library = getLibrary()
  const { slug } = await params
  const question = library.question.get(slug)
  if (!question) notFound()
  const position = library.questions.indexOf(question)
  const neighbour = (step: number) => {
    const other = library.questions[position + step]
    return other && { href: `/questions/${other.slug}`, title: other.title }
  }
  return (
    <article className="reading">
      <PageHead
        over={`${LEVEL[question.level]} · question ${position + 1} of ${library.questions.length}`}
        title={question.title}
      >
        <p className="no-print mt-4 text-muted">
          Answer it aloud first, in a minute or two. Then compare.
        </p>
        <div className="no-print mt-5 flex flex-wrap items-center gap-2">
          <PageTools path={`/questions/${slug}`} title={question.title} />
        </div>
      </PageHead>
      <details className="reveal">
        <summary className="button button-primary">
          <span className="closed">Show the model answer</span>
          <span className="opened">Hide the model answer</span>
        </summary>
        <div className="prose mt-6">
          <p className="text-lg leading-normal">
            {<strong>In one sentence: </strong>}
            <span>{question.summary}</span>
          </p>
        </div>
        <Prose name={`questions/${slug}`} html={question.html} className="mt-2" />
        <div className="prose">
          <h2 id="key-points">What the interviewer listens for</h2>
          <ul>
            {question.keyPoints.map((html) => (
              <li key={html} dangerouslySetInnerHTML={{ __html: html }} />
            ))}
          </ul>
          <h2 id="wrong-turns">Common wrong turns</h2>
          <dl className="space-y-4">
            {question.wrongTurns.map(({ said, why }) => (
              <div key={said}>
                <dt
                  className="text-muted italic"
                  dangerouslySetInnerHTML={{ __html: `“${said}”` }}
                />
                <dd dangerouslySetInnerHTML={{ __html: why }} />
              </div>
            ))}
          </dl>
        </div>
      </details>
      <section className="prose mt-12">
        <h2 id="follow-ups">What they ask next</h2>
        <ol className="list-none pl-0">
          {question.followUps.map(({ ask, answer }) => (
            <li key={ask}>
              <details>
                <summary dangerouslySetInnerHTML={{ __html: ask }} />
                <p className="mt-1 text-muted" dangerouslySetInnerHTML={{ __html: answer }} />
              </details>
            </li>
          ))}
        </ol>
        <h2 id="learn">Learn it</h2>
        <ul>
          {question.topics.map((name) => (
            <li key={name}>
              <a href={`/topics/${name}`}>{library.topic.get(name)?.title}</a>
            </li>
          ))}
          {question.cardIds.map((id) => {
            const card = library.card.get(id)
            return card ? (
              <li key={id}>
                <a href={`/topics/${card.topic}/cards#${id}`}>{card.frontText}</a>
              </li>
            ) : null
          })}
        </ul>
      </section>
      <div className="measure">
        <FigureList figures={library.figures} ids={question.figures} />
        <PrevNext prev={neighbour(-1)} next={neighbour(1)} />
      </div>
    </article>
  )
}
