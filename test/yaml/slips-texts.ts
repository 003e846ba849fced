/** Texts that people really send to kubectl: the line to name, and words that the message must have. */
export interface Slipped {
  readonly text: string
  /** From 1. */
  readonly line: number
  readonly says: RegExp
}

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: main
        image: a:1
        command: ["/bin/sh", "-c"]
        args: ["run"]
        env:
        - name: A
          value: "1"
`

const json = `{
  "kind": "Job",
  "metadata": {
    "name": "report",
    "labels": {
      "app": "report"
    }
  },
  "spec": {
    "backoffLimit": 1
  }
}
`

function job1(from: string | RegExp, to: string): string {
  return job.replace(from, to)
}

function args(lines: string): string {
  return job.replace('args: ["run"]', `args:\n${lines}`)
}

export const slipped: Readonly<Record<string, Slipped>> = {
  'a web page': { text: '<!DOCTYPE html>\n<html>\n<title>404: Not Found</title>\n', line: 1, says: /HTML/ },
  'a script with a heredoc': {
    text: `#!/bin/sh\nkubectl apply -f - <<E\n${job}E\n`,
    line: 1,
    says: /script/
  },
  'a heredoc': { text: `cat <<'EOF' > job.yaml\n${job}EOF\n`, line: 1, says: /shell/ },
  'the end of a heredoc': { text: `${job}EOF\n`, line: 17, says: /heredoc/ },
  'a fence': { text: `\`\`\`yaml\n${job}\`\`\`\n`, line: 1, says: /Markdown/ },
  'the end of a fence': { text: `${job}\`\`\`\n`, line: 17, says: /Markdown/ },
  'a prompt': { text: `$ kubectl get job x -o yaml\n${job}`, line: 1, says: /shell/ },
  'a prompt of root': { text: `root@host:~# cat job.yaml\n${job}`, line: 1, says: /shell/ },
  'output of kubectl': { text: `${job}job.batch/report created\n`, line: 17, says: /printed/ },
  'a diff': { text: `--- a/job.yaml\n+++ b/job.yaml\n@@ -1 +1 @@\n${job}`, line: 1, says: /diff/ },
  'a conflict': {
    text: job1('  name: report\n', '<<<<<<< HEAD\n  name: a\n=======\n  name: b\n>>>>>>> b\n'),
    line: 4,
    says: /conflict marker/
  },
  'line numbers': {
    text: job
      .trim()
      .split('\n')
      .map((l, i) => `${i + 1}: ${l}`)
      .join('\n'),
    line: 1,
    says: /number/
  },
  'a quoted mail': { text: job.replace(/^/gm, '> '), line: 1, says: /mail/ },
  'words before': { text: `Here is the manifest\n\n${job}`, line: 1, says: /does not belong here/ },
  'words behind': { text: `${job}that is all\n`, line: 17, says: /does not belong here/ },
  'a template': { text: job1('name: report', 'name: {{ .Release.Name }}'), line: 4, says: /template/i },
  'a line of a template': { text: job1('  name', '{{- if .x }}\n  name'), line: 4, says: /template/ },
  'a line of jinja': { text: job1('  name', '{% if x %}\n  name'), line: 4, says: /template/ },
  'a variable that is glued': { text: job1('- name: A', '- NAME=value'), line: 15, says: /- name: NAME/ },
  'a colon that is glued': {
    text: job1('- name: A', '- name:A'),
    line: 15,
    says: /space is missing after the colon/
  },
  'a colon in the quotes': { text: job1('spec:\n', '"spec:"\n'), line: 5, says: /quotes take in the colon/ },
  'a key without its colon': { text: job1('containers:', 'containers'), line: 9, says: /colon is missing/ },
  'a first key without its colon': {
    text: job1('  template:', '  template'),
    line: 6,
    says: /colon is missing/
  },
  'two keys on a line': { text: job1('spec:\n  template:', 'spec: template:'), line: 5, says: /second ": "/ },
  'a comment in a value': {
    text: job1('image: a:1', 'image: a\n          # why\n          b'),
    line: 12,
    says: /comment cannot be inside/
  },
  'a list after a value': {
    text: job1('containers:', 'containers: []'),
    line: 10,
    says: /has a value already/
  },
  'a mapping after a value': {
    text: job1('metadata:', 'metadata: x'),
    line: 4,
    says: /"metadata" above it has a value/
  },
  'a dash out of line': {
    text: job1('        - name: A', '       - name: A'),
    line: 15,
    says: /dash does not line up/
  },
  'a key out of line': { text: job1('        image', '       image'), line: 11, says: /column 9/ },
  'a key far out of line': { text: job1('        image', '      image'), line: 11, says: /column 9/ },
  'a value out of line': { text: job1('          value', '         value'), line: 16, says: /column 11/ },
  'a first key out of line': {
    text: job1('      restartPolicy', '     restartPolicy'),
    line: 8,
    says: /column 7/
  },
  tabs: { text: job.replaceAll('  ', '\t'), line: 4, says: /tab/ },
  'a list without brackets': {
    text: job1('["run"]', '"run", "x"'),
    line: 13,
    says: /brackets: \["run", "x"\]/
  },
  'a list without its beginning': { text: job1('["run"]', '"run"]'), line: 13, says: /never opened/ },
  'quotes in quotes in brackets': { text: job1('["run"]', '["{"a": 1}"]'), line: 13, says: /\\"/ },
  'an apostrophe': { text: job1('image: a:1', "image: 'don't'"), line: 11, says: /''/ },
  'an apostrophe in brackets': { text: job1('["run"]', "['it's']"), line: 13, says: /''/ },
  'a variable in brackets': { text: job1('["run"]', '[${A}, b]'), line: 13, says: /quotes inside brackets/ },
  'an address in brackets': { text: job1('["run"]', '[http://x/?a=b]'), line: 13, says: /"\?"/ },
  'quotes over lines': { text: job1('"/bin/sh", "-c"]', '"/bin/sh", "-c]'), line: 12, says: /never closed/ },
  'a path of Windows': { text: job1('a:1', '"C:\\jobs\\x"'), line: 11, says: /single quotes/ },
  'an escaped slash': { text: job1('a:1', '"a\\/b"'), line: 11, says: /without the backslash/ },
  'half a character': { text: job1('a:1', '"\\ud83d\\ude00"'), line: 11, says: /half of a character/ },
  'a colon in a command': { text: args('        - echo "a: b" && run: x'), line: 14, says: /second ": "/ },
  'text behind quotes': { text: args('        - "echo" hello'), line: 14, says: /around the whole value/ },
  'a pipe': { text: args('        - | grep x'), line: 14, says: /Text follows "\|"/ },
  'a redirection': { text: args('        - > out.txt'), line: 14, says: /Text follows ">"/ },
  'a script in a second document': {
    text: `a: b\n---\n${args('        - |\n        set -e\n        run')}`,
    line: 17,
    says: /begins on line 16,/
  },
  'a script that is not indented': {
    text: args('        - |\n        set -e\n        run'),
    line: 15,
    says: /line 14/
  },
  'a heredoc in a script': {
    text: args('        - |\n          cat <<E\nhello\nE\n          run'),
    line: 16,
    says: /line 14/
  },
  'a query in a script': {
    text: args('        - |\n          psql <<E\n  select 1;\n          E'),
    line: 16,
    says: /line 14/
  },
  'an anchor that is not there': { text: job1('"1"', '*default'), line: 16, says: /no &default/ },
  'a merge of a word': { text: job1('  name', '  <<: base\n  name'), line: 4, says: /merges other mappings/ },
  'no key': { text: job1('  name: report', '  : report'), line: 4, says: /key before this colon/ },
  'two dashes': { text: job1('- name: main', '-- name: main'), line: 10, says: /one dash/ },
  'another manifest, indented': { text: job + job.replace(/^(?=.)/gm, ' '), line: 17, says: /"---"/ },
  'a separator of two hyphens': { text: `${job}--\n${job}`, line: 17, says: /three hyphens/ },
  'a separator with a manifest': { text: `${job}--- ${job}`, line: 17, says: /line of its own/ },
  'a directive': { text: `%YAML 1.2\n---\n${job}`, line: 1, says: /directive/ },
  'JSON without a comma': { text: json.replace('"Job",', '"Job"'), line: 2, says: /comma is missing/ },
  'JSON without a comma after braces': {
    text: json.replace('  },\n  "spec"', '  }\n  "spec"'),
    line: 8,
    says: /comma is missing/
  },
  'JSON without a brace': {
    text: json.replace('    }\n  },\n  "spec"', '    }\n  "spec"'),
    line: 7,
    says: /line 3 is still open/
  },
  'JSON with a brace too many': { text: `${json}}\n`, line: 13, says: /none is open/ },
  'JSON with a comment': { text: json.replace('  "spec"', '  // what\n  "spec"'), line: 9, says: /comment/ },
  'JSON with an equals sign': { text: json.replace('"kind":', '"kind" ='), line: 2, says: /colon belongs/ },
  'JSON with a semicolon': { text: json.replace('"Job",', '"Job";'), line: 2, says: /comma belongs/ },
  'JSON with an open quote': { text: json.replace('"Job"', '"Job'), line: 2, says: /never closed/ },
  'JSON with another bracket': {
    text: json.replace('    }\n  }', '    ]\n  }'),
    line: 7,
    says: /closes the "\{" that begins on line 5/
  },
  'JSON without the brace of its last mapping': {
    text: json.replace('  }\n}\n', '}\n'),
    line: 9,
    says: /"\{" that begins here is never closed/
  },
  'a dash that is glued to a script': {
    text: args('          -|\n            set -e\n            run: it'),
    line: 14,
    says: /space is missing after the dash/
  },
  'JSON cut off': { text: json.slice(0, 70), line: 5, says: /cut off/ }
}
