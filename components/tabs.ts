/** What a tab tells the others: someone else studies now, settings changed, or saved pages did. */
export type News = 'learner' | 'settings' | 'saved'

let opened: BroadcastChannel | undefined

function channel(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel !== 'undefined') opened ??= new BroadcastChannel('coldstart')
  return opened
}

/** Tells this browser's other tabs. */
export function tellTabs(news: News): void {
  channel()?.postMessage(news)
}

/** Calls back with what another tab tells; returns how to stop. */
export function onNews(callback: (news: News) => void): () => void {
  const hear = ({ data }: MessageEvent<News>) => callback(data)
  channel()?.addEventListener('message', hear)
  return () => channel()?.removeEventListener('message', hear)
}
