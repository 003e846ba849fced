import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { rules } from '../rules/index.ts'
import { help } from '../src/cli/help.ts'
import { options } from '../src/cli/options.ts'
import { run } from '../src/cli/run.ts'
import { configSchema } from '../src/core/config/config-schema.ts'
import { readConfig } from '../src/core/config/read-config.ts'
import { newestVersion } from '../src/kubernetes/api/versions.ts'

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const good = readFileSync('fixtures/ok/one-off.yaml', 'utf8')
const warned = good.replace('serviceAccountName: shop-backfill', 'serviceAccountName: default')
const informed = readFileSync('fixtures/ok/cron.yaml', 'utf8').replace('      backoffLimit: 2\n', '')

const hushed = bad
  .replace('spec:', '# jobsworth-disable-next-line ttl-required -- kept\nspec:')
  .replace('backoffLimit: 4', 'backoffLimit: 0')
const ignored = bad
  .replace('metadata:', 'metadata:\n  annotations: {kube-linter.io/ignore-all: generated}')
  .replace('backoffLimit: 4', 'backoffLimit: 0')

interface Case {
  readonly name: string
  readonly files?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  readonly stdin?: string
  readonly code: 0 | 1 | 2
  /** What standard output and standard error hold; a string starting with `!` must not be there. */
  readonly out?: readonly (string | RegExp)[]
  readonly err?: readonly (string | RegExp)[]
  readonly env?: Readonly<Record<string, string>>
}

