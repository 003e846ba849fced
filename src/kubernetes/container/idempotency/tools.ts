import { type Effect, why } from './verdict.ts'

/** A tool that is told what to do by a subcommand. */
export interface Tool {
  /** Program names, without directory; separated by spaces, as all lists of single words here. */
  readonly names: string
  /** Subcommands (some of several words, so separated by commas) whose work must not be repeated. */
  readonly writes?: string
  readonly reads?: string
  readonly safe?: string
  /** Completes "…, which ___" for what `writes` names. */
  readonly why: string
  /** What the tool does when no subcommand is recognized; `opaque` unless written. */
  readonly otherwise?: Effect
  /** Options with which nothing is written after all. */
  readonly unless?: string
  /** It runs tasks of any name, several at once: every word counts, unknown ones are judged as names. */
  readonly tasks?: true
}

/** Schema migration tools, with or without a ledger of their own: RULES counts them all. */
const migrations: readonly Tool[] = [
  {
    names: 'alembic',
    writes: 'upgrade, downgrade, stamp',
    reads: 'current, history, heads, branches, show, check',
    safe: 'revision, init, merge',
    unless: '--sql',
    why: why.schema
  },
  {
    names: 'flyway',
    writes: 'migrate, clean, baseline, repair, undo, deploy',
    reads: 'info, validate, check, testconnection, diff, snapshot, version, help',
    tasks: true,
    why: why.schema
  },
  {
    names: 'liquibase',
    writes:
      'update, update-count, updatecount, update-to-tag, updatetotag, update-testing-rollback, updatetestingrollback, rollback, rollback-count, rollbackcount, rollback-to-date, rollbacktodate, rollback-one-changeset, dropall, drop-all, changelogsync, changelog-sync, execute-sql, executesql, mark-next-changeset-ran',
    reads:
      'status, validate, history, diff, difftype, update-sql, updatesql, rollback-sql, rollbacksql, future-rollback-sql, list-locks, listlocks, dbdoc, db-doc, connect',
    safe: 'release-locks, releaselocks, generate-changelog, generatechangelog, diff-changelog, snapshot, tag, tag-exists, clear-checksums, clearchecksums, calculate-checksum, checks',
    why: why.schema
  },
  {
    names: 'rails rake',
    writes:
      'db:migrate, db:migrate:up, db:migrate:down, db:migrate:redo, db:migrate:reset, db:migrate:with_data, db:rollback, db:seed, db:seed:replant, db:setup, db:reset, db:prepare, db:schema:load, db:structure:load, db:drop, db:fixtures:load, db:load_config:migrate, data:migrate, data:rollback, db:schema:load_if_ruby, db:migrate:primary, db:truncate_all',
    reads:
      'db:migrate:status, db:version, db:abort_if_pending_migrations, db:schema:dump, db:structure:dump, data:migrate:status, about, routes, stats, notes, time:zones, db:schema:cache:dump',
    safe: 'db:create, db:create:all, assets:precompile, assets:clean, assets:clobber, tmp:clear, tmp:cache:clear, log:clear, db:sessions:trim, db:test:prepare, cache:clear, zeitwerk:check',
    tasks: true,
    why: why.schema
  },
  {
    names: 'manage.py django-admin django-admin.py',
    writes:
      'migrate, migrate_schemas, loaddata, flush, syncdb, sqlflush --execute, reset_db, sendtestemail, send_queued_mail, sqlsequencereset --execute',
    reads:
      'showmigrations, sqlmigrate, check, diffsettings, dumpdata, inspectdb, help, version, sqlflush, sqlsequencereset, test, compilemessages',
    safe: 'makemigrations, collectstatic, clearsessions, createcachetable, clear_cache, update_index, rebuild_index, remove_stale_contenttypes, compress, createsuperuser, changepassword, squashmigrations, cleanup, clean_duplicate_history, wait_for_db, delete_expired_uploads, search_index',
    tasks: true,
    why: why.schema
  },
  {
    names: 'prisma',
    writes: 'migrate deploy, migrate dev, migrate reset, migrate resolve, db push, db seed, db execute',
    reads: 'migrate status, migrate diff, validate, format, version',
    safe: 'generate, db pull, studio',
    why: why.schema
  },
  {
    names: 'knex',
    writes: 'migrate:latest, migrate:up, migrate:down, migrate:rollback, seed:run, migrate:unlock',
    reads: 'migrate:status, migrate:list, migrate:currentversion',
    safe: 'migrate:make, seed:make',
    why: why.schema
  },
  {
    names: 'sequelize sequelize-cli',
    writes:
      'db:migrate, db:migrate:undo, db:migrate:undo:all, db:migrate:schema:timestamps:add, db:seed, db:seed:all, db:seed:undo, db:seed:undo:all, db:drop',
    reads: 'db:migrate:status',
    safe: 'migration:generate, migration:create, model:generate, seed:generate, db:create',
    why: why.schema
  },
  {
    names: 'typeorm typeorm-ts-node-commonjs typeorm-ts-node-esm typeorm-extension',
    writes: 'migration:run, migration:revert, schema:sync, schema:drop, migrations:run, seed:run, seed',
    reads: 'migration:show, schema:log, version, query select',
    safe: 'migration:generate, migration:create, cache:clear, entity:create',
    why: why.schema
  },
  {
    names: 'goose',
    writes: 'up, up-by-one, up-to, down, down-to, redo, reset',
    reads: 'status, version, validate',
    safe: 'create, fix',
    why: why.schema
  },
  {
    names: 'dbmate',
    writes: 'up, migrate, rollback, down, drop, load',
    reads: 'status, wait',
    safe: 'dump, new, create, n',
    why: why.schema
  },
  {
    names: 'migrate golang-migrate go-migrate',
    writes: 'up, down, drop, force, goto',
    reads: 'version',
    safe: 'create',
    tasks: true,
    why: why.schema
  },
  {
    names: 'sqitch',
    writes: 'deploy, revert, rebase, checkout',
    reads: 'status, log, plan, verify, show, check, help',
    safe: 'init, add, bundle, tag, config, target, engine, rework',
    unless: '--log-only',
    why: why.schema
  },
  {
    names: 'dotnet-ef',
    writes: 'database update, database drop',
    reads: 'migrations list, dbcontext info, dbcontext list, migrations has-pending-model-changes',
    safe: 'migrations add, migrations script, migrations bundle, migrations remove, dbcontext scaffold, dbcontext optimize',
    why: why.schema
  },
  { names: 'efbundle', otherwise: 'write', why: why.schema },
  {
    names: 'artisan',
    writes:
      'migrate, migrate:fresh, migrate:refresh, migrate:reset, migrate:rollback, migrate:install, db:seed, db:wipe, tenants:migrate, module:migrate, passport:keys --force, scout:import, queue:retry, mail:send, newsletter:send',
    reads:
      'migrate:status, route:list, about, schedule:list, env, list, db:show, db:table, db:monitor, queue:monitor',
    safe: 'cache:clear, config:cache, config:clear, route:cache, route:clear, view:cache, view:clear, optimize, optimize:clear, storage:link, key:generate, package:discover, make:migration, make:seeder, event:cache, queue:restart, queue:prune-batches, queue:prune-failed, queue:flush, telescope:prune, sanctum:prune-expired, model:prune, auth:clear-resets, schema:dump, horizon:snapshot, horizon:terminate, backup:run, backup:clean, down, up, schedule:clear-cache',
    tasks: true,
    why: why.schema
  },
  {
    names: 'console symfony doctrine doctrine.php doctrine-migrations',
    writes:
      'doctrine:migrations:migrate, doctrine:migrations:execute, doctrine:migrations:rollup, doctrine:migrations:version, doctrine:schema:update --force, doctrine:schema:create, doctrine:schema:drop, doctrine:fixtures:load, doctrine:database:drop, d:m:m, do:mi:mi, migrations:migrate, migrations:execute, orm:schema-tool:update --force, orm:schema-tool:create, database:migrate, system:update:finish, system:install, hautelook:fixtures:load, messenger:failed:retry, swiftmailer:spool:send, mailer:test',
    reads:
      'doctrine:migrations:status, doctrine:migrations:list, doctrine:migrations:up-to-date, doctrine:migrations:current, doctrine:migrations:latest, doctrine:schema:validate, doctrine:schema:update, migrations:status, debug:router, lint:yaml, lint:container, about, orm:validate-schema, orm:schema-tool:update',
    safe: 'doctrine:migrations:diff, doctrine:migrations:generate, doctrine:migrations:sync-metadata-storage, doctrine:migrations:dump-schema, doctrine:database:create, cache:clear, cache:warmup, cache:pool:clear, cache:pool:prune, assets:install, secrets:set, make:migration, messenger:setup-transports, messenger:stop-workers, importmap:install, ckeditor:install, fos:elastica:populate',
    unless: '--dump-sql --write-sql',
    tasks: true,
    why: why.schema
  },
  {
    names: 'phinx',
    writes: 'migrate, rollback, seed:run',
    reads: 'status, test, list',
    safe: 'create, init, breakpoint, seed:create',
    why: why.schema
  },
  {
    names: 'mix',
    writes:
      'ecto.migrate, ecto.rollback, ecto.setup, ecto.reset, ecto.load, ecto.drop, event_store.init, ash.migrate, ash_postgres.migrate, ash.setup',
    reads: 'ecto.migrations, test, format, credo, dialyzer',
    safe: 'ecto.create, ecto.gen.migration, ecto.dump, deps.get, compile, release, phx.digest, assets.deploy, local.hex, local.rebar, event_store.create',
    tasks: true,
    why: why.schema
  },
  {
    names: 'diesel',
    writes: 'migration run, migration revert, migration redo, setup, database setup, database reset',
    reads: 'migration list, migration pending, print-schema',
    safe: 'migration generate',
    why: why.schema
  },
  {
    names: 'sqlx',
    writes:
      'migrate run, migrate revert, database reset, database drop, database setup, db reset, db drop, db setup, mig run',
    reads: 'migrate info',
    safe: 'migrate add, database create, db create, prepare, migrate build-script',
    why: why.schema
  },
  {
    names: 'sea-orm-cli sea-orm',
    writes: 'migrate up, migrate down, migrate fresh, migrate refresh, migrate reset',
    reads: 'migrate status',
    safe: 'migrate generate, migrate init, generate entity',
    otherwise: 'opaque',
    why: why.schema
  },
  {
    names: 'atlas',
    writes: 'migrate apply, schema apply, migrate down, migrate set, schema clean',
    reads:
      'migrate status, migrate lint, migrate validate, migrate ls, schema inspect, schema diff, version, migrate test, schema test, schema plan',
    safe: 'migrate diff, migrate hash, migrate new, migrate push, schema push, schema fmt',
    why: why.schema
  },
  {
    names: 'skeema',
    writes: 'push',
    reads: 'diff, lint, format',
    safe: 'init, pull, add-environment',
    why: why.schema
  },
  { names: 'bytebase bytebase-action', writes: 'rollout', reads: 'check', why: why.schema },
  {
    names: 'drizzle-kit',
    writes: 'push, migrate, drop, push:pg, push:mysql, push:sqlite',
    reads: 'check, studio',
    safe: 'generate, introspect, pull, up, export, generate:pg, generate:mysql',
    why: why.schema
  },
  {
    names: 'mikro-orm mikro-orm-esm',
    writes:
      'migration:up, migration:down, migration:fresh, schema:update, schema:create, schema:drop, schema:fresh, seeder:run, database:create',
    reads: 'migration:list, migration:pending, migration:check, debug',
    safe: 'migration:create, cache:clear, cache:generate, seeder:create',
    unless: '--dump -d',
    why: why.schema
  },
  { names: 'node-pg-migrate', writes: 'up, down, redo', safe: 'create', why: why.schema },
  {
    names: 'db-migrate',
    writes: 'up, down, reset, db:drop',
    reads: 'check',
    safe: 'create, db:create',
    tasks: true,
    why: why.schema
  },
  {
    names: 'umzug umzug.js',
    writes: 'up, down',
    reads: 'pending, executed',
    safe: 'create',
    why: why.schema
  },
  {
    names: 'yoyo',
    writes: 'apply, rollback, reapply, develop, mark, unmark',
    reads: 'list, showmigrations',
    safe: 'new, init',
    why: why.schema
  },
  {
    names: 'aerich',
    writes: 'upgrade, downgrade, init-db',
    reads: 'heads, history, inspectdb',
    safe: 'migrate, init',
    why: why.schema
  },
  {
    names: 'flask',
    writes: 'db upgrade, db downgrade, db stamp',
    reads: 'db current, db history, db heads, db show, db check, routes',
    safe: 'db migrate, db revision, db init, db merge, translate compile',
    unless: '--sql',
    tasks: true,
    why: why.schema
  },
  {
    names: 'superset',
    writes:
      'db upgrade, db downgrade, load-examples, load_examples, import-dashboards, import_datasources, import-datasources',
    reads: 'db current, db history, version',
    safe: 'init, export-dashboards, fab create-admin, re-encrypt-secrets, update-datasources-cache',
    why: why.schema
  },
  {
    names: 'airflow',
    writes:
      'db migrate, db upgrade, db init, db reset, db downgrade, initdb, upgradedb, dags trigger, dags backfill, backfill create, backfill, trigger_dag, connections import, variables import',
    reads:
      'db check, db check-migrations, info, version, dags list, tasks list, config get-value, connections list, users list, jobs check, dags state',
    safe: 'db clean, users create, sync-perm, pools set, connections add, connections delete, variables set, dags pause, dags unpause, dags reserialize, cheat-sheet',
    unless: '--show-sql-only -s',
    why: why.schema
  },
  { names: 'migrate-mongo', writes: 'up, down', reads: 'status', safe: 'create, init', why: why.schema },
  {
    names: 'mongock mongeez mongo-migrate',
    writes: 'migrate, up, undo, down',
    reads: 'state',
    otherwise: 'opaque',
    why: why.schema
  },
  {
    names: 'hydra kratos keto ory',
    writes: 'migrate sql, migrate up, migrate down, migrate sql up, import',
    reads: 'migrate status, version',
    safe: 'create, delete, update',
    why: why.schema
  },
  {
    names: 'kong',
    writes: 'migrations up, migrations bootstrap, migrations finish, migrations reset',
    reads: 'migrations list, migrations status, health, version, check',
    why: why.schema
  },
  {
    names: 'sentry',
    writes: 'upgrade, django migrate, repair',
    reads: 'django showmigrations',
    safe: 'cleanup, createuser, init',
    why: why.schema
  },
  {
    names: 'snuba',
    writes: 'bootstrap, migrate, migrations migrate, migrations run, migrations reverse',
    reads: 'migrations list',
    why: why.schema
  },
  {
    names: 'dagster',
    writes: 'instance migrate, job backfill, job launch, job execute',
    reads: 'instance info',
    why: why.schema
  },
  { names: 'mlflow', writes: 'db upgrade', why: why.schema },
  {
    names: 'hasura',
    writes: 'migrate apply, seed apply, seeds apply, deploy',
    reads: 'migrate status, metadata diff, metadata ic list, version',
    safe: 'metadata apply, metadata reload, metadata export, migrate create, metadata clear',
    why: why.schema
  },
  {
    names: 'supabase',
    writes: 'db push, db reset, migration up, migration repair, seed',
    reads: 'migration list, db diff, db lint, status',
    safe: 'db dump, db pull, migration new, gen',
    why: why.schema
  },
  {
    names: 'directus',
    writes: 'database migrate:latest, database migrate:up, database migrate:down, database install',
    safe: 'schema apply, schema snapshot',
    why: why.schema
  },
  {
    names: 'graphile-migrate',
    writes: 'migrate, commit, reset, watch, run',
    reads: 'status',
    safe: 'init, compile',
    why: why.schema
  },
  { names: 'graphile-worker', writes: '--schema-only', why: why.schema },
  { names: 'tern', writes: 'migrate', reads: 'status, version', safe: 'new, init', why: why.schema },
  {
    names: 'pgroll',
    writes: 'start, complete, rollback, migrate, init',
    reads: 'status, validate, analyze',
    safe: 'pull, create',
    why: why.schema
  },
  {
    names: 'soda buffalo-pop',
    writes: 'migrate up, migrate down, migrate, drop, reset, migrate reset',
    reads: 'migrate status',
    safe: 'create, generate, schema dump',
    why: why.schema
  },
  {
    names: 'buffalo',
    writes: 'pop migrate, pop drop, pop reset, db migrate, pop migrate up, task db:seed',
    reads: 'pop migrate status',
    why: why.schema
  },
  {
    names: 'piccolo',
    writes: 'migrations forwards, migrations forward, migrations backwards, fixtures load',
    reads: 'migrations check',
    safe: 'migrations new',
    why: why.schema
  },
  {
    names: 'edgedb gel',
    writes: 'migrate, migration apply, restore',
    reads: 'migration status, migration log, query select',
    safe: 'migration create, dump',
    why: why.schema
  },
  { names: 'evolve', writes: 'migrate, repair, erase', reads: 'info, validate', why: why.schema },
  { names: 'grate rh roundhouse', otherwise: 'write', unless: '--dryrun', why: why.schema },
  {
    names: 'dotnet-fm',
    writes: 'migrate, rollback',
    reads: 'list, validate',
    unless: '--preview',
    why: why.schema
  },
  {
    names: 'temporal-sql-tool temporal-cassandra-tool',
    writes: 'setup-schema, update-schema, setup, update',
    safe: 'create-database, create, create-keyspace, validate-health',
    why: why.schema
  },
  { names: 'gh-ost', otherwise: 'write', why: why.schema },
  { names: 'pt-online-schema-change', writes: '--execute', why: why.schema },
  { names: 'refinery', writes: 'migrate', safe: 'setup', why: why.schema },
  { names: 'geni', writes: 'up, down', reads: 'status', why: why.schema },
  {
    names: 'sql-migrate',
    writes: 'up, down, redo, skip',
    reads: 'status',
    safe: 'new',
    unless: '-dryrun',
    why: why.schema
  },
  {
    names: 'pgmigrate shmig pgmig',
    writes: 'migrate, up, down, clean, baseline',
    reads: 'info, status',
    why: why.schema
  },
  {
    names: 'cassandra-migrate cql-migrate',
    writes: 'migrate, up, baseline, reset',
    reads: 'status',
    otherwise: 'opaque',
    why: why.schema
  },
  { names: 'clickhouse-migrations', writes: 'migrate', why: why.schema },
  {
    names: 'wrangler',
    writes: 'd1 migrations apply, d1 execute',
    reads: 'd1 migrations list',
    safe: 'deploy, d1 migrations create, d1 export',
    why: why.schema
  },
  {
    names: 'magento',
    writes: 'setup:upgrade, setup:db-schema:upgrade, setup:db-data:upgrade, setup:install, setup:rollback',
    reads: 'setup:db:status, indexer:status',
    safe: 'cache:flush, cache:clean, setup:di:compile, setup:static-content:deploy, indexer:reindex, cron:run, maintenance:enable, maintenance:disable, app:config:import',
    why: why.schema
  },
  {
    names: 'yii',
    writes: 'migrate, migrate/up, migrate/down, migrate/redo, migrate/fresh, fixture/load',
    reads: 'migrate/history, migrate/new',
    safe: 'migrate/create, cache/flush',
    tasks: true,
    why: why.schema
  },
  {
    names: 'craft',
    writes: 'migrate, migrate/all, migrate/up, up, db/restore, setup/db',
    reads: 'migrate/history',
    safe: 'project-config/apply, clear-caches/all, db/backup',
    tasks: true,
    why: why.schema
  },
  {
    names: 'cake',
    writes: 'migrations migrate, migrations rollback, migrations seed, seeds run',
    reads: 'migrations status',
    tasks: true,
    why: why.schema
  },
  {
    names: 'typo3 typo3cms',
    writes: 'database:updateschema, upgrade:run, database:import',
    reads: 'upgrade:list, database:export',
    safe: 'cache:flush',
    why: why.schema
  },
  { names: 'update.php', otherwise: 'write', why: why.schema },
  { names: 'run.php', writes: 'update, importDump, importdump', reads: 'showjobs, version', why: why.schema },
  {
    names: 'occ',
    writes: 'upgrade, db:convert-type, db:add-missing-columns',
    reads: 'status, check',
    safe: 'db:add-missing-indices, maintenance:mode, files:scan, app:update, config:system:set',
    why: why.schema
  },
  {
    names: 'drush',
    writes: 'updatedb, updb, deploy, site:install, si, sql:drop, migrate:import, mim, migrate:rollback',
    reads: 'status, updatedb:status, updbst, sql:dump, sql-dump, migrate:status',
    safe: 'cr, cache:rebuild, cim, config:import, cex, cron, core:cron, core-cron',
    tasks: true,
    why: why.schema
  },
  {
    names: 'wp',
    writes:
      'core update-db, db import, db reset, db drop, import, core install, post create, user import-csv',
    reads:
      'core version, plugin list, option get, db check, core is-installed, core verify-checksums, post list, user list',
    safe: 'cache flush, rewrite flush, plugin install, plugin activate, plugin update, theme install, option update, search-replace, cron event run, db export, db optimize, core update, core download, config create, language core install, transient delete',
    why: why.schema
  },
  {
    names: 'gitlab-rake gitlab-backup',
    writes:
      'db:migrate, db:seed_fu, gitlab:db:configure, gitlab:backup:restore, gitlab:setup, restore, db:schema:load',
    reads: 'db:migrate:status, gitlab:check, gitlab:env:info, gitlab:db:validate_config',
    safe: 'gitlab:backup:create, create, cache:clear',
    tasks: true,
    why: why.schema
  },
  {
    names: 'kc.sh kc kcadm.sh kcadm',
    writes: 'import, create',
    reads: 'get, show-config, export',
    safe: 'update, delete, config, set-password, add-roles, build',
    why: why.restore
  }
]

