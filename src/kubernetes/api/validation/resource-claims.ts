import { dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { dnsLabel, duplicates, nameFault, onFields, onList } from './predicates.ts'
import { fields, written } from './values.ts'

/** Claims of devices (GROUND_TRUTH P22). */
export const resourceClaimConstraints: readonly Constraint[] = [
  {
    id: 'P22',
    where: 'PodSpec.resourceClaims[*].name',
    required: 'A resource claim needs a name, by which containers refer to it.'
  },
  { id: 'P22', where: 'PodSpec.resourceClaims[*].name', check: dnsLabel },
  {
    id: 'P22',
    where: 'PodSpec.resourceClaims',
    type: 'Duplicate',
    check: onList((claims, at) =>
      duplicates(
        claims.map((claim) => fields(claim).name),
        'Resource claim',
        at,
        'name'
      )
    )
  },
  {
    id: 'P22',
    where: 'PodSpec.resourceClaims[*]',
    check: onFields(({ resourceClaimName, resourceClaimTemplateName }, at) => {
      if (written(resourceClaimName) && written(resourceClaimTemplateName)) {
        return `${at.name} has resourceClaimName and resourceClaimTemplateName; write only one.`
      }
      if (written(resourceClaimName) || written(resourceClaimTemplateName) || at.scope.partial)
        return undefined
      return `${at.name} needs resourceClaimName or resourceClaimTemplateName.`
    })
  },
  {
    id: 'P22',
    where: 'PodSpec.resourceClaims[*].{resourceClaimName,resourceClaimTemplateName}',
    check: (name, at) =>
      typeof name === 'string' ? nameFault(name, dnsSubdomainFault(name), at.name) : undefined
  }
]
