import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** `npm run new-rule ID`: writes rules/ID.ts with everything that a rule has to say, and what derives from it. */
const [id, ...rest] = process.argv.slice(2)
const path = `rules/${id}.ts`
const problem = problemWith(id, rest)
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}
writeFileSync(path, skeleton(id as string))
await import('./generate.ts')
console.log(`Wrote ${path} and what derives from it. Next:
 1. Write the examples first, then check(), then every TODO. A neighbor in rules/ shows how.
 2. npm run generate && npx vitest run test/rules.test.ts -t ${id}
 3. npm run check:quick, and npx vitest run -u: read how the golden files change.
 4. Run it over other people's manifests and read every finding; CONTRIBUTING.md says where the result goes.
 5. Add a line to CHANGELOG.md.`)

function problemWith(id: string | undefined, rest: readonly string[]): string | undefined {
  if (id === undefined || rest.length > 0)
    return 'Usage: npm run new-rule ID, such as npm run new-rule cron-overlap'
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    return `Invalid id "${id}": write lower-case words with a "-" between them.`
  if (existsSync(path)) return `The id "${id}" is taken: ${path} exists.`
  // rules/index.ts imports each rule under its id.
  return isName(id) ? undefined : `Invalid id "${id}": it means something in TypeScript. Add a second word.`
}

function isName(id: string): boolean {
  if (['index', 'rules'].includes(id)) return false
  try {
    new Function(`'use strict'; let ${id.replaceAll('-', '')}`)
    return true
  } catch {
    return false
  }
}

function skeleton(id: string): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  return `import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: '${id}',
  summary: 'TODO: one imperative sentence.',
  rationale: \`TODO: what happens on a real cluster, and what to do instead.\`,
  whenNot: \`TODO: when it stays quiet by itself, and when to turn it off.\`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: ['TODO: the page of Kubernetes, or the code, that says so'],
  since: '${version}',
  examples: [
    {
      title: 'TODO: the mistake in a few words',
      bad: yaml\`
        # TODO: a manifest that gives exactly one finding.
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
      \`,
      good: yaml\`
        # TODO: the same manifest without the mistake.
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
      \`
    }
  ],

  // TODO: \`yield { at: field, message }\` for what is wrong; the message says what was found and what happens then.
  *check({ jobSpec, isPartial }) {
    if (jobSpec === undefined || isPartial) return
  }
})
`
}
