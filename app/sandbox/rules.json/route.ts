import { getFidelityRules } from '@/features/sandbox/fidelity/data'

export const dynamic = 'force-static'

/** What the emulator's rules say, for the microscope; made once, when the app is built. */
export async function GET() {
  return Response.json(getFidelityRules())
}
