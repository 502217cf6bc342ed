export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="reading">
      <h1 className="text-2xl">There is no such page</h1>
      <p className="mt-4 text-muted">
        The address may be old or mistyped. Nothing of yours is lost.
      </p>
      <p className="mt-6 flex flex-wrap gap-2">
        <a href="/topics" className="button button-primary">
          Go to the topics
        </a>
        <a href="/" className="button">
          Start page
        </a>
      </p>
    </div>
  )
}
