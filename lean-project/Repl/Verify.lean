import Repl.Errors
import Repl.Earlier

/-!
# `verify` and `replay`

`verify` runs a candidate and judges what it declared. `replay` judges declarations that came as data, for a process that
never runs candidates.
-/

open Lean

namespace Lakatos

/-- The trusted text in front of a statement: imports and options, then definitions. -/
structure Context where
  header : String := ""
  preamble : String := ""

def Context.ofJson (j : Json) : Context :=
  { header := ((Json.text? j "header").getD "").crlfToLf, preamble := ((Json.text? j "preamble").getD "").crlfToLf }

/-- Why a request ends without a judgement. -/
inductive Obstacle where
  /-- The header, the preamble or the statement is at fault; `part` says which. -/
  | unusable (part : String) (text : String) (messages : List Message)
  | candidate (objection : Objection) (messages : List Message)

abbrev Attempt := ExceptT Obstacle IO

/-- The names of top-level modules that an import could name. -/
def availableModules : IO (List String) := do
  let path ← searchPathRef.get
  let found ← mapListM roots path
  return go found
where
  go : List (List String) → List String
    | [] => []
    | ns :: rest => appendList ns (go rest)
  roots (dir : System.FilePath) : IO (List String) := do
    try
      return names (listOfArray (← dir.readDir))
    catch _ => return []
  names : List IO.FS.DirEntry → List String
    | [] => []
    | e :: es =>
      let path : System.FilePath := e.fileName
      if path.extension == some "olean" then match path.fileStem with
        | some s => s :: names es
        | none => names es
      else names es

def importsOf (p : Preface) : List Name :=
  if p.bare then p.imports else match p.imports with
  | [] => defaultImports
  | ms => if hasName ms `Init then ms else `Init :: ms

/-- The environment that a text's imports ask for, or one sentence about what is missing. -/
def environmentFor (headers : IO.Ref Headers) (modules : List Name) : IO (Except String Environment) := do
  try
    return .ok (← Headers.environment headers modules)
  catch e =>
    match ← missing modules with
    | [] => return .error (toString e)
    | ms => return .error s!"there is no module {", ".intercalate (mapList (·.toString) ms)}; the libraries here are {", ".intercalate (← availableModules)}"
where
  missing : List Name → IO (List Name)
    | [] => return []
    | m :: ms => do
      let there ← try (← findOLean m).pathExists catch _ => pure false
      let rest ← missing ms
      return if there then rest else m :: rest

def errorsIn (ms : List Message) : List Message :=
  filterList (fun m => m.severity matches .error) ms

/-- Elaborates a trusted text; any error in it is an obstacle. -/
def trusted (part : String) (ictx : Parser.InputContext) (pos : Parser.ModuleParserState) (state : Command.State)
    (token : IO.CancelToken) : Attempt Command.State := do
  let outcome ← elaborate ictx pos state token
  match errorsIn outcome.messages, outcome.stopped with
  | [], none => return outcome.state
  | [], some command => throw (.unusable part s!"the {part} is cut short by {command}" [])
  | errors, _ => throw (.unusable part s!"the {part} does not elaborate" errors)

/-- The state after header and preamble, from the cache if it was made before. -/
def stateAfter (headers : IO.Ref Headers) (c : Context) (limits : Limits) (token : IO.CancelToken) : Attempt Command.State := do
  match (← headers.get).states.find? (c.header, c.preamble) with
  | some (state, recent) => headers.modify ({ · with states := recent }); return state
  | none =>
    let ictx := inputContext c.header "<header>"
    let p ← preface ictx
    match errorsIn p.messages with
    | [] =>
      match ← environmentFor headers (importsOf p) with
      | .error text => throw (.unusable "header" text [])
      | .ok env =>
        let state := Command.mkState env {} (limits.apply {})
        let state ← trusted "header" ictx p.rest state token
        let state ← if c.preamble.isEmpty then pure state
          else trusted "preamble" (inputContext c.preamble "<preamble>") {} state token
        headers.modify fun h => { h with states := h.states.insert (c.header, c.preamble) state }
        return state
    | errors => throw (.unusable "header" "the header's imports do not parse" errors)

