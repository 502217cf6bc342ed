import { getLibrary } from '@/features/cards/data'

export const dynamic = 'force-static'
export const dynamicParams = false

const KINDS = ['topics', 'questions', 'paths'] as const

export function generateStaticParams() {
  const library = getLibrary()
  return KINDS.flatMap((kind) => library[kind].map(({ slug }) => ({ kind, slug })))
}

type Context = { params: Promise<{ kind: string; slug: string }> }

/** The text of one page, for navigations within the site. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { kind, slug } = await params
  const library = getLibrary()
  const name = KINDS.find((known) => known === kind)
  const page = name && library[name].find((candidate) => candidate.slug === slug)
  return page
    ? new Response(page.html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    : new Response('There is no such page.', { status: 404 })
}
