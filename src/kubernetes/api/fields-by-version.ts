/** When a field, or one value of it, came and whether the API server respects it. Versions are those of Kubernetes. */
export interface FieldHistory {
  readonly title: string
  /**
   * Where it is written, from the spec that holds it: `JobSpec.managedBy`, `PodSpec.containers[].lifecycle.sleep`. Empty
   * for a change of behavior that no field shows.
   */
  readonly fields: readonly string[]
  /** The values that the history is about, where it is not about the field as a whole. */
  readonly values?: readonly (string | number | boolean)[]
  /** What is dropped together with them, whatever its value, and needs no words of its own. */
  readonly along?: readonly string[]
  /** Whether the object around them goes as well, where nothing else is in it. */
  readonly emptied?: true
  /** The first version whose decoder knows the field; absent: all that we know do. */
  readonly appears?: string
  readonly alpha?: string
  /** Beta, on or off by default; `on` says which. */
  readonly beta?: string
  /** On by default since; absent: off by default in every version. */
  readonly on?: string
  /** The first version that drops the field while it is off, and refuses it before; false: all refuse it. Absent: all drop it. */
  readonly drops?: string | false
  readonly ga?: string
  /** The first version whose decoder no longer knows the field. */
  readonly removed?: string
  readonly note?: string
}

const containers = (field: string) => [`PodSpec.containers[].${field}`, `PodSpec.initContainers[].${field}`]
const hooks = (field: string) =>
  ['postStart', 'preStop'].flatMap((hook) => containers(`lifecycle.${hook}.${field}`))
const podAffinities = (field: string) =>
  ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
    `PodSpec.affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[].${field}`,
    `PodSpec.affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.${field}`
  ])

