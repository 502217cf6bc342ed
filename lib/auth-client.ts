/**
 * Signs in through next-auth without leaving the page. The library is loaded when first needed.
 * @returns whether the door opened
 */
export async function enterBy(
  door: 'guest' | 'account',
  credentials: Record<string, string>,
): Promise<boolean> {
  const { signIn } = await import('next-auth/react')
  const result = await signIn(door, { ...credentials, redirect: false })
  return result?.ok === true && !result.error
}

/** Ends the session and opens `to`. */
export async function leave(to: string): Promise<void> {
  const { signOut } = await import('next-auth/react')
  await signOut({ callbackUrl: to })
}
