import type { Metadata } from 'next'
import { OfflineReview } from '@/features/review/ui/offline-review'

export const metadata: Metadata = { title: 'Review offline', robots: { index: false } }

/** The same for everyone: the cards come from the browser. The service worker shows it for /review. */
export default function OfflineReviewPage() {
  return <OfflineReview />
}
