'use client'
import { useId, useState } from 'react'
import type { FunctionSpec } from '@/emulator'

const MEMORY_MB = [128, 256, 512, 1024, 1769, 3008, 10_240]

/** `NAME=value` lines as a map; a line without `=` has an empty value, an empty line is none. */
function readVariables(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const at = line.indexOf('=')
        return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1)]
      }),
  )
}

const writeVariables = (variables: Record<string, string>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')

/** How Lambda runs the handler. Each change makes the next start a cold one, as on AWS. */
export function FunctionSettings({
  spec,
  onChange,
}: {
  spec: FunctionSpec
  onChange(change: Partial<FunctionSpec>): void
}) {
  const id = useId()
  const variables = spec.environment ?? {}
  // The lines as typed: a line that is not whole yet must not jump.
  const [typed, setTyped] = useState<string | null>(null)
  const memory = spec.memoryMb ?? 128
  const sizes = MEMORY_MB.includes(memory)
    ? MEMORY_MB
    : [...MEMORY_MB, memory].sort((a, b) => a - b)
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-2 pt-3 sm:grid-cols-[1.6fr_1fr_1fr_1fr]">
      <label className="block">
        <span className="label">Handler</span>
        <input
          className="field min-h-9 py-1 font-mono text-sm"
          value={spec.handler ?? ''}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ target }) => onChange({ handler: target.value })}
        />
      </label>
      <label className="block">
        <span className="label">Memory</span>
        <select
          className="field figures min-h-9 py-1"
          value={memory}
          onChange={({ target }) => onChange({ memoryMb: Number(target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size.toLocaleString('en')} MB
            </option>
          ))}
        </select>
      </label>
      <label className="block">
        <span className="label">Time-out, s</span>
        <input
          type="number"
          min={1}
          max={900}
          className="field figures min-h-9 py-1"
          value={spec.timeoutSeconds ?? 3}
          onChange={({ target }) => {
            const seconds = Math.round(Number(target.value))
            if (seconds >= 1 && seconds <= 900) onChange({ timeoutSeconds: seconds })
          }}
        />
      </label>
      <label className="block">
        <span className="label">Architecture</span>
        <select
          className="field min-h-9 py-1"
          value={spec.architecture ?? 'x86_64'}
          onChange={({ target }) => onChange({ architecture: target.value as 'x86_64' | 'arm64' })}
        >
          <option value="x86_64">x86_64</option>
          <option value="arm64">arm64</option>
        </select>
      </label>
      <details className="col-span-full text-sm">
        <summary className="py-1 text-muted">
          Environment variables
          {Object.keys(variables).length > 0 ? ` (${Object.keys(variables).length})` : ''}
        </summary>
        <label htmlFor={id} className="sr-only">
          Environment variables, one NAME=value a line
        </label>
        <textarea
          id={id}
          rows={3}
          className="field mt-1 font-mono text-sm"
          placeholder="TABLE_NAME=orders"
          spellCheck={false}
          value={typed ?? writeVariables(variables)}
          onChange={({ target }) => {
            setTyped(target.value)
            onChange({ environment: readVariables(target.value) })
          }}
          onBlur={() => setTyped(null)}
        />
      </details>
    </div>
  )
}
