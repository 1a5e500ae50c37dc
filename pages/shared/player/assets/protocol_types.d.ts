// What travels between Python and the player: the shapes of the spec, of answers, of requests and of touches,
// with the names that Python gives them (protocol.md).

// -- frames -----------------------------------------------------------------------------
export type Dtype = 'float64' | 'float32' | 'uint8';

/** One array of a frame: its type, its number of values, and where its bytes begin. */
export interface PlacedField {
  name: string;
  dtype: Dtype;
  length: number;
  offset: number;
}

/** How the fields of a frame lie in memory: it takes `stride` bytes, and so does what is sent `once`. */
export interface PlacedLayout {
  stride: number;
  fields: PlacedField[];
  once: PlacedLayout | null;
}

/** Fields that lie behind each other. */
export type Fields = Pick<PlacedLayout, 'stride' | 'fields'>;

// -- how a number is written: told by the name of the first field -------------------------
export type NumberFormat = Fixed | Narrow | Shortest | Significant | Percent | Whole;

/** So many decimals. */
export interface Fixed {
  digits: number;
}

/** So many decimals at most, and fewer of a large number. */
export interface Narrow {
  cell: number;
}

/** At most so many decimals, in at most `room` signs; `unknown` stands for no number. */
export interface Shortest {
  shortest: number;
  room?: number;
  unknown?: string;
  tiny?: boolean;
}

export interface Significant {
  significant: number;
}

export interface Percent {
  percent: number;
}

export interface Whole {
  integer: true;
}

// -- the spec ---------------------------------------------------------------------------
/** A choice of the speed box: epochs from one picture to the next (null: as many as time allows). */
export interface TrainingSpeed {
  id: string;
  label: string;
  epochs_per_picture: number | null;
  ms_per_picture: number;
}

/** A choice of the speed box of a timeline that is known as a whole. */
export interface StepSpeed {
  id: string;
  label: string;
  ms_per_step: number;
}

/** A word that is explained in place: what it may look like, the name of its button, and its explanation. */
export interface Concept {
  name: string;
  words: string[];
  label: string;
  source: string;
  quiet: boolean;
}

/** The ends and the middle of the colour code, as #rrggbb. */
export interface Colours {
  negative: string;
  middle: string;
  positive: string;
  classes: string[];
}

/** Which table of colours the bytes of a picture are places in. */
export type Palette = 'signed' | 'classes';

export type Theme = 'light' | 'dark';

/** All of a timeline that does not change from frame to frame. */
export type Spec = GrowingTimeline | FixedTimeline;

/** What both kinds of timelines have. */
export interface Timeline {
  id: string;
  layout: PlacedLayout;
  panels: Panel[];
  words: Record<string, string>;
  clock: string;
  theme: Theme;
  touch_words: Record<string, string>;
  question: string;
  guess: Guess | null;
  ending: Ending | null;
  concepts: Concept[];
  colours: Colours;
}

/** A question with one right answer, seen from clock value `since` on; without options a number is typed. */
export interface Guess {
  id: string;
  question: string;
  options: string[];
  right: string;
  since: number;
  yes: string;
  no: string;
  hints: Record<string, Caption>;
}

/** Neighbouring steps with a name and a colour, from clock value `since` on. */
export interface Phase {
  tone: PhaseTone;
  label: string;
  since: number;
}

export type PhaseTone = 'forward' | 'loss' | 'backward' | 'update';

/** The word for what was seen, what it means, and where to go next. */
export interface Ending {
  word: string;
  learned: string;
  next: string;
  href: string;
}

/** A timeline that is computed while it is watched. */
export interface GrowingTimeline extends Timeline {
  growing: true;
  caption: string;
  spoken: string;
  formats: Record<string, NumberFormat>;
  speeds: TrainingSpeed[];
  ahead: number;
  period: number;
  link: string;
  pauses: string;
  stops: string;
  readout: Record<string, string>;
}

/** A timeline that is known as a whole. */
export interface FixedTimeline extends Timeline {
  growing: false;
  captions: Caption[];
  speeds: StepSpeed[];
  tween: number;
  start: number;
  link: string;
  phases: Phase[];
  stops: number[];
}

// -- panels -----------------------------------------------------------------------------
export type Panel = FigurePanel | ScenePanel | NotesPanel | CodePanel | ChoicesPanel | DerivationPanel;

