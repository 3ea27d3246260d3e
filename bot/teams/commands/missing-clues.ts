import type { Guide } from '../../guidance/guide.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { createImpactReader, type ImpactOnServer } from '../../servers/judge-server.ts';
import { serverStatusOf, type Server } from '../../servers/server.ts';

/** What a server is to the notices whose deadline is known. */
export function impactReaderFor(guides: readonly Guide[]): (server: Server) => ImpactOnServer {
  return createImpactReader(guides.filter(({ deadline }) => deadline !== null));
}

/** What a list says if a notice depends on how the server signs in and nobody has reported it; else null. */
export function missingInList({ missing }: ImpactOnServer): string | null {
  return missing.includes('authentication') ? 'sign-in not reported' : null;
}

/** A sentence that names the notices that depend on the unreported sign-in, and what to type. Empty if nothing is missing, or the version is. */
export function askForSignIn(server: Server, { unknownTo, missing }: ImpactOnServer): string[] {
  if (!missing.includes('authentication') || serverStatusOf(server).version === null) return [];
  const name = escapeMarkdown(server.name);
  const products = unknownTo.map(({ product }) => product).join(', and by ');
  return [
    `Nobody has reported how it signs in, so it’s unknown whether it’s affected by ${products}. Type, for example: ${name} signs in as an application`,
  ];
}