/** Tools that load data: restores, imports, fills. */
const loaders: readonly Tool[] = [
  { names: 'pg_restore', otherwise: 'write', unless: '-l --list', why: why.restore },
  {
    names:
      'mongorestore mongoimport mysqlimport mariadb-import pgloader sstableloader myloader bulk_loader neo4j-import pg_bulkload',
    otherwise: 'write',
    why: why.restore
  },
  { names: 'createdb createuser', otherwise: 'write', why: why.schema },
  { names: 'dropdb dropuser', otherwise: 'write', unless: '--if-exists', why: 'deletes a database' },
  { names: 'pg_upgrade mysql_upgrade', otherwise: 'write', unless: '-c --check', why: why.schema },
  { names: 'pg_rewind', otherwise: 'safe', why: why.repeats },
  {
    names: 'etcdctl etcdutl',
    writes: 'snapshot restore, txn',
    reads: 'get, endpoint, member list, snapshot status, alarm list, version, watch',
    safe: 'put, del, snapshot save, defrag, compact, compaction, alarm disarm, member remove, auth, user, role',
    why: why.restore
  },
  {
    names: 'velero',
    writes: 'restore create, create restore',
    reads: 'get, describe, backup get, backup describe, backup logs, restore get, restore describe, version',
    safe: 'backup create, create backup, schedule create, backup delete, install',
    why: why.restore
  },
  {
    names: 'influx influxd influx_inspect',
    writes: 'restore, write, import, -import',
    reads: 'query, ping, bucket list, org list',
    safe: 'backup, delete, setup, bucket create, export',
    why: why.restore
  },
  {
    names: 'neo4j-admin',
    writes: 'load, database load, restore, database restore, import, database import',
    reads: 'check-consistency, database check',
    safe: 'dump, database dump, backup, database backup, set-initial-password, dbms set-initial-password',
    why: why.restore
  },
  {
    names: 'wal-g wal-e',
    writes: 'backup-fetch, restore',
    reads: 'backup-list, wal-show, wal-verify',
    safe: 'backup-push, delete, wal-push, wal-fetch',
    why: why.restore
  },
  {
    names: 'pgbackrest',
    writes: 'restore',
    reads: 'info, check, verify',
    safe: 'backup, stanza-create, expire, archive-push',
    why: why.restore
  },
  {
    names: 'barman',
    writes: 'recover, restore',
    reads: 'check, list-backup, list-backups, show-backup, status',
    safe: 'backup, cron, delete',
    why: why.restore
  },
  {
    names: 'vault bao',
    writes: 'operator raft snapshot restore, operator init, token create',
    reads: 'status, read, kv get, kv list, list, version, token lookup',
    safe: 'kv put, kv patch, write, login, operator unseal, policy write, auth enable, secrets enable, delete, operator raft snapshot save, kv delete, audit enable',
    why: why.restore
  },
  {
    names: 'consul',
    writes: 'snapshot restore',
    reads: 'kv get, members, snapshot inspect',
    safe: 'kv put, kv import, snapshot save, acl bootstrap, kv export',
    why: why.restore
  },
  {
    names: 'nodetool',
    writes: 'import, refresh',
    reads: 'status, info, ring, tpstats, describecluster',
    safe: 'repair, cleanup, compact, snapshot, flush, clearsnapshot, drain',
    why: why.restore
  },
  {
    names: 'clickhouse-backup',
    writes: 'restore, restore_remote',
    reads: 'list, tables, print-config',
    safe: 'create, create_remote, upload, download, delete, clean',
    why: why.restore
  },
  {
    names: 'mongodb-consistent-backup pbm',
    writes: 'restore',
    reads: 'list, status, logs, describe-backup',
    safe: 'backup, config, delete-backup, cleanup',
    why: why.restore
  },
  {
    names: 'bq',
    writes: 'load, insert, mk',
    reads: 'ls, show, head, extract',
    safe: 'rm, update',
    unless: '--replace',
    why: why.restore
  },
  {
    names: 'dbt',
    reads: 'test, compile, ls, list, parse, debug, source',
    safe: 'run, seed, build, deps, snapshot, docs, clean, run-operation',
    why: why.seed
  },
  { names: 'elasticdump multielasticdump', otherwise: 'opaque', why: why.restore },
  { names: 'pgbench', writes: '-i, --initialize', otherwise: 'safe', why: why.restore },
  { names: 'restic borg rclone kopia duplicity', otherwise: 'safe', why: why.repeats }
]

