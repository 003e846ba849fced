/**
 * What nobody would use in earnest: nothing but words such as `changeme`, `postgres` or `my-secret`, one letter, or digits in
 * a row. With a digit or sign it is a weak password (`Postgres2026!`, `admin123`, `P@ssw0rd`), unless it says `test`.
 */
export function isDummy(value: string, name: string): boolean {
  if (value.length < 4 || /^(.)\1*$/.test(value)) return true
  const plain = value.toLowerCase()
  if (
    /example|placeholder|change.?me|change.?it|replace|dummy|redacted|your[-_ ]?|todo|insert|sample|fixme|\bfake|xxx|not.?(?:a|the|real|used)/.test(
      plain
    )
  )
    return true
  const letters = plain.replace(/[^a-z]/g, '')
  if (letters === '') return sequence.test(plain)
  const isWeak = /[^a-z_. -]/.test(plain) && !fixtures.test(letters)
  const words = new Set([...dummies, ...(name.toLowerCase().match(/[a-z]{3,}/g) ?? [])])
  return !isWeak && letters.length * 2 >= plain.length && isMadeOf(letters, words)
}

/** Words that no password has which anybody uses. */
const fixtures = /test|demo|mock|stub|foo|bar|baz|qux|abc|xyz|^(?:local|dev)/

/** Whether a text is nothing but some of these words, one after the other. */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  const ends = new Set([0])
  for (let end = 1; end <= Math.min(text.length, 60); end++) {
    for (let length = 1; length <= Math.min(end, 16); length++) {
      if (ends.has(end - length) && words.has(text.slice(end - length, end))) ends.add(end)
    }
  }
  return ends.has(text.length)
}

const sequence = /^(?:0*1?23456?7?8?9?0?|(?:0123|1234|12345)\d*|0+|9876\d*)$/

/** Words of which the passwords of demonstrations and tests are made, the names of products included. */
const dummies: readonly string[] = `my our the some very super top any this is for of to in not
  test tests testing tester demo dev develop development local localhost foo bar baz qux quux mock stub
  password passwd passw passwort pass pwd pw secret secrets token key keys apikey api access auth login credential credentials value
  string text random change changeit default admin administrator root user username guest owner master main system service app application
  postgres postgresql pg mysql maria mariadb mongo mongodb redis rabbit rabbitmq minio miniostorage minioadmin elastic elasticsearch
  kibana grafana prom keycloak airflow kafka zookeeper cassandra clickhouse oracle mssql sa sqlserver sql db database
  wordpress wp drupal joomla ghost nextcloud gitea gitlab github jenkins sonar nexus vault consul etcd neo temporal hydra kratos
  hello world welcome letmein qwerty qwertz asdf abc abcd abcde abcdef xyz yourpassword mypassword hunter strong safe insecure unsafe
  trustno iloveyou correct horse battery staple none empty blank cluster kubernetes kube docker server client
  backend frontend web job cron batch worker queue cache store storage data`
  .split(/\s+/)
  .filter((word) => word !== '')
