import { z } from 'zod';

const command = z.looseObject({ title: z.string(), description: z.string() });

/** The parts of the app manifest that the checks beyond Microsoft's schema need. */
export const manifestParts = z.looseObject({
  manifestVersion: z.string(),
  id: z.string(),
  localizationInfo: z.looseObject({
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  name: z.looseObject({ short: z.string(), full: z.string() }),
  description: z.looseObject({ short: z.string(), full: z.string() }),
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  bots: z
    .array(
      z.looseObject({
        botId: z.string(),
        commandLists: z.array(z.looseObject({ scopes: z.array(z.string()), commands: z.array(command) })),
      }),
    )
    .min(1),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.looseObject({ id: z.string(), resource: z.string() }),
});

export type ManifestParts = z.infer<typeof manifestParts>;

/** Every string in the manifest, with its path as a language file writes it: `bots[0].commandLists[1]…`. */
export function* stringsOf(value: unknown, path = ''): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path ? `.${key}` : key;
    yield* stringsOf(inner, path + step);
  }
}
