import { endsDenial, isDenial } from './denials.ts';
import {
  isClauseMark,
  isExcepted,
  isMovedElsewhere,
  isMoveOfPeople,
  isOfSomethingElse,
  isPlaceOf,
} from './report-subject.ts';
import { BETWEEN_SERVERS, EXPECTED, VERB } from './report-words.ts';
import { DEEDS, endsProcess, FACTS, isParticle, type Fact, type Stated } from './server-facts.ts';
import { placeOf, pronounAt } from './spoken-of.ts';
import { stagingSwitchAt } from './staging-switch.ts';
import type { SpokenServer, Utterance } from './utterance.ts';

/** Servers that a sentence names together, and what it says of them. */
export interface Group {
  /** Null: the server that was spoken of last. */
  servers: (SpokenServer | null)[];
  /** Of several that were spoken of, which one; see spoken-of.ts. */
  place: number | null;
  facts: Fact[];
  /** Whether all its facts were said before its first server: "2.5.190.0 on AADC01 and AADC02". */
  isLed: boolean;
  /** Of one of them, or of one of several groups: "AADC01 or AADC02". */
  isEither: boolean;
  /** Words between the server and its last fact that nothing explains. */
  strange: number;
  /** What is said of it, in lower case, with `…` for each of its facts. */
  words: string;
}

/** Words between a state and the server that it is said of: "we retired our old server AADC01". */
const FARTHEST = 5;

/** Stands for a fact among the words that are said of a server: "has been moved to cloud sync" isn't "has to". */
const FACT_MARK = '…';

/** The servers of a sentence with what it says of them, word by word. */
export function groupsIn(utterance: Utterance, replacements: readonly string[]): Group[] {
  return new GroupReader(utterance, replacements).read();
}

/** Reads a sentence from its first token to its last. */
class GroupReader {
  private readonly utterance: Utterance;
  private readonly replacements: readonly string[];
  /** In lower case, with straight apostrophes. */
  private readonly text: string;
  private readonly groups: Group[] = [];
  /** What was said before the next server, with its last token: of that one, where it stands right before it. */
  private loose: { fact: Fact; at: number }[] = [];
  /** The words of the sentence that aren't read otherwise, with the group that they come after. */
  private readonly words: { group: Group | undefined; word: string }[] = [];
  /** Tokens that were read with an earlier one. */
  private readonly taken = new Set<number>();
  private at = 0;
  /** Whether nothing but "and" and the like came after the last server. */
  private isInList = false;
  /** Strange words since the last server. */
  private strange = 0;
  /** Strange words since the last verb or clause. */
  private unlinked = 0;
  /** Whether what is said is said of something else that belongs to the server. */
  private isOfOther = false;
  private isDenied = false;

  constructor(utterance: Utterance, replacements: readonly string[]) {
    this.utterance = utterance;
    this.replacements = replacements;
    this.text = utterance.text.toLowerCase().replaceAll('’', "'");
  }

  read(): Group[] {
    while (this.at < this.utterance.tokens.length) this.at += this.takeToken();
    for (const group of this.groups) {
      const isOf = (other: Group | undefined) =>
        other === group || (other === undefined && group === this.groups[0]);
      group.words = this.words
        .filter((each) => isOf(each.group))
        .map(({ word }) => word)
        .join(' ');
    }
    return this.groups;
  }

  /** Reads what begins here; how many tokens that is. */
  private takeToken(): number {
    if (this.taken.has(this.at)) return 1;
    return (
      this.takeServer() ??
      this.takeVersion() ??
      this.takeStagingSwitch() ??
      this.takeReplacement() ??
      this.takeFact() ??
      this.takeParticle() ??
      this.takePronoun() ??
      this.takeWord()
    );
  }

  private get rest(): string {
    return this.text.slice(this.utterance.tokens[this.at]?.start);
  }

  private takeServer(): number | null {
    const { utterance, at } = this;
    const server = utterance.servers.find(({ from }) => from === at);
    if (!server || isPlaceOf(utterance, at)) return null;
    this.isOfOther = isOfSomethingElse(utterance, at, (place) => this.isStrange(place));
    this.open(server.value, null);
    return 1;
  }

