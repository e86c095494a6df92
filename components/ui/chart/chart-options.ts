import type { RefObject } from 'react';
import type uPlot from 'uplot';
import type { ChartUnit } from './chart-data.ts';
import { formatChartValue } from './format-chart-value.ts';
import { tokenColour } from './token-colour.ts';

interface ChartOptionsInput {
  element: HTMLElement;
  unit: ChartUnit;
  /** Number of series. */
  count: number;
  height: number;
  locale: string;
  timeZone: string | undefined;
  range: RefObject<{ from: number; to: number; max: number | undefined }>;
  onCursor: (index: number | undefined) => void;
}

const fontPx = 11;

export function chartOptions(input: ChartOptionsInput): uPlot.Options {
  const { element, unit, count, height, range, onCursor } = input;
  const colour = (token: string) => tokenColour(element, token);
  return {
    width: element.clientWidth,
    height,
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: () => [range.current.from, range.current.to] },
      y: { range: (_, __, highest) => [0, topOf(highest, range.current.max, unit)] },
    },
    series: [
      {},
      ...Array.from({ length: count }, (_, index): uPlot.Series => {
        const stroke = colour(`series-${index + 1}`);
        return {
          stroke,
          width: 1.5,
          fill: count === 1 ? faint(stroke) : undefined,
          points: { show: false },
          spanGaps: false,
        };
      }),
    ],
    axes: axes(input, colour),
    hooks: {
      setCursor: [
        (plot) =>
          onCursor(
            plot.cursor.left !== undefined && plot.cursor.left >= 0
              ? (plot.cursor.idx ?? undefined)
              : undefined,
          ),
      ],
    },
  };
}

function axes(
  { element, unit, locale, timeZone }: ChartOptionsInput,
  colour: (token: string) => string,
): uPlot.Axis[] {
  const font = `${fontPx}px ${getComputedStyle(element).fontFamily}`;
  const shared = {
    stroke: colour('ink-3'),
    font,
    ticks: { show: false },
    grid: { stroke: colour('grid'), width: 1 },
  };
  const binary = unit === 'bytes' || unit === 'rate';
  return [
    {
      ...shared,
      grid: { show: false },
      size: 24,
      space: 70,
      values: (_, splits, __, ___, step) =>
        splits.map((seconds) => timeText(seconds, step, locale, timeZone)),
    },
    {
      ...shared,
      size: 64,
      space: 36,
      ...(binary && { incrs: binarySteps }),
      values: (_, splits) => splits.map((value) => formatChartValue(value, unit, locale)),
    },
  ];
}

/** 1, 2, 4, … 512 of each binary unit: marks such as 250,000,000 bytes would be no round number of MiB. */
const binarySteps = Array.from({ length: 50 }, (_, power) => 2 ** power);

function topOf(highest: number | null, max: number | undefined, unit: ChartUnit) {
  if (max !== undefined) return Math.max(max, highest ?? 0);
  const least = unit === 'percent' ? 0.05 : unit === 'number' ? 1 : 1024;
  return Math.max(least, (highest ?? 0) * 1.1);
}

function timeText(seconds: number, stepSeconds: number, locale: string, timeZone: string | undefined) {
  const date = new Date(seconds * 1000);
  if (stepSeconds >= 86_400)
    return date.toLocaleDateString(locale, { timeZone, day: 'numeric', month: 'short' });
  const isShort = stepSeconds < 60;
  return date.toLocaleTimeString(locale, {
    timeZone,
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    ...(isShort && { second: '2-digit' }),
  });
}

function faint(colour: string) {
  return colour.startsWith('rgb(') ? colour.replace('rgb(', 'rgba(').replace(')', ', 0.1)') : colour;
}
