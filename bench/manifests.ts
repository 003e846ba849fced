/** A typical Job of some 700 bytes with a few mistakes. */
export function job(n: number): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: backfill-${n}
  namespace: team-${n % 20}
  labels:
    app.kubernetes.io/name: shop
spec:
${spec(n, '')}`
}

/** A typical CronJob. */
export function cronJob(n: number): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report-${n}
spec:
  schedule: "${n % 60} 3 * * *"
  jobTemplate:
    spec:
${spec(n, '    ')}`
}

function spec(n: number, indent: string): string {
  const lines = `  backoffLimit: ${n % 4}
  template:
    spec:
      restartPolicy: Never
      serviceAccountName: shop
      containers:
        - name: main
          image: example.com/shop:1.${n}.0
          command: ["sh", "-c", "set -e; ./bin/prepare && alembic upgrade head"]
          env:
            - name: DATABASE_URL
              valueFrom: {secretKeyRef: {name: shop, key: url}}
            - name: BATCH
              value: "${n}"
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 512Mi}
`
  return lines.replace(/^/gm, indent).trimEnd().concat('\n')
}
