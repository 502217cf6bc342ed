// Runs one JavaScript sample: imports it, calls its handler, prints the outcomes as JSON.
import { writeSync } from 'node:fs'

const [file, handler, calls] = JSON.parse(process.argv[2])
let printed = ''
const write = (text) => {
  printed += text
  return true
}
const show = (...parts) =>
  write(
    `${parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}\n`,
  )
for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = show
process.stdout.write = write
process.stderr.write = () => true

const lines = () => (printed === '' ? [] : printed.replace(/\n$/, '').split('\n'))
const failure = (error) => ({ error: `${error?.name}: ${error?.message}`, stdout: lines() })
const outcomes = []
try {
  const code = await import(file)
  if (!handler) outcomes.push({ stdout: lines() })
  for (const call of handler ? calls : []) {
    printed = ''
    const context = {
      awsRequestId: 'request-1',
      functionName: 'sample',
      getRemainingTimeInMillis: () => 3000,
      ...call.context,
    }
    try {
      const value = await code[handler](call.event, context)
      outcomes.push({ value, stdout: lines() })
    } catch (error) {
      outcomes.push(failure(error))
    }
  }
} catch (error) {
  outcomes.push({ ...failure(error), loaded: false })
}
writeSync(1, JSON.stringify(outcomes))
process.exit(0)