/** Tools that send, publish, pay or start something each time. */
const senders: readonly Tool[] = [
  {
    names: 'sendmail mail mailx mutt swaks msmtp ssmtp s-nail sendemail',
    otherwise: 'write',
    unless: '-bp -bi -q',
    why: why.send
  },
  {
    names:
      'kafka-console-producer kafka-console-producer.sh kafka-verifiable-producer.sh kafka-avro-console-producer',
    otherwise: 'write',
    why: why.send
  },
  { names: 'kcat kafkacat', writes: '-P', reads: '-L, -C, -Q', why: why.send },
  {
    names: 'kafka-topics kafka-topics.sh',
    writes: '--create',
    reads: '--list, --describe',
    safe: '--alter, --delete',
    unless: '--if-not-exists',
    why: why.object
  },
  {
    names: 'rabbitmqadmin',
    writes: 'publish',
    reads: 'list, show, get',
    safe: 'declare, delete, purge, import, export',
    why: why.send
  },
  {
    names: 'rabbitmqctl',
    reads: 'status, list_queues, cluster_status, await_startup, list_users',
    safe: 'set_policy, set_permissions, delete_user, change_password, import_definitions, add_vhost, add_user, set_user_tags, enable_feature_flag',
    why: why.send
  },
  {
    names: 'nats',
    writes: 'pub, publish, request, stream restore, kv create',
    reads: 'sub, stream ls, stream info, server check',
    safe: 'kv put, stream purge, stream backup',
    why: why.send
  },
  { names: 'pulsar-client', writes: 'produce', reads: 'consume', why: why.send },
  { names: 'mosquitto_pub', otherwise: 'write', why: why.send },
  {
    names: 'redis-cli valkey-cli keydb-cli',
    writes:
      'lpush, rpush, lpushx, rpushx, linsert, lpop, rpop, rpoplpush, lmove, incr, incrby, incrbyfloat, decr, decrby, hincrby, hincrbyfloat, zincrby, append, publish, xadd, flushall, flushdb, restore, --pipe, spop, brpop, blpop, getset, rename',
    reads:
      'get, mget, hget, hgetall, keys, scan, info, ping, dbsize, exists, ttl, lrange, llen, smembers, scard, zrange, type, memory, latency, cluster info, cluster nodes, config get, client list, monitor, xlen, xrange, time, role, --bigkeys, --scan, --latency, --rdb, --stat, dump, object, sentinel',
    safe: 'set, setex, mset, hset, hmset, sadd, srem, zadd, zrem, del, unlink, expire, expireat, persist, hdel, setnx, save, bgsave, bgrewriteaof, config set, cluster meet, cluster create, --cluster, slaveof, replicaof, auth, select, lrem, ltrim, script flush, acl, shutdown',
    why: 'changes data in Redis'
  },
  {
    names: 'stripe',
    writes: 'create, post, confirm, capture, pay, send, finalize, trigger',
    reads: 'list, retrieve, get, listen, logs, status, version',
    safe: 'update, delete, login',
    why: why.pay
  },
  {
    names: 'aws',
    writes:
      'sns publish, sns publish-batch, sqs send-message, sqs send-message-batch, ses send-email, ses send-raw-email, ses send-templated-email, ses send-bulk-templated-email, sesv2 send-email, kinesis put-record, kinesis put-records, firehose put-record, firehose put-record-batch, events put-events, ec2 run-instances, ecs run-task, batch submit-job, stepfunctions start-execution, glue start-job-run, emr add-steps, emr create-cluster, emr-serverless start-job-run, emr-containers start-job-run, sagemaker create-training-job, rds restore-db-instance-from-db-snapshot, rds restore-db-instance-to-point-in-time, rds restore-db-cluster-from-snapshot, rds restore-db-cluster-to-point-in-time, dynamodb restore-table-from-backup, codebuild start-build, codepipeline start-pipeline-execution, lambda invoke, ssm send-command, rds-data execute-statement, redshift-data execute-statement, athena start-query-execution, dms start-replication-task, iam create-access-key, mq create-broker, pinpoint send-messages, chime-sdk-messaging send-channel-message',
    reads:
      's3 ls, s3 presign, sts, ecr get-login-password, ecr get-login, eks update-kubeconfig, s3api head-object, s3api head-bucket, s3api get-object, secretsmanager get-secret-value, ssm get-parameter, ssm get-parameters, logs tail, sqs receive-message',
    safe: 's3 cp, s3 sync, s3 rm, s3 mv, s3 mb, s3 rb, s3api, configure, rds, ec2, ecr, eks, ecs, ssm, secretsmanager, dynamodb put-item, dynamodb delete-item, dynamodb batch-write-item, route53, cloudfront, autoscaling, elbv2, iam, cloudformation deploy, kms, acm, logs, cloudwatch, efs, s3control, codeartifact',
    why: 'starts or sends something each time'
  },
  {
    names: 'gcloud',
    writes:
      'pubsub topics publish, sql import, sql backups restore, builds submit, builds triggers run, run jobs execute, functions call, scheduler jobs run, workflows run, workflows execute, dataproc jobs submit, dataflow jobs run, dataflow flex-template run, ai custom-jobs create, tasks create-http-task, firestore import, spanner databases ddl update, datastore import, iam service-accounts keys create',
    reads: 'list, describe, get-credentials, print-access-token, info, get-server-config, get-iam-policy',
    safe: 'auth, config, storage, sql export, sql backups create, sql instances, compute, container, secrets, artifacts, iam, projects, dns, run deploy, functions deploy, firestore export, services',
    why: 'starts or sends something each time'
  },
  {
    names: 'az',
    writes:
      'servicebus topic send, storage message put, acr build, acr task run, eventgrid event send, container create, ml job create, sql db import, sql db restore, pipelines run',
    reads: 'list, show, account show',
    safe: 'login, storage blob, storage file, storage container, account set, aks, keyvault, acr login, vm, sql db export, logout',
    why: 'starts or sends something each time'
  },
  {
    names: 'gh',
    writes:
      'issue create, pr create, release create, workflow run, issue comment, pr comment, gist create, repo create, run rerun',
    reads:
      'issue list, pr list, pr view, issue view, release list, release view, release download, run list, run watch, repo clone, repo view, auth status, search',
    safe: 'auth, pr edit, issue edit, issue close, pr close, pr merge, release upload, release delete, secret set, variable set, label create',
    why: why.object
  },
  {
    names: 'argo',
    writes: 'submit, resubmit, retry',
    reads: 'list, get, logs, wait, watch, lint',
    safe: 'delete, stop, terminate, cron',
    why: why.object
  },
  {
    names: 'tkn',
    writes: 'pipeline start, task start, clustertask start, p start',
    reads: 'list, describe, logs, pipelinerun list, pipelinerun describe, pipelinerun logs',
    safe: 'delete, pipelinerun delete, taskrun delete, pr delete, tr delete, pipelinerun cancel',
    why: why.object
  },
  {
    names: 'helm helm3',
    writes: '--generate-name, -g',
    reads: 'list, ls, get, status, template, lint, show, history, version, test, search, env, verify',
    safe: 'upgrade, install, uninstall, delete, repo, dependency, dep, package, push, pull, plugin, registry, diff, rollback, fetch',
    why: why.object
  },
  {
    names: 'twilio vonage plivo sendgrid mailgun postmark onesignal',
    writes: 'create, email:send, send, sms',
    reads: 'list, fetch',
    tasks: true,
    why: why.send
  },
  { names: 'sysbench', writes: 'prepare', otherwise: 'read', why: why.restore },
  {
    names: 'sqoop',
    writes: 'import, import-all-tables, export',
    reads: 'list-tables, list-databases, eval',
    why: why.restore
  },
  { names: 'hadoop hdfs', writes: '-appendToFile', otherwise: 'opaque', why: why.restore },
  { names: 'amqp-publish mqttx', writes: 'pub', otherwise: 'write', why: why.send },
  {
    names: 'ansible-playbook',
    tasks: true,
    unless: '--check -C --list-tasks --list-hosts --syntax-check',
    why: why.backfill
  },
  { names: 'nomad', writes: 'job dispatch, job run', reads: 'status, job status', why: why.object },
  { names: 'spark-submit celery', tasks: true, why: why.backfill },
  {
    names: 'xtrabackup mariabackup mariadb-backup innobackupex',
    writes: '--copy-back, --move-back',
    reads: '--backup, --prepare',
    why: why.restore
  }
]

