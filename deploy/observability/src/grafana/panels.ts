import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type DashboardLink,
  type DataTransformerConfig,
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as logs from '@grafana/grafana-foundation-sdk/logs';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { linkToInstanceLogs } from './links.ts';
import { BAD, COLORS, LINE_COLORS, OK, WARNING } from './palette.ts';
import {
  instantQuery,
  LOKI,
  logQuery,
  PROMETHEUS,
  type Query,
  rangeQuery,
  refId,
  tableQuery,
} from './queries.ts';

/** The options that every panel has. */
export interface PanelOptions {
  /** A question, or a noun. */
  title: string;
  /** The description: what is shown, and how to interpret it. */
  description: string;
  /** A unit of Grafana, as `s`, `bytes`, `reqps`. */
  unit: string;
  queries: readonly Query[];
  /** Links to related dashboards. */
  next: readonly Builder<DashboardLink>[];
  /** Columns of 24. Default: 12. */
  width?: number;
  /** Rows of 38 pixels. Default: 7. */
  height?: number;
  /** The thresholds of a warning and of an error. Default: none. */
  limits?: { warning?: number; bad?: number };
  /** True if values below the thresholds are bad. Default: false. */
  lowIsBad?: boolean;
  /** Texts for values. Default: none. */
  mappings?: ValueMapping[];
  /** Digits after the decimal point. Default: Grafana decides. */
  decimals?: number;
  /** The text that is shown without values, for instance if no such event has occurred. Default: "No data". */
  noValue?: string;
}

/** A time series panel. */
export function graph(options: PanelOptions & { stacked?: boolean; max?: number }): Builder<Panel> {
  const { queries, limits, stacked = false, max } = options;
  const panel = new timeseries.PanelBuilder()
    .targets(queries.map(rangeQuery))
    .min(0)
    .lineWidth(2)
    .fillOpacity(stacked ? 40 : 5)
    .showPoints(common.VisibilityMode.Never)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(['lastNotNull']),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    )
    .dataLinks(
      [linkToInstanceLogs()].filter(() => queries.some(({ legend }) => legend.includes('{{instance}}'))),
    );
  if (max !== undefined) panel.max(max);
  if (stacked) panel.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
  if (limits !== undefined)
    panel.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
  colorLines(panel, queries);
  return described(panel, options).datasource(PROMETHEUS);
}

/** A stat panel: one tile per number. */
export function numbers(
  options: PanelOptions & { text?: 'value' | 'name' | 'both'; horizontal?: boolean },
): Builder<Panel> {
  const { queries, text = 'value' } = options;
  const modes = {
    value: common.BigValueTextMode.Auto,
    name: common.BigValueTextMode.Name,
    both: common.BigValueTextMode.ValueAndName,
  };
  const panel = new stat.PanelBuilder()
    .targets(queries.map(instantQuery))
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(
      options.limits || options.mappings
        ? common.BigValueColorMode.BackgroundSolid
        : common.BigValueColorMode.None,
    )
    .textMode(modes[text])
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  if (options.horizontal) panel.orientation(common.VizOrientation.Horizontal);
  return described(panel, { height: 4, ...options }).datasource(PROMETHEUS);
}

/** A bar gauge: one bar per series. */
export function bars(options: PanelOptions): Builder<Panel> {
  const panel = new bargauge.PanelBuilder()
    .targets(options.queries.map(instantQuery))
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .orientation(common.VizOrientation.Horizontal)
    .valueMode(common.BarGaugeValueMode.Text)
    .min(0)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return described(panel, options).datasource(PROMETHEUS);
}

/** A state timeline: one row per series. */
export function timeline(options: PanelOptions): Builder<Panel> {
  const panel = new statetimeline.PanelBuilder()
    .targets(options.queries.map(rangeQuery))
    .mergeValues(true)
    .rowHeight(0.85)
    .showValue(common.VisibilityMode.Auto)
    .fillOpacity(80)
    .lineWidth(0)
    .disablePagination()
    .legend(new common.VizLegendOptionsBuilder().showLegend(false))
    .dataLinks([linkToInstanceLogs()]);
  return described(panel, options).datasource(PROMETHEUS);
}

/**
 * A table with a row for each series.
 *
 * @param options.columns the labels and the values (`Value #A` …) that it shows, in this order, with their headings
 * @param options.joinBy the label by which the series of several queries become one row
 * @param options.cells how the values of a column are shown, by its heading
 */
