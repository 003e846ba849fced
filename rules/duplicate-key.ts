import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duplicateKeys, syntaxReport } from '../src/core/rule-kit/index.ts'
import { printable, quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'duplicate-key',
  summary: 'Write each key of a mapping only once.',
  rationale: `kubectl keeps the last of two equal keys and silently drops the others, so half of an \`env\` list, or a
limit that somebody added further up, is gone. The API server, given the YAML itself and asked to be strict, refuses
it.`,
  whenNot: 'It stays quiet on keys that come in through a merge (`<<`).',
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe'],
  references: ['https://yaml.org/spec/1.2.2/#mapping'],
  since: '0.1.0',
  examples: [
    {
      title: 'Two lists of variables, of which only one counts',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              env:
                - name: MONTH
                  value: "11"
              env:
                - name: YEAR
                  value: "2026"
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              env:
                - name: MONTH
                  value: "11"
                - name: YEAR
                  value: "2026"
      `
    },
    {
      title: 'The same entry twice',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example.com/report:1.4.2
          restartPolicy: Never
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
          restartPolicy: Never
      `
    }
  ],

  *check({ root, strays }) {
    const { flattened } = strays()
    for (const found of duplicateKeys(root)) {
      if ('code' in found) {
        // Written with its dash, the list would say more than kubectl reads in it now: nothing could prove a fix.
        const { fix: _, ...slip } = found
        yield syntaxReport(slip)
        continue
      }
      const { name, at, first, idle } = found
      // Where lines have lost their indentation, `schema` reports that, and the keys of two levels are only equal by it.
      if (flattened.some(({ holders }) => holders.includes(name))) continue
      yield {
        at,
        message: `Key ${quoted(name)} appears here a second time: kubectl keeps only the last one, and a strict API server refuses both.`,
        related: [{ at: first, message: 'It first appears here.' }],
        ...(idle && {
          fix: {
            title: `Remove the first ${printable(name)}`,
            safety: 'safe',
            changes: [{ replace: idle, by: '' }]
          }
        })
      }
    }
  }
})
