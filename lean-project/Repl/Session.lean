import Repl.Goals

/-!
# Environments and proof states with numbers

The requests of leanprover-community/repl, on numbered environments and proof states that are dropped, oldest first, when
there are too many, and the two that list what is there: `goals` and `constants`.
-/

open Lean Elab

namespace Lakatos

/-- An environment a client can refer to, with the texts that made it. -/
structure Snapshot where
  state : Command.State
  texts : List String

/-- What this process remembers between requests. -/
structure Session where
  caches : Caches
  snapshots : IO.Ref (Recent Nat Snapshot)
  proofStates : IO.Ref (Recent Nat ProofState)
  nextSnapshot : IO.Ref Nat
  nextProofState : IO.Ref Nat

def Session.new : IO Session := do
  return {
    caches := { headers := ← IO.mkRef {}, locks := ← IO.mkRef { capacity := 64 } }
    snapshots := ← IO.mkRef { capacity := 64 }, proofStates := ← IO.mkRef { capacity := 1024 }
    nextSnapshot := ← IO.mkRef 0, nextProofState := ← IO.mkRef 0 }

def keep (store : IO.Ref (Recent Nat α)) (next : IO.Ref Nat) (a : α) : IO Nat := do
  let n ← next.get
  next.set (n + 1)
  store.modify (·.insert n a)
  return n

def recall (store : IO.Ref (Recent Nat α)) (what : String) (n : Nat) : IO α := do
  match (← store.get).find? n with
  | some (a, recent) => store.set recent; return a
  | none => complain s!"unknown {what} {n}: never made, or dropped since"

abbrev Fields := List (String × Option Json)

def rangeFields (fileMap : FileMap) (stx : Syntax) : Fields :=
  [("pos", match stx.getPos? with | some p => some (positionJson (fileMap.toPosition p)) | none => none),
   ("endPos", match stx.getTailPos? with | some p => some (positionJson (fileMap.toPosition p)) | none => none)]

/-- Proof states for the `sorry`s of a text, as the reply shows them. -/
def sorriesOf (s : Session) (trees : List Ran) (texts : List String) (show? : MVarId → MetaM Json) (limits : Limits)
    (token : IO.CancelToken) : IO (List Json) := do
  go (holes trees) 0
where
  go : List Hole → Nat → IO (List Json)
    | [], _ => return []
    | h :: hs, i => do
      match ← proofStateOf h { texts, index := i } limits token with
      | none => go hs (i + 1)
      | some p =>
        let goals ← goalsJson p limits token show?
        let n ← keep s.proofStates s.nextProofState p
        let first := match goals with | g :: _ => some g | [] => none
        let j := Json.object (("proofState", some (Json.ofNat n)) :: ("kind", some (.str h.kind)) :: ("goal", first) :: ("goals", Json.listOrNone goals)
          :: rangeFields h.context.fileMap h.stx)
        return j :: (← go hs (i + 1))

/-! ## Information trees -/

/-- The source of a piece of syntax. -/
def sourceOf (fileMap : FileMap) (stx : Syntax) : String :=
  match stx.getPos?, stx.getTailPos? with
  | some p, some e => String.Pos.Raw.extract fileMap.source p e
  | _, _ => ""

def goalTexts (ctx : ContextInfo) (mctx : MetavarContext) (goals : List MVarId) (limits : Limits) (token : IO.CancelToken) : BaseIO (List Json) := do
  goalsJson { stateIn ctx ctx.env mctx {} limits with goals } limits token goalText

/-- One tactic of the source: its text, place, and the goals before and after. -/
def tacticJson (limits : Limits) (token : IO.CancelToken) (ctx : ContextInfo) (t : TacticInfo) : BaseIO Json := do
  let before ← goalTexts ctx t.mctxBefore t.goalsBefore limits token
  let after ← goalTexts ctx t.mctxAfter t.goalsAfter limits token
  return Json.object (("tactic", some (.str (sourceOf ctx.fileMap t.stx))) :: ("kind", some (.str t.stx.getKind.toString))
    :: ("goalsBefore", some (Json.ofList before)) :: ("goalsAfter", some (Json.ofList after)) :: rangeFields ctx.fileMap t.stx)

def tacticsIn (ctx : ContextInfo) (i : Info) : List (ContextInfo × TacticInfo) :=
  match i with
  | .ofTacticInfo t => if isOriginal t.stx && isStep t.stx.getKind then [(ctx, t)] else []
  | _ => []
