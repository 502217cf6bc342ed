'use client'

export default function Failed({ reset }: { error: Error; reset(): void }) {
  return (
    <div className="reading" role="alert">
      <h1 className="text-2xl">This page could not be made</h1>
      <p className="mt-4 text-muted">
        Something failed on the server. What you saved before is kept.
      </p>
      <p className="mt-6 flex flex-wrap gap-2">
        <button type="button" className="button button-primary" onClick={reset}>
          Try again
        </button>
        <a href="/" className="button">
          Start page
        </a>
      </p>
    </div>
  )
}
