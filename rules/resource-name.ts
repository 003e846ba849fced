import { type Field, isPlaceholder } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import type { Kind, Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'
import { dnsLabelFault, dnsSubdomainFault } from '../src/kubernetes/api/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'resource-name',
  summary: 'Give every object a name that the API server accepts.',
  rationale: `A name becomes a label and part of Pod names, so the API server refuses capitals, underscores and
spaces, more than 63 characters for a Job, and more than 52 for a CronJob, whose Jobs get eleven more characters. The
Pods of an Indexed Job use the name as their host name, which leaves no room for dots. Where a kustomization lists the
file, the name that counts is the one it builds, with namePrefix and nameSuffix, also those of overlays.`,
  whenNot: `It stays quiet on names that are filled in later, and on fragments without a name.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Capitals and underscores',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: Nightly_Report_42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: nightly-report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'Too long for a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: the-nightly-report-of-everything-that-happened-yesterday
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'No name at all',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          namespace: reports
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource) {
    const { refused } = resource.validity()
    yield* reportsOf(
      resource,
      refused.filter(({ id }) => /^M[1-6]$/.test(id)),
      (at) => plainName(at, resource.kind)
    )
    yield* builtName(resource)
  }
})

/** The first name that kustomize builds of one that is fine as it is written, and that the server refuses. */
function* builtName(resource: Resource): Generator<Report> {
  const { kind, metadata, surroundings } = resource
  const at = metadata.at('name')
  const { affixes = [], isPatch } = surroundings.kustomization ?? {}
  if (at.text === undefined || isPatch || faultOf(at.text, resource) !== undefined) return
  for (const { prefix, suffix, path } of affixes) {
    const name = prefix + at.text + suffix
    const fault = isPlaceholder(prefix + suffix) ? undefined : faultOf(name, resource)
    if (fault === undefined) continue
    yield {
      at,
      message: `${path} builds the ${kind} name ${quoted(name)}, which ${fault}. Write a shorter or plainer name, or change what is put around it.`
    }
    return
  }
}

/** Why the server refuses a name, as a phrase. */
function faultOf(name: string, { kind, jobSpec }: Resource): string | undefined {
  const fault = dnsSubdomainFault(name)
  if (fault !== undefined) return fault
  const isOwn = kind === 'Job' && jobSpec?.at('manualSelector').value === true
  const limit = kind === 'CronJob' ? 52 : kind === 'Job' && !isOwn ? 63 : 253
  if (name.length > limit) return `has ${name.length} characters, over the limit of ${limit}`
  return kind === 'Job' ? hostNameFault(name, jobSpec) : undefined
}

/** The Pods of an Indexed Job are named after it and their index, as host names. */
function hostNameFault(name: string, jobSpec: Field | undefined): string | undefined {
  const completions = jobSpec?.at('completions').integer ?? 0
  if (jobSpec?.at('completionMode').value !== 'Indexed' || completions <= 0) return undefined
  const host = `${name}-${completions - 1}`
  const fault = dnsLabelFault(host)
  return fault && `gives its last Pod the host name ${quoted(host)}, which ${fault}`
}

/** The name in small letters, with dashes between words; other objects may call it by the old one. */
function plainName(at: Field, kind: Kind): Fix<Field> | undefined {
  const to = at.text?.toLowerCase().replace(/[_ ]/g, '-')
  if (to === undefined || to === at.value) return undefined
  const isPrefix = at.path.at(-1) === 'generateName'
  if (dnsLabelFault(isPrefix ? `${to}xxxxx` : to) || (kind === 'CronJob' && to.length > 47)) return undefined
  return { title: `Write ${at.path.at(-1)}: ${to}`, safety: 'unsafe', changes: [{ set: at, to }] }
}
