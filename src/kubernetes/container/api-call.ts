import type { Program, Reading, Word } from '../../shell/index.ts'
import { readContainer, type TaskContainer } from './reading.ts'

/**
 * The words of a container that surely ask the Kubernetes API, with the credentials of the Pod; undefined where none
 * do, where they bring credentials of their own, or where nobody can tell.
 */
export function apiCall(
  container: TaskContainer,
  reading: Reading = readContainer(container)
): readonly Word[] | undefined {
  const text = [...container.command, ...container.args].join('\n')
  if (bringsCredentials(text)) return undefined
  const found = reading.programs.find(
    (program) => !program.isElsewhere && !program.isUncalled && asks(program, text)
  )
  return found?.words ?? inCode(reading, text)
}

/** Whether a text names or makes a kubeconfig, a server or a token of its own. */
export function bringsCredentials(text: string): boolean {
  return /kubeconfig|\.kube\b|get-credentials|config set-|config use-context|\boc login|kubelogin|--(?:server|token|kube-apiserver|kube-token|kube-context|context|as-user-extra)\b|KUBERNETES_MASTER/i.test(
    text
  )
}

/** Where the kubelet puts the token of a service account. */
export const tokenFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

function asks({ name, words }: Program, text: string): boolean {
  const rest = words.slice(1).map(({ value }) => value)
  if (
    rest.some((word) =>
      /^(?:--dry-run(?:=(?:client|true))?|--local(?:=true)?|--help|-h|--client(?:=true)?)$/.test(word)
    )
  )
    return false
  const known = verbs.get(name)
  if (known !== undefined) {
    const at = rest.findIndex(
      (word, index) => !word.startsWith('-') && !takesValue.test(rest[index - 1] ?? '')
    )
    return known.has(rest[at] ?? '')
  }
  return /^(?:curl|wget|http|https)$/.test(name) && asksByHand(rest.join(' '), text)
}

/** A token in a header is that of the Pod where the script reads it, or else somebody's own. */
function asksByHand(line: string, text: string): boolean {
  const address =
    /kubernetes\.default(?:\.svc[\w.]*)?(?::\d+)?(\/[^\s"'?]*)?|\$\{?KUBERNETES_SERVICE_HOST/.exec(line)
  if (address === null || /^\/(?:healthz|livez|readyz|version|openid)/.test(address[1] ?? '')) return false
  return text.includes(tokenFolder) || !/authorization|--cert\b|(?:^| )-E /i.test(line)
}

/** Calls of the client libraries in code that stands in the manifest, unless it has another way to log in. */
function inCode({ programs }: Reading, text: string): readonly Word[] | undefined {
  if (
    !/\bload_incluster_config\(|\bloadFromCluster\(|\bInClusterConfig\(|\bfrom_service_account\(/.test(text)
  )
    return undefined
  if (/load_kube_config|loadFromDefault|loadFromFile|BuildConfigFromFlags/.test(text)) return undefined
  return programs.find(({ name }) => /^(?:python[\d.]*|node|deno|bun|ruby|go)$/.test(name))?.words.slice(0, 1)
}

/** Options in front of the verb that take the next word. */
const takesValue = /^(?:-n|--namespace|--request-timeout|--as|--as-group|-v|--v|--cache-dir|--log-level)$/

const kubectl = words(
  `get describe logs top explain api-resources api-versions cluster-info diff events wait port-forward proxy apply patch
   delete scale label annotate set cordon drain uncordon taint replace rollout cp certificate expose autoscale edit create
   run exec attach debug auth`
)

const verbs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['kubectl', kubectl],
  ['oc', new Set([...kubectl, 'start-build', 'tag', 'import-image', 'new-app', 'adm', 'rsh'])],
  ['helm', words('install upgrade uninstall delete rollback list ls status get history test')],
  ['helm3', words('install upgrade uninstall delete rollback list ls status get history test')],
  ['helmfile', words('sync apply destroy diff status')],
  ['flux', words('get reconcile suspend resume delete')],
  ['velero', words('backup restore schedule get create describe delete')]
])

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
