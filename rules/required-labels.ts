import type { Field } from '../src/core/document/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { either } from '../src/text/index.ts'

export default defineRule({
  id: 'required-labels',
  summary: 'Label every task with its name, its owner and its type.',
  rationale: `At three in the morning someone finds forty Pods of a Job they have never seen. Labels answer what it
belongs to, whom to call and whether it may be deleted, and they make \`kubectl get jobs -l\` and cost reports work.
Pods carry only the labels of the Pod template, so owner and type belong there too; a Job without labels of its own takes
those of its template. The name is asked of the object alone: a Service, PodDisruptionBudget or Deployment of the
application may select Pods by it.`,
  whenNot:
    'It stays quiet on patches and fragments, and counts the labels that the kustomization listing the file adds. Set the option of a group to `[]` to stop asking for it.',
  category: 'identity',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    name: {
      type: 'array',
      items: { type: 'string' },
      default: ['app.kubernetes.io/name', 'app', 'k8s-app'],
      description: 'Labels that name the application; one of them is required. `*` matches any characters.'
    },
    owner: {
      type: 'array',
      items: { type: 'string' },
      default: ['owner', 'team', '*/owner', '*/team'],
      description: 'Labels that name the owner; one of them is required.'
    },
    taskType: {
      type: 'array',
      items: { type: 'string' },
      default: ['app.kubernetes.io/component', '*/task-type'],
      description: 'Labels that say what kind of task it is; one of them is required.'
    },
    also: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Further labels, all of which are required.'
    }
  },
  counterparts: { 'kube-linter': ['required-label-owner'] },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Whose is this?',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-report-
          labels:
            app.kubernetes.io/name: billing
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            metadata:
              labels:
                app.kubernetes.io/part-of: shop
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/billing:5.0.3
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-report-
          labels:
            app.kubernetes.io/name: billing
            ops.example.com/owner: platform
            ops.example.com/task-type: report
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            metadata:
              labels:
                ops.example.com/owner: platform
                ops.example.com/task-type: report
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/billing:5.0.3
      `
    },
    {
      title: 'The Pods of this CronJob have no labels',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: billing-report
          labels:
            app: billing
            team: platform
            app.kubernetes.io/component: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/billing:5.0.3
      `
    },
    {
      title: 'A company rule',
      options: { owner: [], taskType: [], also: ['example.com/cost-center'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: probe
          labels:
            app: probe
        spec:
          containers:
            - name: probe
              image: example.com/probe:1.0.0
      `
    }
  ],

  *check(resource, { options }) {
    if (resource.isPartial) return
    const groups: Group[] = [
      { meaning: 'name', patterns: options.name, isOfObject: true },
      { meaning: 'owner', patterns: options.owner },
      { meaning: 'task type', patterns: options.taskType },
      ...options.also.map((label) => ({ meaning: label, patterns: [label] }))
    ].filter(({ patterns }) => patterns.length > 0)
    const places = placesOf(resource).map(({ where, labels, given, isBeside }) => ({
      where,
      labels,
      missing: missing([...keysOf(labels), ...given], isBeside ? ofTemplate(groups) : groups)
    }))
    const [first] = places.filter((place) => place.missing.length > 0)
    if (first === undefined) return
    const all = new Set(places.flatMap((place) => place.missing))
    yield { at: first.labels, message: message(places, [...all]) }
  }
})

interface Group {
  readonly meaning: string
  /** Whether it is asked of the object only, not of its Pod template. */
  readonly isOfObject?: boolean
  readonly patterns: readonly string[]
}

interface Labels {
  readonly where: string
  readonly labels: Field
  /** The keys of those that a kustomization adds. */
  readonly given: readonly string[]
  /** Whether it is a Pod template beside labels of the object's own. */
  readonly isBeside?: true
}

function ofTemplate(groups: readonly Group[]): Group[] {
  return groups.filter(({ isOfObject }) => !isOfObject)
}

/** Where labels are asked for; a Job without labels is given those of its template. */
function placesOf({ kind, metadata, podTemplate, surroundings }: Resource): Labels[] {
  const { labels = {}, templateLabels = {} } = surroundings.kustomization ?? {}
  const own = { where: `this ${kind}`, labels: metadata.at('labels'), given: Object.keys(labels) }
  if (kind === 'Pod') return [own]
  const template = {
    where: 'its Pod template',
    labels: podTemplate.at('metadata', 'labels'),
    given: Object.keys(templateLabels)
  }
  const isEmpty = ({ labels, given }: Labels) => labels.entries().length + given.length === 0
  const isCopied = kind === 'Job' && isEmpty(own) && !isEmpty(template)
  return isCopied ? [{ ...template, where: 'the Pod template' }] : [own, { ...template, isBeside: true }]
}

function keysOf(labels: Field): string[] {
  return labels
    .entries()
    .filter(([, { value }]) => value !== '')
    .map(([key]) => key)
}

function missing(keys: readonly string[], groups: readonly Group[]): Group[] {
  return groups.filter(
    ({ patterns }) => !patterns.some((pattern) => keys.some((key) => matches(pattern, key)))
  )
}

function matches(pattern: string, key: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === key
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return key.length >= pattern.length - 1 && key.startsWith(before) && key.endsWith(after)
}

function message(
  places: readonly { where: string; missing: readonly Group[] }[],
  groups: readonly Group[]
): string {
  const lacking = places.filter((place) => place.missing.length > 0)
  const same = lacking.every((place) => place.missing.length === groups.length)
  const said = same
    ? `No label for ${meanings(groups)} on ${lacking.map(({ where }) => where).join(' and ')}`
    : `No label${lacking.map((place) => ` for ${meanings(place.missing)} on ${place.where}`).join(', nor')}`
  const samples = groups.map(({ patterns }) => patterns[0]?.replace('*', 'example.com')).join(', ')
  return `${said}: nobody sees who owns it or whether it may be deleted. Add ${samples}.`
}

function meanings(groups: readonly Group[]): string {
  return either(groups.map(({ meaning }) => meaning))
}
