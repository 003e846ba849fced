import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { fix } from '../../src/core/apply-fixes.ts'
import type { Config } from '../../src/core/config/config.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { calendarFrom } from '../../src/core/rule/calendar.ts'
import { isActive } from '../../src/core/rule/finding.ts'
import { defineRule, type Rule } from '../../src/core/rule/rule.ts'
import { lint } from '../../src/library.ts'

const all = Object.fromEntries(rules.map(({ id }) => [id, 'off' as const]))
const asked = {
  ...all,
  'ttl-required': 'error',
  'image-pinned': 'warning',
  'deadline-required': 'warning',
  'disable-directive': 'warning',
  'unused-disable-directive': 'info'
} as const

interface Options extends Config {
  readonly now?: string
}

function run(text: string, { now, ...config }: Options = {}) {
  const settings = settingsFor('job.yaml', { ...config, rules: { ...asked, ...config.rules } }, rules)
  const calendar = now === undefined ? {} : { calendar: calendarFrom(Date.parse(now)) }
  return { ...settings, ...calendar, file: { path: 'job.yaml', text } }
}

function findings(text: string, options: Options = {}) {
  const { file, ...settings } = run(text, options)
  const { findings, crashes } = lint(file, settings)
  expect(crashes).toEqual([])
  return findings
}

/** `rule` for what counts, `rule -by: reason` for what is suppressed. */
function told(text: string, options: Options = {}): string[] {
  return findings(text, options).map(({ ruleId, suppressed }) =>
    suppressed ? `${ruleId} -${suppressed.by}: ${suppressed.reason ?? ''}` : ruleId
  )
}

interface Places {
  readonly top?: string
  readonly annotations?: string
  readonly beforeSpec?: string
  readonly spec?: string
  readonly template?: string
  readonly beforeImage?: string
  readonly image?: string
  readonly end?: string
}

function job({
  top,
  annotations,
  beforeSpec,
  spec = '',
  template,
  beforeImage,
  image = '',
  end
}: Places = {}): string {
  const lines = [
    top,
    'apiVersion: batch/v1',
    'kind: Job',
    'metadata:',
    '  name: report',
    annotations && `  annotations: {${annotations}}`,
    beforeSpec,
    `spec: ${spec}`,
    '  template:',
    template && `    metadata: {annotations: {${template}}}`,
    '    spec:',
    '      containers:',
    '        - name: report',
    beforeImage,
    `          image: report:latest ${image}`,
    end
  ]
  return `${lines.filter((line) => line !== undefined).join('\n')}\n`
}

const none = ['deadline-required', 'ttl-required', 'image-pinned']
const hidden = (ids: string, reason = '', by = 'comment') =>
  none.map((id) => (ids.includes(id) ? `${id} -${by}: ${reason}` : id))
const next = '# jobsworth-disable-next-line'

