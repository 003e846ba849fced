import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { OptionValue } from '../src/core/rule/rule.ts'
import { lint } from '../src/library.ts'

const job = (spec: string, metadata = 'name: a') =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {${metadata}}\nspec:\n${spec}`
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n${spec}`

/** Branches of rules that are not worth an example on their page: a rule, a manifest, and the lines that it reports. */
// biome-ignore format: a table, one case a line
const cases: readonly [string, string, string, number[], Record<string, OptionValue>?][] = [
  ['image-pinned', 'of an init container', pod('  initContainers:\n    - {name: a, image: app}\n  containers:\n    - {name: b, image: "app:1"}\n'), [6]],
  ['image-pinned', 'with a tag in capitals', pod('  containers:\n    - {name: a, image: "app:LATEST"}\n'), [6]],
  ['image-pinned', 'with a digest and no tag', pod('  containers:\n    - {name: a, image: "app@sha256:0000000000000000000000000000000000000000000000000000000000000000"}\n'), []],
  ['deadline-required', 'of a CronJob that is suspended', `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: '0 3 * * *', suspend: true, jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: 'a:1'}]}}}}}\n`, []],
  ['resources-required', 'of the whole Pod', pod('  resources: {limits: {memory: 1Gi, cpu: 1}}\n  containers:\n    - {name: a, image: "app:1"}\n'), []],
  ['resources-required', 'filled in later', pod('  containers:\n    - name: a\n      image: "app:1"\n      resources: $(RESOURCES)\n'), []],
  ['resources-required', 'of an init container', pod('  initContainers:\n    - {name: a, image: "app:1"}\n  containers:\n    - {name: b, image: "app:1", resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}}\n'), [6]],
  ['hook-cleanup', 'whose policy is filled in later', job('  template: {spec: {containers: [{name: a, image: "a:1"}]}}\n', "generateName: a-, annotations: {argocd.argoproj.io/hook: Sync, argocd.argoproj.io/hook-delete-policy: '$(POLICY)'}"), []],
  ['ttl-required', 'that a queue manages', job('  managedBy: kueue.x-k8s.io/multikueue\n  template: {spec: {containers: [{name: a, image: "a:1"}]}}\n'), []],
  ['eviction-annotation', 'as a label above, and an annotation below', job('  template:\n    metadata: {annotations: {karpenter.sh/do-not-disrupt: "true"}}\n    spec: {containers: [{name: a, image: "a:1"}]}\n', 'name: a, labels: {karpenter.sh/do-not-disrupt: "true"}'), []]
]

test.each(cases)('%s %s', (id, _, text, lines, options = {}) => {
  const settings = settingsFor('a.yaml', { profile: 'minimal', rules: { [id]: ['error', options] } }, rules)
  const { findings, crashes } = lint({ path: 'a.yaml', text }, settings)
  expect(crashes).toEqual([])
  expect(findings.filter(({ ruleId }) => ruleId === id).map(({ start }) => start.line)).toEqual(lines)
})
