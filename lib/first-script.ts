/** What was pressed before the page could answer: a key that opens something, and what followed. */
interface Early {
  /** The key event that came first; null while there was none. */
  key: KeyboardEvent | null
  /** Characters typed after it. */
  text: string
  /** What was clicked last. The click went no further: once taken, it is made again. */
  button: HTMLButtonElement | null
  stop(): void
}

declare global {
  interface Window {
    early?: Early
  }
}

// Plain JavaScript in a string: it stands in the page itself, before anything is fetched.
const THEME =
  "try{const t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}"
// A page that begins at its beginning: not at an anchor, not where it was left (the router then left
// its state with it).
const LANDING = "if(!location.hash&&!history.state)document.documentElement.dataset.landing=''"
const EARLY = `{const early=window.early={key:null,text:'',button:null,stop(){removeEventListener('keydown',press);removeEventListener('click',click,true)}}
const press=e=>{const plain=!e.metaKey&&!e.ctrlKey&&!e.altKey
if(early.key){if(!plain||e.key.length>1)return;early.text+=e.key}
else if(e.target.closest?.('input,textarea,select,[contenteditable]'))return
else if(plain?e.key==='/'||e.key==='?':!e.altKey&&e.key.toLowerCase()==='k')early.key=e
else return
e.preventDefault()}
const click=e=>{early.button=e.target.closest?.('button[type=button]')??null
if(early.button)e.stopImmediatePropagation()}
addEventListener('keydown',press);addEventListener('click',click,true)}`

/**
 * Runs before the first paint: a chosen theme never flashes, text below the first screen may wait
 * for the second frame (app/styles/prose.css), and what is pressed before the page's scripts have
 * started is kept for them.
 */
export const FIRST_SCRIPT = `${THEME}\n${LANDING}\n${EARLY}`

/** Takes, once, what was pressed before the scripts started; null where nothing was. */
export function takeEarly(): Pick<Early, 'key' | 'text' | 'button'> | null {
  const { early } = window
  delete window.early
  early?.stop()
  return early ?? null
}
