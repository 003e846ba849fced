import { expect, test } from 'vitest'
import { readContainer } from '../../../src/kubernetes/container/reading.ts'
import { callsIn, isSidecar, opensQuitEndpoint } from '../../../src/kubernetes/container/sidecars.ts'

test.each<[name: string, image: string, command: readonly string[], args: readonly string[], boolean]>([
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--port=5432', 'p:r:i'], true],
  ['proxy', 'gcr.io/cloudsql-docker/gce-proxy:1.33', ['/cloud_sql_proxy'], ['-instances=x'], true],
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--quitquitquit', 'p:r:i'], true],
  [
    'proxy',
    'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0',
    [],
    ['--exit-zero-on-sigterm', 'p:r:i'],
    true
  ],
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--version'], false],
  ['istio-init', 'docker.io/istio/proxyv2:1.22.0', [], ['istio-iptables', '-p', '15001'], false],
  ['wait', 'docker.io/istio/proxyv2:1.22.0', ['pilot-agent', 'wait'], [], false],
  ['a', 'envoyproxy/envoy:v1.30', ['timeout', '60', 'envoy', '-c', '/x'], [], false],
  ['a', 'fluent/fluent-bit:3.0', [], ['-i', 'tail', '-p', 'exit_on_eof=on'], false],
  ['a', 'elastic/filebeat:8.1.0', [], ['setup', '-e'], false],
  ['a', 'timberio/vector:0.38.0', [], ['validate'], false],
  ['a', 'hashicorp/vault:1.16', [], ['agent', '-exit-after-auth=false'], true],
  ['istio-proxy', 'auto', [], [], true],
  ['mesh', 'docker.io/istio/proxyv2:1.22.0', [], ['proxy', 'sidecar'], true],
  ['mesh', 'cr.l5d.io/linkerd/proxy:stable', [], [], true],
  ['a', 'envoyproxy/envoy:v1.30', ['envoy', '-c', '/etc/envoy.yaml'], [], true],
  ['a', 'envoyproxy/envoy:v1.30', ['curl', 'http://x'], [], false],
  ['a', 'hashicorp/vault:1.16', [], ['agent', '-config=/x'], true],
  ['a', 'hashicorp/vault:1.16', [], ['agent', '-exit-after-auth'], false],
  ['a', 'hashicorp/vault:1.16', ['vault', 'kv', 'get', 'x'], [], false],
  ['logs', 'fluent/fluent-bit:3.0', [], [], true],
  ['otel', 'otel/opentelemetry-collector-contrib:0.100.0', [], ['--config=/x'], true],
  ['dind', 'docker:26-dind', [], [], true],
  ['a', 'docker:26-cli', [], [], false],
  ['a', 'example.com/envoy-config-check:1', [], [], false],
  ['work', 'busybox', ['sh', '-c', 'sleep 1'], [], false]
])('%s %s %j %j: %s', (name, image, command, args, expected) => {
  const container = { name, image, command, args }
  expect(isSidecar(container, readContainer(container))).toBe(expected)
})

test.each<[string, string[]]>([
  ['./work; curl -X POST localhost:15020/quitquitquit', ['quit']],
  ['pilot-agent request POST quitquitquit', ['quit']],
  ['linkerd-await --shutdown -- ./work', ['shutdown']],
  ['curl -X POST localhost:3500/v1.0/shutdown', ['shutdown']],
  ['redis-cli shutdown nosave', ['shutdown']],
  ['./work; pkill envoy', ['kill']],
  ['./skill --overkill', []],
  ['./work', []]
])('%s: %j', (script, expected) => {
  const calls = Object.entries(callsIn(['sh', '-c', script])).flatMap(([way, isTaken]) =>
    isTaken ? way : []
  )
  expect(calls).toEqual(expected)
})

test('only a switch that is on opens the endpoint', () => {
  const opens = (...args: string[]) => opensQuitEndpoint({ command: [], args })
  expect(opens('--quitquitquit')).toBe(true)
  expect(opens('--quitquitquit=true')).toBe(true)
  expect(opens('--quitquitquit=false', 'p:r:i')).toBe(false)
})
