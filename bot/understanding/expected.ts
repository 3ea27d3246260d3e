/** "Who can do that?" asks for a role, and "who can help?" for a person. */
const WHO_MAY =
  /\bwho (?:may|can|could|must|should|(?:has|needs) to|is (?:allowed|permitted|able|entitled)(?: to)?) (?!(?:i|we|you|please|possibly|help|tell|explain|answer|check|review|verify|look|assist|advise|support|talk|speak|clarify)\b)/i;

/** Questions for a version, a command, a day, a number or who may do something, and what an answer to them has. */
const EXPECTED: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:which|what|oldest|first|lowest|minimum|since what|from what|in which)\b[^.?!]{0,30}\b(?:version|build|release)\b/i,
    /\d\.\d{1,5}\.\d/,
  ],
  [/\b(?:powershell|cmdlets?|command(?: line)?|script)\b/i, /\b[A-Z][a-z]+-AD\w+|\.(?:ps1|exe|msc)\b/],
  [
    /^\W*(?:since |until |by |on )?(?:when\b|(?:which|what) (?:day|date|month|year)\b)|\b(?:release date|what date)\b/i,
    /\b(?:19|20)\d\d\b/,
  ],
  [
    /\bhow (?:many|much|large|big|often|frequently)\b|\bmax(?:imum|imal)?\b|\blimit (?:of|for|on)\b/i,
    /\d|\b(?:one|two|three|four|five|every)\b/i,
  ],
  [
    /\bhow long\b(?!\s+(?:ago|until|till|before|left))|\bhow much (?:time|downtime)\b/i,
    /\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|moments?|(?:19|20)\d\d)\b/i,
  ],
  [
    /\bhow (?:do|can|could|would|should|to) (?:i |we |you |one )?(?:see|check|tell|verify|find out|know|show|look up|look)\b/i,
    /\b[A-Z][a-z]+-[A-Z]\w+|\.(?:ps1|exe|msc)\b|\b(?:shows?|see|seen|look|properties|Details|wizard|registry|log|page|admin cent(?:er|re)|portal)\b/,
  ],
  [
    /\bwhere (?:do|can|could|would|should|to) (?:i |we |one )?(?:get|download|obtain)\b/i,
    /\b(?:download(?:s|ed)?|admin cent(?:er|re)|portal|installer)\b/i,
  ],
  [
    new RegExp(
      String.raw`${WHO_MAY.source}|\b(?:which|what) (?:[\w-]+ ){0,2}(?:rights?|roles?|permissions?|privileges?)\b`,
      'i',
    ),
    /(?:\b|[a-z])Admin(?:istrator)?s?\b|\b(?:administrators?|roles?|rights|permissions?|members? of|owners?)\b/,
  ],
];

/**
 * Tells whether a text has what a question asks for: a version for "which build". An admission that the documents don't say it
 * has it, too. Null for a question that asks for nothing of the kind.
 */
export function expectedBy(question: string): ((text: string) => boolean) | null {
  const wanted = EXPECTED.flatMap(([asks, has]) => (asks.test(question) ? [has] : []));
  return wanted.length === 0 ? null : (text) => wanted.every((has) => has.test(text)) || admits(text);
}

/** Whether a question asks who may do something. */
export function asksWhoMay(question: string): boolean {
  return WHO_MAY.test(question);
}

/** Whether a text says that the documents do not tell something. */
export function admits(text: string): boolean {
  return /\b(?:do|does)(?:n['’]t| not) (?:say|name|give|list)\b/.test(text);
}
