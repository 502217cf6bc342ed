'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { tellTabs } from '@/components/tabs'
import { enterAsGuest, knownLearner, rememberLearner } from '@/lib/auth-client'

/** Lets a newcomer in as a guest, then shows the page they came for. */
export function Enter({ children }: { children: React.ReactNode }) {
  const router = useRouter()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [ended, setEnded] = useState(false)
  const enter = useCallback(async () => {
    setTrouble(null)
    setEnded(false)
    const error = await enterAsGuest()
    if (error) {
      setTrouble(error)
      return
    }
    tellTabs('learner')
    router.refresh()
  }, [router])
  // An account's session that ran out is not replaced by a guest without asking.
  useEffect(() => {
    if (knownLearner() === 'account') setEnded(true)
    else enter()
  }, [enter])
  const asGuest = () => {
    rememberLearner(null)
    enter()
  }
  if (ended) {
    return (
      <div className="measure">
        <h1 className="text-xl">Your session has ended</h1>
        <p className="mt-3">Your progress is safe in your account. Sign in to go on with it.</p>
        <p className="mt-6 flex flex-wrap gap-2">
          <a href="/sign-in" className="button button-primary">
            Sign in
          </a>
          <button type="button" className="button" onClick={asGuest}>
            Study as a guest
          </button>
        </p>
      </div>
    )
  }
  if (trouble === null) return children
  return (
    <div role="alert" className="measure">
      <p>{trouble}</p>
      <button type="button" className="button mt-4" onClick={enter}>
        Try again
      </button>
    </div>
  )
}
