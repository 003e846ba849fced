import { expect, test } from 'vitest'
import { endsSidecar, isSidecar } from '../../src/kubernetes/container/sidecars.ts'

test.each<[name: string, image: string, command: readonly string[], args: readonly string[], boolean]>([
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--port=5432', 'p:r:i'], true],
  ['proxy', 'gcr.io/cloudsql-docker/gce-proxy:1.33', ['/cloud_sql_proxy'], ['-instances=x'], true],
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--quitquitquit', 'p:r:i'], false],
  ['proxy', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0', [], ['--exit-zero-on-sigterm', 'x'], false],
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
  const found = isSidecar({ name, image, words: [...command, ...args], hasCommand: command.length > 0 })
  expect(found).toBe(expected)
})

test.each<[string, boolean]>([
  ['./work; curl -X POST localhost:15020/quitquitquit', true],
  ['linkerd-await --shutdown -- ./work', true],
  ['./work', false]
])('%s: %s', (script, expected) => expect(endsSidecar(['sh', '-c', script])).toBe(expected))
