export { type Calendar, calendarFrom, someDay } from './calendar.ts'
export {
  type Crash,
  type Finding,
  type FindingFix,
  isActive,
  type LintResult,
  type Place,
  type ResourceName,
  type Suppression
} from './finding.ts'
export {
  type Counterparts,
  categories,
  defaultOptions,
  defineRule,
  type Example,
  type OptionSchema,
  type OptionValue,
  type Profile,
  profiles,
  type Report,
  type Rule,
  type RuleContext,
  type Severity,
  severities,
  severityIn,
  severityOf,
  yaml
} from './rule.ts'
