import Repl.Clock

/-!
# Running Lean text

`elaborate` runs the commands of a text on a state, one after the other. A header is imports followed by commands; what
has been elaborated once is remembered.
-/

open Lean Elab

namespace Lakatos

/-- An information tree, and the environment before the command that it is about. -/
structure Ran where
  before : Environment
  tree : InfoTree

/-- What came of running a text. -/
structure Outcome where
  state : Command.State
  messages : List Message := []
  trees : List Ran := []
  /-- A command that ended the text early: `#exit` or a late `import`. -/
  stopped : Option String := none
  deriving Nonempty

/-- Which commands' information trees to keep. Proof states are made from them; they cost time and memory. -/
inductive Keep where
  | none
  | failures
  | all

def Keep.wants (keep : Keep) (failed : Bool) : Bool :=
  match keep with
  | .none => false
  | .failures => failed
  | .all => true

def inputContext (text : String) (fileName := "<input>") : Parser.InputContext :=
  { inputString := text, fileName, fileMap := text.toFileMap, endPos := text.rawEndPos, endPos_valid := by simp }

/-- Sets options on the innermost scope. -/
def withOptions (state : Command.State) (f : Options → Options) : Command.State :=
  match state.scopes with
  | s :: ss => { state with scopes := { s with opts := f s.opts } :: ss }
  | [] => state

def Limits.apply (l : Limits) (opts : Options) : Options :=
  let opts := if opts.contains `maxHeartbeats then opts else opts.setNat `maxHeartbeats l.maxHeartbeats
  if opts.contains `maxRecDepth then opts else opts.setNat `maxRecDepth l.maxRecDepth

/-- Whether a command declares something, as opposed to running it. -/
partial def isDeclaration (stx : Syntax) : Bool :=
  if stx.isOfKind ``Parser.Command.in then isDeclaration stx[2]
  else stx.isOfKind ``Parser.Command.declaration || stx.isOfKind ``Parser.Command.mutual

/--
The npm toolchain cannot compile every definition (`Basics.lean`), and no proof needs compiled code. So there declarations
are compiled where that is possible, as in a `noncomputable section`.
-/
def allowUncompiled (stx : Syntax) (state : Command.State) : Command.State :=
  match state.scopes with
  | s :: ss =>
    if System.Platform.isEmscripten then { state with scopes := { s with isNoncomputable := isDeclaration stx } :: ss }
    else state
  | [] => state

def scopeOf (state : Command.State) : Command.Scope :=
  match state.scopes with
  | s :: _ => s
  | [] => { header := "" }

/-- Messages that commands left to be reported by tasks of their own. -/
partial def reportsOf (t : Language.SnapshotTree) : List Message :=
  appendList t.element.diagnostics.msgLog.toList (go (listOfArray t.children))
where
  go : List (Language.SnapshotTask Language.SnapshotTree) → List Message
    | [] => []
    | t :: ts => appendList (reportsOf t.task.get) (go ts)

/-- Runs one command. Its output becomes a message; an interruption or a crash inside the elaborator becomes an error. -/
def runCommand (ctx : Command.Context) (stx : Syntax) (state : Command.State) : BaseIO Command.State := do
  let ref ← IO.mkRef state
  let (output, result) ← IO.FS.withIsolatedStreams (m := BaseIO) ((Command.elabCommandTopLevel stx ctx ref).toBaseIO)
  let state ← ref.get
  let pos := ctx.fileMap.toPosition (stx.getPos?.getD 0)
  let log (severity : MessageSeverity) (text : String) (state : Command.State) : Command.State :=
    { state with messages := state.messages.add { fileName := ctx.fileName, pos, severity, data := text } }
  let state := if output.isEmpty then state else log .information output state
  match result with
  | .ok _ => return state
  | .error e =>
    let text ← match e with
      | .error _ m => m.toString
      | .internal _ _ => pure "interrupted"
    return log .error text state