/** So many templates of Jobs, from `1.yaml` on. */
function many(count: number): Readonly<Record<string, string>> {
  const text = 'kind: Job\n{{ if x }}\n  a: 1\n{{ end }}\n'
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index + 1}.yaml`, text]))
}

// biome-ignore format: a table, one run a line
const cases: readonly Case[] = [
  { name: 'a bad manifest', files: { 'a.yaml': bad }, args: ['a.yaml'], code: 1, out: [/^a\.yaml\n {2}Job production\/shop-migrate\n/, /^ +7:1 {2}error {4}ttl-required {2}/m, '\n2 errors and 6 warnings; 2 fixable with --unsafe-fixes.\n', 'jobsworth explain ttl-required', 'Read 1 file: 1 document, 1 Job, CronJob or Pod.', '!eslint.org', '!\u001b['] },
  { name: 'a good manifest', files: { 'a.yaml': good }, args: ['a.yaml'], code: 0, out: ['No problems found.'] },
  { name: 'the current folder', files: { 'x/a.yml': bad, 'b.json': '{"kind": "ConfigMap"}', 'c.txt': bad }, args: [], code: 1, out: ['x/a.yml', 'Read 2 files'] },
  { name: 'a glob', files: { 'x/a.yaml': bad, 'y/a.yaml': good }, args: ['y/*.yaml'], code: 0 },
  { name: 'nothing of ours', files: { 'a.yaml': 'kind: ConfigMap\n' }, args: ['a.yaml'], code: 0, out: ['none of them a Job, CronJob or Pod'] },
  { name: 'a named file of any name', files: { 'job.tmpl': bad }, args: ['job.tmpl'], code: 1, out: [/^job\.tmpl\n/] },
  { name: 'standard input', stdin: bad, args: ['-', '-f', 'compact'], code: 1, out: [/^<stdin>:4:1: warning: /] },
  { name: 'standard input with a name', stdin: bad, args: ['-', '--stdin-filename', 'deploy/a.yaml', '-f', 'compact'], code: 1, out: [/^deploy\/a\.yaml:4:1: /] },
  { name: 'a pattern that matches nothing', args: ['nope.yaml'], code: 2, err: ['"nope.yaml" does not exist.'] },
  { name: 'a glob that matches nothing', args: ['x/**/*.yaml'], code: 2, err: ['x/**/*.yaml'] },
  { name: 'nothing matched, and allowed', args: ['nope.yaml', '--no-error-on-unmatched-pattern'], code: 0 },
  { name: '--ignore-pattern', files: { 'a.yaml': bad, 'b.yaml': good }, args: ['.', '--ignore-pattern', 'a.yaml'], code: 0, out: ['Read 1 file'] },
  { name: '… in a report for machines', files: { 'a.yaml': good, 'b.yaml': '\u0000large' }, args: ['.', '-f', 'json'], code: 2, out: ['"fatal":true,"severity":2,"message":"Not read: It is 60.0 MB'] },
  { name: '… in SARIF, which else says that all went well', files: { 'a.yaml': good, 'b.yaml': '\u0000large' }, args: ['.', '-f', 'sarif'], code: 2, out: ['"executionSuccessful":false', 'Not read: It is 60.0 MB'] },
  { name: '… in JUnit, quietly', files: { 'a.yaml': good, 'b.yaml': '\u0000large' }, args: ['.', '-f', 'junit', '--quiet'], code: 2, out: ['errors="1"', 'name="not read"', '!crash'] },
  { name: '.gitignore', files: { '.gitignore': 'out/\n', 'out/a.yaml': bad, 'b.yaml': good, '.git/config': '' }, args: ['.'], code: 0, out: ['Read 1 file'] },
  { name: '.jobsworthignore', files: { '.jobsworthignore': 'a.yaml\n', 'a.yaml': bad, 'b.yaml': good }, args: ['.'], code: 0, out: ['Read 1 file'] },
  { name: 'node_modules', files: { 'node_modules/a.yaml': bad, 'b.yaml': good }, args: ['.'], code: 0, out: ['Read 1 file'] },
  { name: 'a named file that is excluded', files: { '.jobsworthignore': 'a.yaml\n', 'a.yaml': bad }, args: ['a.yaml'], code: 1 },
  { name: '--force-exclude', files: { '.jobsworthignore': 'a.yaml\n', 'a.yaml': bad }, args: ['a.yaml', '--force-exclude'], code: 0 },
  { name: 'GitLab', files: { 'a.yaml': bad }, args: ['./a.yaml', '-f', 'gitlab'], code: 1, out: [/^\[\{.*"check_name":"ttl-required","severity":"major","location":\{"path":"a\.yaml","lines":\{"begin":7,/] },
  { name: 'JUnit', files: { 'a.yaml': bad, 'b.yaml': good }, args: ['-f', 'junit'], code: 1, out: ['<testsuites name="jobsworth" tests="9" failures="8" errors="0">', '<testcase name="jobsworth" classname="b.yaml" file="b.yaml" time="0"/>'] },
  { name: 'Checkstyle', files: { 'a.yaml': bad }, args: ['-f', 'checkstyle'], code: 1, out: ['<error line="7" column="1" severity="error"', 'source="jobsworth.ttl-required"/>'] },
  { name: '--quiet', files: { 'a.yaml': bad }, args: ['a.yaml', '--quiet', '-f', 'compact'], code: 1, out: ['[ttl-required]', '!warning'] },
  { name: '--quiet on warnings alone', files: { 'a.yaml': warned }, args: ['a.yaml', '--quiet', '--fail-on', 'warning'], code: 1, out: ['No errors found.', '!No problems found'], err: ['--fail-on warning: 1 warning, which --quiet does not show.\n'] },
  { name: '--quiet with an error', files: { 'a.yaml': bad }, args: ['a.yaml', '--quiet', '--fail-on', 'warning'], code: 1, out: ['\n2 errors; ', '!warning'], err: [/^$/] },
  { name: 'an error alone is a summary of its own lines', files: { 'a.yaml': bad }, args: ['a.yaml', '--quiet'], code: 1, out: [/\n\n2 errors; .*\nRead 1 file/] },
  { name: 'warnings do not fail', files: { 'a.yaml': warned }, args: ['a.yaml'], code: 0, out: ['service-account'] },
  { name: '--max-warnings', files: { 'a.yaml': warned }, args: ['a.yaml', '--max-warnings', '0'], code: 1, err: ['There is 1 warning; --max-warnings allows 0.'] },
  { name: '--max-warnings with room', files: { 'a.yaml': warned }, args: ['a.yaml', '--max-warnings=1'], code: 0 },
  { name: '--fail-on warning', files: { 'a.yaml': warned }, args: ['a.yaml', '--fail-on', 'warning'], code: 1 },
  { name: '--fail-on warning with an info', files: { 'a.yaml': informed }, args: ['a.yaml', '--fail-on', 'warning'], code: 0 },
  { name: '--fail-on info', files: { 'a.yaml': informed }, args: ['a.yaml', '--fail-on', 'info'], code: 1 },
  { name: '--profile minimal', files: { 'a.yaml': bad }, args: ['a.yaml', '--profile', 'minimal'], code: 0 },
  { name: '--profile strict', files: { 'a.yaml': warned }, args: ['a.yaml', '--profile', 'strict'], code: 1 },
  { name: '--rule turns a rule off', files: { 'a.yaml': bad }, args: ['a.yaml', '--rule', 'ttl-required: off', '--rule', 'backoff-limit-non-idempotent: warn', '-f', 'compact'], code: 0, out: ['warning: Job production/shop-migrate: With backoffLimit', '!ttl-required'] },
  { name: '--rule with options', files: { 'a.yaml': good }, args: ['a.yaml', '--rule', 'ttl-range: [error, {max: 600}]'], code: 1 },
  { name: '--delivery', files: { 'a.yaml': bad }, args: ['a.yaml', '--delivery', 'flux', '-f', 'compact'], code: 1, out: ['what a TTL deletes Flux creates and runs again'] },
  { name: 'a config', files: { 'jobsworth.yaml': 'rules:\n  ttl-required: off\n  backoff-limit-non-idempotent: off\n', 'a.yaml': bad }, args: ['.'], code: 0 },
  { name: 'a config in a folder above', files: { '.jobsworth.yml': 'profile: minimal\n', 'x/y/a.yaml': bad }, args: ['x'], code: 0 },
  { name: 'overrides', files: { 'jobsworth.json': '{"overrides": [{"files": ["x/"], "profile": "minimal"}]}', 'x/a.yaml': bad, 'b.yaml': bad }, args: ['-f', 'compact'], code: 1, out: ['b.yaml', '!x/a.yaml'] },
  { name: 'overrides tell capitals apart', files: { 'jobsworth.json': '{"overrides": [{"files": ["X/"], "profile": "minimal"}]}', 'x/a.yaml': bad }, args: ['-f', 'compact'], code: 1 },
  { name: '--no-config', files: { 'jobsworth.yaml': 'profile: minimal\n', 'a.yaml': bad }, args: ['a.yaml', '--no-config'], code: 1 },
  { name: '--config', files: { 'etc/lint.yaml': 'profile: minimal\n', 'a.yaml': bad }, args: ['a.yaml', '--config', 'etc/lint.yaml'], code: 0 },
  { name: '--config, whose patterns start from its folder', files: { 'etc/lint.yaml': 'exclude: [/a.yaml]\n', 'etc/a.yaml': bad, 'a.yaml': good }, args: ['etc', '--config', 'etc/lint.yaml', '-f', 'compact'], code: 0 },
  { name: '--config, whose patterns start where it runs for files outside of its folder', files: { 'etc/lint.yaml': 'exclude: [/x/a.yaml]\n', 'x/a.yaml': bad, 'x/b.yaml': good }, args: ['--config', 'etc/lint.yaml', '-f', 'compact'], code: 0 },
  { name: 'a config with mistakes', files: { 'jobsworth.yaml': 'profile: recomended\nrules:\n  ttl-requird: error\n  ttl-range: [warning, {maximum: 3}]\nextends: x\n', 'a.yaml': good }, args: ['.'], code: 2, err: ['jobsworth.yaml:1:10: "profile" is "recomended"; did you mean "recommended"?', 'jobsworth.yaml:3:3: Unknown rule "ttl-requird"; did you mean "ttl-required"?', 'jobsworth.yaml:4:25: Unknown option "maximum" of ttl-range', 'jobsworth.yaml:5:1: Unknown key "extends"'] },
  { name: 'a config that is not YAML', files: { 'jobsworth.yaml': 'profile: [\n', 'a.yaml': good }, args: ['.'], code: 2, err: [/jobsworth\.yaml:1:10: The "\["/] },
  { name: 'two configs', files: { 'jobsworth.yaml': '', '.jobsworth.yml': '', 'a.yaml': good }, args: ['.'], code: 2, err: ['two configs'] },
  { name: '--print-config', files: { 'jobsworth.yaml': 'delivery: argocd\n' }, args: ['--print-config', 'a.yaml'], code: 0, out: ['"delivery": "argocd"', /"ttl-range": \[\s+"warning",\s+\{\s+"min": 300/] },
  { name: '--print-config with what is filled in later, and when to fail', files: { 'jobsworth.yaml': 'placeholders: ["@@*@@"]\nfailOn: warning\n' }, args: ['--print-config', 'a.yaml'], code: 0, out: [/"placeholders": \[\s+"@@\*@@"\s+\]/, '"failOn": "warning"'] },
  { name: '--print-config with --fail-on', files: { 'jobsworth.yaml': 'failOn: warning\n' }, args: ['--print-config', 'a.yaml', '--fail-on', 'info'], code: 0, out: ['"failOn": "info"'] },
  { name: '--print-config of names that cannot be seen', files: { 'a.yaml': bad.replace('shop-migrate', '"a\u200b\u202e\u{e0041}b"') }, args: ['--print-config', 'a.yaml'], code: 0, out: ['"name": "a\\u200b\\u202e\\udb40\\udc41b"', '{\n  "file"'] },
  { name: 'a mistake longer than anybody reads', args: ['x'.repeat(5000)], code: 2, err: [/^"x{498}…$/m] },
  { name: '--print-config with the delivery seen', files: { 'd/a.yaml': good, 'd/kustomization.yaml': 'resources: [a.yaml]\n' }, args: ['--print-config', 'd/a.yaml'], code: 0, out: ['"delivery": "kustomize"', '"because": "d/kustomization.yaml lists the file."'] },
  { name: 'explain --task', files: { 'd/a.yaml': bad, 'argo/app.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: d}}\n' }, args: ['explain', '--task', 'd/a.yaml'], code: 0, out: [/^d\/a\.yaml:3:7 Job \S+\n {2}delivery: argocd \(Argo CD\)\n {4}The Argo CD Application in argo\/app\.yaml points at d\.\n {2}task: non-idempotent\n {4}line \d+: ".*" .*\n$/] },
  { name: 'explain --task --delivery', files: { 'a.yaml': good }, args: ['explain', '--task', 'a.yaml', '--delivery', 'kubectl-create'], code: 0, out: ['delivery: kubectl-create (kubectl create)\n    The configuration or the command line sets it.'] },
  { name: 'explain --task of nothing', files: { 'a.yaml': 'kind: ConfigMap\n' }, args: ['explain', '--task', 'a.yaml'], code: 0, out: ['"a.yaml" contains no Job, CronJob or Pod.'] },
  { name: 'explain --task of no file', args: ['explain', '--task', 'a.yaml'], code: 2, err: ['"a.yaml": It does not exist.'] },
  { name: '--fix makes no guesses', files: { 'a.yaml': bad }, args: ['a.yaml', '--fix'], code: 1, out: ['fixable with --unsafe-fixes'], err: ['!Fixed'] },
  { name: '--unsafe-fixes', files: { 'a.yaml': bad }, args: ['a.yaml', '--unsafe-fixes', '--rule', 'backoff-limit-non-idempotent: off'], code: 0, err: [/Fixed \d+ findings? in 1 file\./], out: ['!ttl-required'] },
  { name: '--diff', files: { 'a.yaml': bad }, args: ['a.yaml', '--unsafe-fixes', '--diff'], code: 1, out: [/^--- a\/a\.yaml\n\+\+\+ b\/a\.yaml\n@@ /, '\n+  ttlSecondsAfterFinished: 3600\n', '!Read 1 file'], err: ['Would fix'] },
  { name: '--diff of standard input', stdin: bad, args: ['-', '--unsafe-fixes', '--diff'], code: 1, out: ['+  ttlSecondsAfterFinished: 3600'] },
  { name: '--diff of nothing', files: { 'a.yaml': good }, args: ['a.yaml', '--diff', '--unsafe-fixes'], code: 0, out: [/^$/], err: [/^$/] },
  { name: '--fix-dry-run in ESLint\'s shape', files: { 'a.yaml': bad }, args: ['a.yaml', '--fix-dry-run', '--unsafe-fixes', '-f', 'json'], code: 0, out: [/"output":"[^"]*ttlSecondsAfterFinished: 3600/, '!"ruleId":"ttl-required"'], err: ['Would fix'] },
  { name: 'a fix that cannot be made is said', files: { 'a.yaml': bad.replace('spec:', 'spec: # {{ .Values.x }}') }, args: ['a.yaml', '--unsafe-fixes'], code: 1, err: ['a.yaml:7:1: ttl-required was not fixed: the document is a template.'] },
  { name: '… but not where nobody asked for it', files: { 'a.yaml': bad.replace('spec:', 'spec: # {{ .Values.x }}') }, args: ['a.yaml', '--fix'], code: 1, err: ['!is not fixed'] },
  { name: '--fix of standard input', stdin: bad, args: ['-', '--fix'], code: 2, err: ['Standard input cannot be fixed in place; --diff shows'] },
  { name: '--fix and a dry run', args: ['--fix', '--fix-dry-run'], code: 2, err: ['--fix and --fix-dry-run cannot be used together.'] },
  { name: 'a comment suppresses', files: { 'a.yaml': hushed }, args: ['a.yaml'], code: 0, out: ['1 finding is suppressed (1 by comments).', '!No ttlSecondsAfterFinished'] },
  { name: 'nothing left but what is suppressed', files: { 'a.yaml': `# jobsworth-disable-file -- x\n${bad}` }, args: ['a.yaml', '--fail-on', 'info', '--max-warnings', '0'], code: 0, out: ['No problems found.', '8 findings are suppressed (8 by comments).'] },
  { name: 'suppressed as JSON', files: { 'a.yaml': hushed }, args: ['a.yaml', '-f', 'json', '--quiet'], code: 0, out: ['"messages":[]', /"suppressedMessages":\[\{"ruleId":"ttl-required",.*"suppressions":\[\{"kind":"directive","justification":"kept","by":"comment"\}\]/, '"errorCount":0'] },
  { name: 'suppressed as SARIF', files: { 'a.yaml': hushed }, args: ['a.yaml', '-f', 'sarif'], code: 0, out: ['"suppressions":[{"kind":"inSource","justification":"kept","properties":{"by":"comment"}}]'] },
  { name: 'suppressed for GitHub', files: { 'a.yaml': hushed }, args: ['a.yaml', '-f', 'github'], code: 0, out: ['!ttl-required'] },
  { name: '--no-inline-config', files: { 'a.yaml': hushed }, args: ['a.yaml', '--no-inline-config'], code: 1, out: ['ttl-required', '!suppressed'] },
  { name: 'inlineConfig', files: { 'a.yaml': hushed, 'jobsworth.yaml': 'inlineConfig: false\n' }, args: ['.'], code: 1 },
  { name: 'an expired suppression', files: { 'a.yaml': hushed.replace('kept', 'until 2020-01-31: kept') }, args: ['a.yaml'], code: 1, out: ['Its suppression ended on 2020-01-31.', /^ +7:\d+ The expired suppression is here/m] },
  { name: 'a suppression that is not', files: { 'a.yaml': hushed.replace('kept', 'until 9999-12-31: kept') }, args: ['a.yaml'], code: 0 },
  { name: '--report-unused-disable-directives', files: { 'a.yaml': `# jobsworth-disable-file ttl-range\n${good}` }, args: ['a.yaml', '--report-unused-disable-directives', '--fail-on', 'warning'], code: 1, out: ['unused-disable-directive'] },
  { name: 'unused directives are nothing by default', files: { 'a.yaml': `# jobsworth-disable-file ttl-range\n${good}` }, args: ['a.yaml', '--fail-on', 'info'], code: 0 },
  { name: 'unused directives are removed', files: { 'a.yaml': `# jobsworth-disable-file ttl-range\n${good}` }, args: ['a.yaml', '--report-unused-disable-directives', '--fix', '--max-warnings', '0'], code: 0, err: ['Fixed 1 finding in 1 file.'] },
  { name: 'an override by resource', files: { 'a.yaml': bad, 'jobsworth.yaml': 'overrides:\n  - kinds: [Job]\n    rules: {ttl-required: off, backoff-limit-non-idempotent: off}\n    reason: legacy\n' }, args: ['a.yaml'], code: 0, out: ['2 findings are suppressed (2 by the config).'] },
  { name: 'an override by resource that is over', files: { 'a.yaml': bad, 'jobsworth.yaml': 'overrides:\n  - kinds: [Job]\n    rules: {ttl-required: off}\n    until: 2020-01-31\n' }, args: ['a.yaml', '-f', 'compact'], code: 1, out: ['Its suppression ended on 2020-01-31. [ttl-required]'] },
  { name: 'an override by resource, printed', files: { 'a.yaml': bad, 'jobsworth.yaml': 'overrides:\n  - names: ["*"]\n    rules: {ttl-required: off}\n' }, args: ['--print-config', 'a.yaml'], code: 0, out: [/"partial": false,\s+"rules": \{\s+"ttl-required": "off"\s+\}/, '"ttl-required": "error"'] },
  { name: 'foreign ignores', files: { 'a.yaml': ignored, 'jobsworth.yaml': 'respectForeignIgnores: true\n' }, args: ['a.yaml'], code: 0, out: ['5 findings are suppressed (5 by annotations).'] },
  { name: 'foreign ignores, not asked for', files: { 'a.yaml': ignored }, args: ['a.yaml'], code: 1 },
  { name: 'an unknown option', args: ['--quite'], code: 2, err: ['Unknown option "--quite"; did you mean "--quiet"?'] },
  { name: '--kubernetes-version', files: { 'a.yaml': good.replace('spec:', 'spec:\n  managedBy: example.com/mine') }, args: ['a.yaml', '--kubernetes-version', '1.29'], code: 1, out: [`Kubernetes 1.29 does not have it; 1.30 to ${newestVersion} have`] },
  { name: 'a range of versions', files: { 'a.yaml': good.replace('spec:', 'spec:\n  managedBy: example.com/mine') }, args: ['a.yaml', '--kubernetes-version', '1.29-1.31'], code: 1, out: ['Kubernetes 1.30 to 1.31 accepts managedBy and silently drops it', 'Kubernetes 1.29 does not have it'] },
  { name: 'an unknown version', args: ['--kubernetes-version', '1.99'], code: 2, err: ['Unknown Kubernetes version "1.99"; supported versions are 1.29, 1.30'] },
  { name: 'an override that is over, printed', files: { 'a.yaml': bad, 'jobsworth.yaml': 'overrides:\n  - names: ["*"]\n    rules: {ttl-required: off}\n    until: 2020-01-31\n' }, args: ['--print-config', 'a.yaml'], code: 0, out: [/"partial": false,\s+"rules": \{\s+"ttl-required": "error"\s+\}/] },
  { name: 'a version in the config', files: { 'jobsworth.yaml': 'kubernetes: 1.30\n', 'a.yaml': good }, args: ['--print-config', 'a.yaml'], code: 0, out: [/"kubernetes": \[\s+"1\.30"\s+\]/] },
  { name: 'an unknown version in the config', files: { 'jobsworth.yaml': 'kubernetes: 1.3\n', 'a.yaml': good }, args: ['.'], code: 2, err: ['jobsworth.yaml:1:13: Unknown Kubernetes version "1.3"'] },
  { name: 'a command misspelt', args: ['explian', 'ttl-range'], code: 2, err: ['did you mean the command "explain"?'] },
  { name: 'a format misspelt', files: { 'a.yaml': good }, args: ['a.yaml', '-f', 'sarf'], code: 2, err: ['Did you mean "sarif"?'] },
  { name: 'an option as a value', args: ['--format', '--quiet'], code: 2, err: ['--format needs a value'] },
  { name: 'a file after --', files: { 'rules/a.yaml': good }, args: ['--', 'rules'], code: 0, out: ['Read 1 file'] },
  { name: 'an option of another command', args: ['explain', 'ttl-range', '--quiet'], code: 2, err: ['--quiet cannot be used with the command explain'] },
  { name: 'an output file in a file', files: { 'a.yaml': good }, args: ['a.yaml', '-o', 'a.yaml/x'], code: 2, err: ['a.yaml/x cannot be written'] },
  { name: 'an option without its value', args: ['--profile'], code: 2, err: ['--profile needs a value: --profile NAME.'] },
  { name: 'an unknown profile', args: ['--profile', 'strickt'], code: 2, err: ['did you mean "strict"?'] },
  { name: 'an unknown rule', files: { 'a.yaml': good }, args: ['a.yaml', '--rule', 'ttl: error'], code: 2, err: ['Unknown rule "ttl"'] },
  { name: 'an unknown format', files: { 'a.yaml': good }, args: ['a.yaml', '-f', 'nope'], code: 2, err: ['Unknown format "nope": formats are text, friendly, json'] },
  { name: 'a wrong number', args: ['--max-warnings', 'many'], code: 2, err: ['--max-warnings is "many"; expected a whole number.'] },
  { name: 'a file that is too large', files: { 'a.yaml': good, 'b.yaml': '\u0000large' }, args: ['.'], code: 2, err: [/^b\.yaml: It is 60\.0 MB/], out: ['Read 1 file'] },
  { name: '--format json', files: { 'a.yaml': bad, 'b.yaml': good }, args: ['-f', 'json'], code: 1, out: [/^\[\{"filePath":/, '"errorCount":2', '"errorCount":0'] },
  { name: '--format sarif', files: { 'a.yaml': bad }, args: ['-f', 'sarif'], code: 1, out: ['"version":"2.1.0"'] },
  { name: '--format github', files: { 'a.yaml': bad }, args: ['-f', 'github'], code: 1, out: [/^::error file=a\.yaml,line=7/m] },
  { name: '--format markdown', files: { 'a.yaml': bad }, args: ['-f', 'markdown'], code: 1, out: [/^## jobsworth\n/, '### a.yaml', '<details>'] },
  { name: '--report', files: { 'a.yaml': bad }, args: ['-f', 'compact', '--report', 'sarif=out/a.sarif', '--report=markdown=/dev/null'], code: 1, out: [/^a\.yaml:/] },
  { name: '--report without a file', files: { 'a.yaml': good }, args: ['--report', 'sarif'], code: 2, err: ['--report is "sarif"; expected a format and a file'] },
  { name: 'two reports in one file', files: { 'a.yaml': good }, args: ['-o', 'x.json', '--report', 'json=./x.json'], code: 2, err: ['Two reports would be written to ./x.json; use a different file for each.'] },
  { name: 'a report in the place of a manifest', files: { 'a.yaml': good }, args: ['--report', 'sarif=./a.yaml'], code: 2, err: ['./a.yaml is one of the manifests'] },
  { name: 'a report in the place of a broken manifest', files: { 'a.yaml': 'kind: Job\n\tx: 1\n' }, args: ['-o', 'a.yaml', '--fix'], code: 2, err: ['a.yaml is one of the manifests'] },
  { name: 'a report in the place of one that a folder holds', files: { 'a.yaml': good, 'last.json': '[{"kind": "Job"}]' }, args: ['.', '-o', 'last.json'], code: 0 },
  { name: '--report in an unknown format', files: { 'a.yaml': good }, args: ['--report', 'sarf=x'], code: 2, err: ['Did you mean "sarif"?'] },
  { name: 'a file name like a command, in a workflow', files: { '::error::a.yaml': bad, '::error::b.yaml': '\u0000large' }, args: ['-f', 'compact'], env: { GITHUB_ACTIONS: 'true' }, code: 2, out: [/^\\u003a:error::a\.yaml:7/m, '!\n::'], err: [/^\\u003a:error::b\.yaml: /] },
  { name: 'annotations, in a workflow', files: { 'a.yaml': bad }, args: ['-f', 'github'], env: { GITHUB_ACTIONS: 'true' }, code: 1, out: [/^::error file=/] },
  { name: 'a formatter of the user', files: { 'a.yaml': bad, 'mine.cjs': 'module.exports = (results) => `found ${results[0].messages.length}`' }, args: ['a.yaml', '-f', './mine.cjs'], code: 1, out: [/^found 8\n$/] },
  { name: '--color', files: { 'a.yaml': bad }, args: ['a.yaml', '--color'], code: 1, out: ['\u001b['] },
  { name: 'FORCE_COLOR', files: { 'a.yaml': bad }, args: ['a.yaml'], env: { FORCE_COLOR: '1' }, code: 1, out: ['\u001b['] },
  { name: 'friendly', files: { 'a.yaml': bad }, args: ['a.yaml', '-f', 'friendly'], code: 1, out: ['  ✘  ttl-required\n', '   >  8 |   backoffLimit: 4\n', '\n2 errors and 6 warnings; 2 fixable', '!problems ('] },
  { name: 'Latin-1 in a manifest', files: { 'a.yaml': '\u0001kind: Job\nmetadata:\n  name: a # Größe\n' }, args: ['.', '-f', 'compact'], code: 1, out: [/^a\.yaml:3:15: error: Line 3 is not UTF-8 but looks like Latin-1.*\[yaml-syntax\]\n$/], err: [/^$/] },
  { name: 'Latin-1 in a file that can hold no manifest of ours', files: { 'a.yaml': '\u0001title: Bär\n', 'b.yaml': good }, args: ['.', '-f', 'sarif'], code: 0, out: ['"executionSuccessful":true'], err: [/^$/] },
  { name: 'typographic characters of a text that is garbled anyway', files: { 'a.yaml': '\u0001kind: Job\u00a0# ä\n' }, args: ['.', '-f', 'compact'], code: 1, out: [/^[^\n]*\n$/] },
  { name: 'UTF-16 with a mark, as kubectl reads it', files: { 'a.yaml': `\u0002\ufeff${bad}` }, args: ['.', '-f', 'compact'], code: 1, out: ['a.yaml:7:1: ', '[ttl-required]'] },
  { name: '… which no fix rewrites', files: { 'a.yaml': `\u0002\ufeff${bad}` }, args: ['.', '--unsafe-fixes'], code: 1, out: ['!fixable'], err: ['!Fixed'] },
  { name: '… and the same from the high byte on', files: { 'a.yaml': `\u0003\ufeff${bad}` }, args: ['.', '-f', 'compact'], code: 1, out: ['a.yaml:7:1: ', '[ttl-required]'] },
  { name: 'UTF-16 without a mark', files: { 'a.yaml': `\u0002${bad}`, 'b.yaml': `\u0003${bad}` }, args: ['.', '-f', 'compact'], code: 1, out: [/^a\.yaml:1:1: error: This file is UTF-16 without .*\nb\.yaml:1:1: error: This file is UTF-16 without .*\n$/] },
  { name: 'UTF-16 of other kinds', files: { 'a.json': '\u0002\ufeff{"rows": []}', 'b.json': '\u0002{"kind": "Rows"}', 'c.yaml': good }, args: ['a.json', '.', '--force-exclude', '-f', 'gitlab'], code: 0, out: [/^\[\]\n?$/], err: [/^$/] },
  { name: 'a config that is not UTF-8', files: { 'jobsworth.yaml': '\u0001profile: minimal # ä\n', 'a.yaml': good }, args: ['.'], code: 2, err: ['The config jobsworth.yaml: It is not UTF-8; save it as UTF-8.'] },
  { name: 'nothing on standard input', args: ['-'], code: 2, out: ['1 file was not read.'], err: [/^<stdin>: Standard input is empty: the command before the pipe has failed, or printed nothing\.\n$/] },
  { name: '… but blank lines', stdin: '\n\n', args: ['-', '-f', 'json'], code: 2, out: ['Standard input is empty'] },
  { name: 'an empty file of an editor', args: ['-', '--stdin-filename', 'a.yaml'], code: 0 },
  { name: '-q', files: { 'a.yaml': bad }, args: ['a.yaml', '-q', '-f', 'compact'], code: 1, out: ['[ttl-required]', '!warning'] },
  { name: '-V', args: ['-V'], code: 0, out: [/^\d+\.\d+\.\d+\n$/] },
  { name: 'version as a command', args: ['version'], code: 0, out: [/^\d+\.\d+\.\d+\n$/] },
  { name: 'help as a command', args: ['help', 'lint'], code: 0, out: ['--fail-on SEVERITY'] },
  { name: 'a folder called help', files: { 'help/a.yaml': bad }, args: ['./help'], code: 1 },
  { name: '--rule with an equals sign', args: ['--rule', 'ttl-required=off'], code: 2, err: ['--rule "ttl-required=off": expected a rule and its severity; write "ttl-required: off".\n'] },
  { name: '--rule without a severity', args: ['--rule', 'ttl-required'], code: 2, err: ['write "ttl-required: error".\n'] },
  { name: 'keys that other tools have', files: { 'jobsworth.yaml': 'kubernetesVersion: "1.31"\nignores: [x]\nfail-on: warning\n', 'a.yaml': good }, args: ['.'], code: 2, err: ['"kubernetesVersion"; did you mean "kubernetes"?', '"ignores"; did you mean "exclude"?', '"fail-on"; did you mean "failOn"?'] },
  { name: 'failOn in a config, of its own files', files: { 'x/jobsworth.yaml': 'failOn: warning\n', 'x/a.yaml': good, 'b.yaml': warned }, args: ['.'], code: 0 },
  { name: 'failOn in a config', files: { 'jobsworth.yaml': 'failOn: warning\n', 'a.yaml': warned }, args: ['.'], code: 1 },
  { name: '--fail-on over failOn', files: { 'jobsworth.yaml': 'failOn: warning\n', 'a.yaml': warned }, args: ['.', '--fail-on', 'error'], code: 0 },
  { name: 'placeholders of a config', files: { 'jobsworth.yaml': 'placeholders: ["@@*@@"]\n', 'a.yaml': good.replace(/image: .*/, 'image: @@IMAGE@@') }, args: ['.'], code: 0 },
  { name: '… which others do not have', files: { 'a.yaml': good.replace(/image: .*/, 'image: @@IMAGE@@') }, args: ['.'], code: 1, out: ['yaml-syntax'] },
  { name: 'the config and the baseline are no manifests', files: { 'jobsworth.yaml': 'baseline: known.json\n', 'known.json': '{"version": 1, "findings": {}}', 'a.yaml': good }, args: ['.'], code: 0, out: ['Read 1 file: 1 document'] },
  { name: 'a broken config elsewhere', files: { 'a.yaml': good, 'x/jobsworth.yaml': 'profile: [\n', 'x/b.yaml': good }, args: ['--print-config', 'a.yaml'], code: 0, out: ['"kind": "Job"'] },
  { name: '… which is no matter to explain either', files: { 'a.yaml': bad, 'x/jobsworth.yaml': 'profile: [\n', 'x/b.yaml': good }, args: ['explain', '--task', 'a.yaml'], code: 0, out: ['task: non-idempotent'] },
  { name: '… but to those whose config it is', files: { 'x/jobsworth.yaml': 'profile: [\n', 'x/b.yaml': good }, args: ['--print-config', 'x/b.yaml'], code: 2, err: ['x/jobsworth.yaml:1:'] },
  { name: 'templates of a chart', files: { 'shop/Chart.yaml': 'name: shop\n', 'shop/templates/job.yaml': `{{- if .Values.on }}\n${bad}{{- end }}\n` }, args: ['.', '-f', 'compact'], code: 0, err: ['shop/templates/job.yaml: 1 document is an unrendered template; render the chart and lint the output: helm template shop | jobsworth -.\n'] },
  { name: 'templates of no chart', files: { 'a.yaml': 'kind: Job\n{{ if x }}\n  a: 1\n{{ end }}\n' }, args: ['.', '-f', 'compact'], code: 0, err: ['render it and lint the output.\n', '!helm'] },
  { name: 'templates of other kinds', files: { 'a.yaml': 'kind: HorizontalPodAutoscaler\n{{ if x }}\n  a: 1\n{{ end }}\n', 'b.yaml': 'kind: Role\n# for the Pods of kind: Pods\n{{ if x }}\n  a: 1\n{{ end }}\n' }, args: ['.', '-f', 'compact'], code: 0, err: [/^$/] },
  { name: 'templates whose kind is to be rendered', files: { 'a.yaml': 'kind: {{ .Values.kind }} # Job\n{{ if x }}\n  a: 1\n{{ end }}\n' }, args: ['.', '-f', 'compact'], code: 0, err: ['a.yaml: 1 document is an unrendered template'] },
  { name: 'seven templates', files: many(7), args: ['.', '-f', 'compact'], code: 0, err: ['5.yaml: 1 document', '!6.yaml', '2 more files with unrendered templates: --verbose says which they are.\n'] },
  { name: '… all of them', files: many(7), args: ['.', '-f', 'compact', '--verbose'], code: 0, err: ['7.yaml: 1 document', '!more'] },
  { name: '… beside a summary', files: many(7), args: ['.', '--verbose'], code: 0, err: ['7.yaml: 1 document'] },
  { name: 'what was not read, on GitHub', files: { 'a.yaml': '\u0000large' }, args: ['.', '-f', 'github'], code: 2, out: [/^::error file=a\.yaml,line=1,title=not read::Not read: It is 60/] },
  { name: 'what kubectl get prints', stdin: good.replace('metadata:', 'metadata:\n  resourceVersion: "12"'), args: ['-', '-f', 'compact'], code: 0, out: ['!api-validation'] },
  { name: '… in a file', files: { 'a.yaml': good.replace('metadata:', 'metadata:\n  resourceVersion: "12"') }, args: ['a.yaml', '-f', 'compact'], code: 1, out: ['[api-validation]'] },
  { name: 'what was not read is said once', files: { 'a.yaml': '\u0000large' }, args: ['a.yaml'], code: 2, out: ['Read 0 files: 0 documents, none of them a Job, CronJob or Pod. 1 file was not read.\n', '!null', '!MB'], err: [/^a\.yaml: It is 60\.0 MB[^\n]*\n$/] },
  { name: 'a template in a chart passes nowhere', files: { 'Chart.yaml': 'name: x\n', 'templates/job.yaml': `{{- if .Values.on }}\n${bad}{{- end }}\n` }, args: ['-f', 'junit'], code: 0, out: ['<skipped message="unrendered template"/>', 'skipped="1"'] },
  { name: '… nor in GitHub', files: { 'Chart.yaml': 'name: x\n', 'templates/job.yaml': `{{- if .Values.on }}\n${bad}{{- end }}\n` }, args: ['-f', 'github'], code: 0, out: ['::notice title=jobsworth skipped templates::Skipped 1 unrendered template in templates/job.yaml'] },
  { name: 'a rendered stream', stdin: `---\n# Source: shop/templates/job.yaml\n${bad}`, args: ['-', '-f', 'compact'], code: 1, out: [/^<stdin>:6:1: warning: Job production\/shop-migrate \(shop\/templates\/job\.yaml\): /] },
  { name: 'NO_COLOR over FORCE_COLOR', files: { 'a.yaml': bad }, args: ['a.yaml'], env: { NO_COLOR: '1', FORCE_COLOR: '1' }, code: 1, out: ['!\u001b['] },
  { name: 'a name that is filled in later', files: { 'a.yaml': bad.replace('- name: migrate', '- name: ${NAME}') }, args: ['a.yaml', '-f', 'compact'], code: 1, out: ['Container "${NAME}" has no'] },
  { name: 'a template is named', files: { 'a.yaml': 'kind: Job\n{{ if x }}\n  a: 1\n{{ end }}\n' }, args: ['.', '-f', 'compact'], code: 0, err: ['a.yaml: 1 document is an unrendered template'] },
  { name: 'a template is named once', files: { 'a.yaml': 'kind: Job\n{{ if x }}\n  a: 1\n{{ end }}\n' }, args: ['.'], code: 0, out: ['Skipped 1 unrendered template in a.yaml'], err: ['!unrendered'] },
  { name: 'escape sequences of a manifest', files: { 'a.yaml': good.replace('shop-backfill-', '"\\e]0;owned\\a-"') }, args: ['a.yaml'], code: 1, out: ['!\u001b', '!\u0007', 'resource-name'] },
  { name: 'explain', args: ['explain', 'ttl-range'], code: 0, out: [/^# ttl-range\n/, '## Why', 'Bad:', 'Good:', '`max`'] },
  { name: 'explain an unknown rule', args: ['explain', 'ttl-rage'], code: 2, err: ['did you mean "ttl-range"?'] },
  { name: 'explain nothing', args: ['explain'], code: 2, err: ['`jobsworth rules`'] },
  { name: 'rules', args: ['rules'], code: 0, out: [/^RULE +CATEGORY/, 'restart-policy'] },
  { name: 'rules as JSON', args: ['rules', '--format', 'json'], code: 0, out: ['"id": "ttl-required"'] },
  { name: 'a folder called rules', files: { 'rules/a.yaml': bad }, args: ['./rules'], code: 1 },
  { name: 'lsp of a file', args: ['lsp', 'a.yaml'], code: 2, err: ['The command lsp takes no arguments, but got "a.yaml".'] },
  { name: '--stdio without lsp', args: ['--stdio'], code: 2, err: ['--stdio cannot be used with the command lint'] },
  { name: '--version', args: ['--version'], code: 0, out: [/^\d+\.\d+\.\d+\n$/] },
  { name: '--help', args: ['--help'], code: 0, out: ['--fail-on SEVERITY', '--kubernetes-version VERSION'] }
]

const silent = { isTTY: false, write: () => {} }
const place = mkdtempSync(join(tmpdir(), 'jobsworth-cli-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

function lay(files: Case['files'] = {}): string {
  const folder = mkdtempSync(join(place, 'case-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytesOf(text))
    if (text.startsWith('\u0000')) truncateSync(join(folder, name), 60_000_000)
  }
  return folder
}

/** A text that begins with U+0001 in Latin-1, with U+0002 in UTF-16 from the low byte on, with U+0003 from the high one. */
function bytesOf(text: string): Buffer {
  const rest = text.slice(1)
  if (text.startsWith('\u0001')) return Buffer.from(rest, 'latin1')
  if (text.startsWith('\u0002')) return Buffer.from(rest, 'utf16le')
  return text.startsWith('\u0003') ? Buffer.from(rest, 'utf16le').swap16() : Buffer.from(text)
}

function judge({ code, out = [], err = [] }: Case, got: { code: unknown; out: string; err: string }): void {
  expect(got.code, got.err || got.out).toBe(code)
  for (const [texts, text] of [
    [out, got.out],
    [err, got.err]
  ] as const) {
    for (const wanted of texts) {
      if (typeof wanted === 'string' && wanted.startsWith('!')) expect(text).not.toContain(wanted.slice(1))
      else if (typeof wanted === 'string') expect(text).toContain(wanted)
      else expect(text).toMatch(wanted)
    }
  }
}

async function inProcess({ files, args, stdin = '', env = {} }: Case) {
  const got = { code: -1 as number, out: '', err: '' }
  got.code = await run(args, {
    cwd: lay(files),
    env,
    stdin: async () => Buffer.from(stdin),
    stdout: {
      isTTY: false,
      write: (text) => {
        got.out += text
      }
    },
    stderr: {
      isTTY: false,
      write: (text) => {
        got.err += text
      }
    }
  })
  return got
}

describe('in process', () => {
  test.each(cases.map((row) => [row.name, row] as const))('%s', async (_, row) =>
    judge(row, await inProcess(row))
  )

  test('the help fits in a terminal of eighty columns, with every option', () => {
    const lines = help().split('\n')
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    for (const name of Object.keys(options)) expect(help()).toMatch(new RegExp(`--${name}\\b`))
  })

  test('--output-file writes there, and nothing to the terminal', async () => {
    const row: Case = { name: '', files: { 'a.yaml': bad }, args: [], code: 1 }
    const cwd = lay(row.files)
    const printed: string[] = []
    const io = {
      cwd,
      env: {},

      stdin: async () => Buffer.of(),
      stdout: { isTTY: true, write: (text: string) => void printed.push(text) },
      stderr: silent
    }
    expect(await run(['a.yaml', '-o', 'out/report.txt'], io)).toBe(1)
    expect(readFileSync(join(cwd, 'out/report.txt'), 'utf8')).toContain('ttl-required')
    expect(printed).toEqual([])
    expect(await run(['a.yaml', '-o', 'out'], io)).toBe(2)
  })

  test('a report in a file says itself what was not read', async () => {
    const cwd = lay({ 'a.yaml': good, 'b.yaml': '\u0000large' })
    const io = { cwd, env: {}, stdin: async () => Buffer.of(), stdout: silent, stderr: silent }
    expect(await run(['.', '-o', 'out.txt', '--report', 'friendly=pages.txt'], io)).toBe(2)
    for (const name of ['out.txt', 'pages.txt']) {
      expect(readFileSync(join(cwd, name), 'utf8')).toContain('b.yaml: Not read: It is 60.0 MB')
    }
  })

  test.each<
    [name: string, columns: number | undefined, env: Record<string, string>, wanted: RegExp, not: RegExp]
  >([
    ['as wide as the terminal', 60, { NO_COLOR: '1' }, /^.{50,60}$/m, /^.{61}/m],
    ['as wide as COLUMNS says', undefined, { COLUMNS: '60', NO_COLOR: '1' }, /^.{50,60}$/m, /^.{61}/m],
    ['with frames', 80, { NO_COLOR: '1' }, /^ +│ backoffLimit: 4\n +│ +\^$/m, /␛/],
    [
      'with links where they are shown',
      80,
      { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.0' },
      /␛\]8;;file:\/\/[^␛]*\/docs\/rules\/ttl-required\.md␛\\ttl-required/,
      /␛\[3[367]m/
    ],
    ['without links where they are not', 80, { TERM: 'xterm-256color' }, /ttl-required/, /␛\]8/],
    ['without links in a workflow', 80, { CI: 'true', VTE_VERSION: '7000' }, /ttl-required/, /␛\]8/]
  ])('a terminal gets text %s', async (_, columns, env, wanted, not) => {
    const printed: string[] = []
    const io = {
      cwd: lay({ 'a.yaml': bad }),
      env,
      stdin: async () => Buffer.of(),
      stdout: { isTTY: true, columns, write: (text: string) => void printed.push(text) },
      stderr: silent
    }
    expect(await run(['a.yaml'], io)).toBe(1)
    const listed = printed.join('').split('\n\n')[0]?.replaceAll('\u001B', '␛')
    expect(listed).toMatch(wanted)
    expect(listed).not.toMatch(not)
  })

  test.each([
    ['github', /^::error file=app\/a\.yaml,/],
    ['gitlab', /"path":"app\/a\.yaml"/],
    ['sarif', /"uri":"app\/a\.yaml"/],
    ['junit', / file="app\/a\.yaml"/],
    ['compact', /^a\.yaml:/]
  ])('paths in %s start where it wants them', async (format, wanted) => {
    const root = lay({ 'app/a.yaml': bad })
    const printed: string[] = []
    const io = (env: Case['env'] = {}) => ({
      cwd: join(root, 'app'),
      env,
      stdin: async () => Buffer.of(),
      stdout: { isTTY: false, write: (text: string) => void printed.push(text) },
      stderr: silent
    })
    for (const env of [
      { GITHUB_WORKSPACE: root },
      { GITHUB_WORKSPACE: join(root, 'app', '..') },
      { CI_PROJECT_DIR: `${root}/` }
    ]) {
      await run(['a.yaml', '-f', format], io(env))
      expect(printed.pop()).toMatch(wanted)
    }
    mkdirSync(join(root, '.git'))
    await run(['a.yaml', '-f', format], io())
    expect(printed.pop()).toMatch(wanted)
  })

  test('init writes a config that works, and never over another', async () => {
    const cwd = lay({ 'a.yaml': good })
    const io = {
      cwd,
      env: {},

      stdin: async () => Buffer.of(),
      stdout: silent,
      stderr: silent
    }
    expect(await run(['init'], io)).toBe(0)
    expect(await run(['.'], io)).toBe(0)
    expect(await run(['init'], io)).toBe(2)
    const keys = Object.keys(configSchema(rules).properties ?? {}).filter((key) => key !== '$schema')
    const all = readFileSync(join(cwd, 'jobsworth.yaml'), 'utf8').replace(
      /^# (?=(\w+):| {2})/gm,
      (comment, key?: string) => (key === undefined || keys.includes(key) ? '' : comment)
    )
    const shown = parse(all) as object
    expect(Object.keys(shown).sort()).toEqual(keys.sort())
    expect(() => readConfig({ path: 'jobsworth.yaml', text: all }, rules)).not.toThrow()
    expect(all).toMatch(/^# yaml-language-server: \$schema=\S+config\.schema\.json$/m)
  })
})

describe('as a program', () => {
  const path = join(inject('built'), 'cli/main.js')
  const some = cases.filter(({ name }) =>
    /^(a bad|a good|standard input|an unknown option|a formatter of|--color|NO_COLOR|--version|explain$)/.test(
      name
    )
  )

  test.each(some.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...row.args], {
      cwd: lay(row.files),
      input: row.stdin ?? '',
      encoding: 'utf8',
      env: { ...env, ...row.env }
    })
    judge(row, { code: status, out: stdout, err: stderr })
  })

  test('a reader that stops early is no error', () => {
    const folder = lay({ 'a.yaml': `${bad}---\n`.repeat(2000) })
    const { stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${path}" -f compact a.yaml | head -n 1`],
      { cwd: folder, encoding: 'utf8' }
    )
    expect(stderr).toBe('')
  })
})
