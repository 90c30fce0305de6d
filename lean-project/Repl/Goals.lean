import Repl.Declarations

/-!
# Proof states

A proof state is what a `sorry` leaves open: goals, and the environment and options to work on them in.
-/

open Lean Elab Meta

namespace Lakatos

/-- How a proof state came about, in text; this is what a pickle holds. -/
structure Origin where
  /-- The texts elaborated before, the first with its imports. -/
  texts : List String := []
  /-- Which `sorry` of the last text. -/
  index : Nat := 0
  /-- Tactics run since, last one first, each with the number of the goal it was given. -/
  steps : List (Nat × String) := []

structure ProofState where
  core : Core.State
  namespaces : Name × List OpenDecl
  options : Options
  metaState : Meta.State
  termState : Term.State
  goals : List MVarId
  root : MVarId
  origin : Origin

def coreContext (p : ProofState) (limits : Limits) (token : IO.CancelToken) : BaseIO Core.Context := do
  return {
    fileName := "<tactic>", fileMap := default, options := p.options, currNamespace := p.namespaces.1, openDecls := p.namespaces.2,
    maxRecDepth := limits.maxRecDepth, maxHeartbeats := limits.maxHeartbeats * 1000, initHeartbeats := ← IO.getNumHeartbeats,
    cancelTk? := some token }

/-- Runs `x` in the proof state. -/
def runMeta (p : ProofState) (limits : Limits) (token : IO.CancelToken) (x : MetaM α) : BaseIO (Except Exception (α × Meta.State × Core.State)) := do
  let ctx ← coreContext p limits token
  let result ← ((MetaM.run x {} p.metaState ctx).run { p.core with messages := {} }).toBaseIO
  match result with
  | .ok ((a, m), c) => return .ok (a, m, c)
  | .error e => return .error e

def exceptionText (e : Exception) : BaseIO String :=
  match e with
  | .error _ m => m.toString
  | .internal _ _ => pure "interrupted"

def formatText (f : Format) : String := f.pretty 120

/-- Runs `x` among these hypotheses. -/
def inContext (lctx : LocalContext) (instances : LocalInstances) (x : MetaM α) : MetaM α :=
  fun ctx => x { ctx with lctx, localInstances := instances }

/-! ## What a goal looks like -/

/-- One hypothesis: its name, its type, whether it is a proof, and the type's head if that is a constant. -/
def hypothesisJson (d : LocalDecl) : MetaM Json := do
  let type ← instantiateMVars d.type
  let text := formatText (← ppExpr type)
  let proof ← isProp type
  let head := (← whnfR type).getAppFn.constName?
  return Json.object [
    ("name", some (.str d.userName.eraseMacroScopes.toString)),
    ("type", some (.str text)),
    ("proof", if proof then some (.bool true) else none),
    ("inaccessible", if d.userName.hasMacroScopes then some (.bool true) else none),
    ("instance", if d.binderInfo.isInstImplicit then some (.bool true) else none),
    ("head", match head with | some n => some (.str n.toString) | none => none)]

def localDecls (lctx : LocalContext) : List LocalDecl :=
  go (listOfPersistentArray lctx.decls)
where
  go : List (Option LocalDecl) → List LocalDecl
    | [] => []
    | some d :: ds => if d.isImplementationDetail then go ds else d :: go ds
    | none :: ds => go ds

def goalString (g : MVarId) : MetaM String := do
  return formatText (← ppGoal g)

def goalJson (g : MVarId) : MetaM Json := do
  let text ← goalString g
  let decl ← g.getDecl
  inContext decl.lctx decl.localInstances do
    let hypotheses ← mapListM hypothesisJson (localDecls decl.lctx)
    let target ← instantiateMVars decl.type
    return Json.object [
      ("text", some (.str text)),
      ("hypotheses", Json.listOrNone hypotheses),
      ("target", some (.str (formatText (← ppExpr target)))),
      ("head", match target.getAppFn.constName? with | some n => some (.str n.toString) | none => none)]

def goalText (g : MVarId) : MetaM Json := do
  return .str (← goalString g)

/-- Renders each goal with `f`; a goal that cannot be shown says why. -/
def goalsJson (p : ProofState) (limits : Limits) (token : IO.CancelToken) (f : MVarId → MetaM Json) : BaseIO (List Json) := do
  mapListM one p.goals
