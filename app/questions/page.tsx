import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { LEVELS } from '@/features/cards/schema'

export const metadata: Metadata = {
  title: 'Questions',
  description: 'What interviewers ask about Lambda and API Gateway, with model answers.',
}
export const dynamic = 'force-static'

const NAMES = {
  screen: { title: 'Phone screen', text: 'Can you say what it is, and why one would use it?' },
  mid: { title: 'Mid-level', text: 'Have you built with it, and do you know where it bites?' },
  senior: { title: 'Senior', text: 'Can you choose, defend and operate it?' },
} as const

export default function QuestionsPage() {
  const { questions, topic } = getLibrary()
  return (
    <>
      <div className="reading">
        <PageHead
          title="Questions"
          summary={`${questions.length} questions that interviewers ask, each with a model answer, what they listen for, and what they ask next.`}
        >
          <nav aria-label="Levels" className="mt-4 flex flex-wrap gap-4 text-sm">
            {LEVELS.map((level) => (
              <a key={level} href={`#${level}`}>
                {NAMES[level].title}
              </a>
            ))}
          </nav>
        </PageHead>
      </div>
      {LEVELS.map((level) => (
        <section
          key={level}
          aria-labelledby={level}
          className="mb-12 border-t border-rule pt-4 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-12"
        >
          <div>
            <h2 id={level} className="text-xl">
              {NAMES[level].title}
            </h2>
            <p className="text-muted">{NAMES[level].text}</p>
          </div>
          <ol className="mt-5 grid gap-x-12 gap-y-5 md:grid-cols-2 lg:mt-0">
            {questions
              .filter((question) => question.level === level)
              .map((question) => (
                <li key={question.slug}>
                  <a
                    href={`/questions/${question.slug}`}
                    className="text-ink no-underline hover:underline"
                  >
                    {question.title}
                  </a>
                  <p className="text-sm text-muted">
                    {question.topics.map((slug) => topic.get(slug)?.title).join(' · ')}
                  </p>
                </li>
              ))}
          </ol>
        </section>
      ))}
    </>
  )
}
