import { schemaOf } from '../src/kubernetes/api/schema.ts'
import { answer } from '../src/kubernetes/api/validation/index.ts'
import { newestVersion } from '../src/kubernetes/api/versions.ts'

// All that category validity adds to a start, and a first Job through it; bench/run.ts bundles and times it.
const value = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'job' },
  spec: { template: { spec: { containers: [] } } }
}
const target = { kind: 'Job', value, version: newestVersion } as const
const found = [...schemaOf(newestVersion).validate('Job', value), ...answer(target).refused]
if (found.length === 0) throw new Error('An empty Pod passed.')