where
  one (g : MVarId) : BaseIO Json := do
    match ← runMeta p limits token (f g) with
    | .ok (j, _) => return j
    | .error e => return .str (← exceptionText e)

/-! ## Finding what is open -/

/-- A `sorry` in an information tree, with what is needed to continue from there. -/
structure Hole where
  context : ContextInfo
  env : Environment
  mctx : MetavarContext
  stx : Syntax
  /-- The goal of a tactic, or the context and type of a term to make a goal from. -/
  goal : MVarId ⊕ (LocalContext × Expr)

def Hole.kind (h : Hole) : String :=
  match h.goal with
  | .inl _ => "tactic"
  | .inr _ => "term"

def isOriginal (stx : Syntax) : Bool :=
  match stx.getHeadInfo? with
  | some (.original ..) => true
  | _ => false

/-- Visits each node with its context, outermost first. -/
partial def visit (f : ContextInfo → Info → List α) (ctx? : Option ContextInfo) (t : InfoTree) : List α :=
  match t with
  | .context c t => visit f (c.mergeIntoOuter? ctx?) t
  | .hole _ => []
  | .node i children =>
    let here := match ctx? with
      | some ctx => f ctx i
      | none => []
    appendList here (all (i.updateContext? ctx?) (listOfPersistentArray children))
where
  all (ctx? : Option ContextInfo) : List InfoTree → List α
    | [] => []
    | t :: ts => appendList (visit f ctx? t) (all ctx? ts)

def holesIn (ctx : ContextInfo) (i : Info) : List Hole :=
  match i with
  | .ofTacticInfo t =>
    if t.stx.isOfKind ``Parser.Tactic.tacticSorry && isOriginal t.stx then match t.goalsBefore with
      | g :: _ => [{ context := ctx, env := ctx.env, mctx := t.mctxBefore, stx := t.stx, goal := .inl g }]
      | [] => []
    else []
  | .ofTermInfo t =>
    if t.stx.isOfKind ``Parser.Term.sorry && isOriginal t.stx then match t.expectedType? with
      | some type => [{ context := ctx, env := ctx.env, mctx := ctx.mctx, stx := t.stx, goal := .inr (t.lctx, type) }]
      | none => []
    else []
  | _ => []

/--
What is open in the trees. The theorem that a hole stands in is in its environment already, proved by `sorry`, and search
tactics would find it there. So a hole gets the environment from before its command, unless it needs more of what the
command declared.
-/
def holes (trees : List Ran) : List Hole :=
  match trees with
  | [] => []
  | t :: ts => appendList (inside t (visit holesIn none t.tree)) (holes ts)
where
  inside (t : Ran) (hs : List Hole) : List Hole :=
    match hs with
    | [] => []
    | h :: rest =>
      let onlyTheorems := !anyList (fun c => !isTheorem c) (constantsAdded t.before h.env)
      if onlyTheorems then mapList (fun h => { h with env := t.before }) (h :: rest) else h :: rest

def localInstances : List LocalDecl → LocalInstances → MetaM LocalInstances
  | [], instances => return instances
  | d :: ds, instances => do
    match ← isClass? d.type with
    | some c => localInstances ds (instances.push { className := c, fvar := d.toExpr })
    | none => localInstances ds instances

/-- The state in which a node of an information tree was made; no goals yet. -/
def stateIn (c : ContextInfo) (env : Environment) (mctx : MetavarContext) (origin : Origin) (limits : Limits) : ProofState :=
  { core := { env, ngen := c.ngen }, namespaces := (c.currNamespace, c.openDecls), options := limits.apply c.options
    metaState := { mctx }, termState := {}, goals := [], root := ⟨.anonymous⟩, origin }

def proofStateOf (h : Hole) (origin : Origin) (limits : Limits) (token : IO.CancelToken) : BaseIO (Option ProofState) := do
  let p := stateIn h.context h.env h.mctx origin limits
  let make : MetaM MVarId := match h.goal with
    | .inl g => do
      let d ← g.getDecl
      goalIn (withoutItself d.lctx) d.localInstances (← instantiateMVars d.type)
    | .inr (lctx, type) => do
      let lctx := withoutItself lctx
      let instances ← inContext lctx #[] (localInstances (localDecls lctx) #[])
      goalIn lctx instances (← instantiateMVars type)
  match ← runMeta p limits token make with
  | .ok (g, m, c) => return some { p with metaState := m, core := c, goals := [g], root := g }
  | .error _ => return none
