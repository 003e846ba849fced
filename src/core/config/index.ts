export type { ActiveRule } from './active-rules.ts'
export {
  type Config,
  type Override,
  type RuleSetting,
  UsageError
} from './config.ts'
export { repeatedKeys } from './config-check.ts'
export { schemaAt } from './config-schema.ts'
export { knownVersions, oneOf } from './one-of.ts'
export { readConfig, readRuleSetting } from './read-config.ts'
export { type Reason, readReason } from './reason.ts'
export { matchesAny, parseOptionsOf, type Settings, settingsFor } from './settings.ts'