/-- Runs the commands of `ictx` from `pos` on. Ends at the end of the text, at a command that ends it, or when `token` is set. -/
partial def elaborate (ictx : Parser.InputContext) (pos : Parser.ModuleParserState) (state : Command.State)
    (token : IO.CancelToken) (keep : Keep := .none) : BaseIO Outcome :=
  go pos { state with messages := {}, snapshotTasks := #[], infoState := {} } [] []
where
  finish (state : Command.State) (messages : List Message) (trees : List Ran) (stopped : Option String) : Outcome :=
    { state := { state with messages := {}, snapshotTasks := #[], infoState := {} },
      messages := reverseList messages, trees := reverseList trees, stopped }
  go (pos : Parser.ModuleParserState) (state : Command.State) (messages : List Message) (trees : List Ran) :
      BaseIO Outcome := do
    let scope := scopeOf state
    let pctx := { env := state.env, options := scope.opts, currNamespace := scope.currNamespace, openDecls := scope.openDecls }
    let (stx, pos, log) := Parser.parseCommand ictx pctx pos {}
    let messages := prepend log.toList messages
    if stx.isOfKind ``Parser.Command.eoi then
      return finish state messages trees none
    if stx.isOfKind ``Parser.Command.exit then
      return finish state messages trees (some "#exit")
    if stx.isOfKind ``Parser.Command.import then
      return finish state messages trees (some "import")
    let ctx : Command.Context := { fileName := ictx.fileName, fileMap := ictx.fileMap, snap? := none, cancelTk? := some token }
    let before := state.env
    let state ← runCommand ctx stx { allowUncompiled stx state with infoState := { enabled := keep.wants true } }
    let here := late (listOfArray state.snapshotTasks) (prepend state.messages.toList [])
    let messages := prepend (reverseList here) messages
    let trees := if keep.wants (anyList (fun m => m.severity matches .error) here) then
        prepend (mapList ({ before, tree := · }) (listOfPersistentArray state.infoState.trees)) trees
      else trees
    let state := { state with messages := {}, snapshotTasks := #[], infoState := {} }
    if ← token.isSet then
      return finish state messages trees none
    go pos state messages trees
  prepend {α : Type} : List α → List α → List α
    | [], acc => acc
    | a :: as, acc => prepend as (a :: acc)
  late : List (Language.SnapshotTask Language.SnapshotTree) → List Message → List Message
    | [], acc => acc
    | t :: ts, acc => late ts (prepend (reportsOf t.task.get) acc)

/-- The imports that stand at the top of a text, and where its commands begin. -/
structure Preface where
  imports : List Name
  /-- Whether it begins with `prelude`, and so imports nothing that it does not name. -/
  bare : Bool
  rest : Parser.ModuleParserState
  messages : List Message

def preface (ictx : Parser.InputContext) : IO Preface := do
  let (header, rest, log) ← Parser.parseHeader ictx
  let imports := mapList (·.module) (listOfArray (headerToImports header (includeInit := false)))
  return { imports, bare := !header.raw[1].isNone, rest, messages := log.toList }

/-- What a text without imports sees. -/
def defaultImports : List Name := [`Init, `Std]

/-- Imports and headers elaborated before, the most recently used first. -/
structure Headers where
  imports : Recent (List Name) Environment := { capacity := 4 }
  states : Recent (String × String) Command.State := { capacity := 16 }

def importAll (modules : List Name) : IO Environment := do
  let imports := arrayOfList (mapList (fun m => ({ module := m } : Import)) modules)
  importModules imports {} (trustLevel := 0) (loadExts := true)

/-- The environment of these imports. -/
def Headers.environment (ref : IO.Ref Headers) (modules : List Name) : IO Environment := do
  let hs ← ref.get
  match hs.imports.find? modules with
  | some (env, recent) => ref.set { hs with imports := recent }; return env
  | none =>
    let env ← importAll modules
    ref.set { hs with imports := hs.imports.insert modules env }
    return env

end Lakatos
