// The changes to lean.js, each an exact piece of its text and what takes its place. `HOST` is host.cjs.

const patches = [
  // Every thread loads the host first; a memory image, if there is one, becomes the module's memory.
  ['var Module=typeof Module!="undefined"?Module:{};', 'var HOST=require("./host.cjs");var Module=HOST.module;'],

  // The interpreter finds compiled functions by name: was a linear search over 200,000 names.
  [
    'var __dlsym_js=(handle,symbol,symbolIndex)=>{symbol=UTF8ToString(symbol);var result;',
    'var __dlsym_js=(handle,symbol,symbolIndex)=>{symbol=UTF8ToString(symbol);var result=HOST.symbol(symbol);if(!result)dlSetError("unknown symbol "+symbol);return result;',
  ],
  [
    'functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)',
    'functionsInTableMap=new WeakMap;for(var n in HOST.slots)if(wasmExports[n])functionsInTableMap.set(wasmExports[n],HOST.slots[n])',
  ],
  ['for(var symName in exports){if(isInternalSym(symName)){continue}', 'for(var symName in exports){if(isInternalSym(symName)||!(symName in GOT)){continue}'],
  ['metadata.tlsExports.forEach(s=>tlsExports[s]=moduleExports[s])', 'metadata.tlsExports.forEach(s=>{if(s in moduleExports)tlsExports[s]=moduleExports[s]})'],

  // File calls on Lean's own files go to the operating system at once. A thread used to ask the main thread, which
  // looked once a millisecond: 12,000 calls to import Lean.
  [
    'function ___syscall_openat(dirfd,path,flags,varargs){',
    'function ___syscall_openat(dirfd,path,flags,varargs){var direct=HOST.open(UTF8ToString(path),flags);if(direct!==undefined)return direct;',
  ],
  [
    'function ___syscall_stat64(path,buf){',
    'function ___syscall_stat64(path,buf){var direct=HOST.stat(UTF8ToString(path));if(direct)return SYSCALLS.writeStat(buf,direct);',
  ],
  [
    'function ___syscall_fstat64(fd,buf){',
    'function ___syscall_fstat64(fd,buf){if(HOST.owns(fd))return SYSCALLS.writeStat(buf,HOST.fstat(fd));',
  ],
  [
    'function _fd_read(fd,iov,iovcnt,pnum){',
    'function _fd_read(fd,iov,iovcnt,pnum){if(fd===0||HOST.owns(fd)){(growMemViews(),HEAPU32)[pnum>>2]=HOST.read(fd,HEAPU8,HEAPU32,iov,iovcnt);return 0}',
  ],
  [
    'function _fd_seek(fd,offset,whence,newOffset){',
    'function _fd_seek(fd,offset,whence,newOffset){if(HOST.owns(fd)){(growMemViews(),HEAP64)[newOffset>>3]=BigInt(HOST.seek(fd,Number(offset),whence));return 0}',
  ],
  ['function _fd_close(fd){', 'function _fd_close(fd){if(HOST.owns(fd))return HOST.close(fd);'],

  // Standard output belongs to the main thread, where the protocol is spoken. What any other thread prints is dropped,
  // and what is written to /dev/stdout as a file goes to standard error.
  [
    'function _fd_write(fd,iov,iovcnt,pnum){',
    'function _fd_write(fd,iov,iovcnt,pnum){if(fd===1||fd===2){(growMemViews(),HEAPU32)[pnum>>2]=HOST.write(fd,HEAPU8,HEAPU32,iov,iovcnt);return 0}',
  ],
  ['var FS_stdin_getChar=()=>{', 'var FS_stdin_getChar=()=>{return null;'],
  ['defaultPrint=(...args)=>fs.writeSync(1,', 'defaultPrint=(...args)=>fs.writeSync(2,'],

  // The main thread's stack was 64 kB, which ordinary proofs overflow.
  [
    'var argc=args.length;var argv=stackAlloc((argc+1)*4)',
    'var stack=_malloc(HOST.stackBytes);_emscripten_stack_set_limits(stack+HOST.stackBytes,stack);stackRestore(stack+HOST.stackBytes);var argc=args.length;var argv=stackAlloc((argc+1)*4)',
  ],
  ['worker=new Worker(pthreadMainJs,{workerData:"em-pthread",name:"em-pthread"})', 'worker=new Worker(pthreadMainJs,{workerData:"em-pthread",name:"em-pthread",resourceLimits:{stackSizeMb:HOST.threadStackMb}})'],
  ['var pthreadPoolSize=4;', 'var pthreadPoolSize=HOST.threads;'],

  // What Lean may see of the file system is a list, not /home and /tmp.
  ['FS.mount(NODEFS,{root:"/home"},"/home");FS.mount(NODEFS,{root:"/tmp"},"/tmp");', 'HOST.mount(FS,NODEFS);'],
  ['process.binding("constants")["fs"]', 'fs.constants'],
  ['var ERRNO_CODES={', 'var ERRNO_CODES={ERR_ACCESS_DENIED:2,'],
  ['function ___syscall_socket(', 'function ___syscall_socket(){return-2}function unused_socket('],
  ['function _getaddrinfo(', 'function _getaddrinfo(){return-4}function unused_getaddrinfo('],

  // Exit ends the process, whatever its other threads are doing.
  ['var exitJS=(status,implicit)=>{', 'var exitJS=(status,implicit)=>{HOST.exit(status);'],

  // A process that starts from an image has been initialised already.
  ['wasmExports["__wasm_call_ctors"]();', 'if(HOST.image){HOST.restore(wasmExports,wasmTable)}else wasmExports["__wasm_call_ctors"]();'],
  ['if(!noInitialRun)callMain(args);', 'HOST.attach(wasmMemory,wasmExports,wasmTable);if(HOST.image){HOST.mount(FS,NODEFS);return HOST.resume()}if(!noInitialRun)callMain(args);'],
];

/** Applies every patch; each must fit in exactly one place, or the package is not the one they were written for. */
export function patchScript(script) {
  for (const [from, to] of patches) {
    const pieces = script.split(from);
    if (pieces.length !== 2) throw new Error(`lean.js has ${pieces.length - 1} places for the patch of: ${from}`);
    script = pieces.join(to);
  }
  return script.replaceAll('console.log("[DEBUG:', 'HOST.ignore("');
}
