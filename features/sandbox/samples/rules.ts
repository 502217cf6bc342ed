import type { Json } from '@/emulator'
import type { SampleShown } from '@/features/cards/schema'
import { apiFor } from '../apis/rules'
import { FIRST_SEED, FIRST_START, FUNCTION_NAME, LANGUAGES, type Language } from '../bench/rules'
import { SCENARIO_FORMAT, SCENARIO_LIMITS, type Scenario } from '../schema'

const LANGUAGE_OF: Record<string, Language> = {
  python: 'python',
  js: 'javascript',
  ts: 'typescript',
}

/** A handler for a script, so that Lambda has something to call; its output is that of INIT. */
const CALLABLE: Record<Language, { name: string; code: string }> = {
  python: {
    name: 'lambda_handler',
    code: '\n\ndef lambda_handler(event, context):  # the code above ran while INIT loaded it\n    return None\n',
  },
  javascript: {
    name: 'handler',
    code: '\n\n// The code above ran while INIT loaded it.\nexport const handler = async () => null;\n',
  },
  typescript: {
    name: 'handler',
    code: '\n\n// The code above ran while INIT loaded it.\nexport const handler = async () => null;\n',
  },
}

const moduleFile = (language: Language, name: string) =>
  language === 'python' ? `${name.replaceAll('.', '/')}.py` : `node_modules/${name}/index.mjs`

/**
 * The scenario that a code block of a page opens as: its code, its environment, stand-ins for the
 * libraries it needs, and the events it is explained with. Null where nothing runs its language.
 */
export function scenarioOfSample(sample: SampleShown, figures: string): Scenario | null {
  const language = LANGUAGE_OF[sample.language]
  if (!language) return null
  const { runtime, file } = LANGUAGES[language]
  const script = sample.handler === null
  const files: Record<string, string> = {
    [file]: sample.code + (script ? CALLABLE[language].code : '\n'),
  }
  for (const [name, source] of Object.entries(sample.modules))
    files[moduleFile(language, name)] = source
  const module = file.slice(0, file.lastIndexOf('.'))
  const events = sample.events.length > 0 ? sample.events : [{}]
  return {
    format: SCENARIO_FORMAT,
    name: sample.title.slice(0, SCENARIO_LIMITS.name),
    api: { kind: 'data', api: apiFor('http', FUNCTION_NAME) },
    functions: {
      [FUNCTION_NAME]: {
        runtime,
        handler: `${module}.${sample.handler ?? CALLABLE[language].name}`,
        memoryMb: 128,
        timeoutSeconds: 3,
        environment: sample.environment,
        code: { kind: 'source', language, files },
      },
    },
    sends: events.map((event, index) => ({
      name: events.length === 1 ? 'Event' : `Event ${index + 1}`,
      step: { invoke: FUNCTION_NAME, event: event as Json },
    })),
    figures,
    seed: FIRST_SEED,
    startAt: FIRST_START,
  }
}
