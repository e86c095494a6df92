import { inScope, type Scope, scope } from './scope.ts';
import { type OpenSpan, type SpanInput, tracing } from './tracing.ts';

type Input = Omit<SpanInput, 'parent' | 'startedAt'> & { scope: Scope };

/**
 * Runs with this known, as a span where traces are wanted. Its parent is the scope's `traceparent`, given
 * or inherited. The span is handed in for attributes that are known later.
 */
export async function inSpan<T>(
  { scope: more, ...input }: Input,
  run: (span?: OpenSpan) => Promise<T>,
): Promise<T> {
  const tracer = tracing();
  if (!tracer) return inScope(more, run);
  const span = tracer.startSpan({ ...input, parent: more.traceparent ?? scope().traceparent });
  try {
    const result = await inScope({ ...more, traceparent: span.traceparent }, () => run(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error instanceof Error ? error.message : String(error));
    throw error;
  }
}
