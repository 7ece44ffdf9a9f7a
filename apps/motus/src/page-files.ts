import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { SettingsError } from '@motus/service';

/** The encodings that the build writes beside a file, the best first, with the suffixes of their names. */
const SUFFIXES = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof SUFFIXES;
export const ENCODINGS = Object.keys(SUFFIXES) as Encoding[];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** A file of the page. */
export interface PageFile {
  /** From the root of the page: `/index.html`, `/assets/index-D1AAfXib.js`. */
  path: string;
  type: string;
  plain: Representation;
  /** The encodings that the build, or `createPageFile`, made. */
  compressed: Partial<Record<Encoding, Representation>>;
}

/** The bytes of a file in one encoding. */
export interface Representation {
  bytes: Buffer;
  /** Depends on these bytes: each encoding of a file has its own (RFC 9110, section 8.8.3.3). */
  etag: string;
}

/**
 * Reads the built page into memory: under 1 MB, most of it the words for practice.
 *
 * @param root the output folder of the build
 * @throws {SettingsError} where there is no built page
 * @throws {Error} where a file in it is of an unknown type
 */
export async function readPageFiles(root: string): Promise<PageFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  if (!names.includes('index.html'))
    throw new SettingsError(
      `setting WEB_ROOT is wrong: there is no built page in ${root}; it wants the folder that \`npm run build\` makes in apps/web`,
    );
  const isCompressed = (name: string) => Object.values(SUFFIXES).some((suffix) => name.endsWith(suffix));
  return Promise.all(names.filter((name) => !isCompressed(name)).map(readPageFile));

  async function readPageFile(name: string): Promise<PageFile> {
    const file: PageFile = {
      path: `/${name.split(sep).join('/')}`,
      type: typeOf(join(root, name)),
      plain: await readRepresentation(join(root, name)),
      compressed: {},
    };
    for (const encoding of ENCODINGS) {
      const compressed = name + SUFFIXES[encoding];
      if (names.includes(compressed))
        file.compressed[encoding] = await readRepresentation(join(root, compressed));
    }
    return file;
  }
}

/**
 * Creates a file of the page at the start, compressed as the build compresses its own.
 *
 * @param path from the root of the page
 */
export function createPageFile(path: string, text: string): PageFile {
  const bytes = Buffer.from(text);
  return {
    path,
    type: typeOf(path),
    plain: representation(bytes),
    compressed: {
      br: representation(brotliCompressSync(bytes)),
      gzip: representation(gzipSync(bytes, { level: 9 })),
    },
  };
}

function typeOf(path: string): string {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`${path} is of a type that the page cannot have`);
  return type;
}

async function readRepresentation(path: string): Promise<Representation> {
  return representation(await readFile(path));
}

function representation(bytes: Buffer): Representation {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
