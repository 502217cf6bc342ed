/** Whether this browser can read aloud. */
export const canSpeak = (): boolean => typeof window !== 'undefined' && 'speechSynthesis' in window

const BLOCKS = 'p, li, h1, h2, h3, h4, tr, pre, figcaption, label, legend, option'

/** What is read of a part of the page: its text, a pause after each block, nothing that is hidden. */
export function spokenText(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement
  for (const silent of copy.querySelectorAll('svg, button, [hidden], .sr-only, textarea, select'))
    silent.remove()
  for (const key of copy.querySelectorAll('kbd')) key.append('.')
  for (const block of copy.querySelectorAll(BLOCKS)) block.append('. ')
  return (copy.textContent ?? '').replace(/\s+/g, ' ').replace(/([.?!:]) ?\. /g, '$1 ')
}

/** Reads a text aloud in English, and stops whatever was read before. */
export function speak(text: string, done: () => void): void {
  speechSynthesis.cancel()
  const said = new SpeechSynthesisUtterance(text)
  said.lang = 'en'
  said.onend = done
  said.onerror = done
  speechSynthesis.speak(said)
}

/** Stops reading. */
export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel()
}
