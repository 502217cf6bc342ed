/**
 * Does something once the next frame is on the screen: nothing then stands between a key and what it
 * brings.
 * @returns a way to leave it undone
 */
export function afterFrame(deed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(deed)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