/-- Statements locked before. -/
abbrev Locks := Recent (String × String × String) Locked

def theoremsIn (cs : List ConstantInfo) : List ConstantInfo :=
  filterList isTheorem cs

/-- The theorems that are not parts of another one. -/
def outermost (cs : List ConstantInfo) : List ConstantInfo :=
  filterList (fun c => !anyList (fun d => d.name != c.name && d.name.isPrefixOf c.name) cs) cs

/-- Fixes the statement: elaborates it alone, without a proof, and keeps its name, universe parameters and type. -/
def lock (headers : IO.Ref Headers) (locks : IO.Ref Locks) (c : Context) (statement : String) (limits : Limits)
    (token : IO.CancelToken) : Attempt (Locked × Command.State) := do
  let state ← stateAfter headers c limits token
  let state := withOptions state fun o => limits.apply o
  match (← locks.get).find? (c.header, c.preamble, statement) with
  | some (l, recent) => locks.set recent; return (l, state)
  | none =>
    let outcome ← elaborate (inputContext (statement ++ "\n  := sorry") "<statement>") {} state token
    if ← token.isSet then throw (.unusable "statement" "the statement takes too long to elaborate" [])
    match errorsIn outcome.messages, outcome.stopped with
    | [], none =>
      match outermost (theoremsIn (constantsAdded state.env outcome.state.env)) with
      | [t] =>
        let l : Locked := { name := t.name, levelParams := t.levelParams, type := t.type, header := state.env, env := outcome.state.env }
        locks.modify (·.insert (c.header, c.preamble, statement) l)
        return (l, state)
      | [] => throw (.unusable "statement" "the statement declares no theorem" [])
      | ts => throw (.unusable "statement" s!"the statement declares {countList ts} theorems instead of one" [])
    | [], some command => throw (.unusable "statement" s!"the statement is cut short by {command}" [])
    | errors, _ => throw (.unusable "statement" "the statement does not elaborate" errors)

/-- Where the candidate's own text begins: a repeated header is skipped, repeated imports are, other imports are refused. -/
def start (c : Context) (ictx : Parser.InputContext) : Attempt Parser.ModuleParserState := do
  let text := ictx.inputString
  match repeated text [c.header ++ "\n" ++ c.preamble, c.header ++ c.preamble, c.header] with
  | some head => return { pos := head.rawEndPos }
  | none =>
    let p ← preface ictx
    match errorsIn p.messages with
    | [] =>
      let known := (← preface (inputContext c.header)).imports
      match filterList (fun m => !hasName known m) p.imports with
      | [] => return p.rest
      | m :: _ => throw (.candidate { code := "import", text := s!"the candidate imports {m.toString}, which the header does not" } [])
    | errors => throw (.candidate { code := "import", text := "the candidate's imports do not parse" } errors)
where
  repeated (text : String) : List String → Option String
    | [] => none
    | head :: heads =>
      if !head.isEmpty && text.startsWith head && boundary head text then some head else repeated text heads
  /-- The header must end where a line does, else a candidate could continue its last word. -/
  boundary (head text : String) : Bool :=
    head.endsWith "\n" || text.length == head.length || text.startsWith (head ++ "\n") || text.startsWith (head ++ " ")

def objectionsJson (os : List Objection) : Option Json :=
  Json.listOrNone (mapList Objection.json os)

def namesJson (ns : List Name) : Json :=
  Json.ofList (mapList (fun n => .str n.toString) ns)

/-- A verdict on the wire. Exactly one of `proved`, `failed`, `rejected`, `timeout`, `unusable`. -/
def verdict (kind : String) (fields : List (String × Option Json)) : List (String × Option Json) :=
  ("verdict", some (.str kind)) :: fields

/-- The negation of a locked statement, under the name that a request gives in `refutes`. -/
def negated (j : Json) (l : Locked) : Locked :=
  match Json.text? j "refutes" with
  | some name => { l with name := Name.mkSimple name, type := mkApp (mkConst ``Not) l.type }
  | none => l

