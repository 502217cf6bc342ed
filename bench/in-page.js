// Runs in the measured page before anything else. Plain JavaScript: no compiler may add to it.

const bench = {
  firstPaint: Number.NaN,
  largestPaint: Number.NaN,
  /** Tasks of more than 50 ms: when they began and how long they took. */
  longTasks: [],
  /** What the last `watch` promised: ms from its event to the frame that showed the change. */
  took: Promise.resolve(Number.NaN),

  /** Times the next `type` event to the first frame after what `selector` holds became another. */
  watch(type, selector) {
    const content = () => document.querySelector(selector)?.innerHTML ?? ''
    const before = content()
    let began = Number.NaN
    const note = (event) => {
      began = event.timeStamp
    }
    addEventListener(type, note, { capture: true, once: true })
    bench.took = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const now = content()
        if (now === '' || now === before || Number.isNaN(began)) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - began)
          port2.postMessage(null)
        })
      })
      observer.observe(document, { subtree: true, childList: true, characterData: true })
    })
  },
}
window.bench = bench

const observe = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
    type,
    buffered: true,
  })
observe('paint', ({ name, startTime }) => {
  if (name === 'first-contentful-paint') bench.firstPaint = startTime
})
observe('largest-contentful-paint', ({ startTime }) => {
  bench.largestPaint = startTime
})
observe('longtask', ({ startTime, duration }) => {
  bench.longTasks.push({ at: startTime, ms: duration })
})
