import { metadataValues, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { imageFault, isImageFilledIn, parseImage } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'image-pinned',
  summary: 'Pin every image to a version or a digest.',
  rationale: `An image without a tag means \`:latest\`, and tags such as \`latest\`, \`stable\` or \`main\` move. A
retry, or tomorrow's run of a CronJob, may then run different code from what was reviewed, and nobody can say
afterwards which code it was.`,
  whenNot: `It stays quiet on digests, on images that something fills in (\`ko://…\`, \`IMAGE\`,
\`replaced-by-kustomize\`), on those to which the kustomization that lists the file gives a tag or digest under
\`images\`, on image streams in the registry inside OpenShift, and on names that no kubelet can parse, which
\`never-runs\` reports. With the option \`digest\` it asks for a digest even where
there is a version.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    moving: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'latest',
        'stable',
        'main',
        'master',
        'edge',
        'nightly',
        'dev',
        'develop',
        'rolling',
        'canary',
        'snapshot'
      ],
      description: 'Tags that move to newer images.'
    },
    digest: { type: 'boolean', default: false, description: 'Whether every image needs a digest.' }
  },
  counterparts: {
    'kube-linter': ['latest-tag'],
    'kube-score': ['container-image-tag'],
    polaris: ['tagNotSpecified'],
    checkov: ['CKV_K8S_14']
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  since: '0.1.0',
  examples: [
    {
      title: 'A tag that moves',
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
                  image: example.com:5000/report:latest
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
                  image: example.com:5000/report:1.4.2
      `
    },
    {
      title: 'No tag: a registry port is not one',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com:5000/report
      `
    },
    {
      title: 'Digests only',
      options: { digest: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    },
    {
      title: 'Filled in by the build',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: ko://example.com/report/cmd/report
            - name: proxy
              image: replaced-by-kustomize
      `
    },
    {
      title: 'An image stream of OpenShift',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: image-registry.openshift-image-registry.svc:5000/shop/report:latest
      `
    },
    {
      title: 'Filled in by the pipeline',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:\${VERSION}
      `
    }
  ],

  *check(resource, { options }) {
    const { containers, initContainers, surroundings } = resource
    if (isResolvedByOpenShift(resource)) return
    for (const container of [...initContainers, ...containers]) {
      const image = container.at('image')
      if (!image.text || isImageFilledIn(image.text) || imageFault(image.text) !== undefined) continue
      const { name: repository, tag, digest } = parseImage(image.text)
      if (digest !== undefined || internalRegistry.test(repository)) continue
      const replaced = surroundings.kustomization?.images.filter(({ name }) => name === repository) ?? []
      if (replaced.some(({ isPinned }) => isPinned)) continue
      const name = quoted(image.text)
      if (tag === undefined) {
        yield {
          at: image,
          message: `Image ${name} has no tag and therefore means :latest, so a retry or the next run may run different code. Write the version.`
        }
      } else if (options.moving.includes(tag.toLowerCase())) {
        yield {
          at: image,
          message: `Image ${name} has a tag that moves, so a retry or the next run may run different code. Write the version.`
        }
      } else if (options.digest) {
        yield {
          at: image,
          message: `Image ${name} has no digest, so its tag can be moved. Add @sha256:… to it.`
        }
      }
    }
  }
})

/** The registry inside an OpenShift cluster, whose tags are image streams that the cluster itself follows. */
const internalRegistry = /^(?:image-registry\.openshift-image-registry|docker-registry\.default)\.svc\b/

/** Whether annotations ask OpenShift to put the image of an image stream in. */
function isResolvedByOpenShift(resource: Resource): boolean {
  return ['image.openshift.io/triggers', 'alpha.image.policy.openshift.io/resolve-names'].some(
    (key) => metadataValues(resource, 'annotations', key).length > 0
  )
}
