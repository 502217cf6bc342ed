import type { Definitions } from '../search/schema'

const SHOW_MS = 150
const HIDE_MS = 250
const GAP = 6
const EDGE = 8

let definitions: Promise<Definitions> | undefined

function load(url: string): Promise<Definitions> {
  definitions ??= fetch(url)
    .then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      return response.json()
    })
    .catch((error) => {
      definitions = undefined
      throw error
    })
  return definitions
}

/** One box for all hints. It stays while the pointer or the focus is where it came from. */
class Hint {
  private readonly box = document.createElement('div')
  private readonly term = document.createElement('p')
  private readonly text = document.createElement('p')
  private wanted: HTMLAnchorElement | null = null
  private link: HTMLAnchorElement | null = null
  private pointed = false
  /** the line of the link that was pointed at: a link may stand on two */
  private line = 0
  private showing: ReturnType<typeof setTimeout> | undefined
  private hiding: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.box.id = 'term-hint'
    this.box.role = 'tooltip'
    this.box.popover = 'manual'
    this.box.className =
      'no-print fixed inset-auto m-0 w-max max-w-[min(22rem,calc(100vw-1rem))] rounded-md border border-rule-strong bg-raised px-4 py-3 text-sm leading-normal text-ink shadow-md'
    this.term.className = 'font-semibold'
    this.box.append(this.term, this.text)
    const main = document.querySelector('main') ?? document.body
    main.append(this.box)
    document.addEventListener('pointerover', ({ target }) => this.follow(target))
    document.addEventListener('focusout', () => {
      if (!this.pointed) this.hide()
    })
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide()
    })
    document.addEventListener('click', () => this.hide())
    addEventListener('popstate', () => this.hide())
    addEventListener('scroll', () => this.place(), { passive: true, capture: true })
    addEventListener('resize', () => this.place())
  }

  offer(link: HTMLAnchorElement, url: string, pointer: PointerEvent | null): void {
    if (this.link === link) return
    const lines = [...link.getClientRects()]
    const y = pointer?.clientY ?? 0
    const line = Math.max(
      0,
      lines.findIndex(({ top, bottom }) => y >= top && y <= bottom),
    )
    this.wanted = link
    clearTimeout(this.showing)
    const show = () =>
      load(url).then(
        (known) => {
          if (this.wanted !== link) return
          this.show(link, known)
          this.pointed = pointer !== null
          this.line = line
          this.place()
        },
        () => undefined,
      )
    this.showing = setTimeout(show, pointer ? SHOW_MS : 0)
  }

  /** The pointer is over something else now. */
  private follow(target: EventTarget | null): void {
    const on = (element: Element | null) => target instanceof Node && !!element?.contains(target)
    if (this.wanted && !on(this.wanted) && this.wanted !== document.activeElement)
      this.wanted = null
    if (!this.link || !this.pointed) return
    if (on(this.link) || on(this.box)) {
      clearTimeout(this.hiding)
      this.hiding = undefined
    } else this.hiding ??= setTimeout(() => this.hide(), HIDE_MS)
  }

  private show(link: HTMLAnchorElement, known: Definitions): void {
    const entry = known[decodeURIComponent(link.hash.slice(1))]
    if (!entry || !link.isConnected) return
    this.hide()
    const [term, text] = entry
    this.term.textContent = term
    this.text.textContent = text
    this.link = link
    link.setAttribute('aria-describedby', this.box.id)
    this.box.showPopover()
  }

  private place(): void {
    const lines = this.link?.getClientRects()
    if (!lines) return
    const at = lines[this.line] ?? lines[0]
    if (!at) {
      this.hide()
      return
    }
    const { offsetWidth: width, offsetHeight: height } = this.box
    const below = at.bottom + GAP
    const top = below + height <= innerHeight - EDGE ? below : at.top - GAP - height
    const left = Math.min(at.left, document.documentElement.clientWidth - width - EDGE)
    this.box.style.top = `${Math.max(EDGE, top)}px`
    this.box.style.left = `${Math.max(EDGE, left)}px`
  }

  private hide(): void {
    clearTimeout(this.showing)
    clearTimeout(this.hiding)
    this.hiding = undefined
    this.wanted = null
    if (!this.link) return
    this.link.removeAttribute('aria-describedby')
    this.link = null
    this.box.hidePopover()
  }
}

let hint: Hint | undefined

/** Shows a term's definition beside its link, unless the reader has moved on. */
export function offerHint(
  link: HTMLAnchorElement,
  url: string,
  pointer: PointerEvent | null,
): void {
  hint ??= new Hint()
  hint.offer(link, url, pointer)
}
