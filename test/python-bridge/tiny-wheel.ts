/** Wheels for tests: archives of a few lines, made here. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A wheel to make. */
export interface TinyWheel {
  readonly name: string;
  readonly version?: string;
  readonly tag?: string;
  readonly requires?: readonly string[];
  /** Text of the module of the same name. */
  readonly source?: string;
}

/** A wheel as it was made. */
export interface MadeWheel {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

export function makeWheel(wheel: TinyWheel): MadeWheel {
  const { name, version = '1.0', tag = 'py3-none-any', requires = [], source = '' } = wheel;
  const info = `${name}-${version}.dist-info`;
  const needs = requires.map((text) => `Requires-Dist: ${text}\n`).join('');
  const bytes = zip({
    [`${name}.py`]: source,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${needs}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
    [`${info}/RECORD`]: `${name}.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: `${name}-${version}-${tag}.whl`, bytes, sha256 };
}

/** A lock file for wheels beside it, as `millrace wheels` writes one. */
export function makeLock(
  wheels: Readonly<Record<string, MadeWheel & { readonly depends?: readonly string[] }>>,
): { readonly info: object; readonly packages: Readonly<Record<string, object>> } {
  const entries = Object.entries(wheels).map(([name, { file, sha256, depends = [] }]) => [
    name,
    {
      name,
      version: '1.0',
      file_name: file,
      install_dir: 'site',
      sha256,
      depends,
      imports: [name],
    },
  ]);
  return {
    info: { abi_version: '2026_0', python: '3.14.2' },
    packages: Object.fromEntries(entries) as Readonly<Record<string, object>>,
  };
}

/** An archive without compression (APPNOTE.TXT, 4.3). */
function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const data = Buffer.from(text);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), fields, tail, name]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end]));
}
