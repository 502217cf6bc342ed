import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { verifyResult } from '@/features/interview/sign/data'
import { VerifiedView } from '@/features/interview/ui/report/verified'

export const metadata: Metadata = {
  title: 'Check a result',
  robots: { index: false },
  referrer: 'no-referrer',
}
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ t?: string | string[] }> }

export default async function VerifyPage({ searchParams }: Props) {
  const { t } = await searchParams
  const pasted = [t ?? []].flat()[0]?.trim() ?? ''
  const verified = pasted === '' ? null : await verifyResult(pasted)
  return (
    <div className="reading">
      <PageHead
        over={<a href="/interviews">Interviews</a>}
        title="Check a result"
        summary="A result that this server signed can be checked by anybody. Whatever was changed in it shows."
      />
      {verified ? <VerifiedView verified={verified} /> : null}
      <form action="/interviews/verify" className="no-print mt-8 max-w-3xl">
        <label className="block">
          <span className="label mb-1 block">
            {verified ? 'Check another one' : 'The link or the text that you were given'}
          </span>
          <textarea
            name="t"
            required
            maxLength={5000}
            rows={4}
            spellCheck={false}
            className="field resize-y font-mono text-sm leading-normal"
          />
        </label>
        <button type="submit" className="button button-primary mt-3">
          Check it
        </button>
      </form>
    </div>
  )
}
