import { Search } from '../search/rules'
import type { SearchTexts, SearchUrls } from '../search/schema'

/** What this page has loaded of search. */
export const loaded: { search: Search | null; texts: SearchTexts | null } = {
  search: null,
  texts: null,
}

let searching: Promise<void> | undefined

async function getJson(url: string) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}

/** Loads the index, and then the texts that snippets are cut from. A failure may be tried again. */
export function loadSearch(urls: SearchUrls): Promise<void> {
  searching ??= getJson(urls.index).then(
    (index) => {
      loaded.search = new Search(index)
    },
    (error) => {
      searching = undefined
      throw error
    },
  )
  return searching
}

let reading: Promise<void> | undefined

/** Loads the texts that snippets are cut from; without them results are titles only. */
export function loadTexts(urls: SearchUrls): Promise<void> {
  reading ??= loadSearch(urls)
    .then(() => getJson(urls.texts))
    .then(
      (texts) => {
        loaded.texts = texts
      },
      () => {
        reading = undefined
      },
    )
  return reading
}
