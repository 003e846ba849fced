/** Documents of the recorded verdicts on which we differ from the recording, and why. */
export const differences: Readonly<Record<string, string>> = {
  'timezone/030.yaml':
    'posix/UTC: whether posix/ names load depends on the zone data of the machine (section 20)'
}

const appArmor =
  'the recording has no warnings of PrepareForCreate; the real server warns of this annotation on a Pod too'

/** The same for warnings. */
export const warningDifferences: Readonly<Record<string, string>> = {
  'pod-kind/008.yaml': appArmor,
  '03426': appArmor,
  '05061': appArmor,
  'manifests/FairwindsOps__polaris/test/checks/linuxHardening/success.apparmor_2_containers.yaml': appArmor
}
