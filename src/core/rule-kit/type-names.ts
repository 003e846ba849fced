/** A Go type as people call it: "a Pod spec", "an RBD volume", "a StorageOS volume". */
export function article(type: string): string {
  const volume = /^(.+)VolumeSource$/.exec(type)?.[1]
  const words = type
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ (Spec|Source)$/, (_, word: string) => ` ${word.toLowerCase()}`)
  if (type === 'ObjectMeta') return 'metadata'
  const noun = names[type] ?? (volume === undefined ? words : `${volume} volume`)
  return `${/^(?:[AEIOUaeiou]|[FHLMNRSX][A-Z])/.test(noun) ? 'an' : 'a'} ${noun}`
}

const names: Readonly<Record<string, string>> = {
  PodSpec: 'Pod spec',
  PodTemplateSpec: 'Pod template',
  JobTemplateSpec: 'Job template',
  EnvVar: 'environment variable',
  CronJob: 'CronJob',
  CronJobSpec: 'CronJob spec'
}
