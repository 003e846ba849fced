import { apiCall, bringsCredentials, tokenFolder } from '../../kubernetes/container/index.ts'
import type { Field } from '../document/index.ts'
import { described, type Resource, readingOf } from '../manifest/index.ts'
import { lineOf, placeOf, wordsOf } from './command-place.ts'

/** A command that asks the Kubernetes API with the credentials of its Pod. */
interface ApiUse {
  readonly at: Field
  /** The words of it, as a message shows them. */
  readonly line: string
}

/** The first command of a resource that surely asks the Kubernetes API as its service account. */
export function apiUse({ containers, initContainers }: Resource): ApiUse | undefined {
  for (const container of [...initContainers, ...containers]) {
    const words = apiCall(described(container), readingOf(container))
    if (words !== undefined) return { at: placeOf(container, words), line: lineOf(words) }
  }
  return undefined
}

/** Whether a Pod may have access to the API by other means than the token that is mounted by default. */
export function hasOtherAccess({ podSpec, containers, initContainers }: Resource): boolean {
  const all = [...initContainers, ...containers]
  const volumes = podSpec.at('volumes').items()
  const isProjected = volumes.some((volume) =>
    volume
      .at('projected', 'sources')
      .items()
      .some((source) => source.at('serviceAccountToken').exists)
  )
  const mayHoldConfig = volumes.some((volume) =>
    ['secret', 'configMap', 'csi', 'projected', 'hostPath'].some((kind) => volume.at(kind).exists)
  )
  const isFromElsewhere = mayHoldConfig && all.some((container) => container.at('envFrom').items().length > 0)
  return isProjected || isFromElsewhere || all.some(bringsOwn)
}

function bringsOwn(container: Field): boolean {
  const mounts = container.at('volumeMounts').items()
  const isMounted = mounts.some((mount) => {
    const path = String(mount.at('mountPath').value)
    return /kube|^\/(?:root|home)\b/i.test(path) || tokenFolder.startsWith(path.replace(/\/$/, ''))
  })
  const variables = container.at('env').items()
  const isTold = variables.some((variable) =>
    /KUBECONFIG|KUBE(?:RNETES)?_?(?:TOKEN|API|MASTER|CONTEXT|CONFIG)|^(?:K8S|BEARER)_?TOKEN/.test(
      String(variable.at('name').value)
    )
  )
  return isMounted || isTold || bringsCredentials(wordsOf(container).join('\n'))
}
