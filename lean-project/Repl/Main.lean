import Repl.Corpus

/-!
# The loop

Two ways to speak, told apart by the first line. A line `{"token": T}` starts the bridge's: a request a line, a reply a
line, T and the request's id in every reply; whatever else appears on standard output was printed by a candidate and is
to be dropped. Anything else starts that of leanprover-community/repl: requests and replies end with a blank line.
-/

open Lean

namespace Lakatos

def versionFields (s : Session) : IO Fields := do
  let env ← Headers.environment s.caches.headers defaultImports
  return [
    ("lean", some (.str Lean.versionString)), ("githash", some (.str Lean.githash)), ("platform", some (.str System.Platform.target)),
    ("emscripten", some (.bool System.Platform.isEmscripten)), ("release", some (.bool Lean.version.isRelease)),
    ("proofs", some (.bool (hasProofs env))), ("modules", some (textsJson (← availableModules)))]

def dropFields (s : Session) (j : Json) : IO Fields := do
  eachM (Json.list j "envs") fun n => s.snapshots.modify (·.erase (n.getNat?.toOption.getD 0))
  eachM (Json.list j "proofStates") fun n => s.proofStates.modify (·.erase (n.getNat?.toOption.getD 0))
  return []

def serveRequest (s : Session) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  match Json.object? j "verify", Json.object? j "replay", Json.object? j "audit", Json.object? j "goals", Json.object? j "constants" with
  | some v, _, _, _, _ => verify s.caches v limits token
  | _, some v, _, _, _ => replayDeclarations s.caches v limits token
  | _, _, some v, _, _ => audit s.caches v limits token
  | _, _, _, some v, _ => runGoals s v limits token
  | _, _, _, _, some v => runConstants s v limits token
  | _, _, _, _, _ => match Json.object? j "probe" with
    | some v => probe s v limits token
    | none => match Json.object? j "anatomy" with
      | some v => anatomy s v limits token
      | none => match Json.object? j "corpus" with
        | some v => corpus s.caches v limits token
        | none => plain
where
  plain : IO Fields :=
    match Json.text? j "cmd", Json.text? j "tactic", Json.text? j "path", Json.text? j "pickleTo" with
    | some text, _, _, _ => runCmd s j text limits token
    | _, some text, _, _ => runTacticRequest s j text limits token
    | _, _, some path, _ => do runCmd s j (← IO.FS.readFile path) limits token
    | _, _, _, some file => match Json.nat? j "env", Json.nat? j "proofState" with
      | some n, _ => pickleEnv s file n
      | _, some n => pickleProofState s file n
      | _, _ => complain "pickleTo needs an env or a proofState"
    | _, _, _, _ => match Json.text? j "unpickleEnvFrom", Json.text? j "unpickleProofStateFrom", Json.object? j "drop" with
      | some file, _, _ => unpickleEnv s file limits token
      | _, some file, _ => unpickleProofState s file limits token
      | _, _, some d => dropFields s d
      | _, _, _ => if Json.flag j "version" then versionFields s
        else complain "unknown request: expected one of verify, replay, audit, goals, constants, probe, anatomy, corpus, cmd, tactic, path, pickleTo, unpickleEnvFrom, unpickleProofStateFrom, drop, version"

/-- Serves one request; whatever goes wrong becomes part of the reply. -/
def answer (s : Session) (clock : Clock) (text : String) : IO Fields := do
  match Json.parse text with
  | .error e => return [("message", some (.str s!"Could not parse JSON: {e}")), ("refused", some (.bool true))]
  | .ok j =>
    let limits := Limits.ofRequest j
    let begun ← IO.monoMsNow
    let (fields, late) ← clock.limit limits.timeoutMs fun token => do
      try
        match ← (serveRequest s j limits token).run with
        | .ok fields => return fields
        | .error o => obstacleFields o limits
      catch e => return [("message", some (.str (toString e))), ("refused", some (.bool true))]
    let millis := (← IO.monoMsNow) - begun
    return ("id", (j.getObjVal? "id").toOption) :: ("millis", some (Json.ofNat millis)) :: ("late", if late then some (.bool true) else none) :: fields

def Fields.text (fields : Fields) : String := Json.compress (Json.object fields)

/-- A request a line, until the end of input. -/
partial def serveLines (s : Session) (clock : Clock) (stdin stdout : IO.FS.Stream) (token : String) : IO Unit := do
  let line ← stdin.getLine
  if line.isEmpty then return
  let reply ← answer s clock line
  stdout.putStr (Fields.text (("token", some (.str token)) :: reply) ++ "\n")
  stdout.flush
  serveLines s clock stdin stdout token

/-- Requests that end with a blank line or with the end of input. -/
partial def serveBlocks (s : Session) (clock : Clock) (stdin stdout : IO.FS.Stream) (text : String) : IO Unit := do
  let line ← stdin.getLine
  if isBlank line then
    if isBlank text then
      if line.isEmpty then return
      serveBlocks s clock stdin stdout ""
    else
      stdout.putStr (Fields.text (← answer s clock text) ++ "\n\n")
      stdout.flush
      if line.isEmpty then return
      serveBlocks s clock stdin stdout ""
  else serveBlocks s clock stdin stdout (text ++ line)
where
  isBlank (s : String) : Bool := s.trimAscii.isEmpty

def serve (s : Session) : IO Unit := do
  let clock ← Clock.start
  let stdin ← IO.getStdin
  let stdout ← IO.getStdout
  let first ← stdin.getLine
  match Json.parse first with
  | .ok j => match Json.text? j "token" with
    | some token => serveLines s clock stdin stdout token
    | none => serveBlocks s clock stdin stdout first
  | .error _ => serveBlocks s clock stdin stdout first
  IO.Process.exit 0

unsafe def addressImpl (action : IO Unit) : USize := ptrAddrUnsafe action

/-- Where the closure lies in memory. -/
@[implemented_by addressImpl]
opaque address (action : IO Unit) : USize

end Lakatos

namespace Lakatos

/--
Makes search tactics build their indices, which an image of the process then holds. Elsewhere they are built when they are
first needed.
-/
def warmUp (s : Session) : IO Unit := do
  let token ← IO.CancelToken.new
  let text := "example (a b : Nat) (h : a ≤ b) : a < b + 1 := by exact?\nexample (a b : Nat) (h : a < b) : a ≤ b := by grind\nexample (p q : Prop) (hp : p) (hq : q) : p ∧ q := by simp_all"
  discard <| runCmd s (Json.mkObj [("keep", .bool false)]) text {} token

end Lakatos

open Lakatos in
/-- Gets everything ready, then serves. The npm toolchain saves an image of the process in between (`npm/host.cjs`). -/
public def main (_ : List String) : IO Unit := do
  let session ← Session.new
  discard <| Headers.environment session.caches.headers defaultImports
  if System.Platform.isEmscripten then warmUp session
  let ready := serve session
  try discard <| IO.FS.Handle.mk s!"/dev/lakatos/{address ready}" .read catch _ => pure ()
  ready
