// Prints the images that a project pulls, one per line: those that its
// docker-compose.yml names and does not build, and the base images of its
// Dockerfiles. So the list of stand-ins follows the project by itself.
//
//   node list-images.mjs PROJECT_DIRECTORY
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const project = resolve(process.argv[2] ?? '.');

function main() {
  const images = new Set();
  const dockerfiles = new Map();
  const services = Object.values(composeServices());
  // Exclude images that another service builds.
  const built = new Set(services.filter(({ build }) => build).map(({ image }) => image));
  for (const service of services) {
    if (!service.build) {
      if (!built.has(service.image)) images.add(service.image);
      continue;
    }
    const { context, dockerfile = 'Dockerfile', dockerfile_inline: inline, args } = service.build;
    const file = inline ? `inline ${inline}` : resolve(context, dockerfile);
    if (!dockerfiles.has(file)) {
      dockerfiles.set(file, imagesOf(inline ?? readFileSync(file, 'utf8'), args));
    }
  }
  for (const found of dockerfiles.values()) for (const image of found) images.add(image);
  for (const image of [...images].sort()) process.stdout.write(`${image}\n`);
}

// Lets Compose resolve anchors, includes, profiles and variables.
function composeServices() {
  const json = execFileSync(
    'docker',
    ['compose', '--project-directory', project, '--profile', '*', 'config', '--format', 'json'],
    { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 },
  );
  return JSON.parse(json).services;
}

// Finds the images that a Dockerfile pulls.
function imagesOf(text, buildArgs) {
  const found = new Set();
  const stages = new Set(['scratch']);
  const args = new Map();
  const add = (name) => {
    const image = name.replace(/\$\{?(\w+)(?::-([^}]*))?\}?/g, (_, key, otherwise) => {
      const value = args.get(key) ?? otherwise;
      if (value === undefined) throw new Error(`no value for ${key} in the image name ${name}`);
      return value;
    });
    // Skip references to earlier stages, by name or by number.
    if (!stages.has(image.toLowerCase()) && !/^\d+$/.test(image)) found.add(image);
  };

  // A "# syntax=" line makes BuildKit pull a Dockerfile frontend as an image.
  const syntax = /^#\s*syntax\s*=\s*(\S+)/i.exec(text);
  if (syntax) found.add(syntax[1]);

  const instructions = text.replace(/^\s*#.*$\r?\n?/gm, '').replace(/\\\r?\n/g, ' ');
  for (const line of instructions.split(/\r?\n/)) {
    const [word, ...rest] = line.trim().split(/\s+/);
    const instruction = word.toUpperCase();
    if (instruction === 'ARG') {
      const [, key, value] = /^(\w+)(?:=["']?([^"']*)["']?)?$/.exec(rest[0]) ?? [];
      const given = buildArgs?.[key] ?? value;
      if (key && given != null) args.set(key, given);
    } else if (instruction === 'FROM') {
      const [image, as, stage] = rest.filter((part) => !part.startsWith('--'));
      add(image);
      if (as) stages.add(stage.toLowerCase());
    } else if (instruction === 'COPY' || instruction === 'RUN') {
      for (const [, image] of line.matchAll(/\s--(?:mount=\S*)?\bfrom=([^\s,]+)/g)) add(image);
    }
  }
  return found;
}

try {
  main();
} catch (error) {
  process.stderr.write(`list-images: ${error.message}\n`);
  process.exitCode = 1;
}
