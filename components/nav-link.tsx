'use client'
import { usePathname } from 'next/navigation'

/** A link of the main navigation that knows whether it leads to where the reader is. */
export function NavLink({ href, children }: { href: string; children: React.ReactNode }) {
  const path = usePathname()
  const here = path === href || path.startsWith(`${href}/`)
  return (
    <a
      href={href}
      aria-current={here ? 'page' : undefined}
      className="border-b-2 border-transparent px-2 py-2 lg:px-1.5 xl:px-2 max-[28rem]:px-0 max-[28rem]:text-sm text-muted no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
    >
      {children}
    </a>
  )
}
