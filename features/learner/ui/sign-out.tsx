'use client'
import { useState } from 'react'
import { leftBehind } from '@/components/leaving'
import { tellTabs } from '@/components/tabs'
import { leave } from '@/lib/auth-client'

export function SignOut() {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [left, setLeft] = useState<string[]>([])
  const signOut = async () => {
    setBusy(true)
    const found = left.length > 0 ? [] : await leftBehind()
    if (found.length > 0) {
      setLeft(found)
      setBusy(false)
      return
    }
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
        {busy ? 'Signing out…' : left.length > 0 ? 'Sign out all the same' : 'Sign out'}
      </button>
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {trouble || left.join(' ')}
      </p>
    </>
  )
}
