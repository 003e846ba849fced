import type { Complaint, Constraint } from './constraint.ts'
import { annotationsOf } from './metadata.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { given, onFields } from './predicates.ts'
import { type Fields, fields, own, text, unknownValue, written } from './values.ts'

const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccompContainer = 'container.seccomp.security.alpha.kubernetes.io/'
const appArmor = 'container.apparmor.security.beta.kubernetes.io/'
const mirror = 'kubernetes.io/config.mirror'
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost'

/** Annotations of Pods that the API server reads (GROUND_TRUTH P23). */
export const annotationConstraints: readonly Constraint[] = [
  {
    id: 'P23',
    where: '{Pod,PodTemplateSpec}.metadata.annotations',
    check: onFields((annotations, at) => {
      const cost = annotations[deletionCost]
      const value = annotations[mirror]
      const complaints: Complaint[] = []
      if (typeof cost === 'string' && !isInt32(cost)) {
        const message = `Annotation ${deletionCost} is ${show(cost)}, but must be a 32-bit integer.`
        complaints.push({ message, below: [deletionCost] })
      }
      if (written(value) && !given(at.scope.pod.nodeName) && !at.scope.partial) {
        complaints.push({
          message: 'A mirror Pod needs spec.nodeName: remove the annotation.',
          below: [mirror]
        })
      }
      return complaints
    })
  },
  {
    id: 'P23',
    where: '{Pod,PodTemplateSpec}.metadata.annotations',
    check: onFields((annotations) =>
      Object.entries(annotations).flatMap(([key, value]): Complaint[] => {
        if (typeof value !== 'string' || (key !== seccompPod && !key.startsWith(seccompContainer))) return []
        if (['runtime/default', 'docker/default', 'unconfined'].includes(value)) return []
        const profile = value.startsWith('localhost/') ? value.slice('localhost/'.length) : undefined
        if (profile !== undefined && !profile.startsWith('/') && !profile.split('/').includes('..')) return []
        const message = `Annotation ${key} is ${show(value)}: use the field seccompProfile instead.`
        return [{ message, below: [key] }]
      })
    )
  },
  {
    id: 'P23',
    where: '{Pod,PodTemplateSpec}.metadata.annotations',
    check: onFields((annotations, at) =>
      Object.entries(annotations).flatMap(([key, value]): Complaint[] => {
        if (!key.startsWith(appArmor) || typeof value !== 'string') return []
        const complaints: Complaint[] = []
        const name = key.slice(appArmor.length)
        const names = at.scope.containers.map((container) => container.value.name)
        if (!names.some((other) => (other ?? '') === name || other === unknownValue) && !at.scope.partial) {
          complaints.push({
            message: `Annotation ${key} does not name a container of the Pod.`,
            below: [key]
          })
        }
        if (
          value !== '' &&
          value !== 'runtime/default' &&
          value !== 'unconfined' &&
          !value.startsWith('localhost/')
        ) {
          const message = `Annotation ${key} is ${show(value)}: use the field appArmorProfile instead.`
          complaints.push({ message, below: [key] })
        }
        return complaints
      })
    )
  },
  {
    id: 'P23',
    where: '{Pod,PodTemplateSpec}',
    type: 'Forbidden',
    check: onFields(({ metadata }, at) => {
      const annotations = annotationsOf(metadata)
      if (Object.keys(annotations).length === 0) return undefined
      return [...seccompComplaints(annotations, at), ...appArmorComplaints(annotations, at)]
    })
  }
]

/** The seccomp profile of an annotation must be that of the field. */
function seccompComplaints(annotations: Fields, at: WalkPlace): Complaint[] {
  const places = at.scope.containers.map(({ value, path }) => ({
    key: seccompContainer + text(value.name),
    profile: fields(value.securityContext).seccompProfile,
    path: [...path, 'securityContext', 'seccompProfile']
  }))
  const pod = fields(at.scope.pod.securityContext).seccompProfile
  places.push({
    key: seccompPod,
    profile: pod,
    path: [...at.scope.podPath, 'securityContext', 'seccompProfile']
  })
  return places.flatMap(({ key, profile, path }): Complaint[] => {
    const annotation = own(annotations, key)
    if (typeof annotation !== 'string' || !written(profile)) return []
    const different = differs(fields(profile), annotation, ['runtime/default', 'docker/default'])
    if (!different) return []
    return [
      {
        message: `seccompProfile differs from annotation ${key}: remove the annotation.`,
        path: [...path, different]
      }
    ]
  })
}

function appArmorComplaints(annotations: Fields, at: WalkPlace): Complaint[] {
  if (fields(at.scope.pod.os).name === 'windows') return []
  const pod = fields(at.scope.pod.securityContext).appArmorProfile
  return at.scope.containers.flatMap(({ value, path }): Complaint[] => {
    const key = appArmor + text(value.name)
    const annotation = own(annotations, key)
    const ownProfile = fields(value.securityContext).appArmorProfile
    const profile = ownProfile ?? pod
    if (typeof annotation !== 'string' || !written(profile)) return []
    if (at.scope.kind === 'Pod' && !written(ownProfile) && takesAnnotation(annotation)) return []
    const different = differs(fields(profile), annotation, ['runtime/default'])
    if (!different) return []
    const message = `appArmorProfile differs from annotation ${key}: remove the annotation.`
    return [{ message, path: [...path, 'securityContext', 'appArmorProfile', different] }]
  })
}

/** In a Pod, a container without the field gets it from a valid annotation, whatever the Pod has. */
function takesAnnotation(annotation: string): boolean {
  if (annotation === 'unconfined' || annotation === 'runtime/default') return true
  const profile = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : ''
  return profile.trim() === profile && profile !== '' && profile.length <= 4095
}

function differs(
  profile: Fields,
  annotation: string,
  runtime: readonly string[]
): 'type' | 'localhostProfile' | undefined {
  if (profile.type === 'Unconfined') return annotation === 'unconfined' ? undefined : 'type'
  if (profile.type === 'RuntimeDefault') return runtime.includes(annotation) ? undefined : 'type'
  if (profile.type !== 'Localhost') return undefined
  if (!annotation.startsWith('localhost/')) return 'type'
  return annotation.slice('localhost/'.length) === profile.localhostProfile ? undefined : 'localhostProfile'
}

function isInt32(value: string): boolean {
  return (
    /^(?:0|-\d{1,20}|[1-9]\d{0,9})$/.test(value) &&
    Number(value) >= -2_147_483_648 &&
    Number(value) <= 2_147_483_647
  )
}
