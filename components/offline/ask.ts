import type { Ask, Kept } from './manifest'

/** Asks the service worker how much is kept, or to keep or forget pages; `tell` hears of progress. */
export async function askWorker(
  ask: Extract<Ask, { type: 'kept' | 'keep all' | 'forget' }>,
  tell?: (kept: Kept) => void,
): Promise<Kept | null> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const worker = registration?.active
  if (!worker) return null
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<Kept>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<{ kept: Kept; done?: boolean }>) => {
      tell?.(data.kept)
      if (!data.done) return
      port1.close()
      resolve(data.kept)
    }
  })
  worker.postMessage(ask, [port2])
  return answer
}

/** Asks the browser not to clear what is kept when it runs short of room. Returns whether it agrees. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}
