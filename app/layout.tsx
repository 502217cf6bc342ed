import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { Enhance } from '@/components/enhance'
import { NavLink } from '@/components/nav-link'
import { OfflineHost } from '@/components/offline/offline-host'
import { ThemeToggle } from '@/components/theme-toggle'
import { getSearchUrls } from '@/features/cards/search/data'
import { PaletteHost } from '@/features/cards/ui/palette-host'
import { TermHints } from '@/features/cards/ui/term-hints'
import { RoomsHost } from '@/features/interview/ui/room/rooms-host'
import { OutboxHost } from '@/features/review/ui/outbox-host'
import { FIRST_SCRIPT } from '@/lib/first-script'
import './styles/globals.css'

const sans = localFont({
  src: '../.generated/fonts/sans.woff2',
  weight: '400 700',
  variable: '--font-sans',
  display: 'optional',
})
const mono = localFont({
  src: '../.generated/fonts/mono.woff2',
  weight: '450',
  variable: '--font-mono',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
})

export const metadata: Metadata = {
  applicationName: 'Coldstart',
  title: { default: 'Coldstart', template: '%s · Coldstart' },
  description:
    'Get ready for an AWS Lambda and API Gateway interview: read it, recall it, see when you are ready.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#161311' },
  ],
}

const NAV = [
  { href: '/topics', text: 'Topics' },
  { href: '/questions', text: 'Questions' },
  { href: '/paths', text: 'Paths' },
  { href: '/review', text: 'Review' },
  { href: '/practice', text: 'Practice' },
  { href: '/interviews', text: 'Interviews' },
  { href: '/labs', text: 'Labs' },
  { href: '/sandbox', text: 'Sandbox' },
  { href: '/progress', text: 'Progress' },
]

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <script>{FIRST_SCRIPT}</script>
      </head>
      <body className="flex min-h-dvh flex-col">
        <a href="#main" className="button absolute -top-20 left-4 z-50 focus:top-3">
          Skip to the content
        </a>
        <header className="border-b border-rule">
          <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 px-4 sm:px-6 lg:gap-x-4 xl:gap-x-6">
            <a href="/" className="py-3 text-lg font-bold tracking-tight text-ink no-underline">
              Coldstart
            </a>
            <nav
              aria-label="Main"
              className="order-last -mx-2 max-[28rem]:mx-0 grid w-[calc(100%+1rem)] max-[28rem]:w-full grid-cols-[repeat(5,auto)] max-[22rem]:grid-cols-[repeat(3,auto)] justify-between gap-x-1 pb-1 md:flex lg:order-none lg:mx-0 lg:w-auto lg:justify-start lg:pb-0"
            >
              {NAV.map(({ href, text }) => (
                <NavLink key={href} href={href}>
                  {text}
                </NavLink>
              ))}
            </nav>
            <div className="ml-auto flex items-center gap-1">
              <OutboxHost />
              <PaletteHost urls={getSearchUrls()} />
              <ThemeToggle />
            </div>
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl flex-1 px-4 pt-8 pb-20 outline-none sm:px-6"
        >
          {children}
        </main>
        <footer className="no-print border-t border-rule text-sm text-muted">
          <div className="mx-auto flex max-w-7xl flex-wrap gap-x-6 gap-y-2 px-4 py-6 sm:px-6">
            <span>Not affiliated with Amazon Web Services.</span>
            <a className="text-muted" href="/glossary">
              Glossary
            </a>
            <a className="text-muted" href="/sources">
              Sources and corrections
            </a>
            <a className="text-muted" href="/cards">
              Cards
            </a>
            <a className="text-muted" href="/saved">
              Saved
            </a>
            <a className="text-muted" href="/settings">
              Settings
            </a>
            <a className="text-muted" href="/about">
              About
            </a>
          </div>
        </footer>
        <Enhance />
        <OfflineHost />
        <RoomsHost />
        <TermHints url={getSearchUrls().definitions} />
      </body>
    </html>
  )
}
