'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { createAccount, saveSettings, saveTheme } from './data'
import {
  credentialsSchema,
  type Settings,
  type SignedUp,
  settingsSchema,
  type Theme,
  themeSchema,
} from './schema'

export async function saveSettingsAction(input: unknown): Promise<Outcome<Settings>> {
  const outcome = await act(settingsSchema, input, saveSettings)
  revalidatePath('/settings')
  return outcome
}

export async function saveThemeAction(input: unknown): Promise<Outcome<{ theme: Theme }>> {
  return act(themeSchema, input, (userId, { theme }) => saveTheme(userId, theme))
}

export async function signUpAction(input: unknown): Promise<Outcome<SignedUp>> {
  return act(credentialsSchema, input, createAccount)
}
