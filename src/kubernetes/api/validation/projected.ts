import type { Complaint, Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import { atMostOne, onList, projectedPath, range } from './predicates.ts'
import { fields, items, text } from './values.ts'

const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken']

/** Volumes projected from several sources (GROUND_TRUTH V8). */
export const projectedConstraints: readonly Constraint[] = [
  {
    id: 'V8',
    where: 'Volume.projected.sources[*]',
    check: atMostOne(kinds, 'kind of source in an entry'),
    type: 'Forbidden'
  },
  {
    id: 'V4',
    where: 'Volume.projected.sources[*].{secret,configMap}.name',
    required: 'A projected source needs a name.'
  },
  {
    id: 'V8',
    where: 'Volume.projected.sources[*].serviceAccountToken.path',
    required: 'A projected token needs a path: the file to write.'
  },
  { id: 'V8', where: 'Volume.projected.sources[*].serviceAccountToken.path', check: projectedPath },
  {
    id: 'V8',
    where: 'Volume.projected.sources[*].serviceAccountToken.expirationSeconds',
    check: range(600, 4_294_967_296)
  },
  {
    id: 'V6',
    where: 'Volume.projected.sources',
    check: onList((sources) => {
      const taken = new Set<string>()
      return sources.flatMap((source, index) =>
        ['secret', 'configMap', 'downwardAPI'].flatMap((kind) =>
          items(fields(fields(source)[kind]).items).flatMap((item, at): Complaint[] => {
            const path = text(fields(item).path)
            const twice = path !== '' && taken.has(path)
            taken.add(path)
            const message = `path ${show(path)} is projected twice, but there can be only one file at a path.`
            return twice ? [{ message, below: [index, kind, 'items', at, 'path'] }] : []
          })
        )
      )
    })
  }
]