export type PanelRoom = 'picture' | 'beside' | 'more';

/** What all panels have: a name, words for those who do not see it, and where on the stage they stand. */
export interface PanelBox {
  id: string;
  title: string;
  alt: string;
  room: PanelRoom;
}

/** Words below the title, which notes do not have. */
export interface PanelPlace {
  detail: string;
}

export interface Paint {
  trace: number;
  field: string;
  rows: number;
  columns: number;
  low: number;
  high: number;
  start: number;
  format: NumberFormat | null;
  smooth: boolean;
  under: boolean;
}

export interface Line {
  trace: number;
  field: string;
}

export interface Curves {
  x: string;
  lines: Line[];
}

export interface Plot {
  trace: number;
  x: string;
  y: string;
}

export type AxisType = 'linear' | 'log';

/** A button that changes the type of an axis. */
export interface Switch {
  id: string;
  label: string;
  axis: 'xaxis' | 'yaxis';
  on: AxisType;
  off: AxisType;
  pressed: boolean;
}

/** Parts of a Plotly layout by their path, such as `yaxis.type`. */
export type LayoutPatch = Record<string, any>;

export interface FigurePanel extends PanelBox, PanelPlace {
  kind: 'figure';
  figure: import('./plotly_types').Figure;
  height: number;
  paints: Paint[];
  plots: Plot[];
  curves: Curves | null;
  cursor: string | null;
  switches: Switch[];
  least: number;
}

/** A button beside the title of a panel; with `href` it is a link, with `drawer` it opens the drawer at a widget. */
export interface Action {
  id: string;
  label: string;
  href: string;
  drawer: string;
}

export interface ScenePanel extends PanelBox, PanelPlace {
  kind: 'scene';
  width: number;
  height: number;
  actions: Action[];
  chips: Caption;
  look: boolean;
  presented: boolean;
  follows: string;
  firm: boolean;
  least: number;
  broad: boolean;
  sticks: boolean;
  bare: boolean;
  foot: boolean;
  low: boolean;
  heard: Tones | null;
  elements: Element[];
  bindings: Binding[];
  fold: number;
  second: number;
  reading: ReadingGroup[];
}

/** Curves that can be played as sound: each line is a field and its name. */
export interface Tones {
  x: string;
  lines: [field: string, name: string][];
}

export type ReadingKind = 'network' | 'units' | 'weights' | 'array' | 'lines';

/**
 * Elements by their places in a scene, as they are read to somebody who does not see them; in the rows of all groups
 * together each place is told as its distance from the one before.
 */
export interface ReadingGroup {
  kind: ReadingKind;
  name: string;
  rows: number[][];
  down: number[];
  across: number[];
  beside: [of: number, name: string, other: number][];
  heads: number[];
  sizes: number[];
}

export interface NotesPanel extends PanelBox {
  kind: 'notes';
  follows: string;
}

export interface CodePanel extends PanelBox, PanelPlace {
  kind: 'code';
  lines: string[];
  field: string;
  states: string[];
  copied: boolean;
  alone: boolean;
  actions: Action[];
  sticks: boolean;
  bare: boolean;
}

/** A button, and a sentence about what it does. */
export interface Choice {
  id: string;
  label: string;
  detail: string;
}

/** Paragraphs, and buttons to choose from; what is `folded` has a heading and words. */
export interface ChoicesPanel extends PanelBox {
  kind: 'choices';
  lines: string[];
  choices: Choice[];
  folded: [heading: string, words: string][];
  since: number;
}

/** Where a number comes from; an answer fills it by its id. */
export interface DerivationPanel extends PanelBox {
  kind: 'derivation';
}

/** Words, the elements that are lit while one points at them, and the touch that a press of them is, or "". */
export interface DerivationPiece {
  text: string;
  tone: Piece[0];
  lights: string[];
  press: string;
}

export interface DerivationLine {
  pieces: DerivationPiece[];
  depth: number;
  strong: boolean;
}

/** What stands in a derivation panel; `value` is the number that it is about, with all its digits. */
export interface Derivation {
  title: string;
  lines: DerivationLine[];
  actions: Action[];
  value: string;
}

// -- the elements of a scene: a field that is absent has its default value ----------------
export type Element =
  | Label
  | Token
  | Cell
  | Disc
  | Wire
  | Curve
  | PixelMap
  | NumberBox
  | Slider
  | ChoiceBox
  | Grip
  | Ground
  | Handle
  | Lens;

