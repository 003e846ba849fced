const hookPod =
  'The server accepts a hook Pod that restarts forever; the tool that made it waits for an end that never comes.'

/** Where jobsworth answers otherwise than the recorded API server, and why; everything else has to agree. */
export const known = {
  acceptance: {
    'handmade/timezone/030.yaml':
      'posix/UTC exists only where the operating system of the server has the posix/ folder of zones; the recording machine had it.',
    'handmade/yaml/023.yaml': 'A value {{ … }} is a template, which is rendered before the server sees it.',
    'handmade/cases/14-smart-quotes.yaml':
      'Typographic quotes are accepted as part of an image or argument; nobody means them, so they are an error.',
    'mutated/03152': hookPod,
    'corpus/manifests/argoproj__argo-cd/util/helm/testdata/tests/templates/tests/test-pod.yaml': hookPod
  } as Readonly<Record<string, string>>,
  /** Fields that the server prints otherwise than they are written (section 19 of the ground truth). */
  places: [
    [/$^/, ''],
    [/(template)\.(labels|annotations)/, '$1.metadata.$2'],
    [/(volumeMounts)\.\w+$/, '$1'],
    [/HostPID$/, 'hostPID'],
    [/HostIPC$/, 'hostIPC'],
    [/securityContext\.shareProcessNamespace$/, 'shareProcessNamespace'],
    [/resources\.(containers\.\d+)\.(\w+)\.limits$/, '$1.resources.limits.$2'],
    [/(tolerations\.\d+)\.operator$/, '$1'],
    [/(topologySpreadConstraints)\.\d+\.\{topologyKey, whenUnsatisfiable\}$/, '$1'],
    [/(projected)\.path$/, '$1'],
    [/metadata\.name$/, 'metadata.generateName'],
    [/serviceAccountName$/, 'serviceAccount'],
    [/persistentDisk/, 'gcePersistentDisk'],
    [/cephFS/, 'cephfs'],
    [/downwarAPI/, 'downwardAPI'],
    [/^metadata\.labels$/, 'spec.template.metadata.labels']
  ] as readonly (readonly [misprint: RegExp, place: string])[]
}

/** Who says that something accepted can never run: of a schedule without a date, or of a button that has one. */
export const silence: readonly string[] = ['never-runs', 'cron-never-fires', 'cron-suspended']

/** What 1.33 warns of by a slip of its own: it names one file of a projected volume as overlapping itself. */
export function misreported(version: string, warning: string): boolean {
  const [, one, other] = /overlapping paths: ("[^"]*" \(.*\)) with (".*)$/.exec(warning) ?? []
  return version === '1.33' && one !== undefined && one === other
}
