/** A manifest with one slip in it. */
export interface Mutation {
  /** Which slip, in which manifest, at which line. */
  readonly name: string
  readonly text: string
  /** The text without the slip. */
  readonly original: string
  /** The lines, from 1, of which one has to be named. */
  readonly lines: readonly number[]
  /** The codes of which one has to be given. */
  readonly codes: readonly string[]
}

/** Every slip at every line of every manifest where it can be made. */
export function mutations(): Mutation[] {
  return Object.entries(manifests).flatMap(([manifest, text]) => {
    const lines = text.split('\n')
    return Object.entries(slips).flatMap(([slip, { make, codes, at }]) =>
      lines.flatMap((line, index) => {
        if (insideScript(lines, index)) return []
        const made = make(line, lines, index)
        if (made === undefined) return []
        const written = made.split('\n')
        const changed = [...lines.slice(0, index), ...written, ...lines.slice(index + 1)].join('\n')
        const named = (at ?? [0]).map((by) => index + 1 + by)
        return [
          { name: `${slip} ${manifest}:${index + 1}`, text: changed, original: text, lines: named, codes }
        ]
      })
    )
  })
}

function insideScript(lines: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at] as string
    if (indentOf(line) >= indentOf(lines[index] as string)) continue
    return /[|>]$/.test(line)
  }
  return false
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

interface Slip {
  readonly make: (line: string, lines: readonly string[], index: number) => string | undefined
  readonly codes: readonly string[]
  /** The lines to name, counted from the changed one. */
  readonly at?: readonly number[]
}

const pairLine = /^( *(?:- )?)([\w./-]+): (.*)$/
const plainPair = /^( *(?:- )?)([\w./-]+): ([A-Za-z0-9][\w./-]*)$/

function replaced(pattern: RegExp, by: string): Slip['make'] {
  return (line) => (pattern.test(line) ? line.replace(pattern, by) : undefined)
}

function shifted(by: number, which: RegExp): Slip['make'] {
  return (line) => {
    if (!which.test(line) || indentOf(line) + by < 0) return undefined
    return by > 0 ? ' '.repeat(by) + line : line.slice(-by)
  }
}

const anyLine =
  (inserted: string): Slip['make'] =>
  (line, _, index) =>
    index === 0 ? undefined : `${inserted}\n${line}`
const indented =
  (inserted: string): Slip['make'] =>
  (line, _, index) =>
    index === 0 ? undefined : `${' '.repeat(indentOf(line))}${inserted}\n${line}`

