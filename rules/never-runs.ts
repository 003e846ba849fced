import { mayBeSuspended, type Resource, type Surroundings } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'
import { imageFault } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'never-runs',
  summary: 'Catch what the API server accepts although no Pod can ever run.',
  rationale: `Some mistakes pass every check on create and show only in the controller’s events: the Jobs of a CronJob
would have labels that are refused, or a Pod template has spaces around its image. Nothing fails, and nothing runs
either.

The API server does not parse image references either. One with an uppercase letter in its path, a scheme, two tags
or a digest that is too short leaves the Pod waiting with *InvalidImageName*: that is not a failure, so no retry counts, and
only a deadline ends the Job.`,
  whenNot: `It stays quiet on what the API server refuses anyway, on values that are filled in later, and on images
that a build or the kustomization puts in: \`ko://…\`, \`REGISTRY/app\`, \`replaced-by-kustomize\`, a name with a
\`newName\` under \`images\`. \`cron-never-fires\` reports schedules that never fire.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://github.com/distribution/reference'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A space in the image name',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: "example.com/report:1.4.2 "
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
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
      title: 'An uppercase letter in the repository',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/Report:1.4.2
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2-RC1
      `
    },
    {
      title: 'A URL is not a reference',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: https://example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: Example.com:5000/report:1.4.2
      `
    },
    {
      title: 'A version of semver with a plus sign',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2+7
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2_7
      `
    },
    {
      title: 'Filled in by a tool',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/PROJECT_ID/report:1.4.2
            - name: reader
              image: ko://example.com/report/cmd/reader
      `
    }
  ],

  *check(resource) {
    const { neverRuns: problems, decoding, refused } = resource.validity()
    const isButton = mayBeSuspended(resource)
    yield* reportsOf(
      resource,
      problems.filter(({ id }) => id !== neverFires || !isButton)
    )
    if (decoding.length + refused.length === 0) yield* unreadableImages(resource)
  }
})

/** A suspended CronJob with a schedule that never fires is a button: it is started by hand. */
const neverFires = 'N8'

/** What only the kubelet parses. */
function* unreadableImages({
  containers,
  initContainers,
  podSpec,
  surroundings
}: Resource): Generator<Report> {
  const volumes = podSpec.at('volumes').items()
  const images = [
    ...[...initContainers, ...containers].map((container) => container.at('image')),
    ...volumes.map((volume) => volume.at('image', 'reference'))
  ]
  for (const image of images) {
    const fault = image.text === image.text?.trim() && image.text ? imageFault(image.text) : undefined
    if (fault === undefined || isRenamed(image.text ?? '', surroundings)) continue
    yield {
      at: image,
      message: `No kubelet can parse image ${quoted(image.text)}: ${fault}. The Pod waits with InvalidImageName, and no retry counts. Correct the reference.`
    }
  }
}

/** Whether the kustomization puts another name in. */
function isRenamed(image: string, { kustomization }: Surroundings): boolean {
  const known = kustomization?.images.filter(({ isRenamed }) => isRenamed) ?? []
  return known.some(
    ({ name }) => image === name || image.startsWith(`${name}:`) || image.startsWith(`${name}@`)
  )
}
