import { definitions } from '../schemas/compiled/definitions.ts'

/**
 * Whether every word of a text is one of the Kubernetes API, or one that our own experiments are written with. What
 * passes is of our own making, or so bare that it could be anybody's; a manifest from somebody's repository does not pass,
 * since its names, images, labels and scripts are words that nobody else uses.
 */
export function isOurs(text: string, known: ReadonlySet<string> = api): boolean {
  return words(text).every((word) => known.has(word) || isOneLetter(word))
}

/** The words of three letters and more, in lower case. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z]{3,}/g) ?? []
}

/** `xxxx`, which stands for a long name. */
function isOneLetter(word: string): boolean {
  return word === (word[0] as string).repeat(word.length)
}

/** The words that YAML texts grown from our grammar are made of, and the Job that some of them stand in. */
export const grammar: ReadonlySet<string> = new Set(
  words(`null true false yes off oFF http TAG YAML str int float binary set NaN inf aGk ude key keya local org apiVersion
    batch Job Pod kind metadata name spec template restartPolicy Never containers image env value`)
)

const names = Object.entries(definitions).flatMap(([name, fields]) => [name, ...Object.keys(fields)])

/** Field names; values that the server knows; names, images and values of our experiments. */
const own = words(`${names.join(' ')}
  Job CronJob Pod JobList CronJobList PodList batch app apps kind kubernetes com example org svc cluster local
  Always IfNotPresent Never OnFailure Allow Forbid Replace Indexed NonIndexed Failed TerminatingOrFailed
  Count FailIndex FailJob Ignore NotIn Exists DoesNotExist Equal True False Unknown DisruptionTarget ConfigIssue
  NoSchedule NoExecute PreferNoSchedule DoNotSchedule ScheduleAnyway Honor ClusterFirst ClusterFirstWithHostNet Default None
  FallbackToLogsOnError File Directory DirectoryOrCreate FileOrCreate Socket BlockDevice CharDevice Memory HugePages
  hugepages Filesystem Block ReadWriteOnce ReadWriteOncePod ReadOnlyMany ReadWriteMany None HostToContainer Bidirectional
  IfPossible Enabled Disabled Recursive OnRootMismatch MountOption Merge Strict Unmasked Localhost RuntimeDefault
  Unconfined runtime default unconfined localhost apparmor seccomp alpha beta security windows linux
  PreemptLowerPriority Restart RestartContainer RestartAllContainers NotRequired SIGTERM SIGUSR HTTP HTTPS TCP UDP SCTP
  Apply Managed Event foregroundDeletion orphan ephemeral storage requests limits cpu memory gpu nvidia
  status hostIPs podIP podIPs hostIP fieldPath CONTROLLER uid manual mirror pod deletion cost
  completion index job scheduled timestamp completions
  CRON_TZ TZ UTC Local Europe Berlin America New York Kolkata Asia Calcutta Pacific Etc GMT Zulu Sun Mon Tue Wed Thu Fri Sat
  Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec every daily hourly weekly monthly yearly annually midnight reboot
  null true false yes off str int float binary omap set NaN inf Infinity bool aGk ude
  nightly indexed main init side wait proxy runner range zone spot data yaml proj ndots why busybox sleep echo all
  names owner kueue multikueue Olympus Mars path upper arch amd scheduling unsafe same topology
  authority edns eviction responders chown bind net raw sys admin time dev pem low reg ref ext git nan
  cfg map sec claim vol mnt tmp etc var lib lifecycle get post port grpc tcp exec cmd arg env key val foo bar
  list nope bad cap other json hash gvisor config abs clusterName string critical specs tag replaced disk kyiv ipv run idx ssd cat`)

const api: ReadonlySet<string> = new Set(own.flatMap((word) => [word, ...slips(word)]))

/** What a mutation makes of a field's name: a letter less, or an `s` too many. */
function slips(word: string): string[] {
  if (word.length < 5) return []
  return [`${word}s`, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))]
}
