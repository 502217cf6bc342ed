'use client'

export function PageTools(_props: { path: string; title: string }) {
  return null
}
