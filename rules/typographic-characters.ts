import { findTypography, type Typography } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { plainCharacters } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'typographic-characters',
  summary: 'Forbid typographic quotes, dashes and spaces where YAML or a command needs plain ones.',
  rationale: `Word processors, chat tools and web pages turn \`"\` into “ and ”, \`-\` into – and a space into one
that does not break. To YAML these are characters like any other: “busybox” is an image whose name begins with a
quote, – does not start a list entry, and a key after a no-break space is a different key. Often the file still
parses, and means something else.`,
  whenNot: `It stays quiet in comments, in block scalars, in annotations and descriptions, and inside quoted values except
where they are flags of a command.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe'],
  references: ['https://yaml.org/spec/1.2.2/#53-indicator-characters'],
  since: '0.1.0',
  examples: [
    {
      title: 'Quotes from a web page',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: “busybox:1.36”
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: "busybox:1.36"
      `
    },
    {
      title: 'A dash that does not start a list entry',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: busybox:1.36
              args:
                – hello
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: busybox:1.36
              args:
                - hello
      `
    },
    {
      title: 'A flag that the command does not see',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: busybox:1.36
              args: ["wget", "–quiet", "http://example.com"]
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
        spec:
          containers:
            - name: hello
              image: busybox:1.36
              args: ["wget", "--quiet", "http://example.com"]
      `
    },
    {
      title: 'Prose may be typeset',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: hello
          annotations:
            purpose: “Hello” – the first program
        spec:
          containers:
            - name: hello # – says “hello”
              image: busybox:1.36
              args: ["echo", "“Hello” – at last"]
      `
    }
  ],

  *checkDocument(document) {
    const { text } = document.file
    for (const [first, ...others] of byLine(findTypography(document), text)) {
      const changes = plainCharacters([first, ...others], text)
      const title = `Write ${first.use === 'space' ? 'plain spaces' : `a plain ${first.use}`}`
      yield {
        at: first,
        message: message(first),
        ...(changes.length > 0 && { fix: { title, safety: 'safe', changes } })
      }
    }
  }
})

type Line = [Typography, ...Typography[]]

/** A line is looked for once however many characters it has: it may be a whole file. */
function byLine(found: Iterable<Typography>, text: string): Iterable<Line> {
  const lines = new Map<number, Line>()
  let [start, end] = [0, 0]
  for (const typography of found) {
    if (typography.start < start || typography.start >= end) {
      start = text.lastIndexOf('\n', typography.start) + 1
      end = text.indexOf('\n', typography.start) + 1 || text.length + 1
    }
    const line = lines.get(start)
    if (line === undefined) lines.set(start, [typography])
    else line.push(typography)
  }
  return lines.values()
}

function message({ use, found }: Typography): string {
  const code = `U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`
  if (use === 'quote')
    return `YAML reads the typographic quote ${found} (${code}) as part of the value. Write " instead.`
  if (use === 'list dash')
    return `The typographic dash ${found} (${code}) does not start a list entry. Write - instead.`
  if (use === 'flag')
    return `The typographic dash ${found} (${code}) does not start a flag. Write - or -- instead.`
  return `YAML reads the invisible character (${code}) here as part of the key or value. Write a plain space or nothing.`
}
