/** Phrasings that sound translated and spellings that are not American: what to find, what to write, an example. */
export type Avoided = readonly [find: RegExp, write: string, example: string]

const spelling: readonly Avoided[] = [
  [/\b(?:behavio|colo|favo|hono|labo|neighbo)ur/i, '-or', 'colour the report'],
  [/\b(?:mis)?spelt\b|\b(?:learn|burn)t\b/i, '-ed', 'a misspelt rule'],
  [/\b(?:label|cancel|travel|model|signal)l(?:ed|ing)\b/i, 'a single l', 'on those labelled so'],
  [
    /\b(?:recogn|organ|summar|normal|serial|initial|priorit|author)is(?:e[sd]?|ing|ation)\b/i,
    '-ize',
    'is recognised'
  ],
  [
    /\b(?:analys(?:e[sd]?|ing)|catalogue|centre|grey|artefact|licence)\b/i,
    'analyze, catalog, center, gray …',
    'grey'
  ],
  [/\bjudgement/i, 'judgment', 'the judgements'],
  [/\b(?:whilst|towards)\b/i, 'while, toward', 'counts towards the limit'],
  [/\bfor ever\b/i, 'forever', 'it waits for ever'],
  [/\b(?:clean|set)-up\b/i, 'cleanup, setup (a verb has a space)', 'a clear clean-up'],
  [/\bhalf-(?:way|done)\b/i, 'halfway, half-finished', 'failed half-way'],
  [/\b(?:low|upp)er[- ]case\b/i, 'lowercase, uppercase', 'in lower case']
]

const word: readonly Avoided[] = [
  [/\bmend(?:s|ed|ing)?\b/i, 'fix', 'removes what is mended'],
  [
    /\bheed(?:s|ed|ing)?\b/i,
    'respect, support (or ignore, for "heeds none")',
    '`--no-inline-config` heeds none'
  ],
  [
    /\bholds? (?:for|across)\b|\bin force\b/i,
    'applies to, continues across, is active',
    'A stretch holds across it'
  ],
  [/\bholds? (?:no|a Job)\b/i, 'contains', 'files that hold no Job'],
  [/\b(?:stands?|stood|standing)\b/i, 'is, appears, stays; for "*": matches', 'it stands at the key'],
  [
    /\btells? (?:of|by|which|what|whether|apart|upper|the)\b/i,
    'report, identify, show',
    'another rule tells of it'
  ],
  [
    /\b(?:is|are|be) told\b|\btold (?:by|of|to)\b|\bunless told\b/i,
    'is reported, identified; by default',
    'findings are told by rule'
  ],
  [/\b(?:speaks?|says) of\b|\brule speaks\b/i, 'reports, says about', 'Another rule speaks'],
  [/\bblanks\b|\b(?:a|no|one) blank\b(?! line)/i, 'space', 'a blank in the name'],
  [/\bmostly\b/i, 'usually', 'mostly UTC'],
  [/\bwhoever\b/i, 'anyone who', 'Whoever reads it'],
  [/\banew\b/i, 'again', 'starts it anew'],
  [/\bgravest\b/i, 'most severe', 'the gravest 25,000'],
  [/\bcommas part\b/i, 'separate rules with commas', 'commas part rules'],
  [/\bclear text\b/i, 'plain text', 'a password in clear text'],
  [/\b(?:make|made|makes|making) (?:it |them |the Job )?again\b/i, 'create again', 'the tool makes it again'],
  [
    /\bmakes? (?:a|an|another|one|no|the|more|new) (?:new )?(?:Jobs?|Pods?|object|replacement)\b(?! a)/,
    'create',
    'makes no Pod'
  ],
  [/\b(?:Job|Pod)s? (?:made|(?:is|are) made)\b/, 'created', 'every Pod made is refused'],
  [/\bsummer time\b/i, 'daylight saving time', 'summer time included']
]

