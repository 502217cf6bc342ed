import { wordsOf } from '../words/rules'

/** What the palette can do beside finding: go to a page, or do something here. */
export interface Command {
  id: string
  title: string
  /** more words that it is found by */
  words?: string
  href?: string
  does?: 'theme' | 'keys'
}

/** Commands that need no index, the ones shown first first. */
export const COMMANDS: Command[] = [
  {
    id: 'review',
    title: 'Review everything due',
    words: 'start study cards',
    href: '/review?study=due',
  },
  { id: 'topics', title: 'Topics', words: 'read learn go to', href: '/topics' },
  { id: 'questions', title: 'Questions', words: 'interview go to', href: '/questions' },
  { id: 'paths', title: 'Study paths', words: 'routes go to', href: '/paths' },
  {
    id: 'practice',
    title: 'Practice',
    words: 'quiz questions exam exercises mistakes go to',
    href: '/practice',
  },
  { id: 'labs', title: 'Labs', words: 'exercises practise code go to', href: '/labs' },
  { id: 'progress', title: 'Progress', words: 'heat map forecast go to', href: '/progress' },
  {
    id: 'cards',
    title: 'Cards',
    words: 'browser list suspended flags tags leeches notes go to',
    href: '/cards',
  },
  { id: 'saved', title: 'Saved', words: 'bookmarks notes go to', href: '/saved' },
  { id: 'glossary', title: 'Glossary', words: 'terms words go to', href: '/glossary' },
  { id: 'settings', title: 'Settings', words: 'preferences account go to', href: '/settings' },
  {
    id: 'theme',
    title: 'Switch between light and dark',
    words: 'toggle theme mode colours colors',
    does: 'theme',
  },
  {
    id: 'keys',
    title: 'Keys and shortcuts',
    words: 'show keyboard help cheat sheet',
    does: 'keys',
  },
  {
    id: 'sources',
    title: 'Sources and corrections',
    words: 'errata items go to',
    href: '/sources',
  },
  { id: 'figures', title: 'Figures', words: 'limits prices quotas go to', href: '/figures' },
  { id: 'home', title: 'Home', words: 'start go to', href: '/' },
  { id: 'about', title: 'About', words: 'licence privacy go to', href: '/about' },
]

/** One command for each topic and path: study its cards. */
export function reviewCommands(pages: { path: string; title: string }[]): Command[] {
  return pages.map(({ path, title }) => {
    const [, folder, slug] = path.split('/')
    const scope = folder === 'paths' ? 'path' : 'topic'
    return {
      id: `review-${scope}-${slug}`,
      title: `Review: ${title}`,
      words: `start study cards ${scope}`,
      href: `/review?${scope}=${slug}`,
    }
  })
}

/** The commands that hold every word of a query, or its beginning; those that begin with it first. */
export function matchCommands(commands: Command[], query: string, most: number): Command[] {
  const asked = wordsOf(query.toLowerCase())
  if (asked.length === 0) return []
  const start = query.trim().toLowerCase()
  return commands
    .filter(({ title, words = '' }) => {
      const own = wordsOf(`${title} ${words}`.toLowerCase())
      return asked.every((word) => own.some((name) => name.startsWith(word)))
    })
    .sort(
      (a, b) =>
        Number(b.title.toLowerCase().startsWith(start)) -
        Number(a.title.toLowerCase().startsWith(start)),
    )
    .slice(0, most)
}
