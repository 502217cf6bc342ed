/** What is kept of the server's clock for a page that opens without the network; in ms. */
export interface KeptClock {
  /** What the server's clock was ahead of the wall clock. */
  ahead: number
  /** The server's time when it was kept: it is never earlier than that again. */
  at: number
}
