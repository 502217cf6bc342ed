'use client'
import { useId, useState } from 'react'
import type { Exchange, Figures } from '@/emulator'
import {
  ARCHITECTURES,
  dollars,
  FRONTS,
  monthlyCosts,
  monthlyRunOf,
  requestsAt,
  SLIDER_MAX,
} from '../../microscope/rules'

const FIRST_POSITION = 27 // a million requests

/** What this run cost, and what a month of runs like it would. */
export function CostView({ exchange, figures }: { exchange: Exchange; figures: Figures }) {
  const id = useId()
  const [position, setPosition] = useState(FIRST_POSITION)
  const [freeTier, setFreeTier] = useState(false)
  const run = monthlyRunOf(exchange)
  const requests = requestsAt(position)
  const costs = run ? monthlyCosts(run, requests, freeTier, figures) : []
  const cheapest = Math.min(...costs.map(({ totalUsd }) => totalUsd))
  const least = Math.max(0.01, ...costs.map(({ totalUsd }) => totalUsd))
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <table className="figures w-full self-start text-sm">
        <caption className="label pb-1 text-left">This run</caption>
        <tbody>
          {exchange.cost.map(({ what, quantity, unit, usd }) => (
            <tr key={what} className="border-t border-rule">
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                {what}
              </th>
              <td className="text-end text-muted">
                {Number(quantity.toPrecision(3))} {unit}
              </td>
              <td className="pl-4 text-end">{dollars(usd)}</td>
            </tr>
          ))}
          {exchange.cost.length === 0 ? (
            <tr>
              <td className="text-muted">Nothing was charged.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {run ? (
        <div>
          <label htmlFor={id} className="label">
            Requests a month
          </label>
          <div className="flex items-center gap-4">
            <input
              id={id}
              type="range"
              min={0}
              max={SLIDER_MAX}
              value={position}
              aria-valuetext={`${requests.toLocaleString('en')} requests a month`}
              onChange={({ target }) => setPosition(Number(target.value))}
              className="min-h-10 min-w-0 flex-1 accent-accent"
            />
            <output htmlFor={id} className="figures w-32 text-end">
              {requests.toLocaleString('en')}
            </output>
          </div>
          <label className="flex items-center gap-2 pb-3 text-sm">
            <input
              type="checkbox"
              className="size-6 accent-accent"
              checked={freeTier}
              onChange={({ target }) => setFreeTier(target.checked)}
            />
            take off Lambda’s free tier
          </label>
          <table className="figures w-full text-sm">
            <caption className="sr-only">
              A month of runs like this one, by API and architecture
            </caption>
            <thead>
              <tr className="label">
                <th scope="col" className="text-left">
                  In front
                </th>
                {ARCHITECTURES.map((name) => (
                  <th key={name} scope="col" className="text-end">
                    {name}
                  </th>
                ))}
                <th scope="col" className="text-end">
                  of which API
                </th>
              </tr>
            </thead>
            <tbody>
              {FRONTS.map((front) => {
                const [first, ...others] = costs.filter((cost) => cost.front === front)
                return (
                  <tr key={front} className="border-t border-rule">
                    <th scope="row" className="py-1.5 text-left font-normal">
                      {front}
                      <svg viewBox="0 0 100 2" className="block h-0.5 w-24" aria-hidden="true">
                        <rect
                          width={((first?.totalUsd ?? 0) / least) * 100}
                          height={2}
                          className="fill-muted"
                        />
                      </svg>
                    </th>
                    {[first, ...others].map((cost) =>
                      cost ? (
                        <td key={cost.architecture} className="text-end">
                          {dollars(cost.totalUsd)}
                          {cost.totalUsd === cheapest ? (
                            <span className="sr-only">, the cheapest</span>
                          ) : null}
                        </td>
                      ) : null,
                    )}
                    <td className="text-end text-muted">{dollars(first?.gatewayUsd ?? 0)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p className="pt-3 text-sm text-muted">
            {run.billedMs} ms at {run.memoryMb} MB a run, warm; prices of {figures.asOf},{' '}
            {figures.region}. Data transfer and logs come on top.
          </p>
        </div>
      ) : (
        <p className="text-muted">No function ran, so there is nothing to multiply.</p>
      )}
    </div>
  )
}
