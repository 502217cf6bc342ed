const SHEET = /<link rel="stylesheet" href="([^"]+)"([^>]*?)\/>/g
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g
const SCRIPT = /<script src="([^"]+)"((?: id="[^"]*")?) async=""><\/script>/g

/**
 * Puts the stylesheets of a prerendered page into the page: the first frame waits for no second
 * request. Each link stays, at rest, since React looks for it before it asks for a sheet.
 * @param read gives the text of the sheet at an address such as `/_next/static/chunks/a.css`
 */
export function inlineSheets(html: string, read: (href: string) => string): string {
  return html.replace(SHEET, (_whole, href: string, rest: string) => {
    const css = read(href).replace(
      /url\((?!["']?(?:data:|\/))["']?([^)"']+)["']?\)/g,
      (_url, to: string) => `url(${new URL(to, `http://own${href}`).pathname})`,
    )
    if (css.includes('</')) throw new Error(`${href} holds "</", which would end its style element`)
    return `<style>${css}</style><link rel="stylesheet" href="${href}"${rest} disabled=""/>`
  })
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

const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n'

/**
 * Asks V8 to compile a script's functions while it is loaded, beside the page's own thread, and not
 * one by one as they are called. Other engines read a comment.
 * https://v8.dev/blog/explicit-compile-hints
 */
export const compiledEarly = (script: string): string =>
  script.startsWith(COMPILE_HINT) ? script : COMPILE_HINT + script
