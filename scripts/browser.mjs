import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name)
  }
  return PLACES.find(existsSync)
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

const quietly = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

function install() {
  if (
    quietly(process.execPath, [
      'node_modules/@playwright/test/cli.js',
      'install',
      '--with-deps',
      'chromium',
    ])
  )
    return
  if (process.getuid?.() === 0 && quietly('apt-get', ['update']))
    quietly('apt-get', ['install', '-y', 'chromium'])
}

/**
 * A Chromium to test with: PLAYWRIGHT_CHROMIUM_PATH, one on the PATH, Playwright's own, or one
 * installed now. Throws a sentence that says what to do if there is none.
 */
export async function findBrowser() {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (chosen && !existsSync(chosen))
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${chosen}, which does not exist.`)
  const found = chosen ?? onPath() ?? (await playwrightsOwn())
  if (found) return found
  install()
  const installed = onPath() ?? (await playwrightsOwn())
  if (installed) return installed
  throw new Error(
    'No Chromium was found and none could be installed. Install Chrome or Chromium, or set PLAYWRIGHT_CHROMIUM_PATH to one.',
  )
}
