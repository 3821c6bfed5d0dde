/** Values without a form in JSON that wires carry inside one placement: functions and instances. */
import type { ClassDeclaration, Node, Type } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { dottedName, pathWithin } from '../roots.js';
import type { TsMorph } from './load-ts-morph.js';
import { packageOf } from './imports.js';

/** What a function, a constructor included, is on a port. */
export const FUNCTION: Schema = { 'x-millrace': { format: 'function' } };

/** An object with methods: whatever class it is of, it is no plain data. */
export function instanceOfSomething(title: string | undefined): Schema {
  return { 'x-millrace': { format: 'instance', ...(title === undefined ? {} : { title }) } };
}

/** An instance of a class, by the module that declares it; undefined for any other type. */
export function instanceSchema(morph: TsMorph, type: Type, root: string): Schema | undefined {
  const declaration = classOf(morph, type);
  if (declaration === undefined) return undefined;
  const title = declaration.getName() ?? 'class';
  const bases = basesOf(type).flatMap((base) => allOf(morph, base, root));
  return {
    'x-millrace': {
      format: 'instance',
      title,
      class: pathOf(declaration, title, root),
      ...(bases.length === 0 ? {} : { bases: [...new Set(bases)] }),
    },
  };
}

/** What a class or interface extends, in terms of its own type parameters. */
export function basesOf(type: Type): readonly Type[] {
  return (type.getTargetType() ?? type).getBaseTypes();
}

function allOf(morph: TsMorph, type: Type, root: string): readonly string[] {
  const declaration = classOf(morph, type);
  const name = declaration?.getName();
  const own = name === undefined ? [] : [pathOf(declaration!, name, root)];
  return [...own, ...basesOf(type).flatMap((base) => allOf(morph, base, root))];
}

function classOf({ Node: is }: TsMorph, type: Type): ClassDeclaration | undefined {
  return (type.getSymbol()?.getDeclarations() ?? []).find(
    (node): node is ClassDeclaration => is.isClassDeclaration(node) || is.isClassExpression(node),
  );
}

/** As in a type id: the file from the root with dots, or the package, and the name. */
function pathOf(declaration: Node, name: string, root: string): string {
  const file = declaration.getSourceFile().getFilePath();
  const [, inPackage] = /.*\/node_modules\/(?:@types\/)?(.*)$/.exec(file) ?? [];
  const module =
    inPackage === undefined ? dottedName(pathWithin(root, file) ?? file) : packageOf(inPackage);
  return `${module}.${name}`;
}