/** Tools that run tasks of any name. */
const runners: readonly Tool[] = [
  {
    names: 'gradle gradlew',
    writes:
      'flywaymigrate, flywayclean, flywaybaseline, flywayrepair, update, rollback, dropall, liquibaseupdate',
    reads: 'test, check, flywayinfo, flywayvalidate, status, dependencies, updatesql',
    safe: 'build, assemble, clean, jar, bootjar, compilejava',
    tasks: true,
    why: why.schema
  },
  {
    names: 'mvn mvnw',
    writes:
      'flyway:migrate, flyway:clean, flyway:baseline, flyway:repair, liquibase:update, liquibase:rollback, liquibase:dropall, sql:execute',
    reads: 'test, verify, flyway:info, flyway:validate, liquibase:status, liquibase:updatesql, validate',
    safe: 'package, install, clean, compile, deploy, dependency:resolve',
    tasks: true,
    why: why.schema
  },
  {
    names:
      'make just task invoke inv fab thor lein sbt bb cargo-make nx turbo ant phing composer ace strapi nest-cli nestjs-command medusa keystone payload wagtail saleor bench ak craftsman spark',
    tasks: true,
    why: why.schema,
    writes: 'migration:run, migration:rollback, db:seed, migrations run, migratus migrate, db migrate',
    reads: 'migration:status',
    safe: 'build, install, clean, dump-autoload'
  }
]

