'use client'
import { useEffect, useState } from 'react'
import type { Because } from '@/emulator'
import { FIDELITY_MEANS, type FidelityRules } from '../../fidelity/schema'

let held: Promise<FidelityRules> | undefined

/** The emulator's rules, fetched once for all who ask; a failure is asked again the next time. */
function loadRules(): Promise<FidelityRules> {
  held ??= fetch('/sandbox/rules.json')
    .then((response) => response.json() as Promise<FidelityRules>)
    .catch((error) => {
      held = undefined
      throw error
    })
  return held
}

function useRules(): FidelityRules {
  const [rules, setRules] = useState<FidelityRules>({})
  useEffect(() => {
    let gone = false
    loadRules().then(
      (loaded) => {
        if (!gone) setRules(loaded)
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  return rules
}

/** What decided, what AWS does in general, how sure that is, and where it can be read. */
export function Reason({ because }: { because: Because }) {
  const rule = useRules()[because.rule]
  return (
    <div className="max-w-prose">
      <p>{because.sentence}</p>
      {rule ? (
        <p className="pt-1 text-sm text-muted">
          {rule.sentence === because.sentence ? null : `${rule.sentence} `}
          <span className="font-semibold">{rule.label}</span>: {FIDELITY_MEANS[rule.label]}.{' '}
          <a href={rule.see} rel="noopener">
            Source<span className="sr-only"> of the rule {because.rule}</span>
          </a>
        </p>
      ) : null}
    </div>
  )
}
