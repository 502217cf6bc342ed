import type { MethodSetting, Stage } from '../schema/stage'

/**
 * Settings of one method over those of all methods; `~1` stands for a slash as in AWS's own keys.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 */
export function settingFor(
  stage: Stage | undefined,
  resource: string,
  verb: string,
): MethodSetting {
  const settings = stage?.settings
  if (!settings) return {}
  const plain = `${resource}/${verb}`
  const escaped = `${resource.replaceAll('/', '~1')}/${verb}`
  return { ...settings['*/*'], ...(settings[plain] ?? settings[escaped]) }
}
