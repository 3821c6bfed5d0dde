/** The pictures of the editor: one set, one line width. */
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  ArrowDown,
  ArrowLeftRight,
  ArrowUp,
  Ban,
  Box,
  Braces,
  Cable,
  Check,
  ChevronRight,
  Clipboard,
  ClipboardCheck,
  ClipboardPaste,
  Clock,
  Command,
  Ellipsis,
  Copy,
  File,
  GitCommitHorizontal,
  Hourglass,
  Layers,
  LayoutList,
  LoaderCircle,
  Map as MapPicture,
  LogOut,
  Maximize,
  MoveHorizontal,
  PanelLeftClose,
  PanelLeftOpen,
  PanelRightClose,
  PanelRightOpen,
  Pencil,
  Pin,
  PinOff,
  Plus,
  Redo2,
  RotateCcw,
  ScanSearch,
  Scissors,
  Search,
  SquareDashed,
  SkipForward,
  Trash2,
  TriangleAlert,
  Undo2,
  Workflow,
  X,
  Zap,
  ZoomIn,
  ZoomOut,
  ChevronDown,
  Grid3x3,
  Group,
  MessageSquare,
  ListCollapse,
  SquareDashedMousePointer,
  Ungroup,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { IconName } from './icon-name.js';

export type { IconName };

const PICTURES = {
  add: Plus,
  ban: Ban,
  box: Box,
  changed: TriangleAlert,
  check: Check,
  'chevron-right': ChevronRight,
  clock: Clock,
  close: X,
  copied: ClipboardCheck,
  copy: Clipboard,
  delete: Trash2,
  duplicate: Copy,
  fit: Maximize,
  hourglass: Hourglass,
  'left-close': PanelLeftClose,
  'left-open': PanelLeftOpen,
  redo: Redo2,
  reset: RotateCcw,
  'right-close': PanelRightClose,
  'right-open': PanelRightOpen,
  search: Search,
  skip: SkipForward,
  subgraph: Layers,
  spinner: LoaderCircle,
  swap: ArrowLeftRight,
  undo: Undo2,
  zap: Zap,
  'zoom-in': ZoomIn,
  'zoom-out': ZoomOut,
  pin: Pin,
  unpin: PinOff,
  up: ArrowUp,
  down: ArrowDown,
  pencil: Pencil,
  file: File,
  chevron: ChevronDown,
  collapse: ListCollapse,
  comment: MessageSquare,
  group: Group,
  grid: Grid3x3,
  'select-tool': SquareDashedMousePointer,
  ungroup: Ungroup,
  braces: Braces,
  form: LayoutList,
  cable: Cable,
  'align-left': AlignStartVertical,
  'align-center': AlignCenterVertical,
  'align-right': AlignEndVertical,
  'align-top': AlignStartHorizontal,
  'align-middle': AlignCenterHorizontal,
  'align-bottom': AlignEndHorizontal,
  'distribute-across': AlignHorizontalSpaceBetween,
  'distribute-down': AlignVerticalSpaceBetween,
  command: Command,
  map: MapPicture,
  more: Ellipsis,
  cut: Scissors,
  paste: ClipboardPaste,
  'select-all': SquareDashed,
  width: MoveHorizontal,
  leave: LogOut,
  point: GitCommitHorizontal,
  target: ScanSearch,
  tidy: Workflow,
} as const satisfies Readonly<Record<IconName, LucideIcon>>;

export interface IconProps {
  readonly name: IconName;
  /** Pixels. @default 16 */
  readonly size?: number;
  readonly className?: string;
}

/** A picture in the colour of the text beside it, silent for screen readers. */
export function Icon({ name, size = 16, className }: IconProps): ReactElement {
  const Picture = PICTURES[name];
  const classes = className === undefined ? 'mr-icon' : `mr-icon ${className}`;
  return (
    <Picture
      aria-hidden="true"
      className={classes}
      size={size}
      strokeWidth={1.75}
      // Attributes give way to any rule of a host's sheet.
      style={{ width: size, height: size }}
    />
  );
}