describe('comments', () => {
  test.each<[string, Places, string[]]>([
    ['nothing', {}, none],
    ['the next line', { beforeSpec: `${next} ttl-required` }, hidden('ttl-required')],
    [
      'the next line, with a reason',
      { beforeSpec: `${next} ttl-required -- kept` },
      hidden('ttl-required', 'kept')
    ],
    [
      'two rules',
      { beforeSpec: `${next} ttl-required, deadline-required -- x` },
      hidden('ttl-required deadline-required', 'x')
    ],
    ['all rules', { beforeSpec: next }, hidden('ttl-required deadline-required')],
    [
      'all rules, with a reason',
      { beforeSpec: `${next} -- kept` },
      hidden('ttl-required deadline-required', 'kept')
    ],
    ['no blank after #', { beforeSpec: '#jobsworth-disable-next-line ttl-required' }, hidden('ttl-required')],
    ['more than one #', { beforeSpec: `#${next} ttl-required` }, hidden('ttl-required')],
    [
      'directives that stack',
      { beforeSpec: `${next} ttl-required -- a\n${next} deadline-required -- a` },
      hidden('ttl-required deadline-required', 'a')
    ],
    [
      'a comment between',
      { beforeSpec: `${next} ttl-required\n  # why: see the wiki` },
      hidden('ttl-required')
    ],
    ['a blank line between', { beforeSpec: `${next} ttl-required\n` }, ['unused-disable-directive', ...none]],
    [
      'this line',
      { image: '# jobsworth-disable-line image-pinned -- a mirror' },
      hidden('image-pinned', 'a mirror')
    ],
    [
      'this line, another rule',
      { image: '# jobsworth-disable-line ttl-required' },
      [...none, 'unused-disable-directive']
    ],
    ['a stretch to the end', { beforeSpec: '# jobsworth-disable' }, hidden(none.join())],
    [
      'a stretch of one rule',
      { beforeSpec: '# jobsworth-disable image-pinned, ttl-required' },
      hidden('image-pinned ttl-required')
    ],
    [
      'a stretch that ends',
      { beforeSpec: '# jobsworth-disable', beforeImage: '# jobsworth-enable' },
      hidden('ttl-required deadline-required')
    ],
    [
      'a stretch that ends for one rule',
      { beforeSpec: '# jobsworth-disable', beforeImage: '# jobsworth-enable image-pinned' },
      hidden('ttl-required deadline-required')
    ],
    [
      'a stretch that ends for another',
      { beforeSpec: '# jobsworth-disable image-pinned', beforeImage: '# jobsworth-enable ttl-required' },
      ['deadline-required', 'ttl-required', 'unused-disable-directive', 'image-pinned -comment: ']
    ],
    [
      'a stretch that begins again',
      { top: '# jobsworth-disable\n# jobsworth-enable\n# jobsworth-disable', end: '# jobsworth-enable' },
      ['unused-disable-directive', ...hidden(none.join())]
    ],
    ['enable without disable', { top: '# jobsworth-enable' }, ['unused-disable-directive', ...none]],
    [
      'the file, from its end',
      { end: '# jobsworth-disable-file -- generated' },
      hidden(none.join(), 'generated')
    ],
    [
      'the file, before its first document',
      { top: '# jobsworth-disable-file ttl-required\n---' },
      hidden('ttl-required')
    ],
    ['a longer word of ours', { top: '# jobsworth-config.yaml is for all' }, none],
    ['in the middle of a comment', { top: `# see ${next.slice(2)} ttl-required` }, none],
    ['quoted', { annotations: `a: "${next} x"` }, none],
    ['behind no blank', { annotations: `a: b${next}` }, none],
    [
      'a line that ends in a comment',
      { beforeSpec: `${next} ttl-required`, spec: '# of the report' },
      hidden('ttl-required')
    ],
    [
      'all rules after one of them was enabled',
      { top: '# jobsworth-disable\n# jobsworth-enable image-pinned', beforeSpec: '# jobsworth-disable' },
      ['unused-disable-directive', ...hidden(none.join())]
    ],
    [
      'enable after enable',
      { beforeSpec: '# jobsworth-disable', beforeImage: '# jobsworth-enable\n# jobsworth-enable' },
      ['deadline-required -comment: ', 'ttl-required -comment: ', 'unused-disable-directive', 'image-pinned']
    ],
    ['CRLF', { beforeSpec: `${next} ttl-required\r` }, hidden('ttl-required')]
  ])('%s', (_, places, expected) => {
    expect(told(job(places))).toEqual(expected)
  })

  test.each<[string, Places, string]>([
    [
      'above the object',
      { top: `${next} ttl-required` },
      'the nearest is on line 6: move this there, or remove it.'
    ],
    ['below', { end: `${next} ttl-required, deadline-required` }, 'the nearest is on line 5: '],
    ['between two', { beforeImage: `${next} ttl-required, image-pinned` }, '"ttl-required" is reported here'],
    ['nowhere', { top: `${next} fixed-name` }, 'suppresses nothing; remove it.'],
    ['suppressed already', { top: `${next} ttl-required`, end: '# jobsworth-disable-file' }, '; remove it.'],
    ['a stretch', { end: '# jobsworth-disable ttl-required' }, '; remove it.'],
    ['before the ---', { top: `${next} ttl-required\n---` }, 'the nearest is on line 7: '],
    ['another object', { end: `---\nkind: ConfigMap\n${next} ttl-required\nx: y` }, '; remove it.']
  ])('one that does nothing says where it would: %s', (_, places, expected) => {
    const unused = findings(job(places)).filter(({ ruleId }) => ruleId === 'unused-disable-directive')
    expect(unused.map(({ message }) => message)).toEqual([expect.stringContaining(expected)])
  })

  describe('above a text of several lines hold for all of it', () => {
    const by = (text: string, rule = 'exit-code-masked') =>
      findings(text, { rules: { [rule]: 'warning' } })
        .filter(({ ruleId }) => ruleId === rule || ruleId === 'unused-disable-directive')
        .map(({ ruleId, suppressed, message, start }) =>
          ruleId === rule ? `${start.line} ${suppressed?.reason ?? 'open'}` : message
        )
    const container = (...lines: string[]) =>
      job({ beforeImage: lines.map((line) => `          ${line}`).join('\n') })
    const comment = `${next} exit-code-masked -- known`

    test.each<[string, string[]]>([
      [
        'a literal block behind a dash',
        ['command: [sh, -c]', 'args:', comment, '- |', '  /app/work', '  echo done']
      ],
      ['a folded block', ['command: [sh, -c]', 'args:', comment, '- >-', '  /app/work;', '  echo done']],
      [
        'with an anchor, and chomped',
        ['command: [sh, -c]', 'args:', comment, '- &script |2-', '    /app/work', '    echo done']
      ],
      ['double quotes', ['command: [sh, -c]', 'args:', comment, '- "/app/work;', '', '  echo done"']],
      ['single quotes', ['command: [sh, -c]', 'args:', comment, "- '/app/work;", '', "  echo done'"]],
      ['a plain text', ['command: [sh, -c]', 'args:', comment, '- /app/work;', '  echo done']],
      ['in a flow list', ['command: [sh, -c]', 'args: [', `  ${comment}`, '  "/app/work;', '  echo done"]']],
      [
        'on the line of the bar',
        [
          'command: [sh, -c]',
          'args:',
          '- | # jobsworth-disable-line exit-code-masked -- known',
          '  /app/work',
          '  echo done'
        ]
      ],
      ['the whole list in a line', ['command: [sh, -c]', comment, 'args: ["/app/work;', '  echo done"]']]
    ])('%s', (_, lines) => {
      expect(by(container(...lines))).toEqual([expect.stringMatching(/^\d+ known$/)])
    })

    test('a key reaches the text that is its value', () => {
      const pointing = defineRule({
        ...(rules[0] as Rule),
        id: 'pointing',
        kinds: ['Job'],
        checkDocument: undefined as never,
        *check({ containers: [container] }) {
          const value = container?.at('env', 0, 'value')
          if (value) yield { at: value.words('two', String(value.value).indexOf('two')), message: 'two' }
        }
      })
      const own = settingsFor('job.yaml', { rules: { pointing: 'warning' } }, [pointing])
      const fates = (...value: string[]) => {
        const text = container('env:', '- name: A', `  ${next} pointing`, ...value.map((line) => `  ${line}`))
        return lint({ path: 'job.yaml', text }, own).findings.map(
          ({ suppressed }) => suppressed !== undefined
        )
      }
      expect(fates('value: |', '  one', '  two')).toEqual([true])
      expect(fates('value:', '  "one', '  two"')).toEqual([true])
      expect(fates('other: |', '  one', 'value: |', '  two')).toEqual([false])
    })

    test('of another rule, or above the list, they do nothing, and the hint leads to where there is room', () => {
      const script = ['- |', '  /app/work', '  echo done']
      const other = container(
        'command: [sh, -c]',
        'args:',
        comment.replace('exit-code-masked', 'ttl-required'),
        ...script
      )
      expect(by(other).filter((text) => text.endsWith('open'))).toEqual(['15 open'])
      const above = container(comment, 'command: [sh, -c]', 'args:', ...script)
      expect(by(above)).toEqual([
        expect.stringContaining('the nearest is on line 13: move this there'),
        '15 open'
      ])
    })
  })

  test('in a script they are text, of any kind of object', () => {
    const script = job({ beforeSpec: 'data: |\n  # jobsworth-disable-file' })
    expect(told(script)).toEqual(none)
    expect(told(`kind: ConfigMap\ndata:\n  a: |\n    # jobsworth-disable-file\n---\n${job()}`)).toEqual(none)
    expect(told(`kind: ConfigMap # jobsworth-disable-file\ndata: {a: b}\n---\n${job()}`)).toEqual(
      hidden(none.join())
    )
    expect(told(job({ beforeSpec: 'data: | # jobsworth-disable-file\n  text' }))).toEqual(hidden(none.join()))
  })

  test.each([
    [' # jobsworth-disable-line', true],
    ['\t#\tjobsworth-disable-line', true],
    [' ## jobsworth-disable-line', true],
    ['# jobsworth-disable-line', false],
    [' jobsworth-disable-line', false],
    [' # see jobsworth-disable-line', false]
  ])('where a document is no YAML, "a: 1%s" suppresses: %j', (end, isHidden) => {
    const [found] = findings(`kind: Job\nspec:\n\ta: 1${end}\n`, { rules: { 'yaml-syntax': 'error' } })
    expect([found?.ruleId, found?.suppressed?.by]).toEqual(['yaml-syntax', isHidden ? 'comment' : undefined])
  })

  test('where a document is no YAML, every comment counts, and none is called unused', () => {
    const broken =
      'kind: Job\nspec:\n\ta: 1 # jobsworth-disable-line yaml-syntax -- rendered later\n# jobsworth-disable-file\n'
    expect(told(broken, { rules: { 'yaml-syntax': 'error' } })).toEqual([
      'yaml-syntax -comment: rendered later'
    ])
    expect(told('kind: Job\n{{ if x }}\n# jobsworth-disable-file\n{{ end }}\n')).toEqual([])
  })

  test.each<[string, string]>([
    [
      `${next} ttl-requird`,
      'There is no rule "ttl-requird", so it suppresses nothing; write "ttl-required".'
    ],
    [
      `${next} ttl-required as agreed`,
      'There is no rule "ttl-required as agreed", so it suppresses nothing; separate rules with commas, and put the reason after "--".'
    ],
    [
      `${next} all`,
      'There is no rule "all", so it suppresses nothing; for all rules, name none in a comment, or write "all" in an annotation.'
    ],
    [
      `${next} disable-directive`,
      'Findings of "disable-directive" cannot be suppressed in place; set the rule in the config.'
    ],
    [
      '# jobsworth-disable-nextline',
      '"jobsworth-disable-nextline" is not a directive, so it has no effect; write "jobsworth-disable-next-line".'
    ],
    [
      '# jobsworth-ignore x',
      '"jobsworth-ignore" is not a directive, so it has no effect; valid directives are jobsworth-disable-next-line, jobsworth-disable-line, jobsworth-disable-file, jobsworth-disable, jobsworth-enable.'
    ],
    [
      `${next} ttl-required -- until 2027-13-01: x`,
      'The date "2027-13-01" after "until" is invalid, so nothing is suppressed; write, for example, "until 2027-01-31: reason".'
    ],
    [
      `${next} ttl-required -- until the move`,
      'The date "the" after "until" is invalid, so nothing is suppressed; write, for example, "until 2027-01-31: reason".'
    ]
  ])('%s', (comment, message) => {
    const found = findings(
      job({ beforeSpec: `# jobsworth-disable -- keeps no such finding away\n${comment}` })
    )
    expect(found.filter(isActive).map((finding) => finding.message)).toContain(message)
  })

  test('a reason is asked for where the config says so', () => {
    const strict = { rules: { 'disable-directive': ['warning', { requireReason: true }] } } as const
    const without = job({
      beforeSpec: `${next} ttl-required`,
      annotations: 'jobsworth/disable: image-pinned'
    })
    expect(told(without, strict).filter((id) => id === 'disable-directive')).toHaveLength(2)
    const reasons = 'jobsworth/disable: image-pinned, jobsworth/reason: b'
    const explained = job({ beforeSpec: `${next} ttl-required -- a`, annotations: reasons })
    expect(told(explained, strict)).toEqual([
      'deadline-required',
      'ttl-required -comment: a',
      'image-pinned -annotation: b'
    ])
  })
})

