import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { ROLES, type Role } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import { problemBody } from './problem.ts';

const PROBLEM = {
  description: 'Refused, with the reason',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
} as const;

/** The endpoints as an OpenAPI 3.1 document. */
export function writeOpenApi(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method] = toOperation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cutover',
      version: '1',
      description: 'In local mode no token is needed, and only requests from the same machine are answered.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: toSchema(problemBody, 'output') },
      securitySchemes: {
        entraId: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Microsoft Entra ID access token for Cutover’s app registration.',
        },
        key: { type: 'apiKey', in: 'query', name: 'key', description: 'Part of a calendar address.' },
      },
    },
  };
}

function toOperation(endpoint: Endpoint): object {
  const { path, method, summary, role, query, body, answer } = endpoint;
  const { status, contentType, schema } = answer;
  return {
    operationId: `${method}${path.replaceAll(/[^a-z0-9]+(\w?)/gi, (_match, letter: string) => letter.toUpperCase())}`,
    summary,
    description: `Needs ${describeRole(role)}.`,
    security: [{ entraId: [role] }, ...(endpoint.authenticateByQuery ? [{ key: [] }] : [])],
    ...toParameters(path, query),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(body, 'input') } } },
    }),
    responses: {
      [status]: {
        description: STATUS_CODES[status] ?? 'Success',
        content: {
          [contentType]: { schema: schema ? toSchema(schema, 'output') : { type: 'string' } },
        },
      },
      '4XX': PROBLEM,
      '5XX': PROBLEM,
    },
  };
}

/** The scope of the dashboard's tokens, which goes without saying. */
const USUAL_SCOPE = 'access_as_user';

/** `the app role Campaign.Read, or a signed-in user`. */
export function describeRole(role: Role): string {
  const { apps, scope } = ROLES[role];
  const user =
    scope === USUAL_SCOPE ? 'a signed-in user' : scope && `a signed-in user with the scope ${scope}`;
  return [apps && `the app role ${role}`, user].filter(Boolean).join(', or ');
}

/** Nothing for an endpoint without parameters. */
function toParameters(path: string, query: z.ZodObject | null): { parameters?: object[] } {
  const { properties = {}, required = [] } = query ? toSchema(query, 'input') : {};
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      ...{ name, in: 'query', required: required.includes(name), schema },
    })),
  ];
  return parameters.length === 0 ? {} : { parameters };
}

/**
 * JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. Formats stand without the patterns that zod checks them
 * by, and answers may get further fields.
 */
function toSchema(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.ObjectSchema {
  const written = z.toJSONSchema(schema, {
    io,
    override({ jsonSchema }) {
      if (jsonSchema.format) delete jsonSchema.pattern;
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  }) as z.core.JSONSchema.ObjectSchema;
  delete written.$schema;
  return written;
}
