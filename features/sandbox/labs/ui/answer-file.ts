import type { EditorLanguage } from '../../ui/editor/mount'
import { type AnswerLanguage, ENTRY, type LabSheet } from '../schema'

const MODES: Record<LabSheet['format'], EditorLanguage> = {
  code: 'text',
  vtl: 'vtl',
  json: 'json',
  yaml: 'yaml',
  sam: 'yaml',
}
const FILES = {
  code: '',
  vtl: 'template.vtl',
  json: 'answer.json',
  yaml: 'answer.yaml',
  sam: 'template.yaml',
}

/** The file that a lab's answer stands in, and what the editor makes of it. */
export function answerFile(
  { format }: Pick<LabSheet, 'format'>,
  language: AnswerLanguage,
): { file: string; mode: EditorLanguage } {
  return format === 'code' && language !== 'text'
    ? { file: ENTRY[language].file, mode: language }
    : { file: FILES[format], mode: MODES[format] }
}
