import type { Guide } from '../../guidance/guide.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { createImpactReader, type ImpactOnServer } from '../../servers/judge-server.ts';
import { serverStatusOf, type Server } from '../../servers/server.ts';

/** What a server is to the notices whose deadline is known. */
export function impactReaderFor(guides: readonly Guide[]): (server: Server) => ImpactOnServer {
  return createImpactReader(guides.filter(({ deadline }) => deadline !== null));
}

/** In a list, how it signs in, where a notice goes by that and nobody has said; the version has a place of its own. */
export function missingInList({ missing }: ImpactOnServer): string | null {
  return missing.includes('authentication') ? 'sign-in not reported' : null;
}

/** For which notices nobody can tell because of the sign-in, and what to type; nothing where that isn't so, or the version is missing too. */
export function askForSignIn(server: Server, { unknownTo, missing }: ImpactOnServer): string[] {
  if (!missing.includes('authentication') || serverStatusOf(server).version === null) return [];
  const name = escapeMarkdown(server.name);
  const products = unknownTo.map(({ product }) => product).join(', and by ');
  return [
    `Nobody has reported how it signs in, so it’s unknown whether it’s affected by ${products}. Type, for example: ${name} signs in as an application`,
  ];
}
