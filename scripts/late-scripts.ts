const SHEET = '<link rel="stylesheet"'
const FIRST = /<script>[^<]*<\/script>/
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g
const SCRIPT = /<script src="([^"]+)"((?: id="[^"]*")?) async=""><\/script>/g

/**
 * Puts the page's first inline script before its stylesheets. A script waits for the stylesheets
 * above it, and the text below waits for the script: the first frame would show the header alone.
 */
export function scriptFirst(html: string): string {
  const [script] = FIRST.exec(html.slice(0, html.indexOf('</head>'))) ?? []
  if (script === undefined) return html
  return html.replace(script, '').replace(SHEET, () => script + SHEET)
}

/**
 * Lets a prerendered page be painted before its scripts are asked for: asking for ten files takes
 * a slow machine as long as laying out the text. After the first frame each is asked for in a task
 * of its own; what is pressed meanwhile is kept (lib/first-script.ts).
 */
export function lateScripts(html: string): string {
  const sources: { src: string; id: string }[] = []
  const body = html.replace(PRELOAD, '').replace(SCRIPT, (_whole, src: string, id: string) => {
    sources.push({ src, id: /id="([^"]*)"/.exec(id)?.[1] ?? '' })
    return ''
  })
  if (sources.length === 0) return html
  const start = `requestAnimationFrame(()=>setTimeout(()=>{for(const[s,i]of ${JSON.stringify(
    sources.map(({ src, id }) => [src, id]),
  )})setTimeout(()=>{const e=document.createElement("script");e.src=s;e.async=true;if(i)e.id=i;document.head.append(e)})}))`
  return body.replace('</body>', () => `<script>${start}</script></body>`)
}
