/** The controls of an object's port, as the groups that their paths make. */
import type { Control } from '../../src/config/config.js';

/** A control, or a group of those that share the beginning of their path. */
export type ControlBranch =
  | { readonly type: 'control'; readonly control: Control; readonly label: string }
  | {
      readonly type: 'group';
      /** `size`, with which the paths begin. */
      readonly path: string;
      readonly label: string;
      readonly branches: readonly ControlBranch[];
    };

/** Codegen writes the labels of nested fields as a way: `Size › Width`. */
const JOINT = ' › ';

/** Groups controls by their paths, in their order; a name that is no way stays by itself. */
export function createControlTree(
  controls: readonly Control[],
  depth = 0,
): readonly ControlBranch[] {
  const groups = new Map<string, Control[]>();
  for (const control of controls) {
    const key = headOf(control, depth) ?? control.name;
    groups.set(key, [...(groups.get(key) ?? []), control]);
  }
  return [...groups].flatMap(([path, members]): readonly ControlBranch[] => {
    const isWay = members.every((control) => headOf(control, depth) === path);
    if (!isWay) return members.map((control) => leaf(control, depth));
    const label = members[0]!.label.split(JOINT)[depth]!;
    return [{ type: 'group', path, label, branches: createControlTree(members, depth + 1) }];
  });
}

/** The group a control is in at a depth; undefined where it stands by itself. */
function headOf({ name, label }: Control, depth: number): string | undefined {
  const [keys, words] = [name.split('.'), label.split(JOINT)];
  const isNested = keys.length > depth + 1 && words.length === keys.length;
  return isNested ? keys.slice(0, depth + 1).join('.') : undefined;
}

function leaf(control: Control, depth: number): ControlBranch {
  const words = control.label.split(JOINT);
  const isNested = words.length > 1 && words.length === control.name.split('.').length;
  return {
    type: 'control',
    control,
    label: isNested ? words.slice(depth).join(JOINT) : control.label,
  };
}
