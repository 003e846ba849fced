export { type FieldHistory, fieldsByVersion } from './fields-by-version.ts'
export { dnsLabelFault } from './names.ts'
export { podSecurity } from './pod-security.ts'
export type { SchemaProblem } from './schema/schema-problem.ts'
export {
  type KubernetesVersion,
  kubernetesVersions,
  newestVersion,
  schemaOf
} from './schema.ts'
export { answer, type Problem, type Target } from './validation/index.ts'
export { versionsNamed } from './versions.ts'