/** data-<name> and its value, for programs that read the page. */
export type Datum = [name: string, value: string];

/** The corner of a rectangle, and its size; of a token the middle. */
export interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  kind: 'label';
  id: string;
  x: number;
  y: number;
  text?: string;
  size?: number;
  tone?: string;
  anchor?: 'start' | 'middle' | 'end';
  data?: Datum;
}

/** A box with words, which can move.  `press` names one that is a button, `group` those that arrow keys reach. */
export interface Token extends Room {
  kind: 'token';
  id: string;
  text?: string;
  size?: number;
  tone?: string;
  press?: string;
  group?: string;
  of_step?: boolean;
  round?: number;
  text_x?: number;
  text_y?: number;
  opacity?: number;
  disabled?: boolean;
  edited?: [low: number, high: number, step: number];
  patient?: boolean;
  lights?: string[];
  leads?: number;
  data?: Datum;
}

export interface Cell extends Room {
  kind: 'cell';
  id: string;
  tone?: string;
  press?: string;
  group?: string;
  /** The name of a bound datum, whose number a press says. */
  tells?: string;
  data?: Datum;
}

export interface Disc {
  kind: 'disc';
  id: string;
  x: number;
  y: number;
  radius: number;
  tone?: string;
}

export interface Wire {
  kind: 'wire';
  id: string;
  x: number;
  y: number;
  to_x: number;
  to_y: number;
  press?: string;
  group?: string;
}

export interface Curve {
  kind: 'curve';
  id: string;
  points?: number[];
  tone?: string;
}

/** A picture of `rows` x `columns` pixels, each a place in the colour table of its palette. */
export interface PixelMap extends Room {
  kind: 'map';
  id: string;
  rows: number;
  columns: number;
  pixels?: number[];
  crisp?: boolean;
  under?: boolean;
  palette?: Palette;
}

export interface Limits {
  low: number;
  high: number;
  step: number;
}

/** A box with a number; a `patient` one waits for a finished text. */
export interface NumberBox extends Room, Limits {
  kind: 'number';
  id: string;
  label: string;
  tone?: string;
  patient?: boolean;
  of_step?: boolean;
}

export interface Slider extends Room, Limits {
  kind: 'slider';
  id: string;
  label: string;
}

export interface ChoiceBox extends Room {
  kind: 'choice';
  id: string;
  label: string;
  words: string[];
}

/** A line that can be dragged; one with a `pivot`, the id of another, says where that stood as well. */
export interface Grip {
  kind: 'grip';
  id: string;
  label: string;
  step: number;
  pivot?: string;
}

/** A rectangle where something new is put by a press; its edges are numbers. */
export interface Ground extends Room {
  kind: 'ground';
  id: string;
  label: string;
  across: Span;
  up: Span;
  steps: [across: number, up: number];
}

/** A circle by which the element `of` is dragged on a ground, and let go. */
export interface Handle {
  kind: 'handle';
  id: string;
  label: string;
  x: number;
  y: number;
  radius: number;
  of: string;
  ground: string;
  /** What the Delete key is a touch of. */
  removed: string;
  group?: string;
}

/** What is seen large beside another element. */
export interface Lens {
  kind: 'lens';
  id: string;
  of: string;
  title: string;
  map: string;
  across: string;
  up: string;
  low: string;
  high: string;
  words: string[];
  numbers: [field: string, at: number][];
  detail?: string;
}

// -- what a field of the frame does to elements -----------------------------------------
export type Binding =
  | WeightBinding
  | ColourBinding
  | TextBinding
  | DataBinding
  | WordBinding
  | SpelledBinding
  | ValueBinding
  | OpacityBinding
  | BelowBinding
  | EqualBinding
  | MapBinding
  | PlaceBinding
  | SpanBinding
  | PointsBinding;

export interface BindingBase {
  field: string;
  ids: string[];
}

/** Element i of `ids` takes value `start + i * stride` of a field. */
export interface Strided extends BindingBase {
  start?: number;
  stride?: number;
}

export interface WeightBinding extends Strided {
  attribute: 'weight';
  scale: number;
}

export interface ColourBinding extends Strided {
  attribute: 'colour';
  low: number;
  high: number;
}

export interface TextBinding extends Strided {
  attribute: 'text';
  format: NumberFormat;
  exact?: boolean;
  late?: boolean;
}