const phrase: readonly Avoided[] = [
  [
    /(?<!\bthere (?:must )?)\b(?:is|are|was|be) no (?!longer\b|more\b)\w/i,
    'is not a …, is invalid; there is no …',
    'which is no quantity'
  ],
  [/(?<!\bthere )\b(?:is|are) none\b(?! of\b)/i, 'is not one, is invalid', 'A day that is none'],
  [/\b(?:is|are|was|were) over\b(?! \d)/i, 'has ended, has expired', 'The suppression that is over'],
  [/\b(?:come|comes|came) to mean\b|\bcomes? to for\b/i, 'means', 'the text would not come to mean that'],
  [
    /\b(?:comes? twice|never comes|no run comes|runs come)\b/i,
    'happens twice, never fires',
    'the schedule never comes'
  ],
  [/\bwithout a word\b/i, 'silently', 'dropped without a word'],
  [/\bby (?:itself|themselves)\b/i, 'on its own', 'it never ends by itself'],
  [/\bone(?:['’]s own| types)\b/i, 'its own; as you type', 'diagnostics as one types'],
  [
    /\b(?:is|are) (?:the matter|somebody else)/i,
    'another rule reports this',
    'is the matter of another rule'
  ],
  [/\b(?:has|have) to be there\b/i, 'is required', 'one of them has to be there'],
  [/\blooks? after\b/i, 'owns, covers', 'no owner looks after it'],
  [/\bbehind ["“`\0]/i, 'after', 'a reason behind "--"'],
  [/^[\0 ]*(?:Let|Point|Mount|Take) no\b/m, 'Do not …', 'Let no TTL delete a Job'],
  [/\bat the least\b/i, 'at least', 'after a minute at the least'],
  [
    /\b(?:one|a) (?:line )?a (?:line|finding|rule|container|index|level|file)\b/i,
    'per',
    'one line a finding'
  ],
  [/\b(?:lie|lies) over\b/i, 'overlap', 'fixes that lie over each other'],
  [/\bgo(?:es)? round\b|\bround (?:the|a)\b/i, 'around', 'does not go round evenly'],
  [/\bhand(?:s|ed)? (?:\w+ ){0,3}(?:on|down)\b/i, 'pass on', 'does not hand its annotations down'],
  [
    /\btak(?:e|es|en) (?:\w+ )?for (?:a|an|the|0|false|ordinary)\b/i,
    'treats as, mistakes for',
    'taken for an option'
  ],
  [/\bNothing of\b/, 'no … of', 'Nothing of "x" is reported'],
  [/\bread the difference\b/i, 'review the diff', 'read the difference'],
  [/\bknown are\b/i, 'valid … are', 'known are min, max'],
  [
    /\b(?:do|does|go|goes) not go with\b|\bexclude each other\b/i,
    'cannot be used with',
    'it does not go with that'
  ],
  [/\b(?:after|at) its end\b/i, 'after it ends, when it ends', 'removed at its end'],
  [/\bpassed by\b/i, 'skipped', 'are passed by'],
  [/\bleft in peace\b/i, 'ignored', 'are left in peace'],
  [/\bwhose it is\b/i, 'who owns it', 'nobody sees whose it is'],
  [/\bother code\b/i, 'different code', 'may run other code'],
  [/\bsome room\b/i, 'a margin', 'the run time and some room'],
  [/\bgoes? by (?:the|that|its)\b/i, 'follows, uses', 'goes by the clocks'],
  [/\bas it stands\b/i, 'as it is', 'the text as it stands'],
  [/\bwins? over (?:it|every|all)\b/i, 'overrides', 'settings win over it']
]

const number: readonly Avoided[] = [
  [/\bThere (?:is|are) \d/, 'N problems', 'There are 1 warnings'],
  [
    /(?<![\d.:,-])\b1[ ](?:problem|error|warning|finding|file|document|template|Job|CronJob|Pod|run|time|second|minute|hour|day|year)s\b(?!:)/,
    'the singular',
    '1 warnings'
  ],
  [
    /\ba[ ](?!one\b|once\b|one-|use[rds]?\b|us(?:age|er)|uni|uid\b|URL|U\+|UU|EUR)[aeiou]\w/i,
    'an',
    'in a environment variable'
  ],
  [/\ban[ ][bcdgjkpqtvwyz]\w/i, 'a', 'an Pod']
]

export const avoided: readonly Avoided[] = [...spelling, ...word, ...phrase, ...number]

/** Where such a word is right: the words around it, and why. */
export const allowed: readonly (readonly [text: RegExp, because: string])[] = [
  [/\buser is told\b/, 'a person is told something; only findings are reported']
]
