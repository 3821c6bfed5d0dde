/** What one mounted editor is made of, kept in step with its props. */
import { useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import type { Config } from '../src/config/config.js';
import type { PortFunctions } from '../src/graph/node-ports.js';
import { createEditorApi } from './api/create-editor-api.js';
import type { EditorContextValue } from './editor-context.js';
import { useEditorParts } from './editor-parts.js';
import type { EditorParts } from './editor-parts.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import type { ActionQueue } from './hands/action-queue.js';
import type { HostCommand } from './host-command.js';
import type { OpenMenu } from './open-menu.js';
import { useStableSlots } from './slots/use-slots.js';
import { Catalog } from './store/catalog.js';
import type { EditorStore } from './store/editor-store.js';
import { ScopeReader } from './store/scope.js';
import type { GraphScope } from './store/scope.js';
import { runPrefix } from './store/shown-graph.js';
import type { StatusStore } from './store/status-store.js';
import type { Surface } from './surface/surface.js';
import { mergeText } from './text/english.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useGraphProp } from './use-graph-prop.js';
import { useLooks } from './use-looks.js';
import { useConfigChange, useMigration } from './use-migration.js';
import { useNodeStatuses } from './use-node-statuses.js';
import { useLatest, useStableRecord } from './use-stable.js';

export interface EditorModel {
  readonly context: EditorContextValue;
  readonly store: EditorStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly actions: ActionQueue;
  readonly allowMisfits: boolean;
  readonly menu: OpenMenu | undefined;
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}

export function useEditorModel(props: FlowEditorProps): EditorModel {
  const { allowMisfits = false } = props;
  const [menu, setMenu] = useState<OpenMenu>();
  // A host without types says `null` for none.
  const portFunctions = useStableRecord(props.portFunctions ?? undefined);
  const { parts, config } = useEditorParts(props, portFunctions);
  const { store, surface, actions } = parts;
  const catalog = useCatalog(store, config, portFunctions);
  useRunInside(store, parts.statuses);
  useDocuments(props, { parts, config, catalog });
  useNodeStatuses(parts.statuses, props);
  useSettings(props, parts);
  const context = useApi(props, { parts, catalog, setMenu });
  return useMemo(
    () => ({ context, store, surface, catalog, actions, allowMisfits, menu, setMenu }),
    [context, store, surface, catalog, actions, allowMisfits, menu],
  );
}

/** What the config means for the graph that is shown. */
function useCatalog(
  store: EditorStore,
  config: Config,
  portFunctions: PortFunctions | undefined,
): Catalog {
  const [scopes] = useState(() => new ScopeReader());
  const readScope = (): GraphScope => scopes.read(store.getState());
  const scope = useSyncExternalStore(store.subscribe, readScope, readScope);
  return useMemo(
    () => new Catalog(config, { portFunctions, ...scope }),
    [config, portFunctions, scope],
  );
}

interface Made {
  readonly parts: EditorParts;
  readonly config: Config;
  readonly catalog: Catalog;
}

/** The graph follows its host and its config; what was found on the way is told. */
function useDocuments(props: FlowEditorProps, { parts, config, catalog }: Made): void {
  const { reader, store } = parts;
  const { onIssues } = props;
  useConfigChange({ store, reader, config });
  useGraphProp({ store, reader, config, props });
  useLooks(store, props);
  useMigration(catalog, { store, reader, config });
  useEffect(() => {
    const issues = reader.takeIssues();
    if (issues.length > 0) onIssues?.(issues);
  });
}

function useSettings(props: FlowEditorProps, { store, surface }: EditorParts): void {
  const { culling = true, snapToGrid = false } = props;
  useBrowserLayoutEffect(() => {
    store.dispatch({ type: 'changeSettings', settings: { snapToGrid } });
  }, [store, snapToGrid]);
  useBrowserLayoutEffect(() => {
    surface.culling = culling;
  }, [surface, culling]);
}

interface ApiParts extends Pick<Made, 'parts' | 'catalog'> {
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}

/** Another object renders all that uses it: it is made anew only when what it offers has changed. */
function useApi(props: FlowEditorProps, { parts, catalog, setMenu }: ApiParts): EditorContextValue {
  const { readOnly = false, allowMisfits = false } = props;
  const boot = props.boot ?? undefined;
  const editorId = `mr${useId().replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const text = useMemo(() => mergeText(props.text ?? undefined), [props.text]);
  const slots = useStableSlots(props.slots);
  const hostCommands = useLatest(readCommands(props.commands));
  return useMemo(() => {
    const given = { catalog, boot, readOnly, allowMisfits, editorId, text, slots };
    return createEditorApi({ ...parts, ...given, hostCommands, setMenu });
  }, [parts, catalog, boot, readOnly, allowMisfits, editorId, text, slots, hostCommands, setMenu]);
}

/** Inside a subgraph, what its nodes did in the run of the node that was entered. */
function useRunInside(store: EditorStore, statuses: StatusStore): void {
  useBrowserLayoutEffect(() => {
    const follow = (): void => statuses.showRunOf(runPrefix(store.getState().path));
    follow();
    return store.subscribe(follow);
  }, [store, statuses]);
}

/** Of a host who leaves one out by `condition && command`. */
function readCommands(commands: FlowEditorProps['commands']): readonly HostCommand[] {
  const given: readonly unknown[] = Array.isArray(commands) ? commands : [];
  const isCommand = (each: unknown): each is HostCommand =>
    typeof each === 'object' && each !== null;
  return given.filter(isCommand);
}
