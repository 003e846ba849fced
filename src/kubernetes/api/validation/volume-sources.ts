import { dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import {
  dnsLabel,
  exactlyOneOf,
  given,
  nameFault,
  onFields,
  onText,
  range,
  relativePath
} from './predicates.ts'
import { items, written } from './values.ts'

/** Fields that a volume source needs, by source. */
const needed: Readonly<Record<string, readonly string[]>> = {
  gitRepo: ['repository'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  rbd: ['monitors', 'image'],
  cinder: ['volumeID', 'secretRef.name'],
  cephfs: ['monitors'],
  quobyte: ['registry', 'volume'],
  flexVolume: ['driver'],
  azureFile: ['secretName', 'shareName'],
  azureDisk: ['diskName', 'diskURI'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  storageos: ['volumeName', 'secretRef.name'],
  csi: ['driver', 'nodePublishSecretRef.name']
}

/** The rarer volume sources (GROUND_TRUTH V11). */
export const volumeSourceConstraints: readonly Constraint[] = [
  ...Object.entries(needed).flatMap(([source, names]) =>
    names.map(
      (name): Constraint => ({
        id: 'V11',
        where: `Volume.${source}.${name}`,
        required: `Volume source ${source} needs ${name}.`
      })
    )
  ),
  { id: 'V11', where: 'Volume.gitRepo.directory', check: relativePath },
  { id: 'V11', where: 'Volume.{gcePersistentDisk,awsElasticBlockStore}.partition', check: range(0, 255) },
  {
    id: 'V11',
    where: 'Volume.nfs.path',
    check: onText((path) =>
      path.startsWith('/') ? undefined : `path ${show(path)} is relative, but must be absolute.`
    )
  },
  { id: 'V11', where: 'Volume.iscsi.lun', check: range(0, 255) },
  {
    id: 'V11',
    where: 'Volume.iscsi.iqn',
    check: onText((name, at) => iscsiNameFault(name, at.name))
  },
  {
    id: 'V11',
    where: 'Volume.iscsi.initiatorName',
    check: (name, at) => (typeof name === 'string' ? iscsiNameFault(name, at.name) : undefined)
  },
  {
    id: 'V11',
    where: 'Volume',
    check: onFields(({ name, iscsi }) => {
      if (!written(iscsi) || typeof name !== 'string') return undefined
      const { initiatorName, targetPortal = '' } = iscsi as {
        initiatorName?: unknown
        targetPortal?: unknown
      }
      if (!written(initiatorName) || `${name}:${String(targetPortal ?? '')}`.length <= 64) return undefined
      return {
        message: 'Volume name, ":" and targetPortal may have at most 64 characters with initiatorName.',
        below: ['name']
      }
    })
  },
  {
    id: 'V11',
    where: 'Volume.iscsi',
    type: 'Required',
    whole: true,
    check: onFields(({ chapAuthDiscovery, chapAuthSession, secretRef }) =>
      (chapAuthDiscovery === true || chapAuthSession === true) && !written(secretRef)
        ? { message: 'CHAP authentication needs secretRef.', below: ['secretRef'] }
        : undefined
    )
  },
  {
    id: 'V11',
    where: 'Volume.flocker',
    check: onFields(({ datasetName, datasetUUID }, at) => {
      if (given(datasetName) && given(datasetUUID))
        return 'flocker has datasetName and datasetUUID; write only one.'
      if (given(datasetName) || given(datasetUUID) || at.scope.partial) return undefined
      return { message: 'A flocker volume needs datasetName or datasetUUID.', type: 'Required' }
    })
  },
  {
    id: 'V11',
    where: 'Volume.flocker.datasetName',
    check: onText((name) =>
      name.includes('/') ? `datasetName ${show(name)} must not contain "/".` : undefined
    )
  },
  {
    id: 'V11',
    where: 'Volume.quobyte.tenant',
    type: 'Required',
    check: onText((tenant) =>
      tenant.length >= 65 ? 'tenant must be a UUID of at most 64 characters.' : undefined
    )
  },
  {
    id: 'V11',
    where: 'Volume.quobyte.registry',
    check: onText((registry) =>
      registry.split(',').every(isHostAndPort)
        ? undefined
        : `registry ${show(registry)} must be host:port, or several of them separated by commas.`
    )
  },
  {
    id: 'V11',
    where: 'Volume.fc',
    whole: true,
    check: onFields(({ targetWWNs, wwids, lun }) => {
      if (!given(targetWWNs) && !given(wwids)) {
        return { message: 'An fc volume needs targetWWNs or wwids.', below: ['targetWWNs'], type: 'Required' }
      }
      if (given(targetWWNs) && given(wwids))
        return { message: 'fc has targetWWNs and wwids; write only one.', below: ['wwids'] }
      if (!given(targetWWNs) || written(lun)) return undefined
      return { message: 'An fc volume with targetWWNs needs lun.', below: ['lun'], type: 'Required' }
    })
  },
  {
    id: 'V11',
    where: 'Volume.fc.lun',
    check: (lun, at) => (items(at.sibling('targetWWNs')).length > 0 ? range(0, 255)(lun, at) : undefined)
  },
  {
    id: 'V11',
    where: 'Volume.flexVolume.options',
    check: onFields((options) =>
      Object.keys(options).flatMap((key) =>
        /\.(?:kubernetes|k8s)\.io$/.test(`.${key.split('/', 2).at(0)?.toLowerCase()}`)
          ? [{ message: `Option ${show(key)} uses a domain that is reserved for Kubernetes.`, below: [key] }]
          : []
      )
    )
  },
  {
    id: 'V11',
    where: 'Volume.azureDisk.cachingMode',
    type: 'NotSupported',
    check: exactlyOneOf('None', 'ReadOnly', 'ReadWrite')
  },
  {
    id: 'V11',
    where: 'Volume.azureDisk.kind',
    type: 'NotSupported',
    check: exactlyOneOf('Shared', 'Dedicated', 'Managed')
  },
  {
    id: 'V11',
    where: 'Volume.azureDisk.diskURI',
    type: 'NotSupported',
    check: onText((uri, at) => {
      const kind = at.sibling('kind') ?? 'Shared'
      const start = kind === 'Managed' ? '/subscriptions/' : 'https://'
      return typeof kind !== 'string' || uri.startsWith(start)
        ? undefined
        : `diskURI ${show(uri)} must begin with ${start} for a disk of kind ${kind}.`
    })
  },
  { id: 'V11', where: 'Volume.storageos.{volumeName,volumeNamespace}', check: dnsLabel },
  {
    id: 'V11',
    where: 'Volume.csi.driver',
    check: onText((driver, at) => {
      if (driver.length > 63)
        return { message: `driver has ${driver.length} characters, over the limit of 63.`, type: 'TooLong' }
      return nameFault(driver, dnsSubdomainFault(driver.toLowerCase()), at.name)
    })
  },
  {
    id: 'V11',
    where: 'Volume.csi.nodePublishSecretRef.name',
    check: onText((name, at) => nameFault(name, dnsSubdomainFault(name), at.name))
  }
]

function iscsiNameFault(name: string, field: string): string | undefined {
  const kind = ['iqn', 'eui', 'naa'].find((start) => name.startsWith(start))
  if (!kind) return `${field} ${show(name)} must begin with iqn, eui or naa.`
  const form = {
    iqn: /iqn\.\d{4}-\d{2}\.[-.a-zA-Z\d]+:[^,;*&$|\s]+$/,
    eui: /^eui.[a-zA-Z\d]{16}$/,
    naa: /^naa.[a-zA-Z\d]{32}$/
  }
  if (name.length < 1024 && form[kind as keyof typeof form].test(name)) return undefined
  return `${field} ${show(name)} does not have the form of an ${kind} name.`
}

/** As Go's net.SplitHostPort: one colon outside brackets. */
function isHostAndPort(pair: string): boolean {
  const match = /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.exec(pair)
  return match !== null
}
