// The parts of plotly.js that the player uses.

export interface LineStyle {
  color: string;
  width: number;
  dash?: string;
  shape?: string;
}

/** The look of points; without a line around them they have no edge. */
export interface MarkerStyle {
  size: number;
  color: string;
  symbol?: string;
  line?: { width: number; color: string };
}

/** Numbers as Plotly's JSON carries them: bytes in base 64, and of which type. */
export interface PackedNumbers {
  bdata: string;
  dtype: string;
}

/** A matrix as Plotly's JSON carries it: bytes in base 64, and "rows, columns". */
export interface PackedMatrix {
  bdata: string;
  shape: string;
}

export interface Trace {
  type: string;
  name?: string;
  mode: string;
  showlegend?: boolean;
  x?: (number | null)[] | PackedNumbers;
  y?: (number | null)[] | PackedNumbers;
  line: LineStyle;
  marker: MarkerStyle;
  xaxis?: string;
  yaxis?: string;
  z: PackedMatrix;
  zmin: number;
  zmax: number;
  zsmooth?: string | false;
}

export interface Font {
  size: number;
  color: string;
  family: string;
}

export interface AxisLayout {
  domain?: [number, number];
  range?: number[];
  type?: AxisType;
  showticklabels?: boolean;
  showgrid?: boolean;
  gridcolor: string;
  ticks?: string;
  tickcolor: string;
  tickvals?: number[];
  ticktext?: string[];
  nticks?: number;
  tickformat?: string;
  tickfont: Font;
  dtick?: number;
  zeroline?: boolean;
  scaleanchor?: string;
  side?: string;
  title?: { text?: string; standoff: number; font: Font };
}

export type AxisType = 'linear' | 'log';

export interface Level {
  y0: number;
  line: Required<LineStyle>;
}

export interface Annotation {
  text: string;
  x: number;
  font: Font;
}

/** A layout; its axes are `xaxis`, `yaxis`, `xaxis2` and so on. */
export interface Layout {
  font: Font;
  margin: { l: number; r: number; t: number; b: number };
  shapes?: Level[];
  annotations?: Annotation[];
  template: { layout: Layout };
  [axis: string]: any;
}

export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** An axis after Plotly has drawn it. */
export interface DrawnAxis {
  _offset: number;
  _length: number;
  range: (number | string)[];
  type: AxisType;
  autorange: boolean;
}

/** The element that a figure is drawn in. */
export interface Plot extends HTMLDivElement {
  _fullLayout: Record<string, DrawnAxis>;
  on(event: string, listener: () => void): void;
}

export interface Plotly {
  newPlot(element: HTMLElement, data: object[], layout: object, settings: object): Promise<unknown>;
  restyle(element: HTMLElement, changes: object, traces: number[]): Promise<unknown>;
  relayout(element: HTMLElement, patch: object): Promise<unknown>;
  update(element: HTMLElement, changes: object, patch: object, traces: number[]): Promise<unknown>;
  purge(element: HTMLElement): void;
}