export const slips: Readonly<Record<string, Slip>> = {
  'no space after colon': { make: replaced(plainPair, '$1$2:$3'), codes: ['missing-space'] },
  'no colon': { make: replaced(plainPair, '$1$2 $3'), codes: ['missing-colon'] },
  'no colon before a block': { make: replaced(/^( *(?:- )?[\w./-]+):$/, '$1'), codes: ['missing-colon'] },
  equals: { make: replaced(plainPair, '$1$2 = $3'), codes: ['equals'] },
  'equals glued': { make: replaced(plainPair, '$1$2=$3'), codes: ['equals'] },
  walrus: { make: replaced(plainPair, '$1$2 := $3'), codes: ['equals', 'second-colon'] },
  semicolon: { make: replaced(plainPair, '$1$2; $3'), codes: ['missing-colon'] },
  'full-width colon': { make: replaced(plainPair, '$1$2：$3'), codes: ['colon-look-alike'] },
  'full-width colon and space': { make: replaced(plainPair, '$1$2： $3'), codes: ['colon-look-alike'] },
  'full-width colon before a block': {
    make: replaced(/^( *(?:- )?[\w./-]+):$/, '$1：'),
    codes: ['colon-look-alike']
  },
  'no-break space after colon': { make: replaced(plainPair, '$1$2:\u00a0$3'), codes: ['missing-space'] },
  'one deeper': { make: shifted(1, pairLine), codes: ['indentation', 'dash-column', 'block-indent'] },
  'two deeper': { make: shifted(2, pairLine), codes: ['indentation', 'dash-column', 'block-indent'] },
  'one shallower': { make: shifted(-1, pairLine), codes: ['indentation', 'dash-column', 'block-indent'] },
  'two shallower': {
    make: shifted(-2, pairLine),
    codes: ['indentation', 'dash-column', 'missing-dash', 'block-indent']
  },
  'parent one deeper': { make: shifted(1, /^ *[\w./-]+:$/), codes: ['indentation'] },
  'parent one shallower': { make: shifted(-1, /^ *[\w./-]+:$/), codes: ['indentation'] },
  'dash glued': { make: replaced(/^( *)- (.*)$/, '$1-$2'), codes: ['dash-space'] },
  'dash dropped': {
    make: replaced(/^( *)- (.*)$/, '$1$2'),
    codes: ['missing-dash', 'indentation', 'no-key', 'missing-colon']
  },
  'tab for indentation': { make: replaced(/^ {2,}(?=\S)/, '\t'), codes: ['tab'] },
  'tab after spaces': { make: replaced(/^( +)(?=\S)/, '$1\t'), codes: ['tab', 'block-indent'] },
  'tab before spaces': { make: replaced(/^( +)(?=\S)/, '\t$1'), codes: ['tab'] },
  'tab after dash': { make: replaced(/^( *)- (?=[\w.-]+:)/, '$1-\t'), codes: ['tab'] },
  'tab line': { make: anyLine('\t'), codes: ['tab'] },
  'tab and comment': { make: anyLine('\t# note'), codes: ['tab'] },
  'conflict start': { make: anyLine('<<<<<<< HEAD'), codes: ['conflict-marker'] },
  'conflict middle': { make: anyLine('======='), codes: ['conflict-marker'] },
  'conflict end': { make: anyLine('>>>>>>> feature/x'), codes: ['conflict-marker'] },
  'plus of a diff': { make: replaced(/^(.*)$/, '+$1'), codes: ['diff', 'list-sign', 'separator'] },
  'hunk of a diff': { make: anyLine('@@ -1,4 +1,6 @@ spec:'), codes: ['diff'] },
  'heredoc begins': { make: anyLine('cat <<EOF | kubectl apply -f -'), codes: ['heredoc'] },
  'heredoc ends': { make: anyLine('EOF'), codes: ['heredoc'] },
  fence: { make: anyLine('```'), codes: ['code-fence'] },
  'fence yaml': { make: anyLine('```yaml'), codes: ['code-fence'] },
  'fence indented': { make: indented('```'), codes: ['code-fence'] },
  prompt: { make: anyLine('$ kubectl apply -f job.yaml'), codes: ['shell-command'] },
  command: { make: anyLine('kubectl apply -f job.yaml'), codes: ['shell-command'] },
  'host prompt': { make: anyLine('me@host:~/k8s$ cat job.yaml'), codes: ['shell-command'] },
  'line number': {
    make: (line, _, index) => (line.trim() === '' ? undefined : `${index + 1}  ${line}`),
    codes: ['line-number']
  },
  'line number bar': {
    make: (line, _, index) => (line.trim() === '' ? undefined : `${index + 1} | ${line}`),
    codes: ['line-number']
  },
  dots: { make: indented('...'), codes: ['ellipsis'] },
  ellipsis: { make: indented('…'), codes: ['ellipsis'] },
  slashes: { make: indented('// run it daily'), codes: ['comment-sign'] },
  'slashes at margin': { make: anyLine('// run it daily'), codes: ['comment-sign'] },
  'block comment': { make: indented('/* run it daily */'), codes: ['comment-sign'] },
  'html comment': { make: indented('<!-- run it daily -->'), codes: ['comment-sign'] },
  words: { make: anyLine('some words of somebody'), codes: ['no-key', 'missing-colon', 'block-indent'] },
  'unclosed double quote': {
    make: replaced(/^( *(?:- )?[\w./-]+: )([A-Za-z0-9][\w./-]*)$/, '$1"$2'),
    codes: ['unclosed-quote']
  },
  'unclosed single quote': {
    make: replaced(/^( *(?:- )?[\w./-]+: )([A-Za-z0-9][\w./-]*)$/, "$1'$2"),
    codes: ['unclosed-quote']
  },
  'unclosed quote of an item': {
    make: replaced(/^( *- )([A-Za-z0-9][\w./-]*)$/, '$1"$2'),
    codes: ['unclosed-quote']
  },
  'quote in quotes': { make: replaced(plainPair, "$1$2: 'it's'"), codes: ['after-quote'] },
  'double quotes in quotes': { make: replaced(plainPair, '$1$2: "say "hi""'), codes: ['after-quote'] },
  'text after quote': { make: replaced(plainPair, '$1$2: "$3" and more'), codes: ['after-quote'] },
  'unclosed list': { make: replaced(plainPair, '$1$2: [$3'), codes: ['unclosed-bracket'] },
  'unclosed list of two': { make: replaced(plainPair, '$1$2: ["sh", "$3"'), codes: ['unclosed-bracket'] },
  'unclosed mapping': { make: replaced(plainPair, '$1$2: {a: $3'), codes: ['unclosed-bracket'] },
  'unclosed inner bracket': {
    make: replaced(plainPair, '$1$2: {a: [$3}'),
    codes: ['unclosed-bracket', 'wrong-bracket']
  },
  'bracket too many': { make: replaced(plainPair, '$1$2: ["$3"]]'), codes: ['extra-bracket'] },
  'no comma': { make: replaced(plainPair, '$1$2: ["a" "$3"]'), codes: ['missing-comma'] },
  'no comma in mapping': { make: replaced(plainPair, '$1$2: {a: 1 b: $3}'), codes: ['missing-comma'] },
  'two commas': { make: replaced(plainPair, '$1$2: [a,, "$3"]'), codes: ['extra-comma'] },
  'text after bracket': { make: replaced(plainPair, '$1$2: [a] $3'), codes: ['after-bracket'] },
  'question mark in list': { make: replaced(plainPair, '$1$2: [http://x/?a=$3]'), codes: ['quotes-needed'] },
  'cron without quotes': { make: replaced(plainPair, '$1$2: */5 * * * *'), codes: ['alias'] },
  'glob item': { make: replaced(/^( *- )([A-Za-z0-9][\w./-]*)$/, '$1*.txt'), codes: ['alias'] },
  'at sign': { make: replaced(plainPair, '$1$2: @daily'), codes: ['quotes-needed'] },
  backtick: { make: replaced(plainPair, '$1$2: `date`'), codes: ['quotes-needed'] },
  percent: { make: replaced(plainPair, '$1$2: %d'), codes: ['quotes-needed'] },
  ampersand: { make: replaced(plainPair, '$1$2: && true'), codes: ['quotes-needed'] },
  'pipe and text': { make: replaced(plainPair, '$1$2: | tee log'), codes: ['block-header'] },
  'greater and text': { make: replaced(plainPair, '$1$2: > out.log'), codes: ['block-header'] },
  'bracket at start': { make: replaced(plainPair, '$1$2: } $3'), codes: ['quotes-needed'] },
  'comma at start': { make: replaced(plainPair, '$1$2: , $3'), codes: ['quotes-needed'] },
  'list on key line': { make: replaced(plainPair, '$1$2: - $3'), codes: ['item-after-key'] },
  template: { make: replaced(plainPair, '$1$2: {{ .Values.x }}'), codes: ['template'] },
  'template and text': { make: replaced(plainPair, '$1$2: {{ .Values.x }}-job'), codes: ['template'] },
  'second colon': { make: replaced(plainPair, '$1$2: echo a: b'), codes: ['second-colon'] },
  'colon at end': { make: replaced(plainPair, '$1$2: $3:'), codes: ['second-colon'] },
  'unknown anchor': { make: replaced(plainPair, '$1$2: *nowhere'), codes: ['unknown-anchor'] },
  'unknown escape': { make: replaced(plainPair, '$1$2: "\\d+"'), codes: ['escape'] },
  'windows path': { make: replaced(plainPair, '$1$2: "C:\\data"'), codes: ['escape'] },
  'control character': { make: replaced(plainPair, '$1$2: $3\u0007'), codes: ['control-character'] },
  'windows-1252': { make: replaced(plainPair, '$1$2: $3\u0092'), codes: ['control-character'] },
  'mark in the middle': { make: replaced(/^(.*)$/, '\ufeff$1'), codes: ['special-space'] },
  'no-break indentation': {
    make: replaced(/^ +(?=\S)/, '\u00a0\u00a0'),
    codes: ['special-space']
  },
  'indented separator': { make: anyLine(' ---'), codes: ['separator'] },
  'two hyphens': { make: anyLine('--'), codes: ['separator'] },
  'four hyphens': { make: anyLine('----'), codes: ['separator'] },
  'em dash separator': { make: anyLine('—'), codes: ['separator'] },
  underscores: { make: anyLine('___'), codes: ['separator'] },
  'text after separator': { make: replaced(/^(apiVersion.*)$/, '--- $1'), codes: ['text-after-separator'] },
  'kind glued to separator': { make: replaced(/^(apiVersion.*)$/, '---$1'), codes: ['text-after-separator'] },
  bullet: { make: replaced(/^( *)- /, '$1• '), codes: ['list-sign'] },
  asterisk: { make: replaced(/^( *)- /, '$1* '), codes: ['list-sign'] },
  'en dash': { make: replaced(/^( *)- /, '$1– '), codes: ['list-sign'] },
  'ini heading': { make: anyLine('[spec]'), codes: ['other-language'] },
  'hcl block': { make: anyLine('metadata {'), codes: ['other-language'] },
  markup: { make: anyLine('<html>'), codes: ['markup'] },
  'script line at margin': {
    make: (line, lines, index) => (/[|]$/.test(lines[index - 1] ?? '') ? `${line}\nhello world` : undefined),
    codes: ['block-indent'],
    at: [1]
  },
  'script line one shallower': {
    make: (line, lines, index) =>
      /[|]$/.test(lines[index - 1] ?? '') ? `${line}\n${line.slice(1)}` : undefined,
    codes: ['block-indent'],
    at: [1]
  }
}

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: report
  namespace: shop
  labels:
    app.kubernetes.io/name: report
    team: data
  annotations: {example.com/owner: data, "example.com/pager": "none"}