/-- Whether text in this environment can reach Lean's own machinery, and so could change the process that elaborates it. -/
def givesMeta (env : Environment) : Bool :=
  env.contains `Lean.Elab.Command.CommandElabM

def judgementFields (l : Locked) (j : Judgement) (messages : List Note) : List (String × Option Json) :=
  let fields := ("meta", if givesMeta l.header then some (.bool true) else none) :: [("objections", objectionsJson j.objections), ("axioms", some (namesJson j.axioms)), ("messages", notesJson messages)]
  match j.objections with
  | [] => verdict "proved" (("constants", some (namesJson (namesOf j.constants))) :: fields)
  | _ => verdict "rejected" fields

def obstacleFields (o : Obstacle) (limits : Limits) : IO (List (String × Option Json)) := do
  match o with
  | .unusable part text messages =>
    return verdict "unusable" [("part", some (.str part)), ("error", some (.str text)), ("messages", notesJson (← notes messages limits.maxOutput))]
  | .candidate objection messages =>
    return verdict "rejected" [("objections", objectionsJson [objection]), ("messages", notesJson (← notes messages limits.maxOutput))]

/-- The candidate's constants, the header's own first. -/
def candidateOf (header : Environment) (find : Candidate) : Candidate := fun n =>
  match header.find? n with
  | some c => some c
  | none => find n

/-- What an elaborated text declares. -/
def declaredIn (env : Environment) : Candidate := fun n => env.find? n

/-- What was elaborated before and is kept, within bounds. None of it comes from candidates. -/
structure Caches where
  headers : IO.Ref Headers
  locks : IO.Ref Locks

/--
`{"verify": {"header", "preamble", "statement", "candidate", "declarations": bool, "goals": bool, "refutes"?: name, "before"?: module}}`. With
`declarations` a proved verdict carries the constants as data. With `goals` the errors of a failed one carry goals, which costs
a tenth of the time. With `refutes` the theorem of that name must prove the statement's negation. With `before` it must do without what
that module and later ones prove (`Earlier.lean`).
-/
def verify (caches : Caches) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt (List (String × Option Json)) := do
  let c := Context.ofJson j
  let (l, state) ← lock caches.headers caches.locks c (((Json.text? j "statement").getD "").crlfToLf) limits token
  let l := negated j l
  let ictx := inputContext (((Json.text? j "candidate").getD "").crlfToLf) "<candidate>"
  let pos ← start c ictx
  let outcome ← elaborate ictx pos (withOptions state fun o => o.setBool `linter.all false) token
    (if Json.flag j "goals" then .failures else .none)
  let messages ← notes outcome.messages limits.maxOutput
  let tainted := ("meta", if givesMeta l.header then some (Json.bool true) else none)
  if ← token.isSet then return verdict "timeout" [("messages", notesJson messages), tainted]
  if anyList Note.isError messages then
    let messages ← withGoals outcome.trees ictx.fileMap token messages
    return verdict "failed" [("messages", notesJson messages), tainted]
  match outcome.stopped with
  | some "import" => throw (.candidate { code := "import", text := "the candidate has an import after its first command" } outcome.messages)
  | _ =>
    let find := candidateOf l.header (declaredIn outcome.state.env)
    let judgement ← (notAfterModule (Json.text? j "before") l (judge l find token) : IO Judgement)
    if ← token.isSet then return verdict "timeout" [("messages", notesJson messages)]
    let fields := judgementFields l judgement messages
    match judgement.objections with
    | [] =>
      if !Json.flag j "declarations" then return fields
      return ("declarations", some (← writeDeclarations find judgement.constants [l.name])) :: fields
    | _ => return fields

/-- Judgements on theorems that state themselves, by name. -/
def theoremsJson (judgements : List (Name × Judgement)) : Json :=
  Json.ofList (mapList one judgements)
