import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

export type ReceivedSpan = {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Record<string, unknown>;
  isError: boolean;
};
type Attribute = { key: string; value: Record<string, unknown> };
type Raw = Omit<ReceivedSpan, 'attributes' | 'isError'> & {
  attributes: Attribute[];
  status: { code?: number };
};
type Export = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Raw[] }[] }[];
};

/** What a collector of traces is: takes OTLP as JSON over HTTP and keeps what it got. */
export async function startOtlpListener() {
  const spans: ReceivedSpan[] = [];
  const services = new Set<unknown>();
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      for (const { resource, scopeSpans } of (body as Export).resourceSpans) {
        services.add(toRecord(resource.attributes)['service.name']);
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map(toSpan)));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    spans: spans as readonly ReceivedSpan[],
    services,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function toSpan({ attributes, status, ...span }: Raw): ReceivedSpan {
  return { ...span, attributes: toRecord(attributes), isError: status.code === 2 };
}

function toRecord(attributes: Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
