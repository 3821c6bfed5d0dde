/** The frame of a panel beside the canvas: a heading, and a rail when it is closed. */
import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { IconButton } from './icon-button.js';

export interface PanelProps {
  readonly side: 'left' | 'right';
  readonly title: string;
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed: boolean | undefined;
  readonly children: ReactNode;
}

/** An editor narrower than this is all canvas until a panel is opened. */
const NARROW = 720;

/** A panel that closes to a rail of 40 pixels. What it holds keeps its state meanwhile. */
export function Panel({ side, title, defaultCollapsed, children }: PanelProps): ReactElement {
  const [isCollapsed, collapse] = useState(defaultCollapsed ?? false);
  const panel = useRef<HTMLElement>(null);
  useBrowserLayoutEffect(() => {
    if (defaultCollapsed !== undefined) return;
    const width = panel.current?.closest('.millrace')?.clientWidth ?? 0;
    // Without a layout, as in tests, there is no width to go by.
    if (width > 0 && width < NARROW) collapse(true);
  }, []);
  const icon = isCollapsed ? (`${side}-open` as const) : (`${side}-close` as const);
  const label = `${isCollapsed ? 'Show' : 'Hide'} ${title.toLowerCase()}`;
  return (
    <aside
      className="mr-panel"
      data-side={side}
      data-collapsed={isCollapsed ? '' : undefined}
      aria-label={title}
      ref={panel}
    >
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
    </aside>
  );
}