// biome-ignore format: a table, one history a line
/** Section 18 of the ground truth: what changed between versions for a Job, CronJob or Pod. */
export const fieldsByVersion: readonly FieldHistory[] = [
  { title: 'time zone of a CronJob', fields: ['CronJobSpec.timeZone'], beta: '1.25', on: '1.25', ga: '1.27' },
  { title: 'Pod failure policy', fields: ['JobSpec.podFailurePolicy'], alpha: '1.25', beta: '1.26', on: '1.26', ga: '1.31' },
  { title: 'Pod condition DisruptionTarget', fields: [], alpha: '1.25', beta: '1.26', on: '1.26', ga: '1.31' },
  { title: 'default "True" for a Pod condition status in a CronJob', fields: ['JobSpec.podFailurePolicy.rules[].onPodConditions[].status'], note: 'Required in a CronJob up to 1.33, "True" by default from 1.34; a Job always had the default.' },
  { title: 'backoff limit per index', fields: ['JobSpec.backoffLimitPerIndex', 'JobSpec.maxFailedIndexes'], appears: '1.28', alpha: '1.28', beta: '1.29', on: '1.29', ga: '1.33' },
  { title: 'Pod replacement policy', fields: ['JobSpec.podReplacementPolicy'], appears: '1.28', alpha: '1.28', beta: '1.29', on: '1.29', ga: '1.34' },
  { title: 'Jobs managed by another controller', fields: ['JobSpec.managedBy'], appears: '1.30', alpha: '1.30', beta: '1.32', on: '1.32', ga: '1.35' },
  { title: 'success policy', fields: ['JobSpec.successPolicy'], appears: '1.30', alpha: '1.30', beta: '1.31', on: '1.31', ga: '1.33' },
  { title: 'changing completions of an Indexed Job', fields: [], beta: '1.27', on: '1.27', ga: '1.31' },
  { title: 'label batch.kubernetes.io/job-completion-index', fields: [], beta: '1.28', on: '1.28', ga: '1.32' },
  { title: 'annotation batch.kubernetes.io/cronjob-scheduled-timestamp', fields: [], beta: '1.28', on: '1.28', ga: '1.32' },
  { title: 'changing resources of a suspended Job, and its scheduling after a start', fields: [], alpha: '1.35', beta: '1.36', on: '1.36' },
  { title: 'gang scheduling of a Job', fields: ['JobSpec.scheduling'], appears: '1.37' },
  { title: 'eviction responders', fields: ['PodSpec.evictionResponders'], appears: '1.37' },
  { title: 'mode of an emptyDir', fields: ['PodSpec.volumes[].emptyDir.mode'], appears: '1.37' },
  { title: 'protocol of an HTTP probe', fields: ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => containers(`${probe}.httpGet.protocol`)), appears: '1.37' },
  { title: 'owner of projected files', fields: [], appears: '1.37', note: '`user` and `defaultUser` on projections.' },
  { title: 'sidecar containers', fields: ['PodSpec.initContainers[].restartPolicy'], values: ['Always'], appears: '1.28', alpha: '1.28', beta: '1.29', on: '1.29', ga: '1.33' },
  { title: 'restart policy of an init container', fields: ['PodSpec.initContainers[].restartPolicy'], values: ['Never', 'OnFailure'], appears: '1.28', alpha: '1.34', beta: '1.35', on: '1.35', drops: '1.34', note: 'Refused up to 1.33, dropped in 1.34.' },
  { title: 'restart policy of a container', fields: ['PodSpec.containers[].restartPolicy'], appears: '1.28', alpha: '1.34', beta: '1.35', on: '1.35', drops: '1.34', note: 'Refused up to 1.33, dropped in 1.34.' },
  { title: 'restart rules of a container', fields: containers('restartPolicyRules'), appears: '1.34', alpha: '1.34', beta: '1.35', on: '1.35' },
  { title: 'restarting all containers of a Pod', fields: containers('restartPolicyRules[].action'), values: ['RestartAllContainers'], appears: '1.35', alpha: '1.35', beta: '1.36', on: '1.36', drops: false },
  { title: 'resources of a whole Pod', fields: ['PodSpec.resources'], appears: '1.32', alpha: '1.32', beta: '1.34', on: '1.34' },
  { title: 'resizing in place', fields: containers('resizePolicy'), appears: '1.27', alpha: '1.27', beta: '1.33', on: '1.33', ga: '1.35' },
  { title: 'sleep hook', fields: hooks('sleep'), appears: '1.29', alpha: '1.29', beta: '1.30', on: '1.30', ga: '1.34' },
  { title: 'sleep hook of zero seconds', fields: hooks('sleep.seconds'), values: [0], beta: '1.33', on: '1.33', drops: false, ga: '1.34' },
  { title: 'stop signal', fields: containers('lifecycle.stopSignal'), appears: '1.33', alpha: '1.33', emptied: true },
  { title: 'user namespaces', fields: ['PodSpec.hostUsers'], values: [false], along: ['PodSpec.hostUsers'], beta: '1.30', on: '1.33', ga: '1.36', note: 'Together with hostNetwork: alpha since 1.35.' },
  { title: 'host name override', fields: ['PodSpec.hostnameOverride'], appears: '1.34', alpha: '1.34', beta: '1.35', on: '1.35' },
  { title: 'environment variables from a file', fields: containers('env[].valueFrom.fileKeyRef'), appears: '1.34', alpha: '1.34', beta: '1.35', on: '1.35' },
  { title: 'relaxed names of environment variables', fields: [...containers('env[].name'), ...containers('envFrom[].prefix')], alpha: '1.30', beta: '1.32', on: '1.32', drops: false, ga: '1.34', note: 'Before: [-._a-zA-Z][-._a-zA-Z0-9]*.' },
  { title: 'relaxed DNS search domains', fields: ['PodSpec.dnsConfig.searches'], alpha: '1.32', beta: '1.33', on: '1.33', drops: false, ga: '1.34' },
  { title: 'image volumes', fields: ['PodSpec.volumes[].image'], appears: '1.31', alpha: '1.31', beta: '1.33', on: '1.35', ga: '1.36' },
  { title: 'volume attributes class of a claim', fields: ['PodSpec.volumes[].ephemeral.volumeClaimTemplate.spec.volumeAttributesClassName'], appears: '1.29', alpha: '1.29', beta: '1.31', on: '1.34', ga: '1.34' },
  { title: 'cluster trust bundles', fields: ['PodSpec.volumes[].projected.sources[].clusterTrustBundle'], appears: '1.29', note: 'Beta, but off.' },
  { title: 'Pod certificates', fields: ['PodSpec.volumes[].projected.sources[].podCertificate'], appears: '1.34', note: 'Beta, but off.' },
  { title: 'recursive read-only mounts', fields: containers('volumeMounts[].recursiveReadOnly'), values: ['Enabled', 'IfPossible'], along: containers('volumeMounts[].recursiveReadOnly'), appears: '1.30', alpha: '1.30', beta: '1.31', on: '1.31', ga: '1.33' },
  { title: 'AppArmor profile', fields: ['PodSpec.securityContext.appArmorProfile', ...containers('securityContext.appArmorProfile')], appears: '1.30', beta: '1.30', on: '1.30', ga: '1.31' },
  { title: 'supplemental groups policy', fields: ['PodSpec.securityContext.supplementalGroupsPolicy'], values: ['Strict'], along: ['PodSpec.securityContext.supplementalGroupsPolicy'], appears: '1.31', alpha: '1.31', beta: '1.33', on: '1.33', ga: '1.35' },
  { title: 'SELinux change policy', fields: ['PodSpec.securityContext.seLinuxChangePolicy'], appears: '1.32', alpha: '1.32', beta: '1.33', on: '1.33', ga: '1.36' },
  { title: 'unmasked /proc', fields: containers('securityContext.procMount'), values: ['Unmasked'], along: containers('securityContext.procMount'), beta: '1.31', on: '1.33', ga: '1.36' },
  { title: 'label keys of Pod affinity', fields: [...podAffinities('matchLabelKeys'), ...podAffinities('mismatchLabelKeys')], appears: '1.29', alpha: '1.29', beta: '1.31', on: '1.31', ga: '1.33' },
  { title: 'label keys of topology spread', fields: ['PodSpec.topologySpreadConstraints[].matchLabelKeys'], beta: '1.27', on: '1.27', note: 'Merged into the selector since 1.34 (beta).' },
  { title: 'fewest domains of topology spread', fields: ['PodSpec.topologySpreadConstraints[].minDomains'], beta: '1.25', on: '1.25', ga: '1.30' },
  { title: 'scheduling gates', fields: ['PodSpec.schedulingGates'], beta: '1.27', on: '1.27', ga: '1.30' },
  { title: 'resource claims', fields: ['PodSpec.resourceClaims'], along: containers('resources.claims'), alpha: '1.26', beta: '1.32', on: '1.34', ga: '1.34' },
  { title: 'source of a resource claim', fields: ['PodSpec.resourceClaims[].source'], alpha: '1.26', removed: '1.31', note: 'Use resourceClaimName or resourceClaimTemplateName.' },
  { title: 'names of a resource claim', fields: ['PodSpec.resourceClaims[].resourceClaimName', 'PodSpec.resourceClaims[].resourceClaimTemplateName'], appears: '1.31', beta: '1.32', on: '1.34', ga: '1.34' },
  { title: 'numeric tolerations', fields: ['PodSpec.tolerations[].operator'], values: ['Lt', 'Gt'], alpha: '1.35', drops: false },
  { title: 'all host addresses as a variable', fields: containers('env[].valueFrom.fieldRef.fieldPath'), values: ['status.hostIPs'], appears: '1.28', alpha: '1.28', beta: '1.29', on: '1.29', ga: '1.30' },
  { title: 'workload reference', fields: ['PodSpec.workloadRef'], appears: '1.35', alpha: '1.35', removed: '1.36', note: 'Replaced by schedulingGroup.' },
  { title: 'scheduling group', fields: ['PodSpec.schedulingGroup'], appears: '1.36', alpha: '1.36' },
  { title: 'IP addresses with leading zeros', fields: ['PodSpec.dnsConfig.nameservers[]', 'PodSpec.hostAliases[].ip'], note: 'Refused since 1.36.' },
  { title: 'gitRepo volumes', fields: ['PodSpec.volumes[].gitRepo'], note: 'Accepted with a warning; the kubelet refuses them since 1.33.' },
  { title: 'CronJob of batch/v1beta1', fields: [], removed: '1.25' },
  { title: 'ephemeral containers', fields: ['PodSpec.ephemeralContainers'], note: 'Never allowed on create; only added to a running Pod.' }
]
