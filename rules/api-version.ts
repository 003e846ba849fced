import { Field } from '../src/core/document/index.ts'
import type { Fix, Safety } from '../src/core/fix/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'api-version',
  summary: 'Require an apiVersion and a kind that the cluster serves.',
  rationale: `Jobs and CronJobs are served as \`batch/v1\` and Pods as \`v1\`, and as nothing else. \`batch/v1beta1\`
CronJobs were removed in Kubernetes 1.25 and \`batch/v2alpha1\` in 1.21. Kinds are case-sensitive. kubectl stops at
the first such object: "no matches for kind".`,
  whenNot: `It stays quiet on API groups with a dot in their name, whose Jobs are not those of Kubernetes, and inside
typed lists.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Removed in Kubernetes 1.25',
      bad: yaml`
        apiVersion: batch/v1beta1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
      `
    },
    {
      title: 'Kinds are case-sensitive',
      bad: yaml`
        apiVersion: batch/v1
        kind: Cronjob
        metadata:
          name: report
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
      `
    },
    {
      title: 'No apiVersion',
      bad: yaml`
        kind: Job
        metadata:
          name: report
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
      `
    },
    {
      title: 'A Job of another API group',
      good: yaml`
        apiVersion: batch.volcano.sh/v1alpha1
        kind: Job
        metadata:
          name: train
      `
    }
  ],

  *checkDocument(document) {
    const { value } = document
    const root = new Field(document, [], value)
    if (root.at('kind').exists || !/^batch\//.test(String(root.at('apiVersion').value))) return
    const kind = root.at('spec', 'jobTemplate').exists ? 'CronJob' : 'Job'
    yield {
      at: root.at('kind'),
      message: `No kind: kubectl cannot determine what this object is, and stops. Write kind: ${kind}.`,
      fix: write(root.at('kind'), kind, 'unsafe')
    }
  },

  *check({ kind, root }) {
    const [version, written] = [root.at('apiVersion'), root.at('kind')]
    if (written.exists && written.value !== kind) {
      yield {
        at: written,
        message: `Kind ${quoted(written.value)} does not exist; kinds are case-sensitive. Write ${kind}.`,
        fix: write(written, kind, 'safe')
      }
    }
    const served = kind === 'Pod' ? 'v1' : 'batch/v1'
    if (version.isPlaceholder || version.value === served || isInTypedList(root)) return
    const found = typeof version.value === 'string' && version.value !== '' ? version.value : undefined
    const what =
      found === undefined ? 'No apiVersion' : `${kind} is not served as ${quoted(found)}${past(found)}`
    yield {
      at: version,
      ...(found !== undefined && past(found) !== '' && { tag: 'deprecated' }),
      message: `${what}: kubectl stops at this object. Write apiVersion: ${served}.`,
      fix: write(version, served, isOlder(found, served) ? 'safe' : 'unsafe')
    }
  }
})

function write(at: Field, to: string, safety: Safety): Fix<Field> {
  const key = String(at.path.at(-1))
  return { title: `Write ${key}: ${to}`, safety, changes: [{ set: at, to, after: 'apiVersion' }] }
}

/** Another version of the same group, or the same in other letters. */
function isOlder(found: string | undefined, served: string): boolean {
  const group = served.slice(0, served.lastIndexOf('/') + 1)
  const letters = found?.toLowerCase()
  return letters === served || (group !== '' && letters?.startsWith(group) === true)
}

function past(version: string): string {
  const gone = { 'batch/v1beta1': '1.25', 'batch/v2alpha1': '1.21' }[version]
  return gone === undefined ? '' : ` (removed in Kubernetes ${gone})`
}

/** Entries of a JobList and the like may leave out what the list says. */
function isInTypedList({ path, value }: Field): boolean {
  return path.includes('items') && !(value as { kind?: unknown }).kind
}
