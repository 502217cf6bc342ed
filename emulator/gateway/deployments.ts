import type { Api } from '../schema/api'

type Staged = Exclude<Api, { type: 'FUNCTION_URL' }>

/**
 * Which snapshot each stage serves. Stages, keys and plans belong to no snapshot: they change at once.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export interface Deployments {
  draft(): Api
  edit(api: Api): void
  deploy(stage: string, target: 'stage' | 'canary'): void
  /** What a stage serves now. */
  serving(stage: string, canary: boolean): Api
}

/** An HTTP API's `$default` stage takes every edit at once. */
const AUTO_DEPLOYED = '$default'

/**
 * Begins with every stage serving the API as it was given.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export function createDeployments(first: Api): Deployments {
  let draft = first
  const snapshots = new Map<string, Api>()
  const merged = new Map<string, Api>()
  const names = (api: Api) => (api.type === 'FUNCTION_URL' ? [] : Object.keys(api.stages))
  for (const stage of names(first)) snapshots.set(stage, first)

  function current(snapshot: Api): Api {
    if (snapshot === draft || snapshot.type !== draft.type) return snapshot
    if (draft.type === 'FUNCTION_URL') return draft
    const { stages } = draft as Staged
    const keyed =
      draft.type === 'HTTP' ? {} : { apiKeys: draft.apiKeys, usagePlans: draft.usagePlans }
    return { ...snapshot, stages, ...keyed } as Api
  }
  return {
    draft: () => draft,
    edit(api) {
      draft = api
      merged.clear()
      for (const stage of names(api)) if (!snapshots.has(stage)) snapshots.set(stage, api)
      if (api.type === 'HTTP') snapshots.set(AUTO_DEPLOYED, api)
    },
    deploy(stage, target) {
      snapshots.set(target === 'canary' ? `${stage}/canary` : stage, draft)
      merged.clear()
    },
    serving(stage, canary) {
      const name = canary && snapshots.has(`${stage}/canary`) ? `${stage}/canary` : stage
      let api = merged.get(name)
      if (!api) {
        api = current(snapshots.get(name) ?? draft)
        merged.set(name, api)
      }
      return api
    },
  }
}
