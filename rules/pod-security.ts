import { defineRule, yaml } from '../src/core/rule/index.ts'
import { podSecurity } from '../src/kubernetes/api/index.ts'

export default defineRule({
  id: 'pod-security',
  summary: 'Comply with a level of the Pod Security Standards.',
  rationale: `A namespace may enforce a level of the Pod Security Standards. A Job that violates it is still accepted,
with a warning at most; it is its Pods that are refused, so the Job remains without Pods and never fails. The verdict
is that of the evaluator that the API server runs.`,
  whenNot:
    'On patches and fragments it judges only what is written. Turn it off where no namespace enforces a level.',
  category: 'safety',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    level: {
      type: 'string',
      enum: ['baseline', 'restricted'],
      default: 'baseline',
      description: 'The level that the namespaces enforce.'
    }
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  since: '0.1.0',
  examples: [
    {
      title: 'A privileged container',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              securityContext:
                privileged: true
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
              securityContext:
                privileged: false
      `
    },
    {
      title: 'Restricted asks for more',
      options: { level: 'restricted' },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          securityContext:
            runAsNonRoot: true
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: report
              image: example.com/report:1.4.2
              securityContext:
                allowPrivilegeEscalation: false
                capabilities:
                  drop: [ALL]
      `
    }
  ],

  *check({ kind, podTemplate, podSpec, isPartial }, { options, kubernetes }) {
    const level = options.level === 'restricted' ? 'restricted' : 'baseline'
    const metadata = podTemplate.at('metadata')
    for (const { check, path, message, also } of podSecurity(
      podSpec.value,
      metadata.value,
      level,
      kubernetes.at(-1) ?? '',
      kind
    )) {
      const at = podTemplate.at(...path)
      if (isPartial && !at.exists) continue
      yield {
        at,
        message: `${message} The ${level} level requires this (${check}).`,
        related: also.map((other) => ({
          at: podTemplate.at(...other),
          message: 'This fails the same check.'
        }))
      }
    }
  }
})
