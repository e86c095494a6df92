'use client';

import { useLocale, useTimeZone } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartData, ChartUnit } from './chart-data.ts';
import { chartOptions } from './chart-options.ts';
import { onThemeChange } from './on-theme-change.ts';

export interface ChartCanvasProps {
  data: ChartData;
  unit: ChartUnit;
  from: number;
  to: number;
  max: number | undefined;
  height: number;
  /** The sample under the pointer. */
  onCursor: (index: number | undefined) => void;
}

/** uPlot in React's hands. Loaded only by pages that have a chart, and only in the browser. */
export function ChartCanvas({ data, unit, from, to, max, height, onCursor }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const count = data.series.length;
  const tell = useEffectEvent(onCursor);
  const draw = useEffectEvent(() => plot.current?.setData(aligned(data)));
  const range = useRef({ from, to, max });
  range.current = { from, to, max };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    function build(into: HTMLDivElement) {
      plot.current?.destroy();
      const options = chartOptions({
        element: into,
        unit,
        count,
        height,
        locale,
        timeZone,
        range,
        onCursor: tell,
      });
      plot.current = new uPlot(options, undefined, into);
      draw();
    }
    build(element);
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    const stop = onThemeChange(() => build(element));
    return () => {
      stop();
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [unit, count, height, locale, timeZone]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new samples or another span are drawn into the same plot
  useEffect(() => draw(), [data, from, to, max]);

  return <div ref={box} className="absolute inset-0" />;
}

function aligned({ times, series }: ChartData): uPlot.AlignedData {
  return [times, ...series.map((one) => one.values)];
}
