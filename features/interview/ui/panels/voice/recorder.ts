import { isVoice, loudness } from '../../../spoken/rules'
import { keepRecording } from './kept'

/** What was recorded is kept this often, ms: no more is lost by a crash. */
const CHUNK_MS = 5_000
/** How often one listens for a voice, ms. */
const LISTEN_MS = 100
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

const TROUBLES: Record<string, string> = {
  NotAllowedError:
    'The browser may not use the microphone here. Allow it beside the address, or type your answer.',
  NotFoundError: 'No microphone was found. Connect one, or type your answer.',
  NotReadableError: 'The microphone is in use by another program. Close it there, then try again.',
}

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined

export interface Recorder {
  /** Ends it, and lets the microphone go; done once the last of it is kept. */
  stop(): Promise<void>
}

/** Calls `voice` whenever somebody speaks. Returns what ends it. */
function listen(stream: MediaStream, voice: () => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let floor = 1
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const heard = isVoice(floor, loudness(samples))
    floor = heard.floor
    if (heard.voice) voice()
  }, LISTEN_MS)
  return () => {
    clearInterval(timer)
    context.close()
  }
}

/**
 * Records the microphone into this browser. Throws a sentence where it cannot.
 * @param ended called where the microphone went away by itself
 */
export async function startRecorder(
  name: string,
  told: { voice(): void; ended(): void },
): Promise<Recorder> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: true })
    .catch((error: Error) => {
      throw new Error(
        TROUBLES[error.name] ?? 'The microphone could not be opened. Type your answer.',
      )
    })
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one))
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {})
  const startedAt = Date.now()
  const began = performance.now()
  const chunks: Blob[] = []
  let keeping = Promise.resolve()
  recorder.ondataavailable = ({ data }) => {
    if (data.size === 0) return
    chunks.push(data)
    const blob = new Blob(chunks, { type: recorder.mimeType })
    const durationMs = Math.round(performance.now() - began)
    keeping = keeping.then(() => keepRecording({ name, startedAt, durationMs, blob }))
  }
  const silence = listen(stream, told.voice)
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve()
  })
  const stop = async () => {
    if (recorder.state !== 'inactive') recorder.stop()
    await stopped
    silence()
    for (const track of stream.getTracks()) track.stop()
    await keeping
  }
  stream.getTracks()[0]?.addEventListener('ended', told.ended)
  recorder.start(CHUNK_MS)
  return { stop }
}
