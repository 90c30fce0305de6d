// What lean.js asks of the machine. Loaded by the main thread and by every other thread of a Lean process.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { isMainThread, Worker } = require('node:worker_threads');

const PAGE = 65536;
const imageFile = process.env.LAKATOS_IMAGE;
const saving = process.env.LAKATOS_SAVE_IMAGE;

exports.module = {};
exports.stackBytes = 64 << 20;
exports.threadStackMb = 64;
exports.threads = Number(process.env.LAKATOS_THREADS ?? 2);
exports.ignore = () => {};

exports.exit = (status) => {
  if (isMainThread) process.reallyExit(status);
  process.kill(process.pid, 'SIGKILL');
};

// --- symbols -------------------------------------------------------------------------------------------------------

const slots = JSON.parse(fs.readFileSync(path.join(__dirname, 'lean.slots.json'), 'utf8'));
exports.slots = slots;

let symbols;

/** Returns the address of a compiled function or of a datum, 0 if there is none of that name. */
exports.symbol = (name) => {
  if (!symbols) {
    const bytes = fs.readFileSync(path.join(__dirname, 'lean.symbols'));
    symbols = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  }
  let a = 0x811c9dc5; // as `hash` in slim.mjs
  let b = 0x01000193;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b) ^ (b >>> 13);
  }
  a >>>= 0;
  b >>>= 0;
  let low = 0;
  let high = symbols.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const x = symbols[3 * middle];
    const y = symbols[3 * middle + 1];
    if (x === a && y === b) return symbols[3 * middle + 2];
    if (x < a || (x === a && y < b)) low = middle + 1;
    else high = middle;
  }
  return 0;
};

// --- files ---------------------------------------------------------------------------------------------------------

const libraries = [path.join(__dirname, '../lib/lean'), ...(process.env.LEAN_PATH ?? '').split(':').filter(Boolean)];
const DIRECT = 1 << 20; // descriptors above this are the operating system's own
const positions = new Map();
const NO_SUCH_FILE = -44;

const inLibrary = (file) => libraries.some((root) => file.startsWith(root + '/')) && !file.includes('/../');

/** Shows Lean the directories that it may see: its libraries, its own program and where it was started. */
exports.mount = (files, node) => {
  const more = (process.env.LAKATOS_MOUNTS ?? '').split(':').filter(Boolean);
  for (const root of new Set([...libraries, __dirname, process.cwd(), ...more])) {
    files.mkdirTree(root);
    files.mount(node, { root }, root);
  }
  files.chdir(process.cwd());
};

exports.owns = (fd) => fd >= DIRECT;

/** Opens a library file for reading; undefined if the call is not for such a file. */
exports.open = (file, flags) => {
  if (file.startsWith('/dev/lakatos/')) return ready(Number(file.slice(13)));
  if ((flags & 3) !== fs.constants.O_RDONLY || !inLibrary(file)) return undefined;
  try {
    const fd = fs.openSync(file, 'r') + DIRECT;
    positions.set(fd, 0);
    return fd;
  } catch {
    return NO_SUCH_FILE;
  }
};

exports.stat = (file) => {
  if (!inLibrary(file)) return undefined;
  return fs.statSync(file, { throwIfNoEntry: false });
};

exports.fstat = (fd) => fs.fstatSync(fd - DIRECT);

exports.seek = (fd, offset, whence) => {
  const from = [0, positions.get(fd), whence === 2 ? exports.fstat(fd).size : 0][whence];
  positions.set(fd, from + offset);
  return from + offset;
};

exports.close = (fd) => {
  positions.delete(fd);
  fs.closeSync(fd - DIRECT);
  return 0;
};

/** Fills the buffers of a scatter list and returns how much was read, 0 at the end. */
exports.read = (fd, bytes, words, list, count) => {
  if (fd === 0 && !isMainThread) return 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const at = words[(list >> 2) + 2 * i];
    const length = words[(list >> 2) + 2 * i + 1];
    if (length === 0) continue;
    const n = fd === 0 ? standardInput(bytes, at, length) : fs.readSync(fd - DIRECT, bytes, at, length, positions.get(fd));
    if (fd !== 0) positions.set(fd, positions.get(fd) + n);
    total += n;
    if (n < length) break;
  }
  return total;
};

const pause = new Int32Array(new SharedArrayBuffer(4));

