import { baseName } from '../../shell/index.ts'
import { parseImage } from './image.ts'

/** Whether these words start a server that stays in the foreground until it is told to stop. */
export function isServer(words: readonly string[]): boolean {
  const [program = '', ...rest] = words
  if (rest.some(isEnding)) return false
  const name = baseName(program)
  const line = rest.join(' ')
  const interpreted = /^python[\d.]*$/.test(name) ? /^-m (\S+)/.exec(line) : null
  if (interpreted)
    return interpreted[1] === 'http.server' || isServer([interpreted[1] ?? '', ...rest.slice(2)])
  if (/^(?:python[\d.]*|php|ruby|node)$/.test(name)) return scripts.some((script) => script.test(line))
  return plain.has(name) || conditional.get(name)?.test(line) === true
}

/** Whether an image that is given neither command nor arguments, or options only, runs a server. */
export function isServerImage(image: string, args: readonly string[]): boolean {
  const path = parseImage(image).name.split('/')
  const name = path.at(-1) ?? ''
  if (name === 'pause') return true
  const owner = path.at(-2) ?? 'library'
  if (owner === 'selenium' && /^(?:standalone|node|hub)\b/.test(name)) return args.length === 0
  if (!officialOwners.test(owner) || !officialImages.has(name)) return false
  return args.every((arg) => arg.startsWith('-') && !isEnding(arg))
}

/** Whether a word makes servers do something else and end. */
function isEnding(word: string): boolean {
  return ends.test(word) || /^-[VhtTvd1]$/.test(word)
}

/** Long options and subcommands, however they are written; of short ones `-d` and `-D` are not the same. */
const ends =
  /^(?:--?(?:version|help|help-all|check|check-config|configtest|test|validate|initialize|initialize-insecure|bootstrap|single|boot|describe-config|daemon|daemonize|daemon-off|fork|repair|shutdown|detach|detached|stop|reload|dry-run|print-config|one-off|install-xsrf)(?:=.*)?|version|help|healthcheck|check|validate|init)$/i

const plain = new Set(
  `postgres mysqld mysqld_safe mariadbd mariadbd-safe redis-server redis-sentinel valkey-server keydb-server mongod mongos
   memcached rabbitmq-server etcd httpd-foreground apache2-foreground gunicorn uvicorn hypercorn daphne uwsgi puma unicorn
   thin php-fpm prometheus alertmanager grafana-server nats-server zookeeper-server-start.sh kafka-server-start.sh
   kafka-server-start coredns dockerd kubelet kube-apiserver http-server sidekiq cloud-sql-proxy cloud_sql_proxy
   alloydb-auth-proxy envoy linkerd2-proxy consul-dataplane oauth2-proxy pgbouncer tailscaled`.split(/\s+/)
)

const conditional: ReadonlyMap<string, RegExp> = new Map([
  ['nginx', /daemon off/],
  ['httpd', /-D ?FOREGROUND/],
  ['apache2', /-D ?FOREGROUND/],
  ['apache2ctl', /-D ?FOREGROUND/],
  ['apachectl', /-D ?FOREGROUND/],
  ['haproxy', /(?:^| )-(?:f|db|W)(?: |$)/],
  ['caddy', /^(?:run|file-server|reverse-proxy)\b/],
  ['sshd', /-\w*D/],
  ['crond', /(?:^| )-\w*[fn]/],
  ['cron', /(?:^| )-\w*f/],
  ['supervisord', /(?:^| )(?:-n|--nodaemon)/],
  ['minio', /^server\b/],
  ['pilot-agent', /^proxy\b/],
  ['ssh', /(?:^| )-(?!\w*f)\w*N/],
  ['autossh', /(?:^| )-(?!\w*f)\w*N/],
  ['socat', /LISTEN\S{0,200},fork/i],
  ['vault', /^server\b/],
  ['consul', /^agent\b/],
  ['celery', /(?:^| )(?:worker|beat|flower)\b/],
  ['airflow', /^(?:webserver|scheduler|triggerer|standalone|api-server)\b/],
  ['flask', /(?:^| )run\b/],
  ['fastapi', /^(?:run|dev)\b/],
  ['streamlit', /^run\b/],
  ['jupyter', /^(?:lab|notebook|server)\b/],
  ['rails', /^(?:s|server)\b/],
  ['manage.py', /^runserver\b/],
  ['django-admin', /^runserver\b/],
  ['artisan', /^(?:serve|schedule:work|horizon)\b/],
  ['rq', /^worker\b(?!.*--burst)/],
  ['kubectl', /^(?:proxy|port-forward)\b/],
  ['iperf3', /(?:^| )(?:-s|--server)\b/],
  ['iperf', /(?:^| )(?:-s|--server)\b/],
  ['mlflow', /^(?:server|ui)\b/],
  ['ray', /^start\b.*--block\b/]
])

/** Scripts of an interpreter that serve. */
const scripts = [
  /(?:^|\/)manage\.py runserver\b/,
  /(?:^|\/)artisan (?:serve|schedule:work|horizon)\b/,
  /^-S \S+:\d+/
]

const officialOwners = /^(?:library|bitnami|bitnamilegacy|nginxinc|docker|mirror|k8s\.gcr\.io)$/
const officialImages = new Set(
  `nginx nginx-unprivileged httpd redis valkey postgres postgresql mysql mariadb mongo mongodb memcached rabbitmq haproxy
   caddy registry traefik etcd nats tomcat jetty wordpress ghost nextcloud influxdb couchdb neo4j elasticsearch zookeeper`.split(
    /\s+/
  )
)
