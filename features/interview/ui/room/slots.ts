import type { ComponentType } from 'react'
import type { Chosen, SheetBody } from '@/features/quiz/schema'
import type { LabBench } from '../panels/lab'

/** What other rooms bring along, handed in by the page. */
export interface Slots {
  /** Where an answer to an exercise is given. */
  input: ComponentType<{
    sheetId: string
    body: SheetBody
    chosen: Chosen
    striking: { struck: number[]; onStrike(place: number): void } | null
    sends: string
    onChoose(chosen: Chosen): void
  }>
  /** The editor and the checks of a lab; null where its code cannot run. */
  bench: LabBench | null
}
