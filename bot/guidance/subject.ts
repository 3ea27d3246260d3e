const BEFORE =
  /^(?:prepare for (?:the )?|upcoming )?(?:decommission(?:ing)?|retir(?:e|es|ing|ement)|deprecat(?:e|ing|ion)|shut-?down|sunset|end of (?:support|life|service))\s+(?:(?:of|for)\s+)?(?:the\s+)?/i;
const AFTER =
  / (?:is (?:being )?(?:retired|retiring|deprecated|closing)|(?:retirement|end[ -]of[ -](?:support|life|service)|deprecation|shut-?down)(?: (?:faq|announcement|notice|overview))?)$/i;

/** What a notice's title says is retired: `Decommission Azure AD Connect V1` is about Azure AD Connect V1. */
export function subjectOf(title: string): string {
  return title.replace(BEFORE, '').replace(AFTER, '');
}
