import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../../src/config/json-schema.js';
import { canonicalJson, fingerprintOf } from '../../../src/config/fingerprint.js';
import type { SignatureLike } from '../../../src/config/fingerprint.js';

const size: Schema = {
  type: 'object',
  properties: { width: { type: 'number' }, title: { type: 'string' } },
  required: ['width', 'title'],
  'x-millrace': { title: 'Size' },
};

function signature(schema: Schema, more: Partial<SignatureLike['inputs'][0]> = {}): SignatureLike {
  return {
    inputs: [{ name: 'size', schema, required: true, ...more }],
    outputs: [{ name: 'result', schema: { type: 'number' } }],
    returns: 'value',
  };
}

describe('canonicalJson', () => {
  it('is equal for equal values whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
      canonicalJson({ b: [1, { c: 'x', d: null }] }),
    );
  });

  it('keeps `__proto__` as a key like any other', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});

describe('fingerprintOf', () => {
  const base = fingerprintOf(signature(size));

  it('is `1:` and 32 hexadecimal digits', () => {
    expect(base).toMatch(/^1:[0-9a-f]{32}$/);
  });

  it('does not depend on texts and on the order of properties', () => {
    const reworded: Schema = {
      'x-millrace': { title: 'Extent' },
      title: 'Size',
      description: 'how big',
      required: ['title', 'width'],
      properties: {
        title: { type: 'string', description: 'words' },
        width: { default: 3, type: 'number', title: 'Width' },
      },
      type: 'object',
    };
    expect(fingerprintOf(signature(reworded))).toBe(base);
    expect(fingerprintOf({ ...signature(size), label: 'Other' } as SignatureLike)).toBe(base);
  });

  it('keeps a property that is named like a text', () => {
    const { title: _title, ...properties } = size.properties!;
    expect(fingerprintOf(signature({ ...size, properties }))).not.toBe(base);
  });

  it.each<[string, SignatureLike]>([
    ['a name', { ...signature(size), inputs: [{ name: 's', schema: size, required: true }] }],
    ['a schema', signature({ type: 'number' })],
    ['a format', signature({ ...size, 'x-millrace': { format: 'date' } })],
    ['whether it is required', signature(size, { required: false })],
    ['a default', signature(size, { default: null })],
    ['a kind', signature(size, { kind: 'keywordOnly' })],
    ['what is returned', { ...signature(size), returns: 'tuple' }],
    ['the outputs', { ...signature(size), outputs: [] }],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed)).not.toBe(base);
  });
});
