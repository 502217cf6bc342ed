'use client'
import { useState } from 'react'
import { tellTabs } from '@/components/tabs'
import { leave } from '@/lib/auth-client'

export function SignOut() {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const signOut = async () => {
    setBusy(true)
    const refused = await leave()
    if (refused === null) {
      tellTabs('learner')
      location.assign('/')
      return
    }
    setTrouble(refused)
    setBusy(false)
  }
  return (
    <>
      <button type="button" className="button" onClick={signOut} disabled={busy}>
        {busy ? 'Signing out…' : 'Sign out'}
      </button>
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {trouble}
      </p>
    </>
  )
}