/** Every tool by the names of its program. */
export const tools: ReadonlyMap<string, Tool> = new Map(
  [...migrations, ...loaders, ...senders, ...runners].flatMap((tool) =>
    tool.names.split(/\s+/).map((name) => [name, tool] as const)
  )
)

/** What a shell does itself; a program of the same name in a directory, such as `/export`, is another. */
export const builtins = words(
  `: (( set export unset local declare typeset readonly cd pushd popd wait exit return break continue shift trap umask ulimit
   read mapfile readarray type command hash let getopts alias unalias shopt jobs disown bg fg history times caller`
)

/** Programs that do no work worth repeating or not. */
export const idlePrograms = words(
  `echo printf true false sleep test [ [[ date whoami id hostname env printenv uname which basename dirname realpath readlink
   seq expr tput clear yes pwd nproc free df du uptime ps pgrep pstree kill pkill logger pg_isready mysqladmin nc ncat netcat
   ping ping6 telnet wait-for-it wait-for-it.sh wait-for wait-for.sh wait4ports waitforit dockerize uuidgen mktemp tty stty
   lscpu lsblk hello bc dc factor cal rev fold nvidia-smi deviceQuery vectorAdd grpc_health_probe wait-on cowsay figlet
   pause xargs time timeout nohup apprise telegram-send notify-send slackcat slack-notify shoutrrr ntfy pushover`
)

