'use client'
import { ReportQuestion } from '@/components/report-question'
import { report } from '../../marks/actions'

/** Says that a question or its key is wrong. */
export function WrongKey({ id, place }: { id: string; place: number }) {
  return <ReportQuestion send={(text) => report({ id, place, text })} />
}
