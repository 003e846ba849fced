/** A phrasing that sounds translated, or a spelling that is not American, and what to write instead. */
export interface Avoided {
  /** A blank in it also matches a line break. */
  readonly find: RegExp
  readonly write: string
}

const spelling: readonly Avoided[] = [
  { find: /\b(?:behavio|colo|favo|hono|labo|neighbo)ur/i, write: '-or: color, neighbor' },
  { find: /\b(?:mis)?spelt\b|\b(?:learn|burn)t\b/i, write: '-ed: misspelled' },
  { find: /\b(?:label|cancel|travel|model|signal)l(?:ed|ing)\b/i, write: 'one l: labeled, canceled' },
  { find: /\b(?:recogn|organ|summar|normal|serial|initial|priorit|author)is(?:e[sd]?|ing|ation)\b/i, write: '-ize' },
  { find: /\b(?:analys(?:e[sd]?|ing)|catalogue|centre|grey|artefact|licence)\b/i, write: 'analyze, catalog, center …' },
  { find: /\bjudgement/i, write: 'judgment' },
  { find: /\b(?:whilst|towards)\b/i, write: 'while, toward' },
  { find: /\bfor ever\b/i, write: 'forever' },
  { find: /\b(?:clean|set)-up\b/i, write: 'cleanup, setup' },
  { find: /\bhalf-(?:way|done)\b/i, write: 'halfway, half-finished' },
  { find: /\blower case\b/i, write: 'lowercase' }
]

const wrongWord: readonly Avoided[] = [
  { find: /\bmend(?:s|ed|ing)?\b/i, write: 'fix' },
  { find: /\bheed(?:s|ed|ing)?\b/i, write: 'respect, or ignore for "heeds none"' },
  { find: /\bholds? (?:for|across)\b|\bin force\b/i, write: 'applies to, continues across, is active' },
  { find: /\bholds? (?:no|a Job)\b/i, write: 'contains no, contains a Job' },
  { find: /\b(?:stands?|stood|standing)\b/i, write: 'is, appears, stays; "matches any characters"' },
  { find: /\btells? (?:of|by|which|what|whether|apart|upper)\b|\btells? the (?:reader|next)\b/i, write: 'report, identify, show' },
  { find: /\b(?:is|are|be) told\b|\btold (?:by|of|to)\b|\bUnless told\b/i, write: 'is reported, is identified, by default' },
  { find: /\b(?:speaks?|says) of\b|\brule speaks\b|\bcalled off\b/i, write: 'reports' },
  { find: /\bblanks\b|\b(?:a|no|one) blank\b(?! line)/i, write: 'space' },
  { find: /\bmostly\b/i, write: 'usually' },
  { find: /\bwhoever\b/i, write: 'anyone who' },
  { find: /\banew\b/i, write: 'again' },
  { find: /\bgravest\b/i, write: 'most severe' },
  { find: /\bpart rules\b|\bcommas part\b/i, write: 'separate rules with commas' },
  { find: /\b(?:in|is) clear text\b/i, write: 'plain text' },
  { find: /\b(?:make|made|makes|making) (?:it |them |the Job )?again\b/i, write: 'create again' },
  { find: /\bmakes? (?:a|an|another|one|no|the|more|new) (?:new )?(?:Jobs?|Pods?|object|replacement)\b(?! a)/, write: 'create' },
  { find: /\b(?:Job|Pod)s? (?:made|(?:is|are) made)\b/, write: 'created' },
  { find: /\bsummer time\b/i, write: 'daylight saving time' }
]

const phrase: readonly Avoided[] = [
  { find: /(?<!\bthere (?:must )?)\b(?:is|are|was|be) no (?!longer\b|more\b)\w/i, write: 'is not a …, is invalid; "there is no …"' },
  { find: /(?<!\bthere )\b(?:is|are) none\b(?! of\b)/i, write: 'is not one, is invalid' },
  { find: /\b(?:is|are|was|were) over\b(?! \d)/i, write: 'has ended, expired' },
  { find: /\b(?:come|comes|came) to mean\b|\bcomes? to for\b/i, write: 'means' },
  { find: /\b(?:comes? twice|never comes|no run comes|runs come)\b/i, write: 'happens twice, never fires' },
  { find: /\bwithout a word\b/i, write: 'silently' },
  { find: /\bby (?:itself|themselves)\b/i, write: 'on its own' },
  { find: /\bone(?:['’]s own| types)\b/i, write: 'its own; "as you type"' },
  { find: /\b(?:is|are) (?:the matter|somebody else)/i, write: '"another rule reports this"' },
  { find: /\b(?:has|have) to be there\b/i, write: 'is required' },
  { find: /\blooks? after\b/i, write: 'owns, covers' },
  { find: /\bbehind ["“`]|\bbehind \0/i, write: 'after' },
  { find: /^(?:Let|Point|Mount|Take) no\b/m, write: '"Do not …"' },
  { find: /\bat the least\b/i, write: 'at least' },
  { find: /\b(?:one|a) (?:line )?a (?:line|finding|rule|container|index|level|file)\b/i, write: 'per: "one line per finding"' },
  { find: /\b(?:lie|lies) over\b/i, write: 'overlap' },
  { find: /\bgo(?:es)? round\b|\bround (?:the|a)\b/i, write: 'around' },
  { find: /\bhand(?:s|ed)? (?:\w+ ){0,3}(?:on|down)\b/i, write: 'pass on' },
  { find: /\btak(?:e|es|en) (?:\w+ )?for (?:a|an|the|0|false|ordinary)\b/i, write: 'treats as, mistakes for' },
  { find: /\bNothing of\b/, write: '"No … of"' },
  { find: /\bread the difference\b/i, write: 'review the diff' },
  { find: /(?:[;:.]|is) known are\b|\bKnown are\b/i, write: 'valid … are' },
  { find: /\b(?:do|does|go|goes) not go with\b|\bexclude each other\b/i, write: 'cannot be used with' },
  { find: /\b(?:after|at) its end\b/i, write: 'after it ends, when it ends' },
  { find: /\bpassed by\b/i, write: 'skipped' },
  { find: /\bleft in peace\b/i, write: 'ignored' },
  { find: /\bwhose it is\b/i, write: 'who owns it' },
  { find: /\bother code\b/i, write: 'different code' },
  { find: /\bsome room\b/i, write: 'a margin' },
  { find: /\bgoes? by (?:the|that|its)\b/i, write: 'follows, uses' },
  { find: /\bas it stands\b/i, write: 'as it is' },
  { find: /\bstrikes? (?:it )?off\b/i, write: 'removes' },
  { find: /\bwins? over (?:it|every|all)\b/i, write: 'overrides' }
]

const number: readonly Avoided[] = [
  { find: /\bThere (?:is|are) \d/, write: '"N problems found"' },
  {
    find: /(?<![\d.:,-])\b1[ ](?:problem|error|warning|finding|file|document|template|Job|CronJob|Pod|run|retrie|time|second|minute|hour|day|year)s\b(?!:)/,
    write: 'the singular'
  },
  { find: /\b[Aa][ ](?!one\b|once\b|one-|use[rds]?\b|us(?:age|er)|uni|uid\b|URL|U\+|UU|EUR)[aeiou]\w/, write: 'an' },
  { find: /\b[Aa]n[ ][bcdgjkpqtvwyz]\w/, write: 'a' }
]

export const avoided: readonly Avoided[] = [...spelling, ...wrongWord, ...phrase, ...number]

/** Sentences in which such a word is right, and why. */
export const allowed: readonly { readonly text: RegExp; readonly because: string }[] = []
