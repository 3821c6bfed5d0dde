/** Which parts of code have which class; `style/code.css` says how they look, in both themes. */
import { syntaxHighlighting } from '@codemirror/language';
import { tagHighlighter, tags } from '@lezer/highlight';

/** For all languages alike. */
export const codeColors = syntaxHighlighting(
  tagHighlighter([
    { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'mr-code-keyword' },
    { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'mr-code-string' },
    { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'mr-code-number' },
    { tag: [tags.comment], class: 'mr-code-comment' },
    {
      tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
      class: 'mr-code-function',
    },
    { tag: [tags.className, tags.typeName, tags.propertyName], class: 'mr-code-name' },
    { tag: [tags.meta, tags.annotation], class: 'mr-code-meta' },
  ]),
);
