import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'

export const metadata: Metadata = { title: 'About' }
export const dynamic = 'force-static'

export default function AboutPage() {
  return (
    <div className="reading">
      <PageHead
        title="About Coldstart"
        summary="A place to get ready for an AWS Lambda and API Gateway interview: read it, recall it, see when you are ready."
      />
      <div className="prose">
        <p>
          Coldstart is not affiliated with, endorsed by or sponsored by Amazon Web Services. AWS,
          Lambda, API Gateway and other names are trademarks of their owners.
        </p>
        <h2 id="temperature">Why temperature</h2>
        <p>
          A Lambda environment is cold, then warm; so is a memory. Wherever a colour runs from
          blue-grey to amber, it says how warm something is: the recall of a card, the mastery of a
          topic, a day of study.
        </p>
        <h2 id="keys">Keys</h2>
        <ul>
          <li>
            <kbd className="key">space</kbd> shows the answer; <kbd className="key">1</kbd> to{' '}
            <kbd className="key">4</kbd> grade it; <kbd className="key">z</kbd> undoes
          </li>
          <li>
            <kbd className="key">/</kbd> or <kbd className="key">⌘K</kbd> searches everything and
            runs commands
          </li>
        </ul>
        <h2 id="data">Your data</h2>
        <p>
          Everything you do is kept in one database beside the app, and nowhere else. There are no
          trackers and nothing is loaded from other sites. As a guest, your progress hangs on this
          browser's cookies; an account keeps it on others too.
        </p>
        <h2 id="browsers">Browsers</h2>
        <p>
          Every change is tested in Chromium. Current Firefox and Safari should work and are not
          tested. Reading works without JavaScript; reviewing needs it.
        </p>
      </div>
    </div>
  )
}
