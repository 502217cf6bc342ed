'use client'
import type { Practice } from '@/features/quiz/pick/schema'
import { QuizSession } from '@/features/quiz/ui/session'
import { Editor } from '@/features/sandbox/ui/editor/editor'

/** A session, with the sandbox's editor for what is to be mended. */
export function Screen({ practice, title }: { practice: Practice; title: string }) {
  return <QuizSession practice={practice} title={title} editor={Editor} />
}
