'use client'
import dynamic from 'next/dynamic'
import { type ComponentProps, useMemo } from 'react'
import type { From } from '@/features/interview/offline/session'
import { OfflineRoom } from '@/features/interview/ui/room/offline-room'
import { Room } from '@/features/interview/ui/room/room'
import type { Slots } from '@/features/interview/ui/room/slots'
import { Input } from '@/features/quiz/ui/inputs/input'
import { Editor } from '@/features/sandbox/ui/editor/editor'

// Only a lab needs the emulator's checks.
const TimedLab = dynamic(
  () => import('@/features/sandbox/labs/ui/timed').then(({ TimedLab }) => TimedLab),
  { loading: () => <p className="mt-6 text-muted">Getting the editor…</p> },
)

type LabProps = ComponentProps<typeof TimedLab>
type Figures = LabProps['figures']

const ExerciseInput: Slots['input'] = (props) => <Input {...props} editor={Editor} />

function useSlots(figures: Figures): Slots {
  return useMemo(() => {
    const bench = (props: Omit<LabProps, 'figures'>) => <TimedLab {...props} figures={figures} />
    return { input: ExerciseInput, bench }
  }, [figures])
}

/** The room, with the inputs of exercises and the bench of labs. */
export function Screen({ from, figures }: { from: From; figures: Figures }) {
  return <Room from={from} slots={useSlots(figures)} />
}

/** The same of what this browser keeps. */
export function OfflineScreen({ figures }: { figures: Figures }) {
  return <OfflineRoom slots={useSlots(figures)} />
}
