import { expect, test } from 'vitest'
import { endlessPart } from '../../../src/kubernetes/container/never-ends.ts'
import { readContainer } from '../../../src/kubernetes/container/reading.ts'
import { isServerImage } from '../../../src/kubernetes/container/servers.ts'

function kindOf(command: readonly string[]): string | undefined {
  return endlessPart(readContainer({ command, args: [] }))?.kind
}

test.each<[string, string | undefined]>([
  ['sleep infinity', 'sleep'],
  ['sleep 3600', undefined],
  ['cloud-sql-proxy --port 5432 p:r:i', 'server'],
  ['cloud-sql-proxy p:r:i & ./work', undefined],
  ['envoy --mode validate -c /x', undefined],
  ['vault agent -config=/x', undefined],
  ['ssh -N -L 5432:db:5432 host', 'server'],
  ['ssh -fN -L 5432:db:5432 host', undefined],
  ['socat TCP-LISTEN:5432,fork TCP:db:5432', 'server'],
  ['socat - TCP:db:5432', undefined],
  ['echo start && exec sleep inf', 'sleep'],
  ['tail -f /dev/null', 'follow'],
  ['tail -n 0 -F /var/log/app.log', 'follow'],
  ['tail -100f /app.log', 'follow'],
  ['tail -n 5 /app.log', undefined],
  ['tail --pid=$P -f /app.log', undefined],
  ['timeout 60 tail -f /app.log', undefined],
  ['tail -f /app.log | tee /copy', 'follow'],
  ['tail -f /app.log | grep -m1 done', undefined],
  ['tail -f /app.log & T=$!; ./work; kill $T', undefined],
  ['tail -f /app.log & ./work', undefined],
  ['./work & tail -f /app.log; kill $!', undefined],
  ['./work; tail -f /dev/null', 'follow'],
  ['./work || tail -f /dev/null', undefined],
  ['while true; do ./work; sleep 60; done', 'loop'],
  ['while :; do ./work; done', 'loop'],
  ['while [ 1 ]; do ./work; done', 'loop'],
  ['until false; do ./work; done', 'loop'],
  ['for ((;;)); do ./work; done', 'loop'],
  ['for ((i=0; i<3; i++)); do ./work; done', undefined],
  ['for x in a b; do ./work; done', undefined],
  ['while true; do ./work && break; sleep 1; done', undefined],
  ['while true; do if ./done; then exit 0; fi; done', undefined],
  ['stop() { exit 0; }; while true; do ./done && stop; done', undefined],
  ['while read line; do ./work $line; done', undefined],
  ['while ! ./done; do sleep 1; done', undefined],
  ['set -e; while true; do ./work; sleep 1; done', undefined],
  ['set -e; while true; do sleep 30; done', 'loop'],
  ['if [ -z "$X" ]; then exit 0; fi; sleep infinity', undefined],
  ['if [ -z "$X" ]; then exit 1; fi; sleep infinity', 'sleep'],
  ['if a; then sleep infinity; fi', undefined],
  ['if a; then sleep infinity; else tail -f /x; fi', 'sleep'],
  ['case $1 in serve) nginx -g "daemon off;";; *) ./work;; esac', undefined],
  ['run() { nginx -g "daemon off;"; }; run', 'server'],
  ['exec "$@"; sleep infinity', undefined],
  ['redis-server --port 6379', 'server'],
  ['redis-server --version', undefined],
  ['redis-server --daemonize yes', undefined],
  ['redis-server & ./test; kill %1', undefined],
  ['redis-server & ./test', undefined],
  ['redis-server & ./test; wait', 'server'],
  ['a & b & wait', undefined],
  ['python3 -m http.server 8080', 'server'],
  ['python3 manage.py migrate', undefined],
  ['python3 manage.py runserver 0.0.0.0:80', 'server'],
  ['nginx -t', undefined],
  ['nginx', undefined],
  ['etcd --version', undefined],
  ['minio server /data', 'server'],
  ['celery -A shop worker -l info', 'server'],
  ['kubectl port-forward svc/db 5432', 'server'],
  ['kubectl get pods -w | grep -q Running', undefined],
  ['iperf3 -s -1', undefined],
  ['echo "sleep infinity"', undefined],
  ['# sleep infinity\n./work', undefined],
  ['cat <<EOF\nwhile true; do :; done\nEOF', undefined]
])('%s: %s', (script, expected) => expect(kindOf(['sh', '-c', script])).toBe(expected))

test.each<[readonly string[], string | undefined]>([
  [['sleep', 'infinity'], 'sleep'],
  [['/bin/bash', '-ec', 'sleep infinity'], 'sleep'],
  [['bash', '-o', 'pipefail', '-c', 'sleep infinity'], 'sleep'],
  [['sh', '-c', '--', 'while true; do sleep 30; done;'], 'loop'],
  [['tini', '--', 'nginx', '-g', 'daemon off;'], 'server'],
  [['timeout', '60', 'sleep', 'infinity'], undefined],
  [['bash', 'server.sh'], undefined],
  [['sh', '-c', '{{ if .x }}sleep infinity{{ end }}'], undefined],
  [[], undefined]
])('%j: %s', (command, expected) => expect(kindOf(command)).toBe(expected))

test.each<[string, readonly string[], boolean]>([
  ['nginx:1.27', [], true],
  ['docker.io/library/redis', [], true],
  ['registry.k8s.io/pause:3.9', [], true],
  ['postgres:16', ['-c', 'fsync=off'], false],
  ['redis:7', ['--save'], true],
  ['nginx:1.27', ['-v'], false],
  ['nginx:1.27', ['nginx', '-t'], false],
  ['example.com/team/nginx:2', [], false],
  ['busybox', [], false]
])('image %s %j: %s', (image, args, expected) => expect(isServerImage(image, args)).toBe(expected))
