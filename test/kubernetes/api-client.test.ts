import { describe, expect, test } from 'vitest'
import { needsNoApi } from '../../src/kubernetes/container/api-client.ts'

const image = 'example.com/tools:1.0.0'
const script = (text: string) => ({ image, command: ['sh', '-c', text], args: [] })

describe('needsNoApi', () => {
  test.each([
    'echo hello; sleep 5',
    'set -e; pg_dump "$URL" | gzip > /backup/x.gz',
    'for i in $(seq 5); do curl -sf https://example.com/health && exit 0; sleep 2; done; exit 1',
    'exec timeout 60 psql -c "select 1"',
    'say() { echo "$1"; }; say hello',
    'if [ -f /x ]; then cp /x /y; else wget -O /y https://example.com/y; fi'
  ])('%s', (text) => {
    expect(needsNoApi(script(text))).toBe(true)
  })

  test.each([
    'kubectl get pods',
    'echo start; oc apply -f -',
    'x=$(kubectl get ns); echo "$x"',
    './run.sh',
    'python -c "print(1)"',
    'python migrate.py',
    '$TOOL status',
    'echo ok && /app/report',
    'curl --cacert ca.crt https://kubernetes.default.svc/api',
    'cat /var/run/secrets/kubernetes.io/serviceaccount/namespace',
    'aws s3 cp /x s3://bucket/x',
    'apk add helm && sleep 1',
    'eval "$WORK"',
    'exec tail -f /dev/null',
    '/export --all',
    'find / -exec ./work {} ;'
  ])('in doubt: %s', (text) => {
    expect(needsNoApi(script(text))).toBe(false)
  })

  test('a command that is not written is the image, known by its name or not', () => {
    expect(needsNoApi({ image: 'curlimages/curl:8.11.0', command: [], args: ['https://example.com'] })).toBe(
      true
    )
    expect(needsNoApi({ image: 'example.com/report:1', command: [], args: ['--all'] })).toBe(false)
    expect(needsNoApi({ image: 'google/cloud-sdk:slim', command: ['sleep'], args: ['infinity'] })).toBe(false)
    expect(needsNoApi({ image: 'bitnami/kubectl:1.36', command: ['sleep'], args: ['5'] })).toBe(false)
  })

  test('code that computes is understood, code that calls is not', () => {
    expect(
      needsNoApi({
        image: 'perl:5.40',
        command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'],
        args: []
      })
    ).toBe(true)
    expect(needsNoApi({ image: 'perl:5.40', command: ['perl', '-e', 'system("work")'], args: [] })).toBe(
      false
    )
  })
})
