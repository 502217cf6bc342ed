const SHEET = '<link rel="stylesheet"'
const FIRST = /<script>[^<]*<\/script>/
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
 * Lets a prerendered page be painted before its scripts run: they are fetched as early as before,
 * at low priority, and started once the first frame is drawn. An async script runs as soon as it
 * has arrived, which on a slow machine is in the middle of the text.
 */
export function lateScripts(html: string): string {
  const sources: { src: string; id: string }[] = []
  const body = html.replace(SCRIPT, (_whole, src: string, id: string) => {
    sources.push({ src, id: /id="([^"]*)"/.exec(id)?.[1] ?? '' })
    return ''
  })
  const [first] = sources
  if (!first) return html
  const preloads = sources
    .filter(({ src }) => !body.includes(`as="script" fetchPriority="low" href="${src}"`))
    .map(({ src }) => `<link rel="preload" as="script" fetchPriority="low" href="${src}"/>`)
    .join('')
  const start = `requestAnimationFrame(()=>setTimeout(()=>{for(const[s,i]of ${JSON.stringify(
    sources.map(({ src, id }) => [src, id]),
  )}){const e=document.createElement("script");e.src=s;e.async=true;if(i)e.id=i;document.head.append(e)}}))`
  return body
    .replace('</head>', () => `${preloads}</head>`)
    .replace('</body>', () => `<script>${start}</script></body>`)
}