  private takeVersion(): number | null {
    const { utterance, at } = this;
    const version = utterance.versions.find(({ from }) => from === at);
    if (!version) return null;
    this.add({ kind: 'version', value: version.value, before: wordBefore(utterance, at) }, 1);
    this.words.push({ group: this.groups.at(-1), word: FACT_MARK });
    return 1;
  }

  private takeStagingSwitch(): number | null {
    const read = stagingSwitchAt(this.utterance, this.at);
    if (!read) return null;
    for (const place of read.said) this.taken.add(place);
    if (read.isOrder) this.unlinked++;
    const length = read.said.findIndex((place, i) => place !== this.at + i);
    return this.takeStated({ kind: 'role', value: read.role }, length < 0 ? read.said.length : length);
  }

  /** "AADC01 is on cloud sync now." */
  private takeReplacement(): number | null {
    const { rest, utterance } = this;
    const replacement = this.replacements.find(
      (name) => rest.startsWith(name) && !/^[\w-]/.test(rest.slice(name.length)),
    );
    if (replacement === undefined || !isBecome(utterance, this.at)) return null;
    this.add({ kind: 'state', value: 'migrated' }, 1);
    return this.countTokens(replacement);
  }

  private takeFact(): number | null {
    const { rest } = this;
    for (const [pattern, fact] of [...(this.groups.length > 0 ? DEEDS : []), ...FACTS]) {
      const [words] = pattern.exec(rest) ?? [];
      if (words === undefined) continue;
      const isOther =
        endsProcess(this.utterance, this.at) ||
        (fact.value === 'migrated' && isMoveOfPeople(this.utterance, this.at));
      return isOther ? null : this.takeStated(fact, this.countTokens(words));
    }
    return null;
  }

  private takeStated(stated: Stated, length: number): number {
    this.add(stated, length);
    this.words.push({ group: this.groups.at(-1), word: FACT_MARK });
    return length;
  }

  private takeParticle(): number | null {
    if (!isParticle(this.utterance, this.at)) return null;
    this.add({ kind: 'state', value: 'decommissioned' }, 1);
    return 1;
  }

  private takePronoun(): number | null {
    if (this.groups.length > 0 || this.utterance.servers.length > 0) return null;
    const pronoun = pronounAt(this.rest, this.at === 0);
    if (pronoun === undefined) return null;
    this.isOfOther = false;
    this.open(null, placeOf(pronoun));
    return this.countTokens(pronoun);
  }

  private takeWord(): number {
    const { utterance, at } = this;
    const word = utterance.tokens[at]?.lower ?? '';
    // "Not 2.5.79.0" and a "no" at the start correct a version: they don't deny what is said.
    const isCorrection = word === 'not' && utterance.versions.some(({ from }) => from === at + 1);
    if (!isCorrection && !(at === 0 && word === 'no')) this.words.push({ group: this.groups.at(-1), word });
    this.isDenied = isDenial(utterance, at) || (this.isDenied && !endsDenial(utterance, at));
    if (!BETWEEN_SERVERS.has(word)) this.isInList = false;
    const isExpected = EXPECTED.test(word) || isPlaceOf(utterance, at);
    if (!isExpected) this.strange++;
    if (isClauseMark(word)) this.isOfOther = false;
    const isReset = isClauseMark(word) || (VERB.test(word) && !this.isOfOther);
    this.unlinked = isReset ? 0 : this.unlinked + Number(!isExpected);
    return 1;
  }

  /** A server, or what stands for one: of the group before it, or the first of a new one. */
  private open(server: SpokenServer | null, place: number | null): void {
    const { at, utterance } = this;
    const group = this.groups.at(-1);
    const isException = isExcepted(utterance, at);
    this.isDenied ||= isException;
    const isEither = isAlternative(utterance, at);
    if (group) group.isEither ||= isEither;
    if (group && this.isInList && (group.facts.length === 0 || group.isLed)) group.servers.push(server);
    else {
      const facts = this.loose
        .filter((each) => at - each.at <= FARTHEST || each.fact.kind === 'version')
        .map(({ fact }) => ({ ...fact, isDenied: fact.isDenied || isException }));
      const isLed = facts.length > 0;
      this.groups.push({ servers: [server], place, facts, isLed, isEither, strange: 0, words: '' });
    }
    this.loose = [];
    this.isInList = true;
    this.strange = 0;
  }

