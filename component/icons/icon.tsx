/** All pictures of the editor, by what they are for. */
import AlignCenterHorizontal from 'lucide-react/icons/align-center-horizontal';
import AlignCenterVertical from 'lucide-react/icons/align-center-vertical';
import AlignEndHorizontal from 'lucide-react/icons/align-end-horizontal';
import AlignEndVertical from 'lucide-react/icons/align-end-vertical';
import AlignHorizontalSpaceBetween from 'lucide-react/icons/align-horizontal-space-between';
import AlignStartHorizontal from 'lucide-react/icons/align-start-horizontal';
import AlignStartVertical from 'lucide-react/icons/align-start-vertical';
import AlignVerticalSpaceBetween from 'lucide-react/icons/align-vertical-space-between';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowLeftRight from 'lucide-react/icons/arrow-left-right';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Ban from 'lucide-react/icons/ban';
import Box from 'lucide-react/icons/box';
import Braces from 'lucide-react/icons/braces';
import Cable from 'lucide-react/icons/cable';
import Check from 'lucide-react/icons/check';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Clipboard from 'lucide-react/icons/clipboard';
import ClipboardCheck from 'lucide-react/icons/clipboard-check';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import Clock from 'lucide-react/icons/clock';
import Command from 'lucide-react/icons/command';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Copy from 'lucide-react/icons/copy';
import File from 'lucide-react/icons/file';
import GitCommitHorizontal from 'lucide-react/icons/git-commit-horizontal';
import Hourglass from 'lucide-react/icons/hourglass';
import Layers from 'lucide-react/icons/layers';
import LayoutList from 'lucide-react/icons/layout-list';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import MapPicture from 'lucide-react/icons/map';
import LogOut from 'lucide-react/icons/log-out';
import Maximize from 'lucide-react/icons/maximize';
import MoveHorizontal from 'lucide-react/icons/move-horizontal';
import PanelLeftClose from 'lucide-react/icons/panel-left-close';
import PanelLeftOpen from 'lucide-react/icons/panel-left-open';
import PanelRightClose from 'lucide-react/icons/panel-right-close';
import PanelRightOpen from 'lucide-react/icons/panel-right-open';
import Pencil from 'lucide-react/icons/pencil';
import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
import Plus from 'lucide-react/icons/plus';
import Redo2 from 'lucide-react/icons/redo-2';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import ScanSearch from 'lucide-react/icons/scan-search';
import Scissors from 'lucide-react/icons/scissors';
import Search from 'lucide-react/icons/search';
import SquareDashed from 'lucide-react/icons/square-dashed';
import SkipForward from 'lucide-react/icons/skip-forward';
import Trash2 from 'lucide-react/icons/trash-2';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Undo2 from 'lucide-react/icons/undo-2';
import Workflow from 'lucide-react/icons/workflow';
import X from 'lucide-react/icons/x';
import Zap from 'lucide-react/icons/zap';
import ZoomIn from 'lucide-react/icons/zoom-in';
import ZoomOut from 'lucide-react/icons/zoom-out';
import ChevronDown from 'lucide-react/icons/chevron-down';
import Grid3x3 from 'lucide-react/icons/grid-3x3';
import Group from 'lucide-react/icons/group';
import MessageSquare from 'lucide-react/icons/message-square';
import ListCollapse from 'lucide-react/icons/list-collapse';
import SquareDashedMousePointer from 'lucide-react/icons/square-dashed-mouse-pointer';
import Ungroup from 'lucide-react/icons/ungroup';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { IconName } from './icon-name.js';
import { Picture } from './picture.js';
import type { PictureProps } from './picture.js';

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

export interface IconProps extends Omit<PictureProps, 'of'> {
  readonly name: IconName;
}

/** A picture by its name: what uses it brings the whole set along. */
export function Icon({ name, ...look }: IconProps): ReactElement {
  return <Picture of={PICTURES[name]} {...look} />;
}
