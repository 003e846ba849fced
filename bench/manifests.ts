/** The n-th generated manifest: mostly other kinds, as in a real repository, and one Job or CronJob in eight. */
export function manifest(n: number): string {
  return n % 8 > 0 ? deployment(n) : n % 16 > 0 ? job(n) : cronJob(n)
}

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

function cronJob(n: number): string {
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

function deployment(n: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${n}
spec:
  replicas: ${n % 5}
  selector: {matchLabels: {app: web-${n}}}
  template:
    metadata: {labels: {app: web-${n}}}
    spec:
      containers:
        - name: web
          image: example.com/web:1.${n}.0
`
}
