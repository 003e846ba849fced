import { describe, expect, test } from 'vitest'
import { secretIn, secretsWithin } from '../../../src/kubernetes/container/secret.ts'
import { literalsOf } from '../../../src/shell/literals.ts'
import { readCommand } from '../../../src/shell/programs.ts'
import { wordAt } from '../../../src/shell/word.ts'

// Cut in two, so that no scanner takes this file for a leak.
const github = `ghp_${'a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6'}`
const jwt = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9`

describe('secretIn', () => {
  test.each<[string, string]>([
    ['DB_PASSWORD', 'kT9w-42lq'],
    ['PGPASSWORD', 'sunflower77'],
    ['db.password', 'Xk29!mm'],
    ['spring.datasource.password', 'Tr0ub4dor'],
    ['dbPassword', 'h4Kd92ms'],
    ['MYSQL_PWD', 'Qz81-ppl'],
    ['SMTP_PASS', 'zR6tq90w'],
    ['REDIS_PASSWORD_2', 'mN82kd0s'],
    ['API_KEY', '9f8a7c6b5d4e3f2a1b0c9d8e7f6a5b4c'],
    ['STRIPE_SECRET_KEY', 'Xy72kLmPq93zR'],
    ['AWS_SECRET_ACCESS_KEY', 'hJ8kL/2mN4pQ+rS6tU8vW0xY1zA3bC5dE7fG9hI'],
    ['OAUTH_CLIENT_SECRET', 'GOCSPX-8h3kD02mVq7'],
    ['SLACK_TOKEN', 'tok-8Hd73KslQ02'],
    ['ANYTHING', github],
    ['HEADER', `Authorization: Bearer ${jwt}`],
    ['DATABASE_URL', 'postgres://shop:Wq82kzM1@db.example.org:5432/shop'],
    ['ConnectionStrings__Default', 'Server=db;User Id=sa2;Password=Wq82kzM1;Encrypt=true'],
    ['PGPASSWORD', 'Postgres2026!'],
    ['DB_PASSWORD', 'P@ssw0rd'],
    ['DB_PASSWORD', 'password123!'],
    ['DB_PASSWORD', 's3cr3t'],
    ['SHOP_PASSWORD', 'shop2026'],
    ['ADMIN_PASSWORD', 'Admin@123'],
    ['ADMIN_PASSWORD', 'admin123'],
    ['ADMIN_PASSWORD', 'hunter2'],
    ['MINIO_ROOT_PASSWORD', 'minio123'],
    ['DATABASE_URL', 'postgres://app:App2026!@db/app'],
    ['DATABASE_URL', 'postgres://app:P@ssw0rd@db/app'],
    ['KEY', `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq8'}x9`]
  ])('%s: %s', (name, value) => {
    expect(secretIn(name, value)).toBeTypeOf('string')
  })

  test.each<[string, string]>([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', 'password'],
    ['DB_PASSWORD', 'secret'],
    ['DB_PASSWORD', 'example'],
    ['DB_PASSWORD', 'dummy-value'],
    ['DB_PASSWORD', 'xxxxxxxx'],
    ['DB_PASSWORD', 'test1234'],
    ['DB_PASSWORD', '12345678'],
    ['DB_PASSWORD', 'abc123'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['DB_PASSWORD', '$(cat /run/secrets/db)'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD', '<password>'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:1:secret:db'],
    ['POSTGRES_PASSWORD', 'postgres'],
    ['MYSQL_ROOT_PASSWORD', 'supersecret'],
    ['MYSQL_PASSWORD', 'wp_pass'],
    ['MYSQL_PASSWORD', 'my-secret-pw'],
    ['ADMIN_PASSWORD', 'demo123!'],
    ['ADMIN_PASSWORD', 'foobar1'],
    ['KEYCLOAK_ADMIN_PASSWORD', 'keycloak'],
    ['REPORT_PASSWORD', 'report'],
    ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
    ['MYSQL_RANDOM_ROOT_PASSWORD', '1'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD_SECRET_NAME', 'report-db-9f8a7c6b'],
    ['DB_PASSWORD_KEY', 'password'],
    ['PASSWORD_POLICY', 'length(12) and digits(2)'],
    ['PWD', '/srv/app2Data'],
    ['TLS_SECRET', 'wildcard-tls-2024'],
    ['SECRET', 'projects/7/secrets/db/versions/latest'],
    ['TOKEN_TTL', '3600'],
    ['TOKEN', '86400'],
    ['REFRESH_TOKEN', '720h'],
    ['TOKEN_ENV_VAR_NAME', 'SEMANTIC_RELEASE_TOKEN'],
    ['GITHUB_TOKEN', 'GITHUB_TOKEN_2'],
    ['TOKEN_URL', 'https://login.example.com/oauth2/token'],
    ['API_KEY_HEADER', 'X-Api-Key'],
    ['JWT_KEY_ID', 'Gb389a-9f76-gdjs-a92j-0242bk94356'],
    ['PUBLIC_KEY', 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE'],
    ['CACHE_KEY', 'v2-9f8a7c6b5d4e'],
    ['SECRET_ID', 'bq-readonly-key'],
    ['S3_ACCESS_KEY', 'minioadmin'],
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/var/run/key2.json'],
    ['BROKER_URL', 'amqp://guest:guest@rabbitmq:5672'],
    ['DATABASE_URL', 'postgres://billing:billing@db/billing'],
    ['DATABASE_URL', 'postgres://app:${PASSWORD}@db/app'],
    ['IMAGE', 'registry:5000/team/app@sha256:0a1b2c3d4e5f'],
    ['CHECK', 'grep -q "BEGIN PRIVATE KEY" key.pem'],
    ['NAME', 'sk-learn-with-a-very-long-name-for-a-project']
  ])('not %s: %s', (name, value) => {
    expect(secretIn(name, value)).toBeUndefined()
  })
})

describe('literalsOf', () => {
  const secrets = (texts: string[]) =>
    literalsOf(texts, readCommand(texts.map(wordAt))).filter(
      ({ name, value }) => secretIn(name, value) !== undefined
    )

  test.each<[string[], string]>([
    [['--password=kT9w-42lq'], 'kT9w-42lq'],
    [['app', '--password', 'kT9w-42lq'], 'kT9w-42lq'],
    [['--set', 'db.password=kT9w-42lq'], 'kT9w-42lq'],
    [['sh', '-c', 'PASSWORD=kT9wQ42lq0== app'], 'kT9wQ42lq0=='],
    [['sh', '-c', 'PGPASSWORD=kT9w-42lq psql -h db'], 'kT9w-42lq'],
    [['sh', '-c', "export TOKEN='kT9w42lq00'\ncurl example.com"], 'kT9w42lq00'],
    [['sh', '-c', 'mysql -uroot -pkT9w-42lq shop < /dump.sql'], 'kT9w-42lq'],
    [['sh', '-c', "mysqldump -uroot -p'Root123!' shop"], 'Root123!'],
    [['sh', '-c', 'sshpass -pWelcome2026! ssh host'], 'Welcome2026!'],
    [['sh', '-c', 'docker login -u ci -p Welcome2026! example.com'], 'Welcome2026!'],
    [['sh', '-c', 'sqlcmd -S db -U sa -P P@ssw0rd -Q "select 1"'], 'P@ssw0rd'],
    [['sysbench', '--mysql-password=MariaDB11!', 'run'], 'MariaDB11!'],
    [['sh', '-c', 'curl -u bot:kT9w-42lq https://example.com'], 'kT9w-42lq'],
    [['sh', '-c', 'kubectl create secret generic x --from-literal=password=kT9w-42lq'], 'kT9w-42lq'],
    [['sh', '-c', 'if true; then x=$(redis-cli -a kT9w-42lq ping); fi'], 'kT9w-42lq']
  ])('%j', (texts, secret) => {
    const [found, ...others] = secrets(texts)
    expect({ value: found?.value, others }).toEqual({ value: secret, others: [] })
    if (found !== undefined && !Number.isNaN(found.start))
      expect(texts[found.index]?.startsWith(secret, found.start)).toBe(true)
  })

  test.each<[string[]]>([
    [['--password-file', '/run/secrets/db2']],
    [['--token-ttl', '3600']],
    [['--secret', 'report-tls', '--token', '--password']],
    [['sh', '-c', 'PASSWORD=$(openssl rand -base64 20); echo "$PASSWORD"']],
    [['sh', '-c', 'mysql -h db -P 3306 -p"$MYSQL_ROOT_PASSWORD" shop']],
    [['sh', '-c', 'docker run -p 8080:80 alpine']],
    [['sh', '-c', 'docker run -u 1000:1000 alpine']],
    [['sh', '-c', 'TOKEN=`cat /var/run/secrets/kubernetes.io/serviceaccount/token`']],
    [['sh', '-c', 'psql -p 5432 -c "select 1"']]
  ])('nothing in %j', (texts) => {
    expect(secrets(texts)).toEqual([])
    expect(texts.flatMap(secretsWithin)).toEqual([])
  })
})
