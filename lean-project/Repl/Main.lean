import Repl.Verify

open Lean

namespace Lakatos

unsafe def addressImpl (action : IO Unit) : USize := ptrAddrUnsafe action

/-- Where the closure lies in memory. -/
@[implemented_by addressImpl]
opaque address (action : IO Unit) : USize

partial def serve (memory : Memory) : IO Unit := do
  let clock ← Clock.start
  let stdin ← IO.getStdin
  let stdout ← IO.getStdout
  loop clock stdin stdout
where
  loop (clock : Clock) (stdin stdout : IO.FS.Stream) : IO Unit := do
    let line ← stdin.getLine
    if line.isEmpty then return
    let t0 ← IO.monoMsNow
    let reply ← answer clock line
    let t1 ← IO.monoMsNow
    stdout.putStrLn (Json.compress (Json.object (("millis", some (Json.ofNat (t1 - t0))) :: reply)))
    stdout.flush
    loop clock stdin stdout
  answer (clock : Clock) (line : String) : IO (List (String × Option Json)) := do
    match Json.parse line with
    | .error e => return [("error", some (.str e))]
    | .ok j =>
      let limits := Limits.ofRequest j
      let (fields, late) ← clock.limit limits.timeoutMs fun token => do
        match Json.object? j "verify", Json.object? j "replay" with
        | some v, _ => attempt limits (verify memory v limits token)
        | _, some v => attempt limits (replayDeclarations memory v limits token)
        | _, _ => return [("error", some (.str "unknown request"))]
      return ("id", (j.getObjVal? "id").toOption) :: ("late", if late then some (.bool true) else none) :: fields
  attempt (limits : Limits) (x : Attempt (List (String × Option Json))) : IO (List (String × Option Json)) := do
    match ← x.run with
    | .ok fields => return fields
    | .error o => obstacleFields o limits

end Lakatos

open Lakatos in
public def main (_ : List String) : IO Unit := do
  let headers ← IO.mkRef ({} : Headers)
  let locks ← IO.mkRef ({ capacity := 64 } : Locks)
  discard <| Headers.environment headers defaultImports
  let serve := serve { headers, locks }
  try discard <| IO.FS.Handle.mk s!"/dev/lakatos/{address serve}" .read catch _ => pure ()
  serve
