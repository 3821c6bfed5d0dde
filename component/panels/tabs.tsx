/** Tabs, as the keyboard expects them. */
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';

/** One tab. */
export interface Tab<K extends string> {
  readonly key: K;
  readonly label: string;
  /** A number or a sign beside the label. */
  readonly badge?: string | undefined;
  /** The badge is bad news. */
  readonly isBad?: boolean;
}

export interface TabsProps<K extends string> {
  /** Unique in the page. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly active: K;
  readonly onChange: (key: K) => void;
  /** What the active tab shows. */
  readonly children: ReactNode;
}

/** A row of tabs and the panel of the active one; arrow keys, Home and End choose. */
export function Tabs<K extends string>(props: TabsProps<K>): ReactElement {
  const { id, label, tabs, active, onChange, children } = props;
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const next = tabs[nextIndex(event.key, at, tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div className="mr-tabs" role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map((tab) => (
          <TabButton
            key={tab.key}
            id={id}
            tab={tab}
            isActive={tab.key === active}
            onPress={() => onChange(tab.key)}
          />
        ))}
      </div>
      <div
        className="mr-tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${active}`}
      >
        {children}
      </div>
    </>
  );
}

interface TabButtonProps {
  readonly id: string;
  readonly tab: Tab<string>;
  readonly isActive: boolean;
  readonly onPress: () => void;
}

function TabButton({ id, tab, isActive, onPress }: TabButtonProps): ReactElement {
  const { key, label, badge, isBad = false } = tab;
  return (
    <button
      type="button"
      role="tab"
      className="mr-tab"
      id={`${id}-tab-${key}`}
      aria-selected={isActive}
      aria-controls={isActive ? `${id}-panel` : undefined}
      tabIndex={isActive ? 0 : -1}
      data-key={key}
      onClick={onPress}
    >
      {label}
      {badge !== undefined && (
        <span className="mr-tab-badge" data-tone={isBad ? 'bad' : undefined}>
          {badge}
        </span>
      )}
    </button>
  );
}

function nextIndex(key: string, at: number, length: number): number {
  if (key === 'ArrowRight') return (at + 1) % length;
  if (key === 'ArrowLeft') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
