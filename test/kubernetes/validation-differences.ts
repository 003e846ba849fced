/** Documents of the recorded verdicts on which we differ from the recording, and why. */
export const differences: Readonly<Record<string, string>> = {
  'timezone/030.yaml':
    'posix/UTC: whether posix/ names load depends on the zone data of the machine (section 20)'
}
