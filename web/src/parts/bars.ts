import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// on canvas: the policy lets nothing set styles by markup, which the other renderer and the usual tooltip would do
use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

/** What one colour stands for, with a value for each row. */
export interface Series {
  name: string
  color: string
  values: readonly number[]
}

export interface Figures {
  rows: readonly string[]
  series: readonly Series[]
  unit: string
}

const INK = '#1c2733'
const SOFT = '#4d5b6a'
const LINE = '#dde3ea'
const LONGEST_NAME = 12

/** Horizontal bars, one on the other; patterns tell them apart where colours do not. `em` is the size of text in pixels. */
function option({ rows, series, unit }: Figures, em: number, width: number): EChartsCoreOption {
  const font = { fontSize: em, color: INK, fontFamily: getComputedStyle(document.body).fontFamily }
  const many = series.length > 1
  const names = Math.min(Math.max(...rows.map((row) => row.length), 2), width < 40 * em ? 6 : LONGEST_NAME)
  const total = (row: number): number => Math.round(series.reduce((sum, each) => sum + (each.values[row] ?? 0), 0) * 10) / 10
  return {
    animation: false,
    textStyle: font,
    // what is said of the chart, the element says itself
    aria: { enabled: true, label: { enabled: false }, decal: { show: many } },
    grid: { left: (names + 1.5) * em, right: 4 * em, top: many ? 2.5 * em : 0.5 * em, bottom: 2 * em },
    legend: many ? { top: 0, left: 0, selectedMode: false, textStyle: font, itemWidth: 1.75 * em, itemHeight: em } : undefined,
    tooltip: {
      renderMode: 'richText',
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      textStyle: font,
      formatter: (params: { dataIndex: number }[]) => {
        const row = params[0]?.dataIndex ?? 0
        const said = series.map((each) => `${each.name}  ${each.values[row] ?? 0} ${unit}`)
        return [rows[row] ?? '', ...said].join('\n')
      },
    },
    xAxis: { type: 'value', minInterval: 1, splitNumber: width < 40 * em ? 3 : 6, axisLabel: { ...font, color: SOFT }, splitLine: { lineStyle: { color: LINE } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...rows],
      axisTick: { show: false },
      axisLabel: { ...font, interval: 0, width: (names + 0.5) * em, overflow: 'break', lineHeight: 1.15 * em },
    },
    series: [
      ...series.map((each) => ({
        name: each.name,
        type: 'bar',
        stack: 'all',
        barMaxWidth: 1.5 * em,
        itemStyle: { color: each.color },
        data: [...each.values],
      })),
      {
        type: 'bar',
        stack: 'all',
        silent: true,
        tooltip: { show: false },
        data: rows.map(() => 0),
        label: { show: true, position: 'right', ...font, formatter: ({ dataIndex }: { dataIndex: number }) => `${total(dataIndex)}` },
      },
    ],
  }
}

/** A chart in an element, which it fills: rows are chosen by a click anywhere in them. */
export class Bars {
  private readonly chart: ECharts
  private readonly sized: ResizeObserver

  constructor(
    private readonly element: HTMLElement,
    private figures: Figures,
    choose: (row: number) => void,
  ) {
    this.chart = init(element, null, { renderer: 'canvas' })
    const canvas = this.chart.getZr()
    const rowAt = (x: number, y: number): number | null => {
      const row = this.chart.convertFromPixel({ yAxisIndex: 0 }, y) as unknown as number
      const size = element.clientHeight
      return x >= 0 && y >= 0 && y <= size && this.figures.rows[row] !== undefined ? row : null
    }
    canvas.on('click', ({ offsetX, offsetY }) => {
      const row = rowAt(offsetX, offsetY)
      if (row !== null) {
        choose(row)
      }
    })
    canvas.on('mousemove', ({ offsetX, offsetY }) => canvas.setCursorStyle(rowAt(offsetX, offsetY) === null ? 'default' : 'pointer'))
    this.sized = new ResizeObserver(() => this.draw())
    this.sized.observe(element)
  }

  show(figures: Figures): void {
    this.figures = figures
    this.draw()
  }

  private draw(): void {
    const em = 0.8125 * parseFloat(getComputedStyle(document.documentElement).fontSize)
    this.chart.resize()
    this.chart.setOption(option(this.figures, em, this.element.clientWidth), { notMerge: true })
  }

  close(): void {
    this.sized.disconnect()
    this.chart.dispose()
  }
}