where
  /-- Punctuation and sequences have nodes of their own, which say nothing. -/
  isStep (k : SyntaxNodeKind) : Bool :=
    !hasName [nullKind, ``Parser.Tactic.tacticSeq, ``Parser.Tactic.tacticSeq1Indented, ``Parser.Tactic.tacticSeqBracketed,
      ``Parser.Term.byTactic, ``Parser.Tactic.paren, `«by», `«;», `«<;>»] k

def tacticsJson (trees : List Ran) (limits : Limits) (token : IO.CancelToken) : BaseIO (List Json) := do
  mapListM (fun (ctx, t) => tacticJson limits token ctx t) (all trees)
where
  all : List Ran → List (ContextInfo × TacticInfo)
    | [] => []
    | t :: ts => appendList (visit tacticsIn none t.tree) (all ts)

/-- The tree itself, cut down to the nodes that `infotree` asks for: `full`, `tactics`, `original` or `substantive`. -/
partial def treeJson (mode : String) (limits : Limits) (token : IO.CancelToken) (ctx? : Option ContextInfo) (t : InfoTree) : BaseIO (List Json) := do
  match t with
  | .context c t => treeJson mode limits token (c.mergeIntoOuter? ctx?) t
  | .hole _ => return []
  | .node i children =>
    let below ← all (i.updateContext? ctx?) (listOfPersistentArray children)
    match ctx? with
    | none => return below
    | some ctx => match i with
      | .ofTacticInfo tactic =>
        if wanted tactic.stx then
          return [Json.mkObj [("node", ← tacticJson limits token ctx tactic), ("children", Json.ofList below)]]
        else return below
      | .ofTermInfo term =>
        if mode == "full" then
          return [Json.mkObj [("node", Json.object (("term", some (.str (sourceOf ctx.fileMap term.stx)))
            :: ("kind", some (.str term.stx.getKind.toString)) :: rangeFields ctx.fileMap term.stx)), ("children", Json.ofList below)]]
        else return below
      | _ => return below
where
  wanted (stx : Syntax) : Bool :=
    mode == "full" || mode == "tactics" || (isOriginal stx && (mode == "original" || tacticsIn.isStep stx.getKind))
  all (ctx? : Option ContextInfo) : List InfoTree → BaseIO (List Json)
    | [] => return []
    | t :: ts => do
      let here ← treeJson mode limits token ctx? t
      return appendList here (← all ctx? ts)

def treesJson (mode : String) (trees : List Ran) (limits : Limits) (token : IO.CancelToken) : BaseIO (List Json) :=
  match trees with
  | [] => return []
  | t :: ts => do
    let here ← treeJson mode limits token none t.tree
    return appendList here (← treesJson mode ts limits token)

/-! ## Commands -/

/-- Elaborates a text on a numbered environment, or on what its own imports give. -/
def elaborateText (s : Session) (text : String) (env? : Option Nat) (limits : Limits) (token : IO.CancelToken) :
    IO (Except String (Outcome × List String)) := do
  let ictx := inputContext text
  match env? with
  | some n =>
    let snapshot ← recall s.snapshots "environment" n
    let outcome ← elaborate ictx {} (withOptions snapshot.state limits.apply) token .all
    return .ok (outcome, appendList snapshot.texts [text])
  | none =>
    let p ← preface ictx
    match ← environmentFor s.caches.headers (importsOf p) with
    | .error text => return .error text
    | .ok env =>
      let outcome ← elaborate ictx p.rest (Command.mkState env {} (limits.apply {})) token .all
      return .ok ({ outcome with messages := appendList p.messages outcome.messages }, [text])

/-- `{"cmd": text, "env"?: n}`; `"keep": false` gives the environment no number. -/
def runCmd (s : Session) (j : Json) (text : String) (limits : Limits) (token : IO.CancelToken) : IO Fields := do
  match ← elaborateText s text.crlfToLf (Json.nat? j "env") limits token with
  | .error e => return [("message", some (.str e))]
  | .ok (outcome, texts) =>
    let messages ← notes outcome.messages limits.maxOutput
    let stopped := match outcome.stopped with
      | some "import" => [{ severity := .error, pos := { line := 1, column := 0 }, endPos := none, text := "an import stands after the first command; nothing from there on was read" : Note }]
      | _ => []
    let sorries ← sorriesOf s outcome.trees texts goalText limits token
    let tactics ← if Json.flag j "allTactics" then tacticsJson outcome.trees limits token else pure []
    let trees ← match Json.text? j "infotree" with
      | some mode => treesJson mode outcome.trees limits token
      | none => pure []
    let env ← if (j.getObjVal? "keep").toOption matches some (.bool false) then pure none
      else do pure (some (Json.ofNat (← keep s.snapshots s.nextSnapshot { state := outcome.state, texts })))
    return [("env", env), ("messages", notesJson (appendList messages stopped)), ("sorries", Json.listOrNone sorries),
      ("tactics", Json.listOrNone tactics), ("infotree", Json.listOrNone trees)]

/-- `{"tactic": text, "proofState": n, "goal"?: i, "only"?: bool}`. -/
def runTacticRequest (s : Session) (j : Json) (text : String) (limits : Limits) (token : IO.CancelToken) : IO Fields := do
  match Json.nat? j "proofState" with
  | none => complain "a tactic needs a proofState"
  | some n =>
    let p ← recall s.proofStates "proof state" n
    match ← runTactic p text ((Json.nat? j "goal").getD 0) (Json.flag j "only") limits token with
    | .failed text messages => return [("message", some (.str s!"Lean error:\n{text}")), ("messages", notesJson messages)]
    | .ok p messages =>
      let goals ← goalsJson p limits token goalText
      let status ← proofStatus p limits token
      let n ← keep s.proofStates s.nextProofState p
      return [("proofState", some (Json.ofNat n)), ("goals", some (Json.ofList goals)), ("messages", notesJson messages), ("proofStatus", some (.str status))]

/-- `{"goals": {"header", "preamble", "statement"}}` opens a statement for tactics; `{"goals": {"proofState": n}}` shows a state. -/
def runGoals (s : Session) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  match Json.nat? j "proofState" with
  | some n =>
    let p ← (recall s.proofStates "proof state" n : IO ProofState)
    return [("proofState", some (Json.ofNat n)), ("goals", some (Json.ofList (← goalsJson p limits token goalJson)))]
  | none =>
    let c := Context.ofJson j
    let statement := ((Json.text? j "statement").getD "").crlfToLf
    let (l, state) ← lock s.caches.headers s.caches.locks c statement limits token
    let outcome ← elaborate (inputContext (statement ++ "\n  := by sorry") "<statement>") {} state token .all
    match ← sorriesOf s outcome.trees [c.header, c.preamble, statement ++ "\n  := by sorry"] goalJson limits token with
    | [g] => return ("name", some (.str l.name.toString)) :: (match g.getObj? with | .ok _ => [("root", some g)] | .error _ => [])
    | _ => throw (.unusable "statement" "the statement leaves no goal to work on" [])

/-! ## Constants -/

def exprText (e : Expr) : MetaM String := do
  return formatText (← Meta.ppExpr e)

/-- `{"constants": {"header"?, "module"?: prefix, "name"?: prefix, "after"?: position, "limit"?: n, "types"?: bool}}`. -/
partial def runConstants (s : Session) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  let state ← stateAfter s.caches.headers (Context.ofJson j) limits token
  let env := state.env
  let limit := (Json.nat? j "limit").getD 1000
  let p : ProofState := {
    core := { env }, namespaces := (.anonymous, []), options := {}, metaState := {}, termState := {}, goals := [], root := ⟨.anonymous⟩, origin := {} }
  let (found, next) ← modules env p limit 0 0 []
  return [("constants", some (Json.ofList (reverseList found))), ("next", match next with | some n => some (Json.ofNat n) | none => none)]
where
  wants (field : String) (n : Name) : Bool :=
    match Json.text? j field with
    | some start => n.toString.startsWith start
    | none => true
  after : Nat := (Json.nat? j "after").getD 0
  /-- Walks the modules; `position` counts the constants passed, so that a client can go on from there. -/
  modules (env : Environment) (p : ProofState) (left i position : Nat) (acc : List Json) : IO (List Json × Option Nat) := do
    let names := env.header.moduleNames
    let data := env.header.moduleData
    if h : i < names.size then
      if h' : i < data.size then
        let constants := data[i].constants
        if !wants "module" names[i] || position + constants.size ≤ after then
          modules env p left (i + 1) (position + constants.size) acc
        else
          let (acc, left, stop) ← members names[i] (listOfArray constants) p left position acc
          match stop with
          | some position => return (acc, some position)
          | none => modules env p left (i + 1) (position + constants.size) acc
      else return (acc, none)
    else return (acc, none)
  members (module : Name) (cs : List ConstantInfo) (p : ProofState) (left position : Nat) (acc : List Json) :
      IO (List Json × Nat × Option Nat) := do
    match cs with
    | [] => return (acc, left, none)
    | c :: cs =>
      if position < after || c.name.isInternalDetail || !wants "name" c.name then members module cs p left (position + 1) acc
      else if left == 0 || (← token.isSet) then return (acc, 0, some position)
      else
        let type ← if Json.flag j "types" then match ← runMeta p limits token (exprText c.type) with
            | .ok (text, _) => pure (some (Json.str text))
            | .error _ => pure none
          else pure none
        let entry := Json.object [("name", some (.str c.name.toString)), ("type", type), ("kind", some (.str (kindName p.core.env c))), ("module", some (.str module.toString))]
        members module cs p (left - 1) (position + 1) (entry :: acc)
  kindName (env : Environment) : ConstantInfo → String
    | .axiomInfo _ => if hasProofs env then "axiom" else "theorem or axiom"
    | .defnInfo _ => "definition"
    | .thmInfo _ => "theorem"
    | .opaqueInfo _ => "opaque"
    | .quotInfo _ => "quotient"
    | .inductInfo _ => "inductive"
    | .ctorInfo _ => "constructor"
    | .recInfo _ => "recursor"

end Lakatos
