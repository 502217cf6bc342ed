'use client'
import { useEffect, useState } from 'react'
import type { Keys } from '@/features/learner/keys/schema'
import { queueHere } from '../offline/pack'
import { packedLearner } from '../offline/shelf'
import type { Queue, Scope } from '../schema'
import { ReviewSession } from './session'

interface Found {
  learner: string
  queue: Queue
  scope: Scope
  title: string
  keys: Keys
}

async function find(search: string): Promise<Found | string> {
  const params = new URLSearchParams(search)
  const [topic, path] = [params.get('topic'), params.get('path')]
  const scope = { ...(topic ? { topic } : {}), ...(path ? { path } : {}) }
  const learner = await packedLearner()
  const found = learner === null ? null : await queueHere(learner, scope)
  if (learner === null || found === null)
    return 'Nobody has studied in this browser yet, so there are no cards here. They come along the next time you review with a network.'
  return { learner, scope, ...found, title: found.title ?? 'Everything due' }
}

/** A review session made of what this browser holds. */
export function OfflineReview() {
  const [found, setFound] = useState<Found | string | null>(null)
  useEffect(() => {
    find(location.search).then(setFound)
  }, [])
  if (found === null)
    return (
      <p role="status" className="text-muted">
        Getting your cards from this browser…
      </p>
    )
  if (typeof found === 'string')
    return (
      <div className="measure">
        <h1 className="text-xl">No cards without the network</h1>
        <p className="mt-3">{found}</p>
        <p className="mt-6 flex flex-wrap gap-2">
          <a href="/review" className="button button-primary">
            Try the network
          </a>
          <a href="/offline" className="button">
            See what can be read
          </a>
        </p>
      </div>
    )
  return <ReviewSession {...found} />
}
