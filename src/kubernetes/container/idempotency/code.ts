import type { Word } from '../../../shell/index.ts'
import { judgeSql } from './sql.ts'
import { type Effect, type Verdict, verdict, why } from './verdict.ts'

/** What a line of Python, Ruby, JavaScript, Elixir … does, where its words are plain; opaque otherwise. */
export function judgeCode(word: Word, isRuby = false): Verdict {
  const forms = isRuby ? [...plain, ...ruby] : plain
  return firstOf(forms, word) ?? sqlInside(word) ?? verdict('opaque', why.rows, [word])
}

/** What a line for the MongoDB shell does. */
export function judgeMongo(word: Word): Verdict {
  const sets = /\$(?:set|unset|setOnInsert)\b/.test(word.value)
  const judged = firstOf(sets ? mongo : [...wholeUpdates, ...mongo], word)
  return judged ?? verdict('opaque', why.rows, [word])
}

function firstOf(forms: readonly Form[], word: Word): Verdict | undefined {
  for (const [pattern, effect, reason] of forms) {
    const found = pattern.exec(word.value)
    if (found === null) continue
    return { ...verdict(effect, reason, [word]), part: [found.index, found.index + found[0].length] }
  }
  return undefined
}

type Form = readonly [pattern: RegExp, effect: Effect, why: string]

const plain: readonly Form[] = [
  [/call_command\(\s*['"](?:migrate|loaddata|flush|syncdb|migrate_schemas)['"]/, 'write', why.schema],
  [/\bcommand\.(?:upgrade|downgrade|stamp)\(/, 'write', why.schema],
  [/\bRelease(?:Tasks)?\.(?:migrate|rollback|seed|setup)\b|\bEcto\.Migrator\b/, 'write', why.schema],
  [
    /\bMigrat(?:or|ion|ions)\w*\.(?:up|run|migrate|rollback|latest|deploy)\b|\b(?:db\.|knex\.)?migrate\.(?:latest|up|rollback)\(/,
    'write',
    why.schema
  ],
  [
    /\b(?:run|runDb|run_db|db|perform|apply|do)_?[mM]igrations?\(|\bmigrate!?\((?!\w*[Ff]alse)/,
    'write',
    why.schema
  ],
  [/\bSeeds?\.\w+\(/, 'write', why.seed],
  [/\bbackfill\w*!?\b(?=[\s(.]|$)/i, 'write', why.backfill],
  [
    /\.objects\.[\w.()]{0,80}?\b(?:update|create|bulk_create|bulk_update|delete)\(|\b(?:bulk_create|bulk_update|executemany|insert_many|insert_one|insertMany|insertOne|updateMany|createMany)\(/,
    'write',
    why.rows
  ],
  [
    /\b(?:charge|refund|payout|capture)[sd]?(?:_?(?:all|customers?|cards?|users?|orders?|subscriptions?|payments?|invoices?|accounts?))?\(|(?:Charge|PaymentIntent|Payout|Transfer|Refund|charges|paymentIntents|payouts|refunds)\.create\b/,
    'write',
    why.pay
  ],
  [
    /\b(?:send|deliver|dispatch)_?(?:\w{0,40}_)?(?:[eE]?[mM]ails?|[nN]ewsletters?|[iI]nvoices?|[rR]eminders?|[nN]otifications?|[dD]igests?|[mM]essages?|[rR]eceipts?|sms|SMS)\w{0,20}\(/,
    'write',
    why.send
  ],
  [
    /\b(?:send_mail|sendmail|send_message|sendMail|deliver_now|deliver_later)\b|\bsmtplib\b/,
    'write',
    why.send
  ],
  [/\b(?:requests|httpx|axios|session)\.post\(|\bmethod\s*[:=]\s*['"]POST['"]/i, 'write', why.post]
]

const ruby: readonly Form[] = [
  [
    /\.(?:(?:charge|capture|refund|pay|payout|bill|invoice|debit|credit|settle|renew|transfer)\w*!|(?:charge|refund|payout)(?=[\s(;}]|$))/,
    'write',
    why.pay
  ],
  [
    /\.(?:send|deliver|notify|email)_?(?:\w+)?!|\.(?:send|deliver)_(?:\w*(?:mail|newsletter|invoice|reminder|notification|digest|message|receipt)\w*)/,
    'write',
    why.send
  ],
  [
    /\.(?:update_all|delete_all|destroy_all|insert_all!?|update_columns?|update_attributes?!?|increment!|decrement!|find_or_create_by!?)(?![\w])/,
    'write',
    why.rows
  ],
  [/\.(?:update|create|save|destroy)!?(?=\(|\s|;|$)/, 'write', why.rows]
]

/** Updates without `$set` replace or compute. */
const wholeUpdates: readonly Form[] = [
  [/\.(?:update|updateOne|updateMany|findOneAndUpdate|replaceOne)\(/, 'write', why.rows]
]

const mongo: readonly Form[] = [
  [
    /\.(?:insert|insertOne|insertMany|bulkWrite|save|renameCollection|findAndModify|mapReduce|createUser|createRole)\(/,
    'write',
    why.rows
  ],
  [/\bload\(\s*['"][^'"]{0,200}(?:migrat|seed|backfill|restore|import)/, 'write', why.schema],
  [/\$(?:inc|push|pull|mul|rename|bit|pop|concat|add|toLower|toUpper|out|merge)\b/, 'write', why.rows],
  [/\.(?:deleteMany|remove|deleteOne)\(\s*(?:\{\s*\}\s*)?\)/, 'write', why.rows],
  [/\.drop(?:Database)?\(/, 'write', why.rows],
  [
    /\.(?:update|updateOne|updateMany|findOneAndUpdate|replaceOne|deleteMany|deleteOne|remove|createIndex|createIndexes|dropIndex|ensureIndex|createCollection)\(|\brs\.(?:initiate|reconfig|add)\(|\bsh\.\w+\(/,
    'safe',
    why.repeats
  ],
  [
    /\.(?:find|findOne|count|countDocuments|estimatedDocumentCount|aggregate|stats|distinct|serverStatus|getCollectionNames|getSiblingDB|runCommand|adminCommand|getMongo|hello|isMaster)\(|\brs\.\w+\(|^\s*(?:show\s|quit|exit)/,
    'read',
    why.reads
  ]
]

/** The first string inside the code that is SQL which writes. */
function sqlInside(word: Word): Verdict | undefined {
  const found =
    /\b(?:insert\s+into\s|update\s+[\w."`]+\s+set\s|delete\s+from\s|alter\s+table\s|create\s+(?:table|database|user)\s|drop\s+(?:table|database|schema)\s|truncate\s+(?:table\s|\w))/i.exec(
      word.value
    )
  const isPrinted = /(?:print|puts|echo|log)\b\W{0,4}$/.test(
    word.value.slice(Math.max(0, (found?.index ?? 0) - 20), found?.index)
  )
  if (found === null || isPrinted) return undefined
  const rest = word.value.slice(found.index)
  const end = rest.search(/"|'''|`|;/)
  const value = end < 0 ? rest : rest.slice(0, end)
  const judged = judgeSql({ ...word, value, inner: word.inner + found.index })
  const part = judged.part ?? [0, value.length]
  return { ...judged, words: [word], part: [part[0] + found.index, part[1] + found.index] }
}
