/** Words between servers that are said of together. */
export const BETWEEN_SERVERS = new Set([
  ',',
  'and',
  '&',
  '/',
  '+',
  'both',
  'plus',
  'as',
  'well',
  'or',
  ';',
  'also',
  'server',
  'servers',
  'the',
  'our',
  'too',
]);

/** Words that a report may have without saying something else. */
export const EXPECTED =
  /^(?:[^\p{L}\p{N}]+|is|are|was|were|has|have|had|been|be|now|still|currently|already|finally|today|yesterday|just|to|from|on|at|in|of|the|a|an|our|my|its|and|with|by|as|runs?|running|ran|got|gets?|uses?|using|shows?|says|reports|reads|displays|states|server|servers|box|machine|host|node|version|versions|build|release|v|upgraded|updated|patched|moved|migrated|switched|changed|went|goes|brought|bumped|installed|reinstalled|came|jumped|lifted|rolled|there|here|it|we|we've|i|i've|last|night|week|weekend|this|morning|over|off|note|record|that|please|set|mark|put|down|for|not|but|one|new|old|sync|connect|ad|azure|entra|microsoft|64-bit|so|also|took|place|product|both|up|mode|since|after|during|recently|successfully|finally|meanwhile|automatically|itself|manually|migration|wizard|console|who|which|auf|jetzt|nun|bereits|schon|en|sur|maintenant|déjà|ahora|ya|em|agora|já|la|el|o|die|der|das|server|named|called|name|displayname|(?:display|product|file)version|(?:ps)?computername|hostname|ok|okay|fyi|hi|hello|thanks|cloud|typo|sorry|no|actually|mean|meant|correction)$/u;

/** After such a verb, what was said before it doesn't matter: "the one in Lyon runs 2.5.190.0". */
export const VERB =
  /^(?:is|are|was|were|has|have|had|runs?|running|ran|gets?|got|uses?|using|shows?|says|reports|reads|displays|states|been|went|upgraded|updated|downgraded|patched|moved|brought|bumped|installed|saw|sees?|seen|found|detected|läuft|laufen|hat|haben|ist|sind|wurden?|tourne|est|été|está|sido|tiene|corre|roda|usa|gira|fue|foi|è|stato)$/;
/** Before or after a version: it isn't the server's own, or not this one exactly. */
export const LIMIT =
  /\b(?:older|newer|later|higher|lower|below|above|under|minimum|maximum|(?:at|the) (?:least|most)|required|recommended|available|target|less than|more than|between)\b/;
