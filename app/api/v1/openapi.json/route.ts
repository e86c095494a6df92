import document from '../../../../docs/openapi.json';

/** The description of this API; there is nothing secret in it. `npm run openapi` writes it anew. */
export function GET(): Response {
  return Response.json(document);
}
