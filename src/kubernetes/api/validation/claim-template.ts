import { dnsLabelFault } from '../names.ts'
import { parseQuantity } from '../quantity.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { annotationComplaints } from './metadata.ts'
import { didYouMean, orList, show } from './phrases.ts'
import {
  dnsSubdomain,
  exactlyOneOf,
  given,
  labels,
  nameFault,
  onFields,
  onList,
  onText
} from './predicates.ts'
import { fields, items, own, written } from './values.ts'

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']

/** Claims made for ephemeral volumes (GROUND_TRUTH V9). */
export const claimTemplateConstraints: readonly Constraint[] = [
  {
    id: 'V9',
    where: 'Volume.ephemeral.volumeClaimTemplate',
    required: 'An ephemeral volume needs volumeClaimTemplate.'
  },
  {
    id: 'V9',
    where: 'Volume.ephemeral.volumeClaimTemplate',
    type: 'Required',
    whole: true,
    check: onFields(({ spec }) =>
      written(spec)
        ? undefined
        : { message: 'A claim needs accessModes and a size.', below: ['spec', 'accessModes'] }
    )
  },
  {
    id: 'V9',
    where: 'Volume.ephemeral.volumeClaimTemplate.metadata',
    type: 'Forbidden',
    check: onFields((metadata) =>
      Object.keys(metadata).flatMap((key) =>
        key === 'labels' || key === 'annotations' || !given(metadata[key]) || isEmptyMap(metadata[key])
          ? []
          : [{ message: `${show(key)} cannot be set here, only labels and annotations.`, below: [key] }]
      )
    )
  },
  { id: 'V9', where: 'Volume.ephemeral.volumeClaimTemplate.metadata.labels', check: labels },
  {
    id: 'V9',
    where: 'Volume.ephemeral.volumeClaimTemplate.metadata.annotations',
    check: onFields((annotations) => annotationComplaints(annotations))
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.accessModes',
    required: `A claim needs accessModes: ${orList(modes)}.`
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.accessModes',
    check: onList((list) => {
      const complaints = list.flatMap((mode, index): Complaint[] => {
        if (typeof mode !== 'string' || modes.includes(mode)) return []
        const message = `Access mode ${show(mode)} must be ${orList(modes)}.${didYouMean(mode, modes)}`
        return [{ message, below: [index], type: 'NotSupported' }]
      })
      const alone = list.indexOf('ReadWriteOncePod')
      if (alone < 0 || !list.some((mode) => mode !== 'ReadWriteOncePod' && modes.includes(String(mode))))
        return complaints
      return [
        ...complaints,
        { message: 'ReadWriteOncePod must be the only access mode.', below: [alone], type: 'Forbidden' }
      ]
    })
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec',
    whole: true,
    check: onFields(({ resources }) => {
      const requests = fields(resources).requests
      const storage = own(requests, 'storage')
      const below = ['resources', 'requests', 'storage']
      if (storage === undefined)
        return { message: 'A claim needs its size in resources.requests.storage.', below, type: 'Required' }
      const size = storage === null ? 0n : parseQuantity(storage)?.nano
      return size === undefined || size > 0n
        ? undefined
        : { message: `storage is ${show(storage)}, but must be above 0.`, below }
    })
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.{storageClassName,volumeAttributesClassName}',
    check: dnsSubdomain
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.volumeMode',
    type: 'NotSupported',
    check: exactlyOneOf('Filesystem', 'Block')
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.{dataSource,dataSourceRef}.{kind,name}',
    required: 'A data source needs kind and name.'
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.{dataSource,dataSourceRef}',
    check: onFields(({ apiGroup, kind }, at) =>
      !given(apiGroup) && given(kind) && typeof kind === 'string' && kind !== 'PersistentVolumeClaim'
        ? `${at.name} has kind ${show(kind)}, but without apiGroup it must be PersistentVolumeClaim.`
        : undefined
    )
  },
  { id: 'V9', where: 'PersistentVolumeClaimSpec.{dataSource,dataSourceRef}.apiGroup', check: dnsSubdomain },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.dataSourceRef.namespace',
    check: onText((name, at) => nameFault(name, dnsLabelFault(name), at.name))
  },
  {
    id: 'V9',
    where: 'PersistentVolumeClaimSpec.dataSource',
    check: onFields((source, at) => {
      const reference = at.sibling('dataSourceRef')
      if (!written(reference)) return undefined
      const other = fields(reference)
      if (given(other.namespace)) return 'dataSource cannot be used with dataSourceRef.namespace: remove it.'
      const same = ['apiGroup', 'kind', 'name'].every(
        (key) => (source[key] ?? undefined) === (other[key] ?? undefined)
      )
      return same ? undefined : 'dataSource and dataSourceRef differ: remove dataSource.'
    })
  }
]

function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && items(value).length === 0 && Object.keys(fields(value)).length === 0
}
