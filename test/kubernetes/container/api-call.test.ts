import { expect, test } from 'vitest'
import { apiCall } from '../../../src/kubernetes/container/api-call.ts'

const folder = '/var/run/secrets/kubernetes.io/serviceaccount'
const lineOf = (command: readonly string[], args: readonly string[] = [], image = 'example.com/tools:1') =>
  apiCall({ image, command, args })
    ?.map(({ value }) => value)
    .join(' ')
const inScript = (text: string) => lineOf(['sh', '-c', text])

test.each([
  ['kubectl get pods', 'kubectl get pods'],
  ['set -e; kubectl -n shop rollout restart deploy/x', 'kubectl -n shop rollout restart deploy/x'],
  ['x=$(kubectl get ns -o name); echo "$x"', 'kubectl get ns -o name'],
  ['if kubectl get job x; then echo ok; fi', 'kubectl get job x'],
  ['oc start-build web', 'oc start-build web'],
  ['helm upgrade --install web ./chart', 'helm upgrade --install web ./chart'],
  [`curl --cacert ${folder}/ca.crt https://kubernetes.default.svc/api/v1/nodes`, 'curl'],
  [`curl -H "Authorization: Bearer $(cat ${folder}/token)" https://kubernetes.default/api`, 'curl'],
  ['wget -qO- https://$KUBERNETES_SERVICE_HOST/api', 'wget'],
  [`T=$(cat ${folder}/token); curl -H "Authorization: Bearer $T" https://kubernetes.default/api`, 'curl'],
  ["python -c 'from kubernetes import config; config.load_incluster_config()'", 'python']
])('%s', (text, line) => {
  expect(inScript(text)).toMatch(line)
})

test('the entrypoint of an image counts', () => {
  expect(lineOf([], ['get', 'pods'], 'registry.k8s.io/kubectl:v1.36.0')).toBe('kubectl get pods')
  expect(lineOf([], ['upgrade', 'x', './x'], 'alpine/helm:3')).toBe('helm upgrade x ./x')
})

test.each([
  'kubectl kustomize /src',
  'kubectl version --client',
  'kubectl create cm x --dry-run=client -o yaml',
  'kubectl set image --local -f x.yaml a=b',
  'kubectl completion bash',
  'kubectl config view',
  'kubectl --kubeconfig /x get pods',
  'kubectl --server=http://localhost:8001 get pods',
  'aws eks update-kubeconfig --name x; kubectl get pods',
  'gcloud container clusters get-credentials x && kubectl get pods',
  'echo "$CONFIG" > ~/.kube/config; kubectl get pods',
  'oc login --token=$T https://x; oc get pods',
  'kubectl unknown-plugin',
  'helm template ./chart',
  'helm repo add x https://x',
  'helm upgrade web ./chart --dry-run',
  'curl https://kubernetes.default/healthz',
  'curl -H "Authorization: Bearer $TOKEN" https://kubernetes.default/api',
  'curl https://example.com/api',
  `TOKEN=$(cat ${folder}/token); vault write auth/kubernetes/login jwt="$TOKEN"`,
  'docker exec web kubectl get pods',
  'echo kubectl get pods',
  "python -c 'config.load_kube_config()'"
])('not surely: %s', (text) => {
  expect(inScript(text)).toBeUndefined()
})
