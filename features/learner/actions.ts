'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { createAccount, saveSettings } from './data'
import { credentialsSchema, type Settings, settingsSchema } from './schema'

export async function saveSettingsAction(input: unknown): Promise<Outcome<Settings>> {
  const outcome = await act(settingsSchema, input, saveSettings)
  revalidatePath('/settings')
  return outcome
}

export async function signUpAction(input: unknown): Promise<Outcome<{ email: string }>> {
  return act(credentialsSchema, input, createAccount)
}
