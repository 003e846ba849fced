import type { Word } from '../../../shell/index.ts'
import { type Verdict, verdict, why } from './verdict.ts'

/** Whether a command only says in a chat, or to those on call, how things went. */
export function isNotice([program, ...words]: readonly Word[]): boolean {
  const name = program?.value.slice(program.value.lastIndexOf('/') + 1) ?? ''
  if (notifiers.test(name)) return true
  if (!/^(?:curl|wget|https?|xhs?)$/.test(name)) return false
  const urls = words.filter(({ value }) => /:\/\/|^["']?\$|^[\w.-]+\.\w+[:/]/.test(value.slice(0, 300)))
  return urls.some(
    ({ value }) => noticeAddress.test(value.slice(0, 2000)) && !acting.test(value.slice(0, 2000))
  )
}

const notifiers =
  /^(?:slackcat|slack-notify|notify-send|apprise|telegram-send|shoutrrr|ntfy|pushover|amtool)$/
/** Chats, pagers, watchdogs, and hooks by their names: `https://hooks.example.com/x`, `$SLACK_WEBHOOK_URL`. */
const noticeAddress =
  /slack|discord|webhook|teams|office\.com|office365|chat\.googleapis|telegram|mattermost|rocket\.?chat|pagerduty|opsgenie|victorops|alertmanager|\/alerts?\b|hc-ping|healthchecks|nosnch|cronitor|uptime|betterstack|ntfy|pushover|gotify|zulip|webex|matrix|\/annotations\b|\/hooks\/|\/\/hooks?\.|notif(?:y|ication)|pushgateway|sentry|newrelic|datadoghq|statuspage/i
const acting = /deploy|build|trigger|dispatch|billing|charge|payment|invoice|order|import|migrat|pipeline/i

/** What `curl` does: a POST is repeated, the other methods end in the same state. */
export function judgeCurl(words: readonly Word[]): Verdict {
  let method: string | undefined
  let body: Word | undefined
  let from: readonly Word[] = []
  for (const [i, word] of words.entries()) {
    const next = words[i + 1]
    const explicit = /^(?:-[sSfLkigvNq#]*X|--request=?)(.*)$/s.exec(word.value)
    if (explicit !== null) {
      method = (explicit[1] || next?.value || '').toUpperCase()
      from = explicit[1] || next === undefined ? [word] : [word, next]
    }
    const data = /^(?:-[sSfLkigvN]*[dF]|--(?:data|form|json)(?:-\w+)?=?)(.*)$/s.exec(word.value)
    if (data !== null && !/^--data-urlencode/.test(word.value)) body ??= data[1] ? word : (next ?? word)
    if (data !== null && method === undefined && from.length === 0) from = [word]
    if (/^(?:-[sSfLkivN]*G|--get)$/.test(word.value)) method = 'GET'
    if (/^(?:-T|--upload-file)/.test(word.value)) method ??= 'PUT'
    if (/^--mail-(?:from|rcpt)/.test(word.value)) return verdict('write', why.send, [words[0] ?? word, word])
  }
  return judgeRequest(words, method ?? (from.length > 0 ? 'POST' : 'GET'), from, body)
}

/** What `wget` does. */
export function judgeWget(words: readonly Word[]): Verdict {
  const post = words.find(({ value }) => /^--(?:post-data|post-file|method=post)/i.test(value))
  return judgeRequest(words, post === undefined ? 'GET' : 'POST', post === undefined ? [] : [post], post)
}

/** What HTTPie (`http`, `https`, `xh`) does: items such as `name=value` make it a POST. */
export function judgeHttpie(words: readonly Word[]): Verdict {
  const method = words
    .slice(1)
    .find(({ value }) => /^(?:get|post|put|patch|delete|head|options)$/i.test(value))
  if (method !== undefined) return judgeRequest(words, method.value.toUpperCase(), [method], undefined)
  const item = words.slice(2).find(({ value }) => /^[\w-]+:?=(?!=)/.test(value))
  return judgeRequest(words, item === undefined ? 'GET' : 'POST', item === undefined ? [] : [item], undefined)
}

/** The end of a proxy or agent beside the work, which ends once. */
const endsProxy =
  /(?:localhost|127\.0\.0\.1)(?::\d+)?\/(?:quitquitquit|shutdown|v1\.0\/shutdown|agent\/v1\/quit)\b/

function judgeRequest(
  words: readonly Word[],
  method: string,
  from: readonly Word[],
  body: Word | undefined
): Verdict {
  const convincing = [...words.slice(0, 1), ...from]
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method)) return verdict('read', why.reads, words.slice(0, 1))
  if (method !== 'POST' || words.some(({ value }) => endsProxy.test(value)))
    return verdict('safe', why.repeats, convincing)
  if (isNotice(words)) return verdict('idle', why.notice, convincing)
  // The API server refuses a second object of the same name.
  const isNamed =
    words.some(({ value }) => /kubernetes\.default|KUBERNETES_SERVICE_HOST/.test(value)) &&
    !words.some(({ value }) => /generateName/.test(value))
  if (isNamed) return verdict('safe', why.repeats, convincing)
  const isGraph = words.some(({ value }) => /\/graphql\/?(?:\?|$)/i.test(value.slice(0, 2000)))
  if (isGraph && body !== undefined && !/\bmutation\b/.test(body.value.slice(0, 2000)))
    return verdict(/^["']?@/.test(body.value) ? 'opaque' : 'safe', why.reads, convincing)
  const asks =
    words.some(({ value }) => asking.test(value.slice(0, 2000))) ||
    (body !== undefined && query.test(body.value.slice(0, 2000)))
  return asks ? verdict('safe', why.repeats, convincing) : verdict('write', why.post, convincing)
}

/** Endpoints that answer a POST without making anything: logins, searches, reloads, flushes, metrics by job. */
const asking =
  /^["']?(?:https?:\/\/|\$|[\w.-]+[:/])[^\s?]*?(?:\/_(?:search|msearch|count|refresh|flush|forcemerge|analyze|cache\/clear|mget|sql|validate\/query)|\/(?:token|login|signin|auth|authenticate|introspect|search|query|query_range|reload|refresh|validate|healthz?|ping|flush|sync)|\/metrics\/job\/[^\s?]*)\/?(?:\?|$)/i

const query = /"query"\s*:\s*"\s*(?:query\b|\{)/
