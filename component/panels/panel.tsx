/** The frame of a panel beside the canvas: a heading, and a rail when it is closed. */
import { useRef, useState } from 'react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { IconButton } from './icon-button.js';

export interface PanelProps {
  readonly side: 'left' | 'right';
  readonly title: string;
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed: boolean | undefined;
  readonly children: ReactNode;
}

/** An editor narrower than this is all canvas until a panel is opened, and then lies under it. */
const NARROW = 720;

/** A panel that closes to a rail of 40 pixels. What it holds keeps its state meanwhile. */
export function Panel({ side, title, defaultCollapsed, children }: PanelProps): ReactElement {
  const panel = useRef<HTMLElement>(null);
  const isNarrow = useNarrow(panel);
  const [chosen, collapse] = useState(defaultCollapsed);
  const isCollapsed = chosen ?? isNarrow;
  const icon = isCollapsed ? (`${side}-open` as const) : (`${side}-close` as const);
  const label = `${isCollapsed ? 'Show' : 'Hide'} ${title.toLowerCase()}`;
  return (
    <aside
      className="mr-panel"
      data-side={side}
      data-collapsed={isCollapsed ? '' : undefined}
      data-narrow={isNarrow ? '' : undefined}
      aria-label={title}
      ref={panel}
    >
      <div className="mr-panel-sheet">
        <header className="mr-panel-head">
          {!isCollapsed && <h2 className="mr-panel-title">{title}</h2>}
          <IconButton
            icon={icon}
            label={label}
            expanded={!isCollapsed}
            onClick={() => collapse(!isCollapsed)}
          />
        </header>
        <div className="mr-panel-body" hidden={isCollapsed}>
          {children}
        </div>
      </div>
    </aside>
  );
}

/** Whether the editor round an element is narrow, as long as that is so. */
function useNarrow(part: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useBrowserLayoutEffect(() => {
    const editor = part.current?.closest('.millrace');
    if (editor === null || editor === undefined) return undefined;
    const measure = (): void => {
      const { clientWidth } = editor;
      // Nothing that is not shown has a width.
      if (clientWidth > 0) setNarrow(clientWidth < NARROW);
    };
    measure();
    // Not in jsdom.
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(editor);
    return () => observer.disconnect();
  }, [part]);
  return isNarrow;
}
