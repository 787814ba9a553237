/**
 * Writes src/api/generated/commands.ts from the JSON Schema of all commands, which the core makes from its own
 * types. With --check it writes nothing and fails when the file on disk differs.
 *
 * Environment: DRAGOMAN_BIN, the built `dragoman` (default: on the PATH).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const target = new URL('../src/api/generated/commands.ts', import.meta.url);
const bin = process.env.DRAGOMAN_BIN ?? 'dragoman';
const schema = JSON.parse(
  execFileSync(bin, ['apply', '--schema'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
);

const entries = Object.entries(schema['x-commands']);
const property = ([name, { about, access, request, answer }]) => [
  name,
  {
    description: `${about} (${access})`,
    type: 'object',
    properties: { request, answer },
    required: ['request', 'answer'],
    additionalProperties: false,
  },
];
const commands = {
  title: 'Commands',
  description: 'Every command of the core: what it asks for and what it answers.',
  type: 'object',
  properties: Object.fromEntries(entries.map(property)),
  required: entries.map(([name]) => name),
  additionalProperties: false,
  $defs: schema.$defs,
};

const body = await compile(commands, 'Commands', {
  bannerComment: '// Generated from the JSON Schema of all commands (`npm run types`); do not edit.',
  additionalProperties: false,
  unreachableDefinitions: true,
  style: { singleQuote: true, printWidth: 110 },
});
const writes = entries.filter(([, { access }]) => access === 'write').map(([name]) => `  '${name}',`);
const references =
  /(\n \*)?\n \* This interface was referenced by `Commands`'s JSON-Schema\n \* via the `definition` "\w+"\./g;
const text = `${body.replace(references, '')}
/** The commands that change something. */
export const WRITES: ReadonlySet<keyof Commands> = new Set<keyof Commands>([
${writes.join('\n')}
]);
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/api/generated/commands.ts is out of date: run `cargo xtask types`');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