spec:
  backoffLimit: 1
  # An hour is plenty.
  activeDeadlineSeconds: 3600
  template:
    metadata:
      labels:
        app.kubernetes.io/name: report
    spec:
      restartPolicy: Never
      serviceAccountName: report
      containers:
        - name: main
          image: registry.example.com/report:1.4.2
          command: ["/bin/sh", "-c"]
          args:
            - |
              set -e
              echo "start: now"
              /app/run
          env:
            - name: MONTH
              value: "11"
            - name: YEAR
              value: "2026"
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits:
              memory: 256Mi
        - name: helper
          image: registry.example.com/helper:2.0.0
          args:
            - --verbose
            - run
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          emptyDir: {}
`

const cron = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  mode: fast
---
# Runs at night.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: sync
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
          - name: sync
            image: example.com/sync:3.1.0
            command:
            - /bin/sync
            - --all
            envFrom:
            - configMapRef:
                name: settings
            securityContext:
              runAsNonRoot: true
              capabilities:
                drop:
                - ALL
          nodeSelector:
            disk: ssd
`

export const manifests: Readonly<Record<string, string>> = { job, cron }

/** Every third of them, spread over the places; what kubectl says of these is recorded. */
export function sampled(all: readonly Mutation[]): Mutation[] {
  return all.filter((_, index) => index % 3 === 0)
}
