import type { Group } from './report-groups.ts';
import type { Fact } from './server-facts.ts';
import type { Utterance } from './utterance.ts';

/** "AADC02 too", "and so does AADC02": what was said of the server before it. */
const ALSO =
  /^(?:(?:,|-|–|and|und|is|has|does|the) )*(?:too|as well|also|likewise|ditto|same(?: version)?|the same(?: one| version)?|auch|ebenso|ebenfalls|aussi|também|también|anche)(?: [,.!])*$/;
const SO_DOES =
  /\b(?:so (?:does|do|is|are|has|have)|(?:the )?same (?:for|with|on|goes for|applies to))(?: (?:its|our|the|my|…|server|one))*$/;
/** "Its standby AADC02, same build": the version alone. */
const SAME_VERSION = /\b(?:same|identical) (?:version|build|release)(?: number)?\b/;
/** "Not the same version", "still the same version as before". */
const OTHER_VERSION =
  /(?:\bnot|n't|\bnever|\bno longer|\balmost|\bnearly|\bstill|\bkeeps?|\bstays?) (?:\S+ ){0,3}(?:same|identical)\b|\bas (?:before|ever|always|usual)\b/;
/** "The same version as AADC03", which may be another one's. */
const AS_ANOTHER = /\b(?:version|build|release) as\b/;
const AND_ITS = /^(?:,|and|&|\+|plus|with|as|well|its|the|our|a|server|…| )+$/;
const BOTH = /\bboth\b[^,;:()]{0,30}$/i;

/**
 * Adds to servers what is said of another one and holds for them too.
 * @param lastLines the plain forms of what was done before: "AADC02 has the same version".
 */
export function shareFacts(
  groups: readonly Group[],
  utterance: Utterance,
  lastLines: readonly string[],
): Group[] {
  const before = versionsIn(lastLines);
  const shared: Group[] = [];
  for (const group of withBoth(withNext(groups), utterance)) {
    const previous = shared.at(-1);
    const isAlike = previous !== undefined && (ALSO.test(group.words) || SO_DOES.test(previous.words));
    const isVersion = SAME_VERSION.test(group.words) && !OTHER_VERSION.test(group.words);
    const facts = (previous?.facts ?? before)
      .filter(({ kind }) => isAlike || (isVersion && kind === 'version'))
      .map((fact) => ({ ...fact, isLinked: fact.isLinked && !AS_ANOTHER.test(group.words) }));
    shared.push(withFacts(group, facts, previous?.words ?? ''));
  }
  return shared;
}

/** A group with facts of the kinds that it has none of, and the words that they are said with. */
function withFacts(group: Group, facts: readonly Fact[], words: string): Group {
  const own = new Set(group.facts.map(({ kind }) => kind));
  const added = facts.filter(({ kind }) => !own.has(kind));
  return added.length === 0
    ? group
    : { ...group, facts: [...added, ...group.facts], words: `${words} ${group.words}`.trim() };
}

/** The one version that plain forms record. */
function versionsIn(lines: readonly string[]): Fact[] {
  const [value, ...others] = new Set(lines.map((line) => / runs (\d[\d.]*)/.exec(line)?.[1] ?? ''));
  return value && others.length === 0
    ? [{ kind: 'version', value, before: 'runs', isDenied: false, isLinked: true }]
    : [];
}

/** "AADC01 and its standby AADC02 run 2.5.190.0": but for its role, what is said of the second is said of both. */
function withNext(groups: readonly Group[]): Group[] {
  return groups.map((group, i) => {
    const next = groups[i + 1];
    if (!next || group.facts.length > 0 || !AND_ITS.test(group.words)) return group;
    return withFacts(
      group,
      next.facts.filter(({ kind }) => kind !== 'role'),
      next.words,
    );
  });
}

/** "Both on 2.5.190.0: AADC01 and its standby AADC02": the one version that is said is that of both. */
function withBoth(groups: readonly Group[], { text, tokens, versions, servers }: Utterance): Group[] {
  const [version, ...others] = versions;
  const isOfBoth =
    version !== undefined &&
    others.length === 0 &&
    servers.length === 2 &&
    BOTH.test(text.slice(0, tokens[version.from]?.start));
  const said = groups.find(({ facts }) => facts.some(({ kind }) => kind === 'version'));
  if (!isOfBoth || !said) return [...groups];
  const facts = said.facts.filter(({ kind }) => kind === 'version');
  return groups.map((group) => withFacts(group, facts, said.words));
}
