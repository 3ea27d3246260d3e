import { z } from 'zod';
import { NAME, VERSION, type Report } from '../../servers/server.ts';
import { authorOf } from '../authenticate.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { parsePastInstant } from '../instants.ts';
import {
  AUTHENTICATIONS,
  ROLES,
  judgedServerBody,
  STATES,
  toJudgedServerBody,
} from '../judged-server-body.ts';

/** Per request. */
const MAX_SERVERS = 500;

const report = z
  .strictObject({
    name: z.string().regex(NAME, 'must be a computer name of up to 63 letters, digits, dots and hyphens'),
    version: z.string().regex(VERSION, 'must be a version such as 2.1.20.0').optional(),
    role: z.enum(ROLES).optional(),
    state: z
      .enum(STATES)
      .optional()
      .describe('Default: `in-use` if there is a `version` or an `authentication`.'),
    authentication: z
      .enum(AUTHENTICATIONS)
      .optional()
      .describe(
        'How it signs in to Microsoft Entra ID: with the connector account or as an application, as `ConnectorIdentityType` of `Get-ADSyncEntraConnectorCredential` tells.',
      ),
    observedAt: z.iso
      .datetime({ offset: true, error: 'must be an instant with a zone, such as 2023-09-22T12:00:00Z' })
      .optional()
      .describe('Default: the time of the request.'),
  })
  .refine(
    ({ version, role, state, authentication }) => version ?? role ?? state ?? authentication,
    'must have a version, a role, a state or an authentication: otherwise there is nothing to keep',
  )
  .describe(
    'At least one of `version`, `role`, `state` and `authentication` is required; those left out stay as they were.',
  );

const SAID = ['version', 'role', 'state', 'authentication'] as const;

/** Of two reports of one server at one time that differ, none is the newer one. */
function refuseContradictions(reports: z.output<typeof report>[], context: z.RefinementCtx): void {
  const earlier = new Map<string, { at: number; said: z.output<typeof report> }[]>();
  for (const [i, said] of reports.entries()) {
    const key = `${said.name.toLowerCase()} ${said.observedAt === undefined ? '' : Date.parse(said.observedAt)}`;
    const known = earlier.get(key) ?? [];
    earlier.set(key, [...known, { at: i, said }]);
    for (const field of SAID) {
      const other = known.find(
        (each) => (each.said[field] ?? said[field]) !== (said[field] ?? each.said[field]),
      );
      if (!other) continue;
      const values = `${String(other.said[field])} and ${String(said[field])}`;
      context.addIssue({
        code: 'custom',
        path: [i, field],
        message: `contradicts servers[${other.at}], which is about ${said.name} at the same time (${values}): leave one of them out`,
      });
    }
  }
}

/** All reports are kept or none. A report that says nothing new is not kept again. */
export const reportServers = defineEndpoint({
  method: 'post',
  path: '/api/servers',
  summary: 'Report versions, roles, states and sign-in of servers',
  role: 'Servers.Report',
  body: z.strictObject({
    servers: z
      .array(report)
      .min(1, 'must have at least one server')
      .max(MAX_SERVERS, `must have at most ${MAX_SERVERS} servers: send several requests`)
      .superRefine(refuseContradictions),
  }),
  answer: json(z.object({ servers: z.array(judgedServerBody) })),

  async handle({ caller, body }, { registry, clock }) {
    const now = clock.now();
    const by = authorOf(caller);
    const reports = body.servers.map(({ observedAt, ...said }, i) => ({
      ...toReport(said),
      reporter: caller.name,
      reporterId: by.id,
      origin: caller.isApp ? ('source' as const) : ('person' as const),
      observedAt:
        observedAt === undefined
          ? now
          : parsePastInstant(observedAt, { field: `servers[${i}].observedAt`, now }),
    }));
    const servers = await registry.record(caller.tenantId, reports, by);
    return { servers: servers.map(toJudgedServerBody) };
  },
});

/** A server whose version or sign-in is seen is in use. */
function toReport({ name, version, role, state, authentication }: z.output<typeof report>): Report {
  const isRunning = version !== undefined || authentication !== undefined;
  const stands = state ?? (isRunning ? 'in-use' : undefined);
  return {
    name,
    ...(version === undefined ? {} : { version }),
    ...(role === undefined ? {} : { role }),
    ...(stands === undefined ? {} : { state: stands }),
    ...(authentication === undefined ? {} : { authentication }),
  };
}
