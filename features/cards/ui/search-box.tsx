'use client'
import { Dialog } from '@base-ui/react/dialog'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react'
import { toggleTheme } from '@/components/theme'
import { afterFrame } from '@/lib/after-frame'
import {
  fallbackOptions,
  firstOf,
  firstOptions,
  type Option,
  type OptionGroup,
  optionsFor,
} from '../search/options/rules'
import type { SearchUrls } from '../search/schema'
import { loaded, loadSearch, loadTexts } from './load-search'
import { OptionList } from './option-list'
import { recentPlaces, rememberPlace } from './recent'

export type Panel = 'search' | 'keys'

export interface SearchBoxProps {
  urls: SearchUrls
  /** what was typed before search was there */
  early: RefObject<string>
  input: RefObject<HTMLInputElement | null>
  onPanel(panel: Panel | null): void
}

function useSearch(urls: SearchUrls) {
  const [search, setSearch] = useState(loaded.search)
  const [texts, setTexts] = useState(loaded.texts)
  const [failed, setFailed] = useState(false)
  const load = () => {
    setFailed(false)
    loadSearch(urls).then(
      () => setSearch(loaded.search),
      () => setFailed(true),
    )
    loadTexts(urls).then(() => setTexts(loaded.texts))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when search opens
  useEffect(load, [])
  return { search, texts, failed, load }
}

function statusOf(
  query: string,
  count: number,
  state: { ready: boolean; failed: boolean },
): string {
  if (!query.trim() || state.failed) return ''
  if (!state.ready) return 'Loading search…'
  if (count === 0) return `Nothing matches “${query.trim()}”. Try fewer or other words.`
  return `${count} ${count === 1 ? 'result' : 'results'}`
}

const NOTHING_FOUND = [fallbackOptions()]

/** So much of the screen's height, in px, holds no more than one option, its label and the field in. */
const OPTION_PX = 80

/** What the screen holds comes with the key; what one has to scroll to comes after that frame. */
function useScreenful(groups: OptionGroup[]): OptionGroup[] {
  const [drawn, setDrawn] = useState(groups)
  useEffect(
    () => (drawn === groups ? undefined : afterFrame(() => setDrawn(groups))),
    [drawn, groups],
  )
  return drawn === groups ? groups : firstOf(groups, Math.ceil(innerHeight / OPTION_PX))
}

/** The field of the palette and the list of what it offers. */
export function SearchBox({ urls, early, input, onPanel }: SearchBoxProps) {
  const listId = useId()
  const [query, setQuery] = useState(early.current)
  const [active, setActive] = useState(0)
  const [recent] = useState(recentPlaces)
  const { search, texts, failed, load } = useSearch(urls)

  const asked = query.trim() !== ''
  const found = useMemo(
    () => (asked ? optionsFor(query, search, texts) : firstOptions(recent)),
    [asked, query, search, texts, recent],
  )
  const count = found.reduce((sum, { options }) => sum + options.length, 0)
  const groups = asked && search && count === 0 ? NOTHING_FOUND : found
  const shown = useScreenful(groups)
  const options = groups.flatMap((group) => group.options)
  const status = statusOf(query, count, { ready: search !== null, failed })
  const idOf = (option: Option) => `${listId}-${option.key}`
  const current = options[active]

  const choose = (option: Option) => {
    if (option.href && !option.href.startsWith('/review'))
      rememberPlace({ title: option.name, href: option.href })
    if (option.does === 'theme') toggleTheme()
    onPanel(option.does === 'keys' ? 'keys' : null)
  }

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      const next = (active + step + options.length) % Math.max(1, options.length)
      const option = options[next]
      setActive(next)
      if (option) document.getElementById(idOf(option))?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && current) document.getElementById(idOf(current))?.click()
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex items-center gap-2 border-b border-rule px-4">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Search topics, questions, cards and commands"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current ? idOf(current) : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          placeholder="Search, or type a command"
          className="min-h-14 w-full bg-transparent text-lg text-ink outline-none placeholder:text-muted"
          value={query}
          onChange={(event) => {
            document.getElementById(listId)?.scrollTo(0, 0)
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={press}
        />
        <Dialog.Close className="button button-quiet text-sm">
          <span className="sm:hidden">Close</span>
          <kbd className="key hidden sm:inline">esc</kbd>
        </Dialog.Close>
      </div>
      {failed ? (
        <div role="alert" className="border-b border-rule px-4 py-3 text-sm">
          <p>Search could not be loaded, so only commands are listed. Check the connection.</p>
          <p className="mt-2 flex flex-wrap items-center gap-4">
            <button type="button" className="button min-h-8" onClick={load}>
              Try again
            </button>
            <a href="/glossary" onClick={() => onPanel(null)}>
              Glossary
            </a>
            <a href="/questions" onClick={() => onPanel(null)}>
              Questions
            </a>
          </p>
        </div>
      ) : null}
      <p role="status" className={count > 0 || !status ? 'sr-only' : 'px-4 pt-4 text-muted'}>
        {status}
      </p>
      <OptionList
        id={listId}
        groups={shown}
        current={current}
        idOf={idOf}
        onPoint={(option) => setActive(options.indexOf(option))}
        onChoose={choose}
      />
      <p
        className="hidden border-t border-rule px-4 py-2 text-sm text-muted sm:block"
        aria-hidden="true"
      >
        <kbd className="key">↑</kbd> <kbd className="key">↓</kbd> choose{' '}
        <kbd className="key ml-3">Enter</kbd> open
      </p>
    </>
  )
}
