import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import type { RuleSetting } from '../src/core/config/config.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { isActive } from '../src/core/rule/finding.ts'
import type { Example, Rule } from '../src/core/rule/rule.ts'
import { lint } from '../src/library.ts'

/** What people copy from a page is good in every respect: no other rule reports it, in the strictest profile. */

/** Rules that ask every manifest for the same few lines, which would hide what an example is about. */
const hygiene: Readonly<Record<string, string>> = {
  'backoff-limit-explicit': 'its only word is that a default applies',
  'cron-concurrency': 'its only word is that a default applies',
  'cron-time-zone-explicit': 'its only word is that a default applies',
  'cron-suspended': 'points out every suspended CronJob, which other rules pass by',
  'deadline-required': 'a line in every Job',
  'disruption-counts': 'an advice for spot nodes, eight lines long',
  'namespace-explicit': 'the page cannot know the namespace',
  'no-bare-pod': 'an example may be about Pods',
  'pod-replacement': 'a line in every Job that must not run twice',
  'required-labels': 'six lines in every manifest',
  'resources-required': 'six lines in every container',
  'run-identity': 'the page cannot know the release',
  'service-account': 'needs an object that the example does not have',
  'service-account-token': 'needs an object that the example does not have',
  'ttl-required': 'a line in every Job'
}

const examples = rules.flatMap((rule) =>
  rule.examples
    .filter(({ good }) => good !== undefined)
    .map((example) => [`${rule.id}: ${example.title}`, rule, example] as const)
)

test.each(examples)('%s', (_, rule, example) => {
  expect(reported(rule, example).filter((id) => !Object.hasOwn(hygiene, id))).toEqual([])
})

test('what is left out is there', () => {
  expect(Object.keys(hygiene).filter((id) => !rules.some((rule) => rule.id === id))).toEqual([])
})

/** The rules that report the good part of an example, with its own options and delivery. */
function reported(rule: Rule, { good = '', path = 'example.yaml', options, delivery }: Example): string[] {
  const own: Record<string, RuleSetting> = options === undefined ? {} : { [rule.id]: ['error', options] }
  const settings = settingsFor(path, { profile: 'strict', rules: own, ...(delivery && { delivery }) }, rules)
  const { findings, crashes } = lint({ path, text: good }, settings)
  expect(crashes).toEqual([])
  return [...new Set(findings.filter(isActive).map(({ ruleId }) => ruleId))].sort()
}
