import { why } from './verdict.ts'

/** Whether a name made of words, such as `db-migrate.sh` or `backfillOrders`, tells of work not to be repeated. */
export function judgeName(name: string): { readonly words: string; readonly why: string } | undefined {
  const words = split(name)
  if (words.some((word) => harmless.has(word))) return undefined
  const text = ` ${words.join(' ')} `
  if (elsewhere.test(text)) return undefined
  for (const [pattern, reason] of telling) {
    const found = pattern.exec(text)
    if (found !== null) return { words: found[0].trim(), why: reason }
  }
  return undefined
}

/** The lowercase words of a name: `runDbMigrations.sh` gives run, db, migrations, sh. */
export function split(name: string): string[] {
  return name
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}

/** Whether a word says that the others are only looked at, undone or not meant. */
export function isHarmlessWord(word: string): boolean {
  return harmless.has(word.toLowerCase())
}

const harmless = new Set(
  `status check checks checker verify verifies verifier verification validate validates validation validator lint
   list show info describe plan preview dry dryrun wait waits waiting waiter await pending diff compare generate
   generator gen history report reports reporter reporting monitor monitoring exporter watch watcher alert alerts
   audit estimate print docs help skip no without disable disabled cleanup clean cleaner delete deletes remove purge
   prune revoke makemigrations ready readiness health test tests e2e smoke benchmark metrics stats export drill`.split(
    /\s+/
  )
)

/** The same words for something else: Knative's storage versions, moving virtual machines, Cassandra's seeds. */
const elsewhere = new RegExp(
  ' (?:storage ?version|storageversion|live|vm|vms|kubevirt|node|nodes|pod|pods|workload|traffic) (?:\\w+ )?migrat|' +
    ' seed ?nodes? | seed peers? | (?:cassandra|nodetool|reaper)\\w* | (?:cache|terminal) restore | restore cache |' +
    ' (?:create|new|make|add) (?:\\w+ )?migrations? | migrations? (?:dir|path|create|make|new) | migratable | random seed '
)

const telling: readonly (readonly [RegExp, string])[] = [
  [
    / (?:(?:db|database|schema|data|run|apply|sql)s? ){0,9}(?:migrate|migrates|migrated|migrator|migrating|migrations?) /,
    why.schema
  ],
  [/ (?:db|database|sql)migrat\w* /, why.schema],
  [/ (?:db|database|schema) (?:upgrade|update|setup|push|reset|rollback|apply|sync) /, why.schema],
  [/ (?:upgrade|update|reset) (?:the )?(?:db|database|schema) /, why.schema],
  [/ (?:updatedb|upgradedb|migratedb|flyway|liquibase|alembic) /, why.schema],
  [/ (?:data )?(?:backfill|backfills|backfiller|backfilling|backfilled) | back fill /, why.backfill],
  [
    / (?:data ?fix|data ?fixes|datapatch|fix ?data|fixup|data (?:repair|correction|patch)|repair|repairs) /,
    why.backfill
  ],
  [
    / (?:fix|correct|repair|patch|dedupe|deduplicate) (?:\w+ )?(?:data|rows|records|orders|users|accounts|balances|customers) /,
    why.backfill
  ],
  [/ (?:db|database|backup|data|pg|mysql|mongo)? ?(?:restore|restores|restorer|restoring) /, why.restore],
  [
    / (?:db|data)? ?(?:seed|seeds|seeder|seeding) | dbseed | load (?:fixtures|seeds?|data|dump) | loaddata | populate /,
    why.seed
  ],
  [
    / (?:reimport|import (?:data|db|database|sql|csv|dump|users|orders|products|customers|records)) /,
    why.restore
  ],
  [
    / (?:data|db|database|sql|csv|dump|bulk|user|users|order|orders|product|products|customer|customers) (?:import|importer|imports) /,
    why.restore
  ],
  [
    / (?:send|sends|sending) (?:\w+ )?(?:\w+ )?(?:mail|mails|email|emails|newsletter|newsletters|notification|notifications|invoice|invoices|sms|message|messages|reminder|reminders|digest|digests) /,
    why.send
  ],
  [
    / (?:newsletter|mailer|mailout|mailshot|sendmail) |(?:email|mail) (?:send|sender|blast|digest|reminder) /,
    why.send
  ],
  [
    / (?:slack|email|sms|push) notif\w+ | notify (?:\w+ )?(?:users|customers|slack|subscribers|owners|team) /,
    why.send
  ],
  [
    / (?:charge|charges|payout|payouts|invoicing|payroll|dunning|refund|refunds) | (?:run|process|make|collect|issue|create|settle|execute|capture) (?:\w+ )?(?:payments?|billing|invoices?|settlements?) | (?:billing|invoice|payment|settlement)s? (?:run|runner|job|cycle|batch|processor|charge|collector) /,
    why.pay
  ]
]
