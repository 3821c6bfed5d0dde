/** Functions and instances of classes: what has no form in JSON (rule T1). */
import { describe, expect, test } from '@jest/globals';
import { assignable } from '../../../src/config/assignable.js';
import { controlsFor } from '../../../src/config/controls.js';
import { describeSchema } from '../../../src/config/describe-schema.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { portTypeOf } from '../../../src/config/port-types.js';

const fn: Schema = { 'x-millrace': { format: 'function' } };
const instance = (name: string, ...bases: string[]): Schema => ({
  'x-millrace': { format: 'instance', title: name, class: `zoo.${name}`, bases },
});
const animal = instance('Animal');
const dog = instance('Dog', 'zoo.Animal');
const cat = instance('Cat', 'zoo.Animal');

describe('assignable', () => {
  test.each([
    ['a function to a function', fn, fn, 'exact'],
    ['anything to a function', {}, fn, 'unsafe'],
    ['a function to anything', fn, {}, 'widened'],
    ['a number to a function', { type: 'number' }, fn, 'no'],
    ['a function to a text', fn, { type: 'string' }, 'no'],
    ['a function to a text or a function', fn, { anyOf: [{ type: 'string' }, fn] }, 'widened'],
    ['a function or null to a function', { anyOf: [fn, { type: 'null' }] }, fn, 'unsafe'],
    ['a class to itself', dog, instance('Dog', 'zoo.Animal'), 'exact'],
    ['a class to its base', dog, animal, 'widened'],
    ['a base to its class', animal, dog, 'unsafe'],
    ['a class to another one', cat, dog, 'no'],
    ['a list of a class to one of its base', list(dog), list(animal), 'widened'],
    ['an instance to a function', dog, fn, 'unsafe'],
    ['a function to an instance', fn, dog, 'no'],
    ['an object to an instance', { type: 'object' }, dog, 'no'],
    ['an instance to an object', dog, { type: 'object' }, 'unsafe'],
  ] as const)('%s', (_, from, to, kind) => {
    expect(assignable(from, to).kind).toBe(kind);
  });

  test('says which class is expected', () => {
    expect(assignable(cat, dog)).toEqual({
      kind: 'no',
      reason: 'an instance of Cat is never an instance of Dog',
    });
  });
});

function list(items: Schema): Schema {
  return { type: 'array', items };
}

test('a port has the name of its class, and nothing to edit it with', () => {
  expect(portTypeOf(dog)).toMatchObject({ type: 'Dog', label: 'Dog', controls: [] });
  expect(portTypeOf(fn)).toMatchObject({ type: 'function', label: 'Function', controls: [] });
  expect(portTypeOf(list(dog)).type).toBe('array<Dog>');
  expect(portTypeOf(instance('number')).type).toMatch(/^number:[0-9a-f]{8}$/);
  expect(controlsFor('on', 'On', fn)).toEqual([]);
});

test.each([
  ['a function to a function', fn, () => 1],
  ['a class to a function', fn, class {}],
  ['an object to an instance', dog, new Date()],
])('a TypeScript function gets %s', (_, schema, value) => {
  expect(compilePortCheck(schema)!(value)).toBe(value);
});

test.each([
  ['an object to a function', fn, {}, 'a function'],
  ['null to an instance', dog, null, 'an instance of Dog'],
  ['a text to an instance', dog, 'rex', 'an instance of Dog'],
])('a TypeScript function never gets %s', (_, schema, value, expected) => {
  expect(() => compilePortCheck(schema)!(value)).toThrow(expected);
});

test('Python checks its own', () => {
  expect(compilePortCheck(dog, { language: 'python' })).toBeUndefined();
  expect(describeSchema(fn)).toBe('a function');
});
