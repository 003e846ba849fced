import { isDummy } from './made-up-secret.ts'

/** What a literal value is, if it is a secret: "a password", "a GitHub token". */
export type SecretKind = string

/** What a variable or option of this name and value gives away in clear text; undefined for what is no secret. */
export function secretIn(name: string, value: string): SecretKind | undefined {
  const known = knownToken(value)
  if (known !== undefined) return known
  const kind = kindNamed(name)
  if (kind === undefined || isReference(value) || isDummy(value, name)) return undefined
  return kind === 'a password' || looksRandom(value) ? kind : undefined
}

/** A token of a well-known form, a private key, or a password inside a URL; with where it stands in the text. */
export function secretsWithin(
  text: string
): { readonly kind: SecretKind; readonly start: number; readonly text: string }[] {
  if (!any.test(text)) return []
  const found = forms.flatMap(([form, kind]) =>
    [...text.matchAll(form)].flatMap((match) => {
      const secret = match[1] ?? match[0]
      const start = match.index + match[0].lastIndexOf(secret)
      const isUser = match[0].includes(`//${secret}:`)
      const isOpen = match[1] === undefined || !isReference(secret)
      return isOpen && !isUser && !isDummy(secret, '') ? [{ kind, start, text: secret }] : []
    })
  )
  return found.filter(({ start }, index) => found.findIndex((other) => other.start === start) === index)
}

/** Forms that vendors have given their tokens so that they can be found; none has another meaning. */
const tokens: readonly (readonly [RegExp, SecretKind])[] = [
  [/\bAKIA[0-9A-Z]{16}\b/g, 'an AWS access key'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/g, 'a GitHub token'],
  [/\bglpat-[\w-]{20,}/g, 'a GitLab token'],
  [/\bxox[abeoprs]-[A-Za-z0-9-]{20,}/g, 'a Slack token'],
  [/\bhooks\.slack\.com\/services\/(T\w{8,}\/B\w{8,}\/\w{20,})/g, 'a Slack webhook'],
  [/\b[rs]k_live_[A-Za-z0-9]{20,}/g, 'a Stripe key'],
  [/\bsk-(?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Z])[\w-]{32,200}/g, 'an API key'],
  [/\bSG\.[\w-]{20,40}\.[\w-]{40,60}/g, 'a SendGrid key'],
  [/\bAIza[\w-]{35}\b/g, 'a Google API key'],
  [/\bhf_[A-Za-z]{30,}\b/g, 'a Hugging Face token'],
  [/\bnpm_[A-Za-z0-9]{36}\b/g, 'an npm token'],
  [/\bdckr_pat_[\w-]{20,}/g, 'a Docker Hub token'],
  [/\bhv[bs]\.[\w-]{24,}/g, 'a Vault token'],
  [/(?<![\w-])eyJ[\w-]{10,999}\.eyJ[\w-]{10,9999}\.[\w-]{20,999}/g, 'a JSON web token'],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\n)+[A-Za-z0-9+/]{20,}/g, 'a private key']
]

/** Places of a text where only a password or token can stand. */
const embedded: readonly (readonly [RegExp, SecretKind])[] = [
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"]{0,80}:([^\s/'"]{3,120})@[\w[$.-]/gi, 'a password in a URL'],
  [/\bauthorization:\s*bearer\s+([\w.~+/-]{16,}=*)/gi, 'a bearer token'],
  [/\bauthorization:\s*basic\s+([A-Za-z0-9+/]{8,}=*)/gi, 'a user and password'],
  [/\bpassword=([^\s;&'"]{4,80})(?=[;&\s]|['"]?$)/gi, 'a password'],
  [/\b(?:identified\s+by|password)\s+'([^'\s]{4,80})'/gi, 'a password']
]

const forms = [...tokens, ...embedded]

/** Most texts hold none: they are asked once, not once a form. */
const any = new RegExp(forms.map(([form]) => form.source).join('|'), 'i')

function knownToken(value: string): SecretKind | undefined {
  return secretsWithin(value)[0]?.kind
}

/** Endings of names, in capitals and with `_` between words, and what they say of the value. */
const endings: readonly (readonly [RegExp, SecretKind])[] = [
  [/(?:PASSWORD|PASSWD|PASSPHRASE)$/, 'a password'],
  [/(?:^|_)(?:PASS|PWD)$/, 'a password'],
  [/(?:^|_)(?:[A-Z0-9]*TOKEN|JWT)$/, 'a token'],
  [
    /(?:^|_)(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|MASTER|ACCOUNT|AUTH|STORAGE|LICENSE|DEPLOY|HMAC|JWT|SESSION|COOKIE|SERVICE_ROLE)_?KEY$/,
    'a key'
  ],
  [/(?:^|_)APIKEY$/, 'a key'],
  [/(?:^|_)SECRET$/, 'a secret'],
  [/(?:^|_)CREDENTIALS?$/, 'a secret']
]

function kindNamed(written: string): SecretKind | undefined {
  if (/^(?:OLD)?PWD$/.test(written)) return undefined
  const name = written
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
    .replace(/(?:_VALUE)?_?(?<!\d)\d*_?$/, '')
  return endings.find(([ending]) => ending.test(name))?.[1]
}

/** Something that only says where the secret is, or how it is used: a path, a URL, a name, a word, a number. */
function isReference(value: string): boolean {
  return (
    isFilledIn(value) ||
    /^(?:[.~]{0,2}\/|[A-Za-z]:\\|\w[\w.-]*\/[\w./-]+\.\w{2,5}$)/.test(value) ||
    /^[a-z][a-z0-9+.-]*:(?:\/\/|\S*[/#:])/i.test(value) ||
    /^(?:arn:|projects\/|vault:|op:|ssm:|ref\+|ENC\[|env:|file:|secret[:.]|AgA[A-Za-z0-9+/]{200})/.test(
      value
    ) ||
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) ||
    /^(?:true|false|yes|no|on|off|null|nil|none|auto|never|always|enabled?|disabled?|required|optional|default|prompt|unset|empty|undefined|basic|bearer|static|latest)$/i.test(
      value
    ) ||
    (/^-?\d+(?:\.\d+)?(?:ms|s|m|h|d)?$/.test(value) && value.length < 6) ||
    value.split(/\s+/).length > 3
  )
}

/** Whether something puts the value in before anyone reads it. */
function isFilledIn(value: string): boolean {
  return /[$<{]|%[A-Z_]+%|%s|\*{3}|…|\.{3}/.test(value)
}

/** A token or key, and not a name such as `bq-readonly-key`: letters mixed with digits or cases, and long enough. */
function looksRandom(value: string): boolean {
  if (value.length < 8 || /\s/.test(value) || /^\d+$/.test(value)) return false
  if (/^(?:[a-z]+\d{0,3}|v\d{4}|\d{1,4})(?:[-._](?:[a-z]+\d{0,3}|v\d{4}|\d{1,4}))*$/.test(value)) return false
  if (/^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*$/.test(value) && value.length < 24) return false
  return /[a-z]/i.test(value) && (/\d/.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value)))
}