describe('annotations', () => {
  const disable = 'jobsworth/disable: "ttl-required"'
  test.each<[string, Places, string[]]>([
    ['on the object', { annotations: disable }, hidden('ttl-required', '', 'annotation')],
    ['on the Pod template', { template: disable }, hidden('ttl-required', '', 'annotation')],
    [
      'two rules and a reason',
      { annotations: 'jobsworth/disable: "ttl-required, image-pinned", jobsworth/reason: kept' },
      hidden('ttl-required image-pinned', 'kept', 'annotation')
    ],
    ['all', { annotations: 'jobsworth/disable: all' }, hidden(none.join(), '', 'annotation')],
    ['none', { annotations: 'jobsworth/disable: ""' }, ['disable-directive', ...none]],
    ['no rule', { annotations: 'jobsworth/disable: "*"' }, ['disable-directive', ...none]],
    [
      'a rule that finds nothing',
      { annotations: 'jobsworth/disable: "ttl-required, never-runs"' },
      ['unused-disable-directive', ...hidden('ttl-required', '', 'annotation')]
    ],
    ['filled in later', { annotations: 'jobsworth/disable: "{{ .Values.disable }}"' }, none],
    ['misspelt', { annotations: 'jobsworth/disabled: ttl-required' }, ['disable-directive', ...none]],
    ['another word of ours', { annotations: 'jobsworth/owner: ops, jobsworth/idempotent: "true"' }, none],
    ['a reason for nothing', { annotations: 'jobsworth/reason: kept' }, ['disable-directive', ...none]]
  ])('%s', (_, places, expected) => {
    expect(told(job(places))).toEqual(expected)
  })

  test('they hold for their own resource alone', () => {
    const two = `${job({ annotations: disable })}---\n${job()}`
    expect(told(two)).toEqual([...hidden('ttl-required', '', 'annotation'), ...none])
    const items = [job({ annotations: disable }), job()].map(
      (text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`
    )
    expect(told(`apiVersion: v1\nkind: List\nitems:\n${items.join('')}`)).toEqual(told(two))
  })

  test('on the Jobs of a CronJob', () => {
    const cron = `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  jobTemplate:\n    metadata: {annotations: {jobsworth/disable: image-pinned}}\n    spec:\n      template:\n        spec: {containers: [{name: a, image: a:latest}]}\n`
    expect(told(cron)).toContain('image-pinned -annotation: ')
  })

  test('in JSON', () => {
    const text = JSON.stringify({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a', annotations: { 'jobsworth/disable': 'all', b: '# jobsworth-disable-file' } },
      spec: { template: { spec: { containers: [{ name: 'a', image: 'a:latest' }] } } }
    })
    expect(told(text).every((id) => id.endsWith(' -annotation: '))).toBe(true)
  })
})

describe('an end', () => {
  const until = 'until 2027-01-31: the queue moves'
  const comment = job({ beforeSpec: `${next} ttl-required -- ${until}` })
  const annotation = job({ annotations: `jobsworth/disable: ttl-required, jobsworth/reason: "${until}"` })
  const config: Config = {
    overrides: [
      { kinds: ['Job'], rules: { 'ttl-required': 'off' }, reason: 'the queue moves', until: '2027-01-31' }
    ]
  }
  test.each([
    ['comment', comment, {}],
    ['annotation', annotation, {}],
    ['config', job(), config]
  ] as const)('of what stands in a %s', (by, text, config) => {
    const suppressed = hidden('ttl-required', 'the queue moves', by)
    expect(told(text, config)).toEqual(suppressed)
    expect(told(text, { ...config, now: '2027-01-31T23:59:59Z' })).toEqual(suppressed)
    expect(told(text, { ...config, now: '2027-02-01' })).toEqual(none)
    const [back] = findings(text, { ...config, now: '2027-02-01' }).filter(
      ({ ruleId }) => ruleId === 'ttl-required'
    )
    expect(back?.message).toMatch(/\. Its suppression ended on 2027-01-31\.$/)
    expect(back?.related.length).toBe(by === 'config' ? 0 : 1)
  })

  test('another comment for the same line takes over', () => {
    const both = job({ beforeSpec: `${next} ttl-required -- ${until}\n${next} ttl-required -- kept` })
    expect(told(both, { now: '2027-02-01' })).toEqual(hidden('ttl-required', 'kept'))
  })

  test('another suppression takes over', () => {
    const both = job({
      beforeSpec: `${next} ttl-required -- ${until}`,
      annotations: 'jobsworth/disable: ttl-required'
    })
    expect(told(both, { now: '2027-02-01' })).toEqual(hidden('ttl-required', '', 'annotation'))
  })
})

describe('config', () => {
  const off = { rules: { 'ttl-required': 'off' }, reason: 'legacy' } as const
  const labelled = job().replace('name: report', 'name: report\n  namespace: shop\n  labels: {team: money}')
  test.each<[string, Partial<NonNullable<Config['overrides']>[number]>, boolean]>([
    ['kinds', { kinds: ['Job'] }, true],
    ['other kinds', { kinds: ['CronJob', 'Pod'] }, false],
    ['names', { names: ['x', 're*t'] }, true],
    ['other names', { names: ['repor', 'eport'] }, false],
    ['namespaces', { namespaces: ['sh*'] }, true],
    ['other namespaces', { namespaces: ['production'] }, false],
    ['labels', { labels: { team: 'm*y' } }, true],
    ['other labels', { labels: { team: 'money', tier: '*' } }, false],
    ['all at once', { kinds: ['*'], names: ['report'], namespaces: ['shop'], labels: { team: '*' } }, true],
    ['files too', { files: ['*.yaml'], kinds: ['*'] }, true],
    ['other files', { files: ['other/'], kinds: ['*'] }, false]
  ])('%s', (_, selector, isHidden) => {
    expect(told(labelled, { overrides: [{ ...selector, ...off }] })).toEqual(
      isHidden ? hidden('ttl-required', 'legacy', 'config') : none
    )
  })

  test('a severity and options for some resources', () => {
    const text = `${job()}---\n${job().replace('name: report', 'name: other')}`
    const overrides = [
      { names: ['other'], rules: { 'ttl-required': 'info', 'backoff-limit-explicit': 'warning' } }
    ] as const
    expect(findings(text, { overrides }).map(({ ruleId, severity }) => `${ruleId} ${severity}`)).toEqual([
      'deadline-required warning',
      'ttl-required error',
      'image-pinned warning',
      'backoff-limit-explicit warning',
      'deadline-required warning',
      'ttl-required info',
      'image-pinned warning'
    ])
  })

  test('the last override wins', () => {
    const back = { files: ['*'], rules: { 'ttl-required': 'warning' } } as const
    expect(told(job(), { overrides: [{ kinds: ['Job'], ...off }, back] })).toEqual(none)
    expect(told(job(), { overrides: [back, { kinds: ['Job'], ...off }] })).toEqual(
      hidden('ttl-required', 'legacy', 'config')
    )
  })

  test('inlineConfig: false takes all effect from comments and annotations', () => {
    const text = job({
      top: '# jobsworth-disable-file nope',
      annotations: 'jobsworth/disable: all, kube-linter.io/ignore-all: x'
    })
    expect(told(text, { inlineConfig: false, respectForeignIgnores: true })).toEqual(none)
  })
})

describe('annotations for other linters', () => {
  const ttl = 'ignore-check.kube-linter.io/job-ttl-seconds-after-finished'
  test.each<[string, string, string]>([
    [`${ttl}: kept`, 'ttl-required', `${ttl}: kept`],
    [`${ttl}: ""`, 'ttl-required', ttl],
    [
      'kube-linter.io/ignore-all: generated',
      'ttl-required image-pinned',
      'kube-linter.io/ignore-all: generated'
    ],
    [
      'ignore-check.kube-linter.io/latest-tag: x',
      'image-pinned',
      'ignore-check.kube-linter.io/latest-tag: x'
    ],
    [
      'kube-score/ignore: "pod-networkpolicy, container-image-tag"',
      'image-pinned',
      'kube-score/ignore: pod-networkpolicy, container-image-tag'
    ],
    [
      'polaris.fairwinds.com/tagNotSpecified-exempt: "true"',
      'image-pinned',
      'polaris.fairwinds.com/tagNotSpecified-exempt: true'
    ],
    ['polaris.fairwinds.com/tagNotSpecified-exempt: "false"', '', ''],
    ['polaris.fairwinds.com/exempt: "true"', 'image-pinned', 'polaris.fairwinds.com/exempt: true'],
    ['checkov.io/skip1: CKV_K8S_14=mirrored', 'image-pinned', 'checkov.io/skip1: CKV_K8S_14=mirrored'],
    ['checkov.io/skip: CKV_K8S_14', 'image-pinned', 'checkov.io/skip: CKV_K8S_14'],
    ['bridgecrew.io/skip2: CKV_K8S_14', 'image-pinned', 'bridgecrew.io/skip2: CKV_K8S_14'],
    ['checkov.io/skip1: CKV_K8S_140=no', '', ''],
    ['checkov.io/skip1: CKV_K8S_43=a version will do', '', '']
  ])('%s', (annotation, ids, reason) => {
    const expected = hidden(ids, reason, 'annotation')
    expect(told(job({ annotations: annotation }), { respectForeignIgnores: true })).toEqual(expected)
    expect(told(job({ template: annotation }), { respectForeignIgnores: true })).toEqual(expected)
    expect(told(job({ annotations: annotation }))).toEqual(none)
  })
})

describe('what is unused is removed', () => {
  const clean = job({ spec: '\n  ttlSecondsAfterFinished: 3600\n  activeDeadlineSeconds: 60' }).replace(
    ':latest',
    ':1.0'
  )
  test.each<[string, (text: string) => string, ((text: string) => string)?]>([
    ['a line', (text) => text.replace('spec:', `${next} ttl-required -- x\nspec:`)],
    ['a line with blanks', (text) => text.replace('  template:', `    ${next} \n  template:`)],
    ['the last line', (text) => `${text}# jobsworth-disable-file`],
    ['the first line', (text) => `# jobsworth-disable-file\n${text}`],
    ['a stretch, both ends', (text) => `# jobsworth-disable\n${text}# jobsworth-enable\n`],
    ['behind a value', (text) => text.replace('kind: Job', 'kind: Job  # jobsworth-disable-line')],
    ['CRLF', (text) => text.replace('spec:', `${next}\r\nspec:`)]
  ])('%s', (_, change) => {
    const { file, ...settings } = run(change(clean))
    expect(fix(file, settings).text).toBe(clean)
  })

  test('only the names that are', () => {
    const text = job({ beforeSpec: `${next}  image-pinned,ttl-required , nope, deadline-required -- x` })
    const { file, ...settings } = run(text)
    expect(fix(file, settings).text).toBe(
      job({ beforeSpec: `${next}  ttl-required, nope, deadline-required -- x` })
    )
  })

  test('before the first document it is only said', () => {
    const { file, ...settings } = run(`# jobsworth-disable-file\n---\n${clean}`)
    const { text, dropped } = fix(file, settings)
    expect(text).toBe(file.text)
    expect(dropped.map(({ reason }) => reason)).toEqual(['what it changes is outside every document'])
  })
})

const strict = settingsFor('job.yaml', { profile: 'strict', respectForeignIgnores: true }, rules)

test('a directive for a rule at a finding suppresses that rule there, and nothing else', () => {
  const text = job()
  const before = lint({ path: 'job.yaml', text }, strict).findings
  fc.assert(
    fc.property(fc.constantFrom(...before), fc.boolean(), (finding, isTrailing) => {
      const lines = text.split('\n')
      const at = finding.start.line - 1
      if (isTrailing) lines[at] += ` # jobsworth-disable-line ${finding.ruleId}`
      else lines.splice(at, 0, `${next} ${finding.ruleId}`)
      const after = lint({ path: 'job.yaml', text: lines.join('\n') }, strict).findings
      const key = (one: (typeof before)[number]) => `${one.ruleId} ${one.path} ${one.message}`
      expect(after.map(key)).toEqual(before.map(key))
      const isMeant = (one: (typeof before)[number]) =>
        one.ruleId === finding.ruleId && one.start.line === finding.start.line
      expect(after.filter((one) => !isActive(one)).map(key)).toEqual(before.filter(isMeant).map(key))
    })
  )
})

test('directives in odd places crash nothing, and lose no finding', () => {
  const word = fc.constantFrom('-next-line', '-line', '-file', '', '-nextline')
  const tail = fc.constantFrom(
    '',
    ' ttl-required',
    ' ttl-required, nope -- until 2020-01-01: x',
    ' -- why',
    ',',
    ' --'
  )
  const directive = fc.tuple(
    fc.constantFrom('#', ' # ', '\n# ', '##'),
    fc.constantFrom('disable', 'enable'),
    word,
    tail
  )
  const piece = fc.oneof(
    directive.map(([hash, verb, word, tail]) => `${hash}jobsworth-${verb}${word}${tail}`),
    fc.constantFrom(
      '\n',
      '\r\n',
      '\r',
      '\u2028',
      '\uFEFF',
      '---\n',
      'kind: Job\n',
      'a: |\n  x',
      '"',
      "'",
      '{{ x }}',
      'spec:\n  ',
      '\t'
    ),
    fc.constantFrom(
      'metadata: {annotations: {jobsworth/disable: ',
      'ttl-required',
      'jobsworth/reason: "until',
      '}}\n'
    ),
    fc.string({ maxLength: 5 })
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = `kind: Job\n${pieces.join('')}`
      const { findings, crashes } = lint({ path: 'job.yaml', text }, strict)
      expect(crashes).toEqual([])
      const plain = lint({ path: 'job.yaml', text }, { ...strict, inlineConfig: false })
      const own = findings.filter(({ ruleId }) => !ruleId.endsWith('disable-directive'))
      expect(own.length).toBe(plain.findings.length)
      for (const { range, fix } of findings) {
        expect(range.end).toBeLessThanOrEqual(text.length)
        expect(range.end).toBeGreaterThanOrEqual(range.start)
        for (const edit of fix?.edits ?? []) expect(edit.end).toBeGreaterThanOrEqual(edit.start)
      }
    }),
    { numRuns: 1500 }
  )
})
