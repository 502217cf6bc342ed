'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { onNews } from './tabs'

/** Keeps a page that the server made for one learner in step with the browser's other tabs. */
export function InStep() {
  const router = useRouter()
  useEffect(() => onNews(() => router.refresh()), [router])
  return null
}
