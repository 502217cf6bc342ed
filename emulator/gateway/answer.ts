import type { Body } from './bytes'
import type { HeaderList } from './header-list'

/** What goes back to the client. */
export interface Answer {
  status: number
  headers: HeaderList
  body: Body
}
