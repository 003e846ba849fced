/** Where jobsworth answers otherwise than the recorded API server, and why; everything else has to agree. */
export const known = {
  acceptance: {
    'handmade/timezone/030.yaml':
      'posix/UTC exists only where the operating system of the server has the posix/ folder of zones; the recording machine had it.',
    'handmade/yaml/023.yaml': 'A value {{ … }} is a template, which is rendered before the server sees it.',
    'handmade/cases/14-smart-quotes.yaml':
      'Typographic quotes are accepted as part of an image or argument; nobody means them, so they are an error.'
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

/**
 * Where the verdict of an older version differs: the server drops a field whose gate is off, and judges what remains;
 * for these we judge the field all the same. Each with the version that turned it on, and how many verdicts differ.
 */
export const causesByVersion: readonly { why: string; field: RegExp; on: string; verdicts: number }[] = [
  {
    why: 'a lifecycle handler that only sleeps is empty',
    field: /sleep"?: *[\n{]/,
    on: '1.30',
    verdicts: 31
  },
  {
    why: 'the resources of the Pod as a whole are dropped',
    field: /hugepages|cpu"?: "?2/,
    on: '1.34',
    verdicts: 10
  },
  {
    why: 'image volumes are dropped beside another source',
    field: /reference|image"?: *\{/,
    on: '1.35',
    verdicts: 9
  },
  {
    why: 'volumeAttributesClassName is dropped',
    field: /volumeAttributesClassName/,
    on: '1.34',
    verdicts: 9
  },
  { why: 'hostUsers is dropped', field: /hostUsers/, on: '1.33', verdicts: 6 },
  { why: 'supplementalGroupsPolicy is dropped', field: /supplementalGroupsPolicy/, on: '1.33', verdicts: 1 }
]
