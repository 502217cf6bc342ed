import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getLearner } from '@/features/learner/data'
import { getKeys } from '@/features/learner/keys/data'
import { studyDay } from '@/features/learner/rules'
import { KeySettings } from '@/features/learner/ui/key-settings'
import { Known } from '@/features/learner/ui/known'
import { SettingsForm } from '@/features/learner/ui/settings-form'
import { SignOut } from '@/features/learner/ui/sign-out'
import { ThemeChoice } from '@/features/learner/ui/theme-choice'
import { getFit } from '@/features/review/fit/data'
import { getPace } from '@/features/review/queue/pace/data'
import { Fit } from '@/features/review/ui/fit'
import { OfflinePanel } from '@/features/review/ui/offline-panel'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Settings' }
export const dynamic = 'force-dynamic'

function Section({ id, title, children }: React.PropsWithChildren<{ id: string; title: string }>) {
  return (
    <section
      aria-labelledby={id}
      className="border-t border-rule py-8 md:grid md:grid-cols-[12rem_minmax(0,1fr)] md:gap-8"
    >
      <h2 id={id} className="mb-4 text-lg">
        {title}
      </h2>
      <div>{children}</div>
    </section>
  )
}

export default async function SettingsPage() {
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  const fit = learner && (await getFit(userId))
  const keys = learner && (await getKeys(userId))
  return (
    <div className="reading max-w-5xl">
      <InStep />
      <PageHead title="Settings" />
      <Section id="studying" title="Studying">
        {learner ? (
          <>
            <Known kind={learner.email === null ? 'guest' : 'account'} />
            <SettingsForm
              settings={{
                timeZone: learner.timeZone,
                rolloverHour: learner.rolloverHour,
                interviewOn: learner.interviewOn,
                newPerDay: learner.newPerDay,
                reviewsPerDay: learner.reviewsPerDay,
                weekLoads: learner.weekLoads,
                siblingsWait: learner.siblingsWait,
              }}
              pace={await getPace(userId)}
              zones={Intl.supportedValuesOf('timeZone')}
              today={studyDay(Date.now(), learner)}
            />
          </>
        ) : (
          <>
            <p>
              Time zone, daily limits and interview date are yours to set from your first card on.
            </p>
            <p className="mt-4">
              <a href="/review" className="button button-primary">
                Start with the first cards
              </a>
            </p>
          </>
        )}
      </Section>
      {fit ? (
        <Section id="scheduling" title="Scheduling">
          <Fit fit={fit} timeZone={learner.timeZone} />
        </Section>
      ) : null}
      <Section id="appearance" title="Appearance">
        <ThemeChoice saved={learner?.theme ?? null} />
      </Section>
      <Section id="archive" title="Your data">
        <p>
          Bring cards with their history from Anki or a table, take yours along, or download all
          that is kept of you.
        </p>
        <p className="mt-4">
          <a href="/archive" className="button">
            Import and export
          </a>
        </p>
      </Section>
      <Section id="offline" title="Offline">
        <OfflinePanel learner={learner ? userId : null} />
      </Section>
      <Section id="account" title="Account">
        {learner?.email ? (
          <>
            <p className="mb-4">
              You are signed in as <strong className="break-all">{learner.email}</strong>.
            </p>
            <SignOut />
          </>
        ) : learner ? (
          <>
            <p>
              You study as a guest. Clearing this browser’s cookies loses your progress, and no
              other browser can see it. An account keeps everything you have.
            </p>
            <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
              <a href="/sign-up" className="button button-primary">
                Make an account
              </a>
              <a href="/sign-in">Sign in to one you have</a>
            </p>
          </>
        ) : (
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <a href="/sign-in" className="button">
              Sign in
            </a>
            <a href="/sign-up">Make an account</a>
          </p>
        )}
      </Section>
      <Section id="keyboard" title="Keyboard">
        <p>
          Everything works by key. Press <kbd className="key">?</kbd> on any page to see them all.
        </p>
        {keys ? (
          <>
            <p className="mt-2 mb-4">
              These work in a review. To change one, press its button, then the new key.
            </p>
            <KeySettings keys={keys} />
          </>
        ) : null}
      </Section>
    </div>
  )
}
