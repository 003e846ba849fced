import { dnsSubdomainFault } from '../names.ts'
import { parseQuantity } from '../quantity.ts'
import type { Check, Complaint, Constraint } from './constraint.ts'
import { resourceFieldFault } from './env.ts'
import { fieldPathFault } from './field-path.ts'
import { show } from './phrases.ts'
import {
  atMostOne,
  dnsLabel,
  given,
  noBacksteps,
  oneOf,
  onFields,
  onNumber,
  onText,
  projectedPath,
  unique
} from './predicates.ts'
import { fields, items, written } from './values.ts'

/** Volume sources in the order in which the API server looks at them: the first one counts. */
export const volumeSources = [
  ...[
    'emptyDir',
    'hostPath',
    'gitRepo',
    'gcePersistentDisk',
    'awsElasticBlockStore',
    'secret',
    'nfs',
    'iscsi'
  ],
  ...[
    'glusterfs',
    'flocker',
    'persistentVolumeClaim',
    'rbd',
    'cinder',
    'cephfs',
    'quobyte',
    'downwardAPI',
    'fc'
  ],
  ...['flexVolume', 'configMap', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume'],
  ...['azureDisk', 'storageos', 'projected', 'scaleIO', 'csi', 'ephemeral', 'image']
]

/** A file mode: octal digits, which YAML 1.1 reads and JSON does not know. */
const fileMode: Check = onNumber((mode, at) => {
  if (mode >= 0 && mode <= 0o777) return undefined
  const octal = /^[0-7]{3}$/.test(String(mode)) ? ` For the octal mode ${mode} write 0${mode}.` : ''
  return `${at.name} is ${mode}, but must be from 0 to 511, which is 0777.${octal}`
})

/** Volumes (GROUND_TRUTH section 11, V1 to V7, V10, V12); others hold the rarer sources and the mounts. */
export const volumeConstraints: readonly Constraint[] = [
  { id: 'V1', where: 'Volume.name', required: 'A volume needs a name, by which containers mount it.' },
  { id: 'V1', where: 'Volume.name', check: dnsLabel },
  { id: 'V1', where: 'PodSpec.volumes', type: 'Duplicate', check: unique('name', 'Volume name') },
  { id: 'V2', where: 'Volume', type: 'Forbidden', check: atMostOne(volumeSources, 'source in a volume') },
  { id: 'V3', where: 'Volume.hostPath.path', required: 'hostPath needs a path on the node.' },
  { id: 'V3', where: 'Volume.hostPath.path', check: noBacksteps },
  {
    id: 'V3',
    where: 'Volume.hostPath.type',
    type: 'NotSupported',
    check: oneOf(
      'DirectoryOrCreate',
      'Directory',
      'FileOrCreate',
      'File',
      'Socket',
      'CharDevice',
      'BlockDevice'
    )
  },
  {
    id: 'V4',
    where: 'Volume.secret.secretName',
    required: 'A secret volume needs secretName (name is for configMap).'
  },
  {
    id: 'V4',
    where: 'Volume.configMap.name',
    required: 'A configMap volume needs a name (secretName is for secret).'
  },
  {
    id: 'V4',
    where: 'Volume.persistentVolumeClaim.claimName',
    required: 'A persistentVolumeClaim volume needs claimName.'
  },
  {
    id: 'V5',
    where:
      '{Volume.{secret,configMap,downwardAPI,projected}.defaultMode,KeyToPath.mode,DownwardAPIVolumeFile.mode}',
    check: fileMode
  },
  { id: 'V6', where: 'KeyToPath.key', required: 'An item needs a key: the entry to take.' },
  {
    id: 'V6',
    where: '{KeyToPath,DownwardAPIVolumeFile}.path',
    required: 'An item needs a path: the file to write.'
  },
  { id: 'V6', where: '{KeyToPath,DownwardAPIVolumeFile}.path', check: projectedPath },
  {
    id: 'V7',
    where: 'DownwardAPIVolumeFile',
    check: onFields(({ fieldRef, resourceFieldRef }, at) => {
      if (written(fieldRef) && written(resourceFieldRef))
        return `${at.name} has fieldRef and resourceFieldRef; write two items.`
      if (written(fieldRef) || written(resourceFieldRef) || at.scope.partial) return undefined
      return { message: `${at.name} needs fieldRef or resourceFieldRef.`, type: 'Required' }
    })
  },
  {
    id: 'V7',
    where: 'DownwardAPIVolumeFile.fieldRef',
    check: onFields((reference, at) => fieldPathFault(reference, volumePaths, at))
  },
  {
    id: 'V7',
    where: 'DownwardAPIVolumeFile.resourceFieldRef',
    check: onFields((reference, at) =>
      written(at.sibling('fieldRef')) ? undefined : resourceFieldFault(reference, at, true)
    )
  },
  {
    id: 'V9',
    where: 'Pod.spec.volumes',
    check: (volumes, at) => {
      const pod = at.scope.metadata.name
      if (typeof pod !== 'string' || pod === '' || dnsSubdomainFault(pod)) return undefined
      const made = new Map(
        items(volumes).flatMap((item, index): [string, number][] => {
          const { ephemeral, name } = fields(item)
          return written(ephemeral) && typeof name === 'string' ? [[`${pod}-${name}`, index]] : []
        })
      )
      return items(volumes).flatMap((item, index): Complaint[] => {
        const claim = fields(fields(item).persistentVolumeClaim).claimName
        if (typeof claim !== 'string' || !made.has(claim)) return []
        const message = `claimName ${show(claim)} is the claim that will be created for an ephemeral volume of this Pod.`
        return [{ message, below: [index, 'persistentVolumeClaim', 'claimName'] }]
      })
    }
  },
  {
    id: 'V9',
    where: 'Pod.spec.volumes[*].name',
    check: onText((name, at) => {
      const pod = at.scope.metadata.name
      if (
        !written(at.sibling('ephemeral')) ||
        typeof pod !== 'string' ||
        !given(pod) ||
        dnsSubdomainFault(pod)
      )
        return undefined
      return `${pod}-${name}`.length > 253
        ? `Volume name ${show(name)} and the name of the Pod make a claim name over 253 characters.`
        : undefined
    })
  },
  {
    id: 'V10',
    where: 'Volume.emptyDir.sizeLimit',
    type: 'Forbidden',
    check: (limit) =>
      (parseQuantity(limit)?.nano ?? 0n) < 0n
        ? `sizeLimit is ${show(limit)}, but must be 0 or more.`
        : undefined
  },
  {
    id: 'V12',
    where: 'Pod.spec.volumes[*].image.reference',
    required: 'An image volume needs a reference: the image to mount.'
  },
  {
    id: 'V12',
    where: 'Volume.image.pullPolicy',
    type: 'NotSupported',
    check: oneOf('Always', 'IfNotPresent', 'Never')
  }
]

const volumePaths = {
  known: ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid']
}
