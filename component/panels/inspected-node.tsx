/** One node in the inspector: its head and its tabs. */
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useDraft } from '../controls/use-draft.js';
import { useEditSession } from '../controls/use-edit-session.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { LanguageIcon } from '../icons/language-icon.js';
import { useText } from '../text/use-text.js';
import { titleOf } from '../surface/node-title.js';
import type { InspectorTab } from './details.js';
import { DocsTab } from './docs-tab.js';
import { InputsTab } from './inputs-tab.js';
import { LogTab } from './log-tab.js';
import { OutputTab } from './output-tab.js';
import { SignatureCard } from './signature-card.js';
import { Tabs } from './tabs.js';
import type { Tab } from './tabs.js';

export interface InspectedNodeProps {
  readonly node: GraphNode;
  readonly tab: InspectorTab;
  readonly onTab: (tab: InspectorTab) => void;
}

/** The title, where the function is written, and one tab of the rest. */
export function InspectedNode({ node, tab, onTab }: InspectedNodeProps): ReactElement {
  const { editorId, nodeTypes } = useEditor();
  const text = useText().inspector;
  const { status, report } = useNodeActivity(node.id);
  const lines = report?.log?.length ?? 0;
  const isFailed = status === 'error';
  const tabs: readonly Tab<InspectorTab>[] = [
    { key: 'inputs', label: text.inputs },
    { key: 'output', label: text.output, badge: isFailed ? '!' : undefined, isBad: isFailed },
    { key: 'log', label: text.log, badge: lines > 0 ? `${lines}` : undefined },
    { key: 'docs', label: text.docs },
  ];
  return (
    <div className="mr-inspector">
      <Head node={node} type={nodeTypes.get(node.type)} />
      <Tabs
        id={`${editorId}.tabs`}
        label={text.about(titleOf(node, nodeTypes.get(node.type)))}
        tabs={tabs}
        active={tab}
        onChange={onTab}
      >
        {tab === 'inputs' && <InputsTab node={node} />}
        {tab === 'output' && <OutputTab node={node} />}
        {tab === 'log' && <LogTab node={node} />}
        {tab === 'docs' && <DocsTab node={node} />}
      </Tabs>
    </div>
  );
}

function Head({ node, type }: { node: GraphNode; type: NodeType | undefined }): ReactElement {
  const source = type?.source;
  const place =
    source === undefined ? node.type : `${source.module}${source.line ? `:${source.line}` : ''}`;
  return (
    <div className="mr-inspector-head">
      <Title node={node} type={type} />
      <p className="mr-inspector-source" title={`${node.type}\n${place}`}>
        <LanguageIcon language={source?.language} />
        <span className="mr-inspector-place">{place}</span>
      </p>
      <SignatureCard node={node} />
    </div>
  );
}

function Title({ node, type }: { node: GraphNode; type: NodeType | undefined }): ReactElement {
  const { dispatch, readOnly } = useEditor();
  const text = useText().inspector;
  const session = useEditSession();
  const draft = useDraft({
    value: node.title ?? '',
    show: String,
    read: (typed) => ({ value: typed }),
    onChange: (title) =>
      dispatch({
        type: 'changeNodes',
        ids: [node.id],
        patch: { title: String(title) },
        mergeKey: session.key(),
      }),
  });
  return (
    <input
      type="text"
      className="mr-inspector-title"
      aria-label={text.nodeTitle}
      title={text.rename}
      autoComplete="off"
      spellCheck={false}
      disabled={readOnly}
      placeholder={titleOf({ ...node, title: '' }, type)}
      {...draft.field}
      onFocus={() => {
        session.begin();
        draft.field.onFocus();
      }}
    />
  );
}
