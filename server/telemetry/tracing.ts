import { onceAProcess } from '#server/once-a-process.ts';

export type SpanKind = 'server' | 'client' | 'consumer' | 'internal';
export type Attributes = Record<string, string | number | boolean | undefined>;
export type SpanInput = {
  name: string;
  kind: SpanKind;
  /** W3C trace context of the span above; without one a trace begins. */
  parent: string | undefined;
  attributes: Attributes;
  startedAt?: Date;
};
export type OpenSpan = { traceparent: string; set(attributes: Attributes): void; end(error?: string): void };

/** What a process traces with. Only open-tracing.ts knows the library behind it. */
export type Tracing = { startSpan(input: SpanInput): OpenSpan; stop(): Promise<void> };

const place = () => onceAProcess<{ tracing?: Tracing | undefined }>('tracing', () => ({}));

/** Undefined where nobody wants traces: then nothing of them is even loaded. */
export function tracing(): Tracing | undefined {
  return place().tracing;
}

export function setTracing(tracing: Tracing | undefined): void {
  place().tracing = tracing;
}
