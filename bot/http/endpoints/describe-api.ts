import { z } from 'zod';
import { defineEndpoint, json, type Endpoint } from '../endpoint.ts';
import { writeOpenApi } from '../openapi.ts';

/** @param listEndpoints all endpoints, this one included. */
export function describeApi(listEndpoints: () => readonly Endpoint[]): Endpoint {
  return defineEndpoint({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'Get this API’s OpenAPI 3.1 document',
    role: 'Campaign.Read',
    answer: json(z.looseObject({ openapi: z.string() })),

    handle: () => writeOpenApi(listEndpoints()),
  });
}
