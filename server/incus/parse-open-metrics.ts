export type MetricSample = { metric: string; labels: Record<string, string>; value: number };

const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+([+-]?(?:[\d.][\d.eE+-]*|Inf|NaN))(?:\s+[\d.]+)?$/;
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;
const escapes: Record<string, string> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/**
 * Reads the text form of OpenMetrics: comments are skipped, so are lines that are no sample.
 * Source: the OpenMetrics specification, "Text format".
 */
export function parseOpenMetrics(text: string): MetricSample[] {
  return text.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const [, metric, labels = '', value] = sampleLine.exec(line) ?? [];
    if (metric === undefined || value === undefined) return [];
    return [{ metric, labels: parseLabels(labels), value: Number(value.replace('Inf', 'Infinity')) }];
  });
}

function parseLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(labelPair)].map(([, name = '', value = '']) => {
    return [name, value.replaceAll(/\\[n"\\]/g, (escaped) => escapes[escaped] ?? escaped)] as const;
  });
  return Object.fromEntries(pairs);
}
