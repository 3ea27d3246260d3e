import type { Authentication } from '../../campaign/affected.ts';
import type { Utterance } from './utterance.ts';

/** What can be said of a server. */
export type Stated =
  | { kind: 'version'; value: string; before: string }
  | { kind: 'role'; value: 'active' | 'staging' }
  | { kind: 'state'; value: 'in-use' | 'migrated' | 'decommissioned' }
  | { kind: 'authentication'; value: Authentication };

export type Fact = Stated & {
  /** It isn't so, such as the state of "isn't migrated, but runs 2.5.190.0". */
  isDenied: boolean;
  /** The words before it state it: "runs", and not "needs". */
  isLinked: boolean;
};

/** Words of a state, a role or a way to sign in, in the forms of a statement. Longer phrases come first. */
export const FACTS: readonly [RegExp, Exclude<Stated, { kind: 'version' }>][] = [
  // It is there, and nobody knows its version.
  [
    /^(?:(?:its |the )?(?:version|build)(?: number)?(?: is)?(?: still)? (?:unknown|not known|unclear|tb[acd]|to be (?:checked|confirmed|determined|found out))|(?:unknown|unclear) (?:version|build)|(?:i (?:have )?|we (?:have )?|nobody )?(?:no idea|not sure|unsure|(?:don't|do not|doesn't) know|knows not|can't (?:say|tell)|cannot (?:say|tell))(?: (?:about|of|which|what|its|the|at the moment|yet|it is on|it runs))* (?:version|build))\b/,
    { kind: 'state', value: 'in-use' },
  ],
  [
    /^(?:back in (?:use|production|service)|(?:still )?in (?:use|production|service|operation)|up and running|online|exists)\b|^(?:we (?:also )?(?:use|have|run)|(?:please )?(?:add|register|include)|(?:is|are) (?:called|named)|(?:is|are) (?:our|the|one of our|another) (?:sync |connect |new |second |third )*servers?)\b/,
    { kind: 'state', value: 'in-use' },
  ],
  [
    /^(?:no longer (?:in use|used|exists|needed|there|running|around)|(?:not|isn't|aren't) (?:in use|used|needed|there) any ?more|we (?:no longer|(?:don't|do not)(?=[^,;.]{1,60} any ?(?:more|longer)\b)) (?:use|need|have|run)|out of (?:service|use|operation)|decomm?iss?ioned|retired|uninstalled|de-?installed|shut ?down|(?:switched|turned|powered|shut) (?:off|down)|gone|scrapped|dismantled|torn down|taken (?:down|offline|out(?! of (?:the )?(?:staging|stand-?by|active)))|wiped|thrown (?:away|out)|disposed of|demoted|put out of (?:service|use|operation)|history)\b/,
    { kind: 'state', value: 'decommissioned' },
  ],
  [/^(?:removed|deleted)\b/, { kind: 'state', value: 'decommissioned' }],
  [
    /^(?:abgeschaltet|stillgelegt|ausgemustert|deinstalliert|außer betrieb|arrêté|décommissionné|retiré|apagado|desligado|desativado|dismesso|spento)(?![\p{L}\p{N}])/u,
    { kind: 'state', value: 'decommissioned' },
  ],
  [
    /^(?:migriert|umgestellt|umgezogen|migré|migrado|migrato)(?![\p{L}\p{N}])/u,
    { kind: 'state', value: 'migrated' },
  ],
  [
    /^(?:in )?(?:staging(?: mode)?|stand-?by(?: mode)?|passive(?: mode)?)\b|^(?:secondary|stg)\b/,
    { kind: 'role', value: 'staging' },
  ],
  [/^(?:in )?active(?: mode)?\b|^(?:primary|live)\b/, { kind: 'role', value: 'active' }],
  [
    /^(?:signs? in|authenticates?|logs? (?:in|on))(?: now)?(?: to \S+(?: id)?)? (?:as|with|using|via|through|by) (?:an? |the |its )?(?:(?:(?:connector|service|sync|user|legacy|old) )?account|user ?name(?:\/| and (?:an? )?)password|(?:user|password|credentials))\b|^uses? (?:an? |the |its )?account\b|^(?:connector |service |sync )?account[- ](?:based )?(?:authentication|auth|sign-?in)\b|^(?:connector|service) account\b/,
    { kind: 'authentication', value: 'account' },
  ],
  [
    /^(?:signs? in|authenticates?|logs? (?:in|on))(?: now)?(?: to \S+(?: id)?)? (?:as|with|using|via|through|by) (?:an? |the |its )?(?:app(?:lication)?|service principal|certificate)\b|^app(?:lication)?[- ](?:based )?(?:authentication|auth|sign-?in|identity)\b|^(?:service principal|certificate[- ]based (?:authentication|auth))\b/,
    { kind: 'authentication', value: 'application' },
  ],
  [
    /^(?:(?:been |fully |completely |already |successfully )*(?:migrated|transitioned|converted|cut over|switched over|moved)(?: (?:over|off|away))*)\b|^(?:is |are )?(?:done|finished|completed?)\b/,
    { kind: 'state', value: 'migrated' },
  ],
];

/** What a server does by itself: "we took over AADC01" says nothing of the server. */
export const DEEDS: typeof FACTS = [
  [/^(?:took|has taken|takes) over(?: as active)?\b/, { kind: 'role', value: 'active' }],
];

/** The `off` of "we switched AADC01 off". */
export function isParticle({ tokens, servers }: Utterance, at: number): boolean {
  if (!/^(?:off|down)$/.test(tokens[at]?.lower ?? '')) return false;
  const server = servers.find(({ to }) => to === at);
  return (
    server !== undefined && /^(?:switched|turned|shut|powered)$/.test(tokens[server.from - 1]?.lower ?? '')
  );
}

const STEP =
  /^(?:swap|switch|switch-?over|upgrade|update|patch|patching|install|installation|reinstall|rebuild|reboot|restart|maintenance|work|test|tests|backup|export|import|sync|job|task|change|swing|failover|checks?)$/;

/** "Swap done", "the upgrade on AADC01 is finished": a step is, and no server. "Migration done" says that a server is migrated. */
export function endsProcess({ tokens, servers, versions }: Utterance, at: number): boolean {
  const word = (place: number) => tokens[place]?.lower ?? '';
  if (!/^(?:done|finished|completed?|is|are)$/.test(word(at))) return false;
  const isBeforeServers = servers.every(({ from }) => from > at);
  if (isBeforeServers && versions.length > 0 && word(at + 1) !== 'with') return true;
  let before = at - 1;
  while (/^(?:is|are|was|has|been|now)$/.test(word(before))) before--;
  const server = servers.find(({ to }) => to === before + 1);
  const isOnServer = server !== undefined && /^(?:on|of|for|at)$/.test(word(server.from - 1));
  return STEP.test(word(isOnServer ? server.from - 2 : before));
}
