import { labelKeyFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import { dnsLabel, given, labels, nameFault, oneOf, onFields, onList, onText } from './predicates.ts'
import { type Fields, fields, isFields, text } from './values.ts'

/** Metadata other than names (GROUND_TRUTH section 2, M7 to M14). */
export const metadataConstraints: readonly Constraint[] = [
  { id: 'M7', where: 'ObjectMeta.namespace', check: dnsLabel },
  { id: 'M8', where: '{ObjectMeta,PodTemplateSpec.metadata}.labels', check: labels },
  {
    id: 'M9',
    where: '{ObjectMeta,PodTemplateSpec.metadata}.annotations',
    check: onFields((annotations) => annotationComplaints(annotations))
  },
  {
    id: 'M9',
    where: '{ObjectMeta,PodTemplateSpec.metadata}.annotations',
    type: 'TooLong',
    check: onFields((annotations) => {
      const size = annotationSize(annotations)
      return size > 262_144 ? `Annotations take ${size} bytes in total, over the limit of 262144.` : undefined
    })
  },
  {
    id: 'M10',
    where: 'ObjectMeta.ownerReferences[*].apiVersion',
    check: onText((version) =>
      /^(?:[^/]*\/)?[^/]+$/.test(version)
        ? undefined
        : `apiVersion ${show(version)} has no version; write group/version.`
    )
  },
  ...['apiVersion', 'kind', 'name', 'uid'].map(
    (field): Constraint => ({
      id: 'M10',
      where: `ObjectMeta.ownerReferences[*].${field}`,
      type: 'Invalid',
      required: `An owner reference needs ${field}: owners are identified by apiVersion, kind, name and uid together.`
    })
  ),
  {
    id: 'M10',
    where: 'ObjectMeta.ownerReferences[*]',
    check: onFields(({ apiVersion, kind }) =>
      apiVersion === 'v1' && kind === 'Event'
        ? 'An Event cannot own anything; name another owner.'
        : undefined
    )
  },
  {
    id: 'M10',
    where: 'ObjectMeta.ownerReferences',
    check: onList((references, at) => {
      const controllers = references.flatMap((reference, index) =>
        fields(reference).controller === true ? [index] : []
      )
      const [first, ...others] = controllers
      const related = [
        { path: at.path(first ?? 0, 'controller'), message: 'This owner is already the controller.' }
      ]
      const message = 'A second owner is marked as controller, but there may be only one.'
      return others.map((index) => ({ message, below: [index, 'controller'], related }))
    })
  },
  {
    id: 'M11',
    where: 'ObjectMeta.finalizers',
    check: onList((list, at) => finalizerComplaints(list, at.name))
  },
  {
    id: 'M12',
    where: 'ObjectMeta.resourceVersion',
    type: 'Forbidden',
    why: 'It belongs to an object that already exists: remove the field.',
    check: onText((version) =>
      version === '0'
        ? undefined
        : `resourceVersion ${show(version)} cannot be set on an object to be created.`
    )
  },
  { id: 'M14', where: 'ObjectMeta.managedFields[*].fieldsType', check: oneOf('FieldsV1') },
  {
    id: 'M14',
    where: 'ObjectMeta.managedFields[*]',
    check: onFields(({ operation }) =>
      operation === 'Apply' || operation === 'Update' || (given(operation) && typeof operation !== 'string')
        ? undefined
        : {
            message: `operation is ${show(operation ?? '')}, but must be Apply or Update.`,
            below: ['operation']
          }
    )
  },
  {
    id: 'M14',
    where: 'ObjectMeta.managedFields[*].manager',
    check: onText((manager) => {
      if (utf8Length(manager) > 128) return `manager ${show(manager)} is longer than 128 bytes.`
      return /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(manager)
        ? `manager ${show(manager)} has unprintable characters.`
        : undefined
    })
  },
  {
    id: 'M14',
    where: 'ObjectMeta.managedFields[*].subresource',
    type: 'TooLong',
    check: onText((name) =>
      utf8Length(name) > 256 ? `subresource ${show(name)} is longer than 256 bytes.` : undefined
    )
  }
]

/** Annotation keys are those of labels, in any case (M9). */
export function annotationComplaints(annotations: Fields): Complaint[] {
  return Object.keys(annotations).flatMap((key) => {
    const fault = labelKeyFault(key.toLowerCase())
    return fault ? [{ message: `Annotation key ${show(key)} ${fault}.`, below: [key] }] : []
  })
}

/** What is wrong with a list of finalizers (M11). */
export function finalizerComplaints(list: readonly unknown[], name: string): Complaint[] {
  const complaints = list.flatMap((finalizer, index): Complaint[] => {
    if (typeof finalizer !== 'string') return []
    const fault = nameFault(finalizer, labelKeyFault(finalizer), `${name}[${index}]`)
    if (fault) return [{ message: fault, below: [index] }]
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) return []
    const message = `Finalizer ${show(finalizer)} must have a domain, such as "example.com/${finalizer.slice(0, 40)}".`
    return [{ message, below: [index] }]
  })
  const foreground = list.indexOf('foregroundDeletion')
  if (foreground < 0 || !list.includes('orphan')) return complaints
  return [
    ...complaints,
    {
      message: 'Finalizers orphan and foregroundDeletion contradict each other: remove one.',
      below: [foreground]
    }
  ]
}

/** Length of a text as the API server counts it, in bytes. */
export function utf8Length(value: string): number {
  let length = value.length
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    length += code > 0xffff ? 2 : code > 0x7ff ? 2 : code > 0x7f ? 1 : 0
  }
  return length
}

const standardFinalizers = new Set(['orphan', 'foregroundDeletion', 'kubernetes'])

function annotationSize(annotations: Fields): number {
  let size = 0
  for (const key in annotations) size += key.length + text(annotations[key]).length
  if (size * 3 <= 262_144) return size
  return Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + utf8Length(key) + utf8Length(text(value)),
    0
  )
}

/** Annotations, if they are an object; for constraints that read several. */
export function annotationsOf(metadata: unknown): Fields {
  const { annotations } = fields(metadata)
  return isFields(annotations) ? annotations : fields(undefined)
}