function standardInput(bytes, at, length) {
  for (;;) {
    try {
      return fs.readSync(0, bytes, at, length, null);
    } catch (e) {
      if (e.code === 'EOF') return 0;
      if (e.code !== 'EAGAIN') throw e;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

exports.write = (fd, bytes, words, list, count) => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const at = words[(list >> 2) + 2 * i];
    const length = words[(list >> 2) + 2 * i + 1];
    total += length;
    if (isMainThread || fd !== 1) writeFully(fd, bytes, at, length);
  }
  return total;
};

function writeFully(fd, bytes, at, length) {
  while (length > 0) {
    try {
      const n = fs.writeSync(fd, bytes, at, length);
      at += n;
      length -= n;
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

// --- the image -----------------------------------------------------------------------------------------------------
//
// Lean's REPL takes seconds to elaborate and to import what it needs. All of that is state in one linear memory and a
// dozen globals. When the REPL is ready to serve it opens /dev/lakatos/ADDRESS, naming the address of its closure. A process
// started with LAKATOS_SAVE_IMAGE then writes memory and globals to that file and ends. A process started with
// LAKATOS_IMAGE begins with that memory, below the stack frames of the dead one, and applies the closure.

let live;

exports.attach = (memory, wasm, table) => {
  live = { memory, wasm, table };
};

const globalsOf = (wasm) => Object.keys(wasm).filter((name) => /^global\d+$/.test(name));

/** Waits until no other thread changes the memory any more: what one is in the middle of would stay undone for ever. */
function settle() {
  const sum = () => new Int32Array(live.memory.buffer).reduce((a, b) => (Math.imul(a, 31) + b) | 0, 0);
  for (let last = sum(), calm = 0; calm < 3; ) {
    Atomics.wait(pause, 0, 0, 100);
    const now = sum();
    calm = now === last ? calm + 1 : 0;
    last = now;
  }
}

function ready(closure) {
  if (saving && isMainThread) {
    settle();
    const bytes = new Uint8Array(live.memory.buffer);
    const pages = [];
    const words = new BigUint64Array(live.memory.buffer);
    const fd = fs.openSync(saving, 'w');
    for (let page = 0; page * PAGE < bytes.length; page++) {
      const from = page * (PAGE / 8);
      let k = from;
      while (k < from + PAGE / 8 && words[k] === 0n) k++;
      if (k === from + PAGE / 8) continue;
      const last = pages[pages.length - 1];
      if (last && last[0] + last[1] === page) last[1]++;
      else pages.push([page, 1]);
    }
    for (const [first, n] of pages) writeFully(fd, bytes, first * PAGE, n * PAGE);
    fs.closeSync(fd);
    const globals = Object.fromEntries(globalsOf(live.wasm).map((name) => [name, live.wasm[name].value]));
    fs.writeFileSync(saving + '.json', JSON.stringify({ closure, globals, pages, size: bytes.length, table: live.table.length }));
    exports.exit(0);
  }
  return NO_SUCH_FILE;
}

if (imageFile && isMainThread) {
  const description = JSON.parse(fs.readFileSync(imageFile + '.json', 'utf8'));
  const memory = new WebAssembly.Memory({ initial: description.size / PAGE, maximum: 32768, shared: true });
  const bytes = new Uint8Array(memory.buffer);
  const fd = fs.openSync(imageFile, 'r');
  for (const [first, n] of description.pages) {
    let at = first * PAGE;
    for (let left = n * PAGE; left > 0; ) {
      const got = fs.readSync(fd, bytes, at, left, null);
      if (got === 0) throw new Error(`${imageFile} is cut short`);
      at += got;
      left -= got;
    }
  }
  fs.closeSync(fd);
  exports.image = description;
  exports.module.wasmMemory = memory;
  // A process at work does not see that its input has ended; so a thread looks whether who started it is still there.
  const watch = 'const p = process.ppid; setInterval(() => process.ppid === p || process.kill(process.pid, "SIGKILL"), 500);';
  new Worker(watch, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8, stackSizeMb: 1 } });
}

exports.restore = (wasm, table) => {
  if (table.length !== exports.image.table) throw new Error(`${imageFile} belongs to another build`);
  for (const [name, value] of Object.entries(exports.image.globals)) wasm[name].value = value;
};

const call = (name, ...args) => live.table.get(exports.symbol(name))(...args);

exports.resume = () => {
  call('lean_init_task_manager_using', exports.threads);
  call('lean_apply_1', exports.image.closure, 1);
  exports.exit(0);
};
