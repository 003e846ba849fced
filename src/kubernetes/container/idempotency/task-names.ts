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

/** The same for the name of a script or task in a command, which says more than that of an object. */
export function judgeScript(name: string): { readonly words: string; readonly why: string } | undefined {
  const words = split(name)
  const text = ` ${words.join(' ')} `
  const isChange = changing.test(text) && !notData.test(text) && !words.some((word) => asking.test(word))
  const found = isChange ? changing.exec(text) : null
  if (found !== null) return { words: found[0].trim(), why: why.backfill }
  const told = judgeName(name)
  if (told !== undefined || words.some((word) => harmless.has(word))) return told
  for (const [pattern, reason] of doing) {
    const one = pattern.exec(text)
    if (one !== null) return { words: one[0].trim(), why: reason }
  }
  return undefined
}

/** Scripts that change data in place: fixes, merges, clean-ups of rows. */
const changing = new RegExp(
  ' (?:(?:hot)?fix|merge|dedupe|dedup|deduplicate|deduplication|split|renumber|reassign|adjust|increment|decrement|bump|recode) \\w+|' +
    ' (?:cleanup|clean up|clean|delete|remove|purge|resolve) (?:\\w+ )?(?:duplicates?|dupes?|orphans?|rows|records|orders|users|accounts|customers|invoices|balances|contacts|tenants|products|subscriptions|transactions|addresses|entries|data) |' +
    ' (?:rename|convert|transform|move|transfer|copy|link|unlink) (?:\\w+ )?(?:rows|records|orders|users|accounts|customers|invoices|balances|tenants|columns|tables) '
)
/** What such words are about when they do not mean rows. */
const notData =
  / (?:permissions?|perms?|ownership|owners?|rights|acls?|modes?|lint|style|format|imports?|paths?|endings?|config|configs|configuration|kubeconfig|dns|certs?|certificates?|node|nodes|kubelet|sysctl|selinux|inotify|network|iptables|resolv|labels?|finalizers?|pvc|pv|pod|pods|jobs?|volumes?|mounts?|logs?|files?|dirs?|director(?:y|ies)|pdfs?|yaml|json|xml|manifests?|reports?|coverage|branch|branches|pr|prs|pull|queue|requests?|version|versions|images?|cache|caches|tmp|temp|artifacts?|namespaces?|sessions?|tokens?|backups?|snapshots?|bucket|buckets|sandbox|docker|release|releases|kafka|topic|topics|changelog|translations?|traffic|brain|horizon|host|hosts|hostname|time|clock|timezone|secrets?|env|crds?|sa) /
const asking =
  /^(?:check|checks|checker|verify|report|reports|list|plan|dry|test|tests|status|show|find|detect|diff|validate|count)$/

/** Words that send, pay, or add in the names of scripts and tasks. */
const doing: readonly (readonly [RegExp, string])[] = [
  [
    / (?:mails?|emails?|newsletters?|notifications?|invoices?|sms|messages?|reminders?|digests?|campaigns?|receipts?|statements?|letters|postcards?|alerts|calls?|surveys?|broadcasts?)(?: \w+)? (?:send|sends|sender|deliver|dispatch|blast|broadcast|push|publish|create|queue) /,
    why.send
  ],
  [
    / (?:send|deliver|dispatch|blast|broadcast|email|mail|sms|text) (?:\w+ ){0,3}(?:mails?|emails?|newsletters?|notifications?|invoices?|messages?|reminders?|digests?|campaigns?|receipts?|statements?|letters|surveys?|offers?|welcome|customers|users|subscribers|members) /,
    why.send
  ],
  [
    / (?:charge|bill|pay|payout|refund|capture|settle|renew|invoice|debit|credit|collect|disburse|reimburse) (?:\w+ ){0,2}(?:customers?|users?|accounts?|cards?|subscriptions?|orders?|invoices?|payments?|members?|vendors?|sellers?|partners?|merchants?|fees?|points?|bonus|bonuses|credits?|wallets?|balances?|loyalty|interest) /,
    why.pay
  ],
  [
    / (?:subscriptions?|cards?|customers?|orders?|accounts?|payments?|invoices?|fees?|memberships?|wallets?)(?: \w+)? (?:charge|bill|pay|refund|capture|settle|renew|debit|credit|collect) /,
    why.pay
  ],
  [
    / (?:award|grant|apply|issue|give) (?:\w+ )?(?:credits?|points?|bonus|bonuses|coupons?|vouchers?|interest|fees?|discounts?) /,
    why.pay
  ],
  [
    / (?:import|ingest|append|insert|load) (?:\w+ )?(?:orders?|users?|customers?|products?|invoices?|transactions?|payments?|rows|records|events?|csv|accounts?|contacts?|prices?|leads?|members?|items?|entries) /,
    why.restore
  ]
]

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
