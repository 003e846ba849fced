import { type Field, scalarAt } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import {
  deletionsIn,
  type HookAnnotation,
  hookAnnotations,
  hookPolicies,
  isWeight,
  type Resource,
  unknownWords
} from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { annotate } from '../src/core/rule-kit/index.ts'
import { closest, printable, quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'hook-annotations',
  summary: 'Write hooks, delete policies and weights as Helm and Argo CD read them.',
  rationale: `Neither tool complains about a hook it does not know. Helm skips the whole manifest with a line in its
log, so the migration never runs; Argo CD does not run the hook in any phase. With a misspelled delete policy Helm
deletes nothing, so that the next run finds the name taken ("already exists"); Argo CD follows the words that it knows,
else BeforeHookCreation. A hook written as a label is an ordinary object of the release. Weights and waves are
annotations and therefore strings: Helm or the API server refuses an unquoted number, and a word counts as 0.

Two notes go with it. Where an object is a hook of both tools, Argo CD ignores \`helm.sh/hook\` but counts both delete
policies. And a CronJob that is a hook is only created: neither tool waits for any of its runs.`,
  whenNot: `It stays quiet on values that are filled in later, and on Helm 2’s \`test-success\`, which still works.`,
  category: 'delivery',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  references: [
    'https://helm.sh/docs/topics/charts_hooks/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A hook that Helm skips',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-instal,pre-upgrade
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install,pre-upgrade
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Argo CD is case-sensitive',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: presync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: "The other tool's policy",
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: before-hook-creation
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'An annotation cannot be a number',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install
            helm.sh/hook-weight: 5
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install
            helm.sh/hook-weight: "5"
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'A label does not make a hook',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          labels:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `
    },
    {
      title: 'An annotation that no tool reads',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install
            helm.sh/hook-deletion-policy: before-hook-creation,hook-succeeded
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install
            helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Both tools, and both delete policies count for Argo CD',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
            helm.sh/hook: pre-upgrade
            helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
            helm.sh/hook: pre-upgrade
            helm.sh/hook-delete-policy: before-hook-creation
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'No release waits for the runs of a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
          annotations:
            helm.sh/hook: post-install
        spec:
          schedule: "0 4 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
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
      title: 'Filled in later, or from Helm 2',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          annotations:
            helm.sh/hook: test-success
            helm.sh/hook-weight: "{{ .Values.weight }}"
            helm.sh/hook-delete-policy: "{{ if .Values.clean }}hook-succeeded,{{ end }}before-hook-creation"
        spec:
          restartPolicy: Never
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `
    }
  ],

  *check(resource) {
    const { kind, metadata } = resource
    yield* notes(resource)
    for (const [key, at] of metadata.at('annotations').entries()) {
      const known = hookAnnotations.find((annotation) => annotation.key === key)
      if (known !== undefined) yield* judge(known, at)
      else if (isHook(key)) yield misspelt(key, at)
    }
    for (const [key, at] of metadata.at('labels').entries()) {
      const known = hookAnnotations.find((annotation) => annotation.key === key)
      if (known === undefined || metadata.at('annotations', key).exists) continue
      yield {
        at: at.key,
        message: `Label ${key} has no effect: ${known.tool} reads only annotations and treats this ${kind} as an ordinary object. Move it to metadata.annotations.`,
        ...(isRead(known, at) && { fix: asAnnotation(at, metadata, key) })
      }
    }
  }
})

/** What is right, but does not do what one may think. */
function* notes(resource: Resource): Generator<Report> {
  const annotations = resource.metadata.at('annotations')
  const hooks = hookKeys.map((key) => annotations.at(key)).filter(({ exists }) => exists)
  const [first] = hooks
  if (first === undefined || !resource.delivery.isHook) return
  const tool = resource.delivery.method === 'argocd-hook' ? 'Argo CD' : 'Helm'
  if (resource.kind === 'CronJob') {
    yield {
      at: first.key,
      severity: 'info',
      message: `${tool} only creates this CronJob and waits for none of its runs; by default it deletes it, with its Jobs, before it creates the next one. Remove the annotation, or make it a Job.`
    }
  }
  const [argo, helm] = hookPolicies(resource)
  if (hooks.length < 2 || argo === undefined || helm === undefined || argo.isUnclear || helm.isUnclear) return
  const own = annotations.at('argocd.argoproj.io/hook-delete-policy')
  const helms = annotations.at('helm.sh/hook-delete-policy')
  const meant = own.exists ? deletionsIn(own) : ['before']
  if ([...helm.deletes].every((deletion) => meant.includes(deletion))) return
  yield {
    at: helms.key,
    severity: 'info',
    message: `Argo CD ignores helm.sh/hook here, but both delete policies count: it follows ${quoted(helms.value)} as well. Write the same for both tools.`,
    ...(own.exists && { related: [{ at: own, message: 'This is the policy that is meant for Argo CD.' }] })
  }
}

const hookKeys = ['argocd.argoproj.io/hook', 'helm.sh/hook']