  /** What is said here, in so many tokens. */
  private add(stated: Stated, length: number): void {
    const { utterance, at, groups, isDenied } = this;
    const before = utterance.tokens[at - 1]?.lower ?? '';
    const isLeft = stated.kind === 'role' && /^(?:from|of|off)$/.test(before);
    const isPast = stated.kind === 'role' && /^(?:was|were|been)$/.test(before);
    const isElsewhere =
      stated.value === 'migrated' && isMovedElsewhere(utterance, at + length, this.replacements);
    const isLinked = this.unlinked === 0 && !this.isOfOther && !isPast && !isElsewhere;
    const fact = { ...stated, isDenied: isDenied || isLeft, isLinked };
    const group = groups.at(-1);
    if (group && !precedesServer(utterance, at)) {
      // Said after a list whose facts came before it: of the last server alone, perhaps.
      const isUnclear = group.isLed && group.servers.length > 1;
      group.facts.push(fact);
      group.isLed = false;
      group.strange = isUnclear ? Number.POSITIVE_INFINITY : Math.max(group.strange, this.strange);
    } else this.loose.push({ fact, at: at + length - 1 });
    this.isInList = false;
    this.unlinked = 0;
  }

  /** Whether a report of a server doesn't explain the word at a token. */
  private isStrange(place: number): boolean {
    const { tokens, servers, versions } = this.utterance;
    const word = tokens[place];
    if (!word || VERB.test(word.lower) || EXPECTED.test(word.lower)) return false;
    const isSpan = [...servers, ...versions].some(({ from, to }) => place >= from && place < to);
    return !isSpan && !FACTS.some(([pattern]) => pattern.test(this.text.slice(word.start)));
  }

  /** The tokens that begin within these words. */
  private countTokens(words: string): number {
    const { tokens } = this.utterance;
    const end = (tokens[this.at]?.start ?? 0) + words.length;
    let count = 1;
    while ((tokens[this.at + count]?.start ?? Infinity) < end) count++;
    return count;
  }
}

/** "AADC01 or AADC02", "one of AADC01 and AADC02", "either AADC01 or AADC02". */
function isAlternative({ tokens }: Utterance, at: number): boolean {
  const [first, before] = [tokens[at - 2]?.lower ?? '', tokens[at - 1]?.lower ?? ''];
  return /^(?:or|either|oder|ou)$/.test(before) || `${first} ${before}` === 'one of';
}

/** `the staging server AADC02`, `active is AADC01`: said of the server that comes right after. */
function precedesServer({ tokens, servers }: Utterance, at: number): boolean {
  const isServer = (place: number) => servers.some(({ from }) => from === place);
  const isFirst = isClauseMark(tokens[at - 1]?.lower ?? ',');
  if (isFirst && tokens[at + 1]?.lower === 'is' && isServer(at + 2)) return true;
  let next = at + 1;
  while (/^(?:server|box|machine|host|node|one|vm|sync|mode)$/.test(tokens[next]?.lower ?? '')) next++;
  return isServer(next) && tokens[at - 1]?.lower !== 'is';
}

function wordBefore({ tokens }: Utterance, at: number): string {
  let before = at - 1;
  while (
    /^(?:version|build|release|v|azure|ad|connect|entra|sync|maybe|perhaps|possibly)$/.test(
      tokens[before]?.lower ?? '',
    )
  )
    before--;
  return tokens[before]?.lower ?? '';
}

/** A product's name says that the server was moved to it after such a word. */
function isBecome({ tokens }: Utterance, at: number): boolean {
  return /^(?:is|are|on|to|by|uses?|using|now|runs?|running|already)$/.test(tokens[at - 1]?.lower ?? '');
}
