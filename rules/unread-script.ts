import { readingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import type { Unread } from '../src/shell/index.ts'

export default defineRule({
  id: 'unread-script',
  summary: 'Keep scripts in a manifest small enough to be read.',
  rationale: `Other rules read a container's script as a shell would, however long it is. Only what is nested very deep inside
other scripts and substitutions, or would take far longer to read than its length explains, is left out; nothing is known
about it then, so that silence does not mean that it is in order.`,
  whenNot: 'Turn it off where such scripts are generated and checked elsewhere.',
  category: 'lifecycle',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Substitutions in substitutions',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - ./export $(a $(b $(c $(d $(e $(f $(g $(h $(i $(j $(k $(l $(m $(n))))))))))))))
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - ./export $(a $(b))
      `
    }
  ],
  *check({ containers, initContainers }) {
    for (const container of [...initContainers, ...containers]) {
      const [unread] = readingOf(container).unread
      if (unread === undefined) continue
      const field = [...container.at('command').items(), ...container.at('args').items()][unread.string]
      yield {
        at: field ?? container.at('command'),
        message: `Not all of this script was read: ${reasons[unread.why]}. No rule has judged that part.`
      }
    }
  }
})

const reasons: Readonly<Record<Unread['why'], string>> = {
  size: 'it holds too many heredocs, or scripts that repeat each other',
  depth: 'a part of it is nested too deep in other scripts or substitutions'
}