export interface WordBinding extends Strided {
  attribute: 'word';
  words: string[];
}

export interface SpelledBinding extends BindingBase {
  attribute: 'spelled';
}

export interface ValueBinding extends Strided {
  attribute: 'value';
}

export interface OpacityBinding extends Strided {
  attribute: 'opacity';
  during?: Span;
}

export interface DataBinding extends Strided {
  attribute: 'data';
  name: string;
}

export interface BelowBinding extends Strided {
  attribute: 'below';
  name: string;
  below: number;
}

export interface EqualBinding extends Strided {
  attribute: 'equal';
  name: string;
  equal: number;
  late?: boolean;
}

export interface MapBinding extends BindingBase {
  attribute: 'map';
  downward?: boolean;
}

/** The shares of a motion, from 0 to 1, between which something changes. */
export type Span = [begin: number, end: number];

export interface PlaceBinding extends BindingBase {
  attribute: 'place';
  across?: Span;
  down?: Span;
}

export interface SpanBinding extends BindingBase {
  attribute: 'span';
}

export interface PointsBinding extends BindingBase {
  attribute: 'points';
}

// -- answers ----------------------------------------------------------------------------
/** A piece of a sentence with the tone of what it speaks of: ["a", "3"]. */
export type Piece = [tone: string, text: string];
export type Caption = Piece[];

export type Level = 'info' | 'good' | 'warning' | 'error';

export interface Note {
  level: Level;
  text: string;
  actions: Action[];
  finding: string;
}

/** A clock value, and what was noticed then. */
export type NotedMoment = [clock: number, notes: Note[]];

/** Where a packet belongs: its number among those of Streamlit, run and spec. */
export interface Place {
  sequence: number;
  run: string;
  spec_id: string;
}

/** Whose packet it is, whether nothing has changed since the last one, and news of the address, which Back may `undo`. */
export interface Origin {
  life: string;
  stream: string;
  below: boolean;
  unchanged: boolean;
  link: Record<string, string | null> | null;
  undo: boolean;
}

/** A moment that is still to be computed: the share that is done, and what is said of it meanwhile. */
export interface Coming {
  share: number;
  words: string;
}

/** A place to train is waited for: what is said, and after how many milliseconds more is asked for again. */
export interface Queue {
  words: string;
  pause: number;
}

/** What is computed for one moment alone: fields that no frame has. */
export interface Look {
  at: number | null;
  values: Record<string, (number | null)[]>;
  open: string[];
  whole: boolean;
}

/** Frames that come behind all that are known; those to be seen `at_once` go before those that wait. */
export interface Append {
  notes: NotedMoment[];
  fresh: boolean;
  status: string;
  ended: boolean;
  at_once: boolean;
  again: boolean;
  coming: Coming | null;
  guess: Guess | null;
  look: Look | null;
  opens: string;
  /** Why a touch was refused, by the id of its element. */
  refused: Record<string, string>;
  queue: Queue | null;
  replace: false;
}

/** Frames that take the place of all that were known. */
export interface Replace {
  notes: NotedMoment[];
  status: string;
  ended: boolean;
  captions: Caption[] | null;
  lines: Record<string, string[]>;
  focus: string;
  texts: Record<string, string>;
  hints: Record<string, Caption>;
  derivations: Record<string, Derivation>;
  guess: Guess | null;
  look: Look | null;
  opens: string;
  fresh: true;
  replace: true;
}

/** What is only said where it is needed: the number of frames that are sent as changes and of runs; the spec. */
export interface Sometimes {
  changed?: [frames: number, runs: number];
  spec?: Spec;
}

export type Answer = Append | Replace;
export type Header = Place & Origin & Sometimes & Answer;

/** A header, and the bytes of frames that follow it. */
export type Packet = Header & { body: Uint8Array };

// -- requests ---------------------------------------------------------------------------
export type Want = 'all' | 'more' | 'step' | 'reach' | 'stay' | 'look' | 'touch' | 'nothing';

/** What was touched, by its id, with its new value; a press has none, a drag x and y of one place or more. */
export type Touch = [id: string, value: number | null | number[]];

export interface Request {
  want: Want;
  count: number;
  touched: Touch[];
  at: number;
  sequence: number;
  known: number;
  shown: number;
  run: string;
  spec: string;
  speed: string;
  period: number;
  address?: string;
}
