/** Whether a taint marks nodes that the cloud may take away at any time: `cloud.google.com/gke-spot`, `spot=true`. */
export function isSpotTaint(key: string, value: string): boolean {
  if (value === 'false') return false
  return /(?:^|[^a-z])(?:spot|preemptible)(?:$|[^a-z])|spotinstance/i.test(`${key} ${value}`)
}