where
  one : Name × Judgement → Json
    | (n, j) => Json.object (("name", some (.str n.toString)) :: ("verdict", some (.str (if j.objections matches [] then "proved" else "rejected")))
      :: ("objections", objectionsJson j.objections) :: ("axioms", some (namesJson j.axioms)) :: [])

/--
`{"replay": {"header", "preamble", "statement", "declarations": {...}}}`: the same judgement on declarations as data.
Without a statement, `theorems` names those to judge.
-/
def replayDeclarations (caches : Caches) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt (List (String × Option Json)) := do
  let c := Context.ofJson j
  match readDeclarations ((Json.object? j "declarations").getD .null) with
  | .error text => throw (.candidate { code := "malformed", text } [])
  | .ok d =>
    match Json.text? j "statement" with
    | some statement =>
      let (l, _) ← lock caches.headers caches.locks c statement.crlfToLf limits token
      let l := negated j l
      let judgement ← (notAfterModule (Json.text? j "before") l (judge l (candidateOf l.header d.find) token) : IO Judgement)
      if ← token.isSet then return verdict "timeout" []
      return judgementFields l judgement []
    | none =>
      let state ← stateAfter caches.headers c limits token
      let judgements := judgeAll state.env (candidateOf state.env d.find) token d.theorems
      if ← token.isSet then return verdict "timeout" []
      return [("theorems", some (theoremsJson judgements))]

/-- The header of a file: its imports, as a text. -/
def importLines (modules : List Name) : String :=
  go modules ""
where
  go : List Name → String → String
    | [], acc => acc
    | m :: ms, acc => go ms (acc ++ "import " ++ m.toString ++ "\n")

/--
`{"audit": {"source": text, "declarations": bool}}`: judges every theorem of a file by itself. What a theorem states is what the
file says; so this is for files whose statements a person has read.
-/
def audit (caches : Caches) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt (List (String × Option Json)) := do
  let ictx := inputContext (((Json.text? j "source").getD "").crlfToLf) "<file>"
  let p := { (← preface ictx) with bare := false } -- what such a file says of numbers would be its own word
  match ← environmentFor caches.headers (importsOf p) with
  | .error text => throw (.unusable "header" text [])
  | .ok header =>
    let outcome ← elaborate ictx p.rest (Command.mkState header {} (limits.apply {})) token
    let messages ← notes (appendList p.messages outcome.messages) limits.maxOutput
    let env := outcome.state.env
    let find := candidateOf header (declaredIn env)
    let theorems := namesOf (outermost (filterList (fun c => isTheorem c && !c.name.isInternalDetail) (constantsAdded header env)))
    let judgements := judgeAll header find token theorems
    if ← token.isSet then return verdict "timeout" [("messages", notesJson messages)]
    let declarations ← if Json.flag j "declarations" then
        pure (some (← writeDeclarations find (provedConstants judgements {} []) (provedNames judgements)))
      else pure none
    return [("theorems", some (theoremsJson judgements)), ("messages", notesJson messages), ("declarations", declarations),
      ("stopped", match outcome.stopped with | some s => some (.str s) | none => none), ("header", some (.str (importLines p.imports)))]
where
  provedNames : List (Name × Judgement) → List Name
    | [] => []
    | (n, j) :: rest => if j.objections matches [] then n :: provedNames rest else provedNames rest
  /-- The constants behind all proved theorems, each once, dependencies first. -/
  provedConstants : List (Name × Judgement) → Table Name Unit → List ConstantInfo → List ConstantInfo
    | [], _, acc => reverseList acc
    | (_, j) :: rest, seen, acc =>
      if j.objections matches [] then
        let (seen, acc) := addNew j.constants seen acc
        provedConstants rest seen acc
      else provedConstants rest seen acc
  addNew : List ConstantInfo → Table Name Unit → List ConstantInfo → Table Name Unit × List ConstantInfo
    | [], seen, acc => (seen, acc)
    | c :: cs, seen, acc =>
      if (seen.find? c.name).isSome then addNew cs seen acc else addNew cs (seen.insert c.name ()) (c :: acc)

end Lakatos
