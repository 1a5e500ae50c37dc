// What the modules of the player hand each other.

import type { Colours } from './colours';
import type {
  Caption,
  Colours as Stops,
  Derivation,
  Dtype,
  Element,
  LayoutPatch,
  Look,
} from './protocol_types';
import type { Note, NotedMoment, Spec, Touch } from './protocol_types';
import type { AxisType } from './plotly_types';
import type { Timeline } from './timeline';

export type Numbers = Float64Array | Float32Array | Uint8Array;

export type NumbersOf = Record<
  Dtype,
  new (buffer: ArrayBufferLike, offset?: number, length?: number) => Numbers
>;

/** The arrays of one moment by the names of their fields, and the number of bytes that only it holds. */
export type Moment = Record<string, Numbers> & { bytes: number };

/** A moment of a timeline: numbers count for ever, and only within a part do frames belong together. */
export type Frame = Moment & { number: number; part: number };

/** An axis in our own words: pixels, a range as Plotly writes it, and whether Plotly chooses the range. */
export interface Axis {
  offset: number;
  length: number;
  range: number[];
  type: AxisType;
  vertical: boolean;
  automatic: boolean;
}

export interface Axes {
  xaxis: Axis;
  yaxis: Axis;
}

/** Reports a touch by the id of its element; with `ofStep` it was the shown step that was touched. */
export type Report = (id: string, value: Touch[1], ofStep?: boolean) => void;

/** Says below a box what is wrong with its text; with an empty text, that nothing is. */
export type Complain = (input: HTMLElement, text: string) => void;

/** Where the touches of a panel go. */
export interface TouchPort {
  report: Report;
  complain: Complain;
  /** Whether the value that an element was given by hand is still to be sent. */
  waiting(id: string): boolean;
  /** What is said of an element while one points at it. */
  hint(id: string): Caption | undefined;
  /** Shows the frame at a value of the clock. */
  lead(clock: number): void;
  words: Record<string, string>;
  /** Joins a drawn element to whoever is told of its touches. */
  join(drawn: SVGElement, element: Element, touch: TouchPort): void;
}

/** One panel on the page, whatever its kind. */
export interface PanelView {
  mount(host: HTMLElement, touch: TouchPort, width: number): void | Promise<void>;
  /** Shows a frame, by motion if it may take `duration` milliseconds. */
  paint(frame: Frame, duration: number, playing: boolean): void;
  /** Does at rest what costs too much while a run plays. */
  settle(frame: Frame, timeline: Timeline): void;
  resize(): void;
  stop(): void;
  stopped?: boolean;
  /** All is as large as its room at once. */
  print?(): void;
  /** The first frame is there. */
  begin?(timeline: Timeline): void;
  /** Follows the timeline while a run plays. */
  keepUp?(timeline: Timeline): void;
  /** Another run begins. */
  forget?(): void;
  remark?(notes: Note[]): void;
  relayout?(patch: LayoutPatch): unknown;
  write?(lines: string[]): void;
  derive?(told: Derivation | undefined): void;
  /** What is computed for one moment alone. */
  look?(values: Record<string, Numbers>): void;
}

/** What a saved page holds beside its frames: all that was said, the moment `at` which it opens, and a link back. */
export interface SavedHeader {
  spec: Spec;
  captions: Caption[];
  notes: NotedMoment[];
  hints: Record<string, Caption>;
  lines: Record<string, string[]>;
  texts: Record<string, string>;
  derivations: Record<string, Derivation>;
  look: Look | null;
  status: string;
  numbers: number[];
  at: number;
  href: string;
}

/** The colours of a theme, as figures and scenes have them. */
export interface ThemeColours {
  colours: Stops;
  inks: Record<string, string>;
}

export type MakePanel = new (panel: any, colours: Colours) => PanelView;