where
  goalIn (lctx : LocalContext) (instances : LocalInstances) (type : Expr) : MetaM MVarId :=
    inContext lctx instances do
      let e ← mkFreshExprSyntheticOpaqueMVar type
      return e.mvarId!
  /-- A theorem under way is a hypothesis for its own recursive calls; search tactics would "prove" it by itself. -/
  withoutItself (lctx : LocalContext) : LocalContext :=
    go (listOfPersistentArray lctx.decls) lctx
  go : List (Option LocalDecl) → LocalContext → LocalContext
    | [], lctx => lctx
    | some d :: ds, lctx => go ds (if d.isAuxDecl then lctx.erase d.fvarId else lctx)
    | none :: ds, lctx => go ds lctx

/-! ## Tactics -/

/-- The result of a tactic: a new state and messages, or why it failed. -/
inductive Step where
  | ok (state : ProofState) (messages : List Note)
  | failed (text : String) (messages : List Note)

def parseTactic (env : Environment) (text : String) : Except String Syntax :=
  Parser.runParserCategory env `tactic ("(\n" ++ text ++ "\n)") "<tactic>"

/-- Positions are those of the text in parentheses, which begins one line below. -/
def lower (n : Note) : Note :=
  let down (p : Position) : Position := { p with line := p.line - 1 }
  { n with pos := down n.pos, endPos := match n.endPos with | some p => some (down p) | none => none }

def termContext : Term.Context := { declName? := none, errToSorry := false, ignoreTCFailures := false, sectionVars := {}, sectionFVars := {} }

/-- Runs a tactic on one goal of the state; the others stay as they are unless `only` leaves them out. -/
def runTactic (p : ProofState) (text : String) (goal : Nat) (only : Bool) (limits : Limits) (token : IO.CancelToken) : BaseIO Step := do
  match parseTactic p.core.env text with
  | .error e => return .failed e []
  | .ok stx =>
    match pick goal p.goals with
    | none => return .failed s!"there is no goal {goal}; the state has {countList p.goals}" []
    | some (before, g, after) =>
      let tactic : Tactic.TacticM Unit := do
        Tactic.evalTactic stx
        Term.synthesizeSyntheticMVarsNoPostponing
        Tactic.pruneSolvedGoals
      let term : TermElabM (Unit × Tactic.State) := (tactic { elaborator := .anonymous, recover := false }).run { goals := [g] }
      let run : MetaM ((Unit × Tactic.State) × Term.State) := (term termContext).run p.termState
      match ← runMeta p limits token run with
      | .error e => return .failed (← exceptionText e) []
      | .ok (((_, t), ts), m, c) =>
        let messages := mapList lower (← notes c.messages.toList limits.maxOutput)
        if anyList Note.isError messages then return .failed "the tactic reported an error" messages
        let goals := if only then t.goals else appendList before (appendList t.goals after)
        let origin := { p.origin with steps := (goal, text) :: p.origin.steps }
        return .ok { p with core := { c with messages := {} }, metaState := m, termState := ts, goals, origin } messages
where
  pick : Nat → List MVarId → Option (List MVarId × MVarId × List MVarId)
    | _, [] => none
    | 0, g :: gs => some ([], g, gs)
    | n + 1, g :: gs => match pick n gs with
      | some (before, x, after) => some (g :: before, x, after)
      | none => none

/-- Whether a state without goals is really a proof: earlier tactics may have closed a goal with `sorry` or lost one. -/
def proofStatus (p : ProofState) (limits : Limits) (token : IO.CancelToken) : BaseIO String := do
  match p.goals with
  | _ :: _ => return "Incomplete: open goals remain"
  | [] =>
    match ← runMeta p limits token (instantiateMVars (.mvar p.root)) with
    | .error _ => return "Incomplete: no proof term"
    | .ok (e, _) =>
      if e.hasSorry then return "Incomplete: contains sorry"
      if e.hasExprMVar then return "Incomplete: contains metavariables"
      return "Completed"

end Lakatos
