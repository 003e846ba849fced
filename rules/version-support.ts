import { askedOnce, type Field, type ManifestDocument } from '../src/core/document/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { type FieldHistory, fieldsByVersion, type KubernetesVersion } from '../src/kubernetes/api/index.ts'

export default defineRule({
  id: 'version-support',
  summary: 'Use only fields that the chosen version of Kubernetes supports.',
  rationale: `A field behind a feature gate that is off is not refused: the API server accepts it, drops it, and goes
on. The Job is created, and does not do what its manifest says. Which fields those are depends on the version, which
\`--kubernetes-version\`, or \`kubernetes\` in the configuration, sets.`,
  whenNot: `It stays quiet on fields that the version does not know at all, which \`schema\` reports. Turn it off for clusters
with feature gates of their own.`,
  category: 'validity',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Accepted, then dropped',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              lifecycle:
                stopSignal: SIGUSR1
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          terminationGracePeriodSeconds: 60
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource, { kubernetes }) {
    for (const { history, dropping } of droppedBy(kubernetes)(resource.root.document)) {
      for (const at of history.fields.flatMap((field) => placesOf(resource, field))) {
        if (history.values !== undefined && !history.values.some((value) => value === at.value)) continue
        yield { at: at.key, message: message(at, history, dropping), tag: 'unnecessary' }
      }
    }
  }
})

interface Dropped {
  readonly history: FieldHistory
  /** The last words of its fields; where none of them is in the text, there is nothing to look for. */
  readonly names: readonly string[]
  readonly dropping: readonly KubernetesVersion[]
}

/** The fields that some of the versions read and drop and a document may hold; what versions drop is worked out once. */
function droppedBy(versions: readonly KubernetesVersion[]): DroppedIn {
  const known = dropped.get(versions) ?? lookedUp(findDropped(versions))
  dropped.set(versions, known)
  return known
}

function lookedUp(all: readonly Dropped[]): DroppedIn {
  return askedOnce((text) => all.filter(({ names }) => names.some((name) => text.includes(name))))
}

type DroppedIn = (document: ManifestDocument) => readonly Dropped[]

const dropped = new WeakMap<readonly KubernetesVersion[], DroppedIn>()

function findDropped(versions: readonly KubernetesVersion[]): readonly Dropped[] {
  return fieldsByVersion
    .map((history) => ({
      history,
      names: namesOf(history),
      dropping: versions.filter((version) => drops(history, version))
    }))
    .filter(({ dropping }) => dropping.length > 0)
}

function namesOf({ fields }: FieldHistory): string[] {
  return [...new Set(fields.map((field) => field.slice(field.lastIndexOf('.') + 1).replace('[]', '')))]
}

/** Whether a version reads the field and does nothing with it. */
function drops({ appears, on, removed }: FieldHistory, version: KubernetesVersion): boolean {
  const isKnown =
    (appears === undefined || minor(appears) <= minor(version)) &&
    !(removed && minor(removed) <= minor(version))
  return (
    isKnown && (on === undefined || minor(version) < minor(on)) && (appears !== undefined || on !== undefined)
  )
}

function message(at: Field, { on, title }: FieldHistory, versions: readonly KubernetesVersion[]): string {
  const since =
    on === undefined ? 'no supported version enables it by default' : `it works in ${on} and later`
  const where = versions.length > 1 ? `${versions[0]} to ${versions.at(-1)}` : versions[0]
  return `In Kubernetes ${where} the field ${at.path.at(-1)} is accepted but silently dropped (${title}): ${since}.`
}

function placesOf({ spec, jobSpec, podSpec, kind }: Resource, pattern: string): Field[] {
  const [scope, ...steps] = pattern.split('.')
  const root =
    scope === 'PodSpec' ? podSpec : scope === 'JobSpec' ? jobSpec : kind === 'CronJob' ? spec : undefined
  const found = steps.reduce(
    (fields, step) =>
      fields.flatMap((field) =>
        step.endsWith('[]') ? field.at(step.slice(0, -2)).items() : [field.at(step)]
      ),
    root === undefined ? [] : [root]
  )
  return found.filter((field) => field.exists)
}

function minor(version: string): number {
  return Number(version.split('.')[1])
}