export function rows(
  options: PanelOptions & {
    columns: Readonly<Record<string, string>>;
    joinBy: string;
    sortBy?: { column: string; descending: boolean };
    cells?: Readonly<Record<string, DynamicConfigValue[]>>;
  },
): Builder<Panel> {
  const { queries, columns, joinBy, cells = {}, sortBy } = options;
  const names = Object.keys(columns);
  const transformations: DataTransformerConfig[] = [
    ...(queries.length > 1 ? [{ id: 'joinByField', options: { byField: joinBy, mode: 'outer' } }] : []),
    { id: 'filterFieldsByName', options: { include: { names } } },
    {
      id: 'organize',
      options: { indexByName: Object.fromEntries(names.map((name, i) => [name, i])), renameByName: columns },
    },
  ];
  const panel = new table.PanelBuilder()
    .targets(queries.map(tableQuery))
    .transformations(transformations)
    .cellHeight(common.TableCellHeight.Sm)
    .showHeader(true);
  if (sortBy !== undefined)
    panel.sortBy([
      new common.TableSortByFieldStateBuilder().displayName(sortBy.column).desc(sortBy.descending),
    ]);
  for (const [heading, properties] of Object.entries(cells)) panel.overrideByName(heading, properties);
  return described(panel, options).datasource(PROMETHEUS);
}

/** A logs panel. */
export function lines(options: Omit<PanelOptions, 'unit'> & { oldestFirst?: boolean }): Builder<Panel> {
  const panel = new logs.PanelBuilder()
    .targets(options.queries.map(logQuery))
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(options.oldestFirst ? common.LogsSortOrder.Ascending : common.LogsSortOrder.Descending);
  return described(panel, { width: 24, height: 10, ...options, unit: 'none' }).datasource(LOKI);
}

/** A time series panel of numbers that are counted from log lines. */
export function logGraph(options: PanelOptions): Builder<Panel> {
  const { queries } = options;
  const panel = new timeseries.PanelBuilder()
    .targets(queries.map(logQuery))
    .min(0)
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(60)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'))
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true),
    );
  colorLines(panel, queries);
  return described(panel, options).datasource(LOKI);
}

/** The methods that the builders of all kinds of panels have. */
interface AnyPanel<T> {
  title(title: string): T;
  description(text: string): T;
  unit(unit: string): T;
  links(links: Builder<DashboardLink>[]): T;
  span(width: number): T;
  height(height: number): T;
  mappings(mappings: ValueMapping[]): T;
  decimals(decimals: number): T;
  noValue(text: string): T;
  thresholds(thresholds: Builder<ReturnType<ThresholdsConfigBuilder['build']>>): T;
}

function described<T extends AnyPanel<T>>(panel: T, options: PanelOptions): T {
  const { title, description, unit, next, width = 12, height = 7, mappings, decimals, noValue } = options;
  panel
    .title(title)
    .description(description)
    .unit(unit)
    .links([...next])
    .span(width)
    .height(height);
  panel.thresholds(thresholds(options));
  if (mappings !== undefined) panel.mappings(mappings);
  if (decimals !== undefined) panel.decimals(decimals);
  if (noValue !== undefined) panel.noValue(noValue);
  return panel;
}

function thresholds({ limits = {}, lowIsBad = false }: PanelOptions): ThresholdsConfigBuilder {
  const { warning, bad } = limits;
  const steps = lowIsBad
    ? [
        { value: null, color: bad === undefined ? WARNING : BAD },
        ...(bad !== undefined && warning !== undefined ? [{ value: bad, color: WARNING }] : []),
        { value: warning ?? bad ?? 0, color: OK },
      ]
    : [
        { value: null, color: OK },
        ...(warning === undefined ? [] : [{ value: warning, color: WARNING }]),
        ...(bad === undefined ? [] : [{ value: bad, color: BAD }]),
      ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** The colours of series that several graphs show, by their labels; the lines of twins also differ in style. */
const KNOWN_LINES: readonly {
  named: RegExp;
  lines: readonly [pattern: string, color: string, dashed: boolean][];
}[] = [
  {
    named: /\{\{(instance|server)\}\}$/,
    lines: [
      ['/1$/', COLORS.sky, false],
      ['/2$/', COLORS.orange, true],
      ['/3$/', COLORS.purple, true],
    ],
  },
  {
    named: /\{\{(status_class|outcome|level)\}\}$/,
    lines: [
      ['/^(2xx|won|ok|accepted|success|created|info)$/', COLORS.sky, false],
      ['/^(3xx|repeated|debug)$/', COLORS.grey, false],
      ['/^(4xx|lost|refused|warning)$/', COLORS.orange, false],
      ['/^(5xx|unavailable|busy|error|critical)$/', COLORS.vermillion, false],
    ],
  },
];

function colorLines(panel: timeseries.PanelBuilder, queries: readonly Query[]): void {
  queries.forEach(({ legend }, index) => {
    if (!legend.includes('{{'))
      panel.overrideByQuery(refId(index), [fixed(LINE_COLORS[index % LINE_COLORS.length] ?? OK)]);
  });
  const known = KNOWN_LINES.filter(({ named }) => queries.some(({ legend }) => named.test(legend)));
  for (const [pattern, color, dashed] of known.flatMap(({ lines }) => lines))
    panel.overrideByRegexp(pattern, [
      fixed(color),
      ...(dashed ? [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 4] } }] : []),
    ]);
}

function fixed(color: string): DynamicConfigValue {
  return { id: 'color', value: { mode: 'fixed', fixedColor: color } };
}
