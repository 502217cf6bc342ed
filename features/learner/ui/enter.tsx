'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { enterAsGuest } from './guest'

/** Lets a newcomer in as a guest, then shows the page they came for. */
export function Enter({ children }: { children: React.ReactNode }) {
  const router = useRouter()
  const [trouble, setTrouble] = useState<string | null>(null)
  const enter = useCallback(async () => {
    setTrouble(null)
    const error = await enterAsGuest()
    if (error) setTrouble(error)
    else router.refresh()
  }, [router])
  useEffect(() => {
    enter()
  }, [enter])
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
