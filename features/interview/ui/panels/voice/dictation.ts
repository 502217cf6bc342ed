import { freshPart } from '../../../spoken/rules'

/** What we use of the browser's recogniser; the library of types knows its results alone. */
interface Recogniser {
  continuous: boolean
  interimResults: boolean
  lang: string
  /** True where the sound may not leave the device. */
  processLocally?: boolean
  start(): void
  stop(): void
  abort(): void
  onresult: ((event: SpeechRecognitionEvent) => void) | null
  onerror: ((event: SpeechRecognitionErrorEvent) => void) | null
  onend: (() => void) | null
}
interface RecogniserMaker {
  new (): Recogniser
  available?(wanted: { langs: string[]; processLocally: boolean }): Promise<string>
}
type WithRecogniser = {
  SpeechRecognition?: RecogniserMaker
  webkitSpeechRecognition?: RecogniserMaker
}

const LANGUAGE = 'en-US'
/** A recogniser that ends this soon after it began, ms, does not listen. */
const TOO_SOON_MS = 1_000
const MOST_FAILURES = 3

const TROUBLES: Record<string, string> = {
  'not-allowed':
    'The browser may not use the microphone here. Allow it beside the address, or type your answer.',
  'service-not-allowed': 'The browser refuses to understand speech here. Type your answer.',
  'audio-capture': 'No microphone was found. Connect one, or type your answer.',
  network:
    'The browser’s speech service cannot be reached. What was understood is kept; type the rest.',
  'language-not-supported': 'This browser does not understand spoken English. Type your answer.',
}

/** The browser's recogniser; null where it has none. */
export function recogniserMaker(): RecogniserMaker | null {
  const { SpeechRecognition, webkitSpeechRecognition } = window as unknown as WithRecogniser
  return SpeechRecognition ?? webkitSpeechRecognition ?? null
}

/** Where speech is understood: on this device, or by a service of the browser's maker. */
export type Where = 'device' | 'maker'

/** Where this browser understands speech: on the device only where it says so. */
export async function whereUnderstood(): Promise<Where> {
  const found = await recogniserMaker()
    ?.available?.({ langs: [LANGUAGE], processLocally: true })
    .catch(() => '')
  return found === 'available' ? 'device' : 'maker'
}

export interface Dictation {
  /** Waits for the last words. */
  finish(): void
  /** Ends at once. */
  drop(): void
}

/**
 * Listens until told otherwise: a recogniser that falls silent is started again.
 * @param where on the device, the sound is forbidden to leave it
 */
export function startDictation(
  maker: RecogniserMaker,
  where: Where,
  told: {
    /** What is understood so far of the sentence that is being said. */
    interim(text: string): void
    final(text: string): void
    /** It has ended; with a reason where nobody asked for it. */
    ended(why: string | null): void
  },
): Dictation {
  let wanted = true
  let failures = 0
  let startedAt = 0
  let why: string | null = null
  let before = ''
  const recogniser = new maker()
  recogniser.lang = LANGUAGE
  recogniser.continuous = true
  recogniser.interimResults = true
  if (where === 'device') recogniser.processLocally = true
  const start = () => {
    startedAt = performance.now()
    before = ''
    recogniser.start()
  }
  recogniser.onresult = ({ results, resultIndex }) => {
    let interim = ''
    for (let at = resultIndex; at < results.length; at += 1) {
      const { isFinal, 0: best } = results[at] as SpeechRecognitionResult
      const text = best?.transcript ?? ''
      if (isFinal) {
        told.final(freshPart(before, text))
        before = text
      } else interim += text
    }
    told.interim(interim)
  }
  recogniser.onerror = ({ error }) => {
    const trouble = TROUBLES[error]
    if (!trouble) return
    why = trouble
    wanted = false
  }
  recogniser.onend = () => {
    failures = performance.now() - startedAt < TOO_SOON_MS ? failures + 1 : 0
    if (wanted && failures < MOST_FAILURES) return start()
    if (wanted) why = 'The browser stopped listening. What was understood is kept; type the rest.'
    recogniser.onend = null
    told.ended(why)
  }
  start()
  return {
    finish() {
      wanted = false
      recogniser.stop()
    },
    drop() {
      recogniser.onresult = null
      recogniser.onend = null
      recogniser.abort()
    },
  }
}