function* judge(known: HookAnnotation, at: Field): Generator<Report> {
  if (typeof at.value === 'number' || typeof at.value === 'boolean') {
    const advice =
      known.values === undefined ? `Write "${at.value}".` : `Valid values are ${known.values.join(', ')}.`
    yield {
      at,
      message: `Annotation ${known.key} is the ${typeof at.value} ${at.value}, but annotation values must be strings, and the API server refuses anything else. ${advice}`,
      insteadOf: 'schema',
      ...inQuotes(known, at)
    }
    return
  }
  const { text } = at
  if (text === undefined) return
  if (known.values !== undefined) yield* judgeWords(known, at, text)
  else if (!isWeight(text)) {
    yield {
      at,
      message: `Annotation ${known.key} is ${quoted(text)}, which is not a whole number: ${known.otherwise}. Write one in quotes, such as "-1".`
    }
  }
}

function* judgeWords(known: HookAnnotation, at: Field, text: string): Generator<Report> {
  const { key, values = [] } = known
  for (const { word, offset } of unknownWords(known, text)) {
    // Only Helm's list of hooks minds a comma too many.
    if (word === '' && key !== 'helm.sh/hook') continue
    const name = key.endsWith('policy') ? 'policy' : 'hook'
    const found = word === '' ? `An empty ${name}` : `Unknown ${name} ${quoted(word)}`
    // What Argo CD does by default is what was meant.
    const isDefault =
      known.tool === 'Argo CD' && meant(word, values) === 'BeforeHookCreation' && isAlone(text)
    if (isDefault) {
      yield {
        at: at.words(word, offset),
        severity: 'warning',
        message: `Argo CD does not know delete policy ${quoted(word)} and falls back to BeforeHookCreation, its default. Write BeforeHookCreation.`,
        ...respelt(known, at, { word, offset })
      }
      continue
    }
    yield {
      at: word === '' ? at : at.words(word, offset),
      message: message(known, word, found),
      ...respelt(known, at, { word, offset })
    }
  }
}

/** Whether a list has one word. */
function isAlone(text: string): boolean {
  return text.split(',').filter((word) => word.trim() !== '').length === 1
}

function message({ tool, key, values = [], former, otherwise }: HookAnnotation, word: string, found: string) {
  const now = former?.[word.toLowerCase()]
  if (now !== undefined) return `${tool} no longer supports the hook ${quoted(word)}: ${otherwise}. ${now}`
  const near = meant(word, values)
  return near === undefined
    ? `${found} in ${key}: ${otherwise}. Valid values are ${values.slice(0, 9).join(', ')}.`
    : `${found} in ${key}; did you mean ${near}? As written, ${otherwise}.`
}

/** The word that was most likely meant: the same letters without dashes, as the other tool writes them, else a near one. */
function meant(word: string, values: readonly string[]): string | undefined {
  const letters = (text: string) => text.replace(/[-_\s]/g, '').toLowerCase()
  return values.find((value) => letters(value) === letters(word)) ?? closest(word, values)
}

function isHook(key: string): boolean {
  return /^(?:helm\.sh|argocd\.argoproj\.io)\/hooks?(?:-|$)/.test(key)
}

function misspelt(key: string, at: Field): Report {
  const tool = key.startsWith('helm') ? 'Helm' : 'Argo CD'
  const keys = hookAnnotations.filter((known) => known.tool === tool).map((known) => known.key)
  const near = closest(key, keys)
  const advice = near === undefined ? `It reads ${keys.join(', ')}.` : `Write ${near}.`
  return {
    at: at.key,
    message: `${tool} does not read the annotation ${key}, so it has no effect. ${advice}`,
    ...renamed(at, near)
  }
}

/** Whether the tool takes the value, placeholders included. */
function isRead(known: HookAnnotation, { value }: Field): boolean {
  if (typeof value !== 'string') return false
  return known.values === undefined ? isWeight(value) : unknownWords(known, value).length === 0
}

function asAnnotation(at: Field, metadata: Field, key: string): Fix<Field> {
  return { title: `Move ${key} to annotations`, safety: 'unsafe', changes: annotate(at, metadata, key) }
}

function inQuotes({ values }: HookAnnotation, at: Field): { fix?: Fix<Field> } {
  const to = scalarAt(at)?.text
  if (to === undefined || values !== undefined || !isWeight(to)) return {}
  return { fix: { title: `Write "${to}"`, safety: 'safe', changes: [{ set: at, to }] } }
}

function respelt(
  { values = [], former }: HookAnnotation,
  at: Field,
  { word, offset }: { word: string; offset: number }
): { fix?: Fix<Field> } {
  const near = word === '' || former?.[word.toLowerCase()] ? undefined : meant(word, values)
  if (near === undefined) return {}
  const written = String(at.value)
  const to = written.slice(0, offset) + near + written.slice(offset + word.length)
  const title = `Write ${near} instead of ${printable(word)}`
  return { fix: { title, safety: 'unsafe', changes: [{ set: at, to }] } }
}

function renamed(at: Field, near: string | undefined): { fix?: Fix<Field> } {
  const known = hookAnnotations.find(({ key }) => key === near)
  if (near === undefined || known === undefined || !isRead(known, at)) return {}
  return { fix: { title: `Rename it to ${near}`, safety: 'unsafe', changes: [{ rename: at, to: near }] } }
}
