import type { Utterance } from './utterance.ts';

/** What is said of the staging mode itself, which may have the server's name in its midst: "the staging mode on AADC01 is off". */
export interface StagingSwitch {
  /** The server's role then. */
  role: 'active' | 'staging';
  /** The tokens that say it; the first one is where it begins. */
  said: readonly number[];
  /** Somebody is to do it: "disable the staging mode". */
  isOrder: boolean;
}

const STAGING = /^(?:staging(?:mode)?(?:enabled)?|stand-?by|stg)$/;
const BETWEEN =
  /^(?:mode|on|of|for|at|the|our|is|was|has|been|now|currently|finally|again|set|to|:|=|turned|switched|got|gets|have|had|be|being|will|should|must|already|just|back)$/;
/** Before the server that the mode is on: "the staging server AADC01 is off" says nothing of the mode. */
const ON_SERVER = /^(?:on|of|for|at)$/;
const BEFORE_NAME = /^(?:the|our|server)$/;
/** They make what is said a plan or a guess, and stay words of the sentence. */
const MODAL = /^(?:will|should|must|be)$/;
const STATES = /^(?:is|was|been|now|set|:|=|isn't|wasn't)$/;
const NOT = /^(?:not|isn't|wasn't|never)$/;
const OFF = /^(?:off|disabled|deactivated|inactive|false|no|ended|over)$/;
const ON = /^(?:on|enabled|activated|active|true|yes)$/;
/** Said of the server as well, where nothing states it of the mode. */
const ROLE = /^(?:in)?active$/;
const ENDS = /^(?:disable|deactivate|end|leave|exit|left|(?:turn|switch)(?:ed)? off)(?:d|ed)?$/;
const ORDERS = /^(?:disable|deactivate|end|leave|exit|(?:turn|switch) off)$/;

/** What a sentence says of the staging mode from this token on: "staging mode: no", "turned off staging"; null for nothing. */
export function stagingSwitchAt(utterance: Utterance, at: number): StagingSwitch | null {
  return switchBefore(utterance, at) ?? switchAfter(utterance, at);
}

function switchBefore({ tokens }: Utterance, at: number): StagingSwitch | null {
  const word = (place: number) => tokens[place]?.lower ?? '';
  const hasOff = word(at + 1) === 'off';
  const verb = hasOff ? `${word(at)} off` : word(at);
  if (!ENDS.test(verb)) return null;
  let place = at + 1 + Number(hasOff);
  while (/^(?:the|its)$/.test(word(place))) place++;
  if (!STAGING.test(word(place))) return null;
  const end = place + 1 + Number(word(place + 1) === 'mode');
  return { role: 'active', said: range(at, end), isOrder: ORDERS.test(verb) };
}

function switchAfter({ tokens, servers }: Utterance, at: number): StagingSwitch | null {
  const word = (place: number) => tokens[place]?.lower ?? '';
  const start = at + Number(word(at) === 'in');
  if (!STAGING.test(word(start))) return null;
  const isServer = (place: number): boolean => {
    if (!servers.some(({ from }) => from === place)) return false;
    let before = place - 1;
    while (BEFORE_NAME.test(word(before))) before--;
    return ON_SERVER.test(word(before));
  };
  const isNoun = (place: number) => word(place) === 'server' && isServer(place + 1);
  const said = range(at, start + 1);
  let [isOn, isStated] = [true, false];
  let place = start + 1;
  const isBetween = (at: number) =>
    isServer(at) || isNoun(at) || BETWEEN.test(word(at)) || NOT.test(word(at));
  for (; isBetween(place); place++) {
    if (NOT.test(word(place))) isOn = !isOn;
    isStated = !isServer(place) && (isStated || STATES.test(word(place)));
    if (!isServer(place) && !MODAL.test(word(place))) said.push(place);
  }
  const last = word(place);
  const isEnd = (OFF.test(last) || ON.test(last)) && (isStated || !ROLE.test(last));
  // "Staging mode on AADC01" says no more than "AADC01 is staging"; "isn't on at AADC01" does.
  if (!isEnd) return isOn ? null : { role: 'active', said, isOrder: false };
  return { role: isOn === ON.test(last) ? 'staging' : 'active', said: [...said, place], isOrder: false };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
