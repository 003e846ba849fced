import { readFileSync } from 'node:fs'
import { compile } from './generate-schemas.ts'
import { wrongHistories } from './histories.ts'
import { type Bundle, checksum } from './schema-bundles.ts'

/** What a new version of Kubernetes has to be compared with by hand; `truth/checked.json` says up to which that was done. */
const facts: Readonly<Record<string, string>> = {
  verdicts: 'record the verdicts of its own code on handmade and mutated, and pack them (truth/README.md)',
  validation:
    'compare src/kubernetes/api/validation/ with its pkg/apis/{batch,core}/validation, by truth/GROUND_TRUTH.md',
  fields: 'add the gates of its kube_features.go to src/kubernetes/api/fields-by-version.ts',
  podSecurity: 'compare src/kubernetes/api/pod-security.ts with its k8s.io/pod-security-admission/policy',
  retries: 'compare src/kubernetes/retries/ with its pkg/controller/job and kubelet, by truth/RETRIES.md',
  cron: 'compare src/kubernetes/cron/ with its pkg/controller/cronjob, by truth/CRON.md'
}

/** The pages that name the oldest and the newest version. */
const pages = ['README.md', 'schemas/README.md']

/** What the newest of these versions still needs before it is supported, each as a sentence that says what to do. */
export function needs(bundles: ReadonlyMap<string, Bundle>): string[] {
  const versions = [...bundles.keys()]
  const [oldest, newest] = [versions[0], versions.at(-1)] as [string, string]
  const checked = readJson('truth/checked.json')
  return [
    ...wrongChecksums(bundles),
    ...wrongHistories(compile(bundles), versions).map(
      (fault) => `${fault} Correct src/kubernetes/api/fields-by-version.ts.`
    ),
    ...Object.entries(facts)
      .filter(([fact]) => checked[fact] !== newest)
      .map(
        ([fact, todo]) =>
          `${newest} is not compared yet (${fact}): ${todo}; then say so in truth/checked.json.`
      ),
    ...pages
      .filter((page) => !read(page).includes(`${oldest} to ${newest}`))
      .map((page) => `${page} does not say "${oldest} to ${newest}": write it.`)
  ]
}

/** Patches that do not lead to the bundle which the generator printed. */
function wrongChecksums(bundles: ReadonlyMap<string, Bundle>): string[] {
  const known = readJson('schemas/checksums.json')
  return [...bundles]
    .filter(([version, bundle]) => known[version] !== checksum(bundle))
    .map(
      ([version]) =>
        `schemas/checksums.json does not have the checksum of ${version}: make its patch from what schemas/generator/run.sh printed, with scripts/generate-schemas.ts ${version} BUNDLE.`
    )
}

function readJson(path: string): Readonly<Record<string, string>> {
  return JSON.parse(read(path))
}

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
}