/** Programs that only look. */
export const readingPrograms = words(
  `grep egrep fgrep zgrep rg ag ls cat zcat bzcat xzcat zstdcat head tail less more wc sort uniq cut paste join comm tr jq yq xq
   diff cmp find stat file md5sum sha1sum sha256sum sha512sum cksum dig nslookup host whois traceroute curlie openssl
   kube-bench kubescape popeye polaris trivy grype syft pg_dump pg_dumpall mysqldump mysqlpump mariadb-dump mysqldumpslow mongodump
   mongoexport mydumper pg_basebackup mysqlbinlog ndiff nmap tcpdump lsof ss netstat ip ifconfig arp iperf iperf3 strings
   xxd od hexdump base64 column tree pg_controldata pg_checksums amcheck pg_amcheck k6 ab wrk hey vegeta locust artillery
   siege jmeter stress stress-ng fio dd-test ioping netperf qperf conftest kubeconform kubeval helm-docs
   awk gawk mawk nawk ffprobe identify tesseract pytest jest vitest mocha phpunit rspec go-test bats cypress playwright newman`
)

/** Programs that end in the same state when run again. */
export const repeatablePrograms = words(
  `cp mv rm mkdir rmdir touch chmod chown chgrp ln tee tar gzip gunzip pigz unpigz zip unzip bzip2 bunzip2 xz unxz zstd unzstd
   lz4 7z split dd sync truncate install apk apt apt-get dpkg yum dnf microdnf rpm pip pip3 gem rsync scp sftp git svn hg
   terraform tofu terragrunt pulumi helmfile kustomize s3cmd mc gsutil s5cmd azcopy swift docker podman buildah skopeo
   crane kaniko executor buildctl img cosign gpg ssh-keygen ssh-keyscan ssh-add envsubst gomplate confd ffmpeg convert
   magick certbot lego acme.sh update-ca-certificates keytool htpasswd sed perl-rename logrotate sysctl modprobe mount
   umount mkfs mkfs.ext4 iptables vacuumdb reindexdb clusterdb pg_repack myisamchk mysqlcheck mariadb-check
   kube-webhook-certgen cfssl cfssljson certutil initdb pg_ctl mkcert useradd groupadd usermod adduser addgroup passwd
   chpasswd curator curator_cli oras flux argocd kapp ytt kbld cmctl istioctl linkerd cilium kubeadm eksctl doctl hcloud
   crictl ctr nerdctl rclone aria2c axel lftp ftp youtube-dl yt-dlp renovate dependabot semantic-release tsc webpack vite
   esbuild next nuxt gatsby hugo jekyll mkdocs sphinx-build javac gcc g++ cmake ninja go-build rustc patch mkfifo fallocate
   losetup keycloak-config-cli kubent corepack nvm goofys s3fs`
)

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
