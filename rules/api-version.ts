import { Field } from '../src/core/document/index.ts'
import type { Fix, Safety } from '../src/core/fix/index.ts'
import { isOtherGroup, kindOf, writtenAs } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'api-version',
  summary: 'Require an apiVersion and a kind that the cluster serves.',
  rationale: `Jobs and CronJobs are served as \`batch/v1\` and Pods as \`v1\`, and as nothing else. \`batch/v1beta1\`
CronJobs were removed in Kubernetes 1.25 and \`batch/v2alpha1\` in 1.21. Kinds are case-sensitive. kubectl cannot
create such an object ("no matches for kind") and goes on with the others, so that only a part of the file arrives.`,
  whenNot: `It stays quiet on API groups with a dot in their name, whose Jobs are not those of Kubernetes, on files of
other tools that say \`kind: Job\` without apiVersion, metadata or spec, and inside typed lists.`,
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
      title: 'A slip in the kind',
      bad: yaml`
        apiVersion: batch/v1
        kind: CornJob
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
      title: 'A kind that the group does not have',
      bad: yaml`
        apiVersion: batch/v1
        kind: Deployment
        metadata:
          name: report
      `
    },
    {
      title: 'A Job of another tool',
      good: yaml`
        kind: Job
        name: report
        image: example.com/report:1.4.2
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
    if (!/^batch\//i.test(String(writtenAs(root, 'apiVersion'))) || isOtherGroup(root)) return
    const at = root.at('kind')
    const written = writtenAs(root, 'kind')
    if (!(written ?? undefined)) {
      const kind = root.at('spec', 'jobTemplate').exists ? 'CronJob' : 'Job'
      yield {
        at,
        message: `No kind: kubectl cannot determine what this object is, and refuses it. Write kind: ${kind}.`,
        fix: write(at, kind, 'unsafe')
      }
    } else if (kindOf(root) === undefined && at.text !== undefined && !at.text.endsWith('List')) {
      yield {
        at,
        message: `Kind ${quoted(at.text)} does not exist in ${writtenAs(root, 'apiVersion')}, which has only Job and CronJob, so this object is rejected. Correct the kind or the apiVersion.`
      }
    }
  },

  *check({ kind, root }) {
    const [version, written] = [root.at('apiVersion'), root.at('kind')]
    if (written.exists && written.value !== kind) {
      const [found, wanted] = [String(written.value), kind.toLowerCase()]
      const isCase = found.toLowerCase() === wanted
      const isPlain = found.replace(/[^a-z]/gi, '').toLowerCase() === wanted
      const why = isCase
        ? '; kinds are case-sensitive'
        : `, so this object is rejected; did you mean ${kind}?`
      yield {
        at: written,
        message: `Kind ${quoted(found)} does not exist${why}. Write kind: ${kind}.`.replace('?.', '?'),
        fix: write(written, kind, isPlain ? 'safe' : 'unsafe')
      }
    }
    const served = kind === 'Pod' ? 'v1' : 'batch/v1'
    if (version.isPlaceholder || version.value === served || isInTypedList(root)) return
    const found = typeof version.value === 'string' && version.value !== '' ? version.value : undefined
    const gone = found === undefined ? undefined : removals[found]
    yield {
      at: version,
      ...(gone !== undefined && { tag: 'deprecated' }),
      message: `${fault(kind, found)}. Write apiVersion: ${served}.`,
      fix: write(version, served, isOlder(found, served) ? 'safe' : 'unsafe')
    }
  }
})

/** Why an object with this apiVersion is not created. */
function fault(kind: string, found: string | undefined): string {
  if (found === undefined) return 'No apiVersion, so kubectl refuses this object'
  const gone = removals[found]
  if (gone !== undefined)
    return `The ${kind} of ${found} was removed in Kubernetes ${gone}, so this object is rejected`
  return (found.match(/\//g) ?? []).length > 1
    ? `${quoted(found)} is not a valid group and version, so kubectl refuses this object`
    : `${kind} is not served as ${quoted(found)}, so this object is rejected: "no matches for kind"`
}

/** The version of Kubernetes that removed an apiVersion. */
const removals: Readonly<Partial<Record<string, string>>> = {
  'batch/v1beta1': '1.25',
  'batch/v2alpha1': '1.21'
}

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

/** Entries of a JobList and the like may leave out what the list says. */
function isInTypedList({ path, value }: Field): boolean {
  return path.includes('items') && !(value as { kind?: unknown }).kind
}
