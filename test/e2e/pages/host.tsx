/** A host app that tests drive: it shows the editors it is told to, and keeps what they say. */
import { StrictMode, useState } from 'react';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Issue } from 'millrace';
import { FlowEditor, Inspector, Palette, preloadEditor } from 'millrace/react';
import 'millrace/react/style.css';

/** One editor and what it is given. */
export interface Shown {
  readonly config: object;
  readonly graph: object;
  readonly theme?: 'light' | 'dark';
  readonly readOnly?: boolean;
  /** With palette and inspector. */
  readonly panels?: boolean;
}

/** What `window.host` gives to tests. */
export interface Host {
  /** Resolves when editors answer at once. */
  ready(): Promise<void>;
  /** @param editors as JSON: what else carries objects into a page loses a key like `__proto__` */
  show(editors: string, options?: { readonly strict?: boolean }): void;
  /** Gives the editors that are shown other configs; they stay mounted. */
  setConfig(config: string): void;
  /** What else is known of nodes, as a run's results tell it. */
  setResults(results: Readonly<Record<string, object>>): void;
  /** Statuses for all editors. */
  setStatuses(nodesStatus: Readonly<Record<string, string>>): void;
  /** The graph of each editor, as it last said. */
  readonly graphs: object[];
  readonly issues: Issue[];
  /** Errors that an editor's boundary caught. */
  readonly errors: string[];
  /** How often each node rendered since the test cleared it. */
  readonly renders: Map<string, number>;
}

declare global {
  interface Window {
    host: Host;
  }
}

const root = createRoot(document.getElementById('root')!);
let setStatuses: Host['setStatuses'] = () => undefined;
let setResults: Host['setResults'] = () => undefined;
let setConfig: (config: object) => void = () => undefined;
let shows = 0;

const host: Host = {
  ready: preloadEditor,
  show(editors, { strict = true } = {}) {
    shows += 1;
    host.graphs.length = 0;
    const page = <Editors key={shows} editors={JSON.parse(editors) as Shown[]} />;
    flushSync(() => root.render(strict ? <StrictMode>{page}</StrictMode> : page));
  },
  setConfig: (config) => flushSync(() => setConfig(JSON.parse(config) as object)),
  setStatuses: (nodesStatus) => setStatuses(nodesStatus),
  setResults: (results) => setResults(results),
  graphs: [],
  issues: [],
  errors: [],
  renders: new Map(),
};
window.host = host;

function Editors({ editors }: { editors: readonly Shown[] }): ReactElement {
  const [statuses, setAll] = useState({});
  const [results, setAllResults] = useState({});
  const [config, setOther] = useState<object>();
  setStatuses = setAll;
  setResults = setAllResults;
  setConfig = setOther;
  return (
    <>
      {editors.map((shown, index) => (
        <Editor
          {...shown}
          key={index}
          config={config ?? shown.config}
          index={index}
          statuses={statuses}
          results={results}
        />
      ))}
    </>
  );
}

interface EditorProps extends Shown {
  readonly index: number;
  readonly statuses: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, object>>;
}

function Editor({
  graph: first,
  index,
  statuses,
  results,
  panels,
  ...shown
}: EditorProps): ReactElement {
  const [graph, setGraph] = useState(first);
  return (
    <div className="editor">
      <FlowEditor
        {...shown}
        graph={graph}
        onGraphChange={(next) => {
          host.graphs[index] = next;
          setGraph(next);
        }}
        nodesStatus={statuses}
        results={results}
        onIssues={(issues) => void host.issues.push(...issues)}
        onError={(error) => void host.errors.push(String(error))}
        onNodeRender={countRender}
      >
        {panels === true && (
          <>
            <Palette />
            <Inspector />
          </>
        )}
      </FlowEditor>
    </div>
  );
}

function countRender(nodeId: string): void {
  host.renders.set(nodeId, (host.renders.get(nodeId) ?? 0) + 1);
}
