import Repl.Pickle

/-!
# Looking for a counterexample

A statement is taken apart: values are tried for what it quantifies over, hypotheses must hold, the conclusion must fail.
The search is a Lean program made of the statement's own decidable parts, and run. What it finds is a guess; the
refutation is proved like anything else.
-/

open Lean Elab Meta

namespace Lakatos

/-- A Lean program, as text. -/
abbrev Program := String

/-- What is known while a statement is taken apart. -/
structure Probing where
  /-- How many values to try for the first variable, the second, ...; the last entry serves for all further ones. -/
  bounds : List Nat
  /-- Values and choices still allowed for what cannot be looped over: types, propositions, functions. -/
  fuel : Nat
  /-- How many combinations of values may still be tried. -/
  most : Nat

def boundAt : List Nat → Nat → Nat
  | [], _ => 4
  | [b], _ => b
  | b :: _, 0 => b
  | _ :: bs, n + 1 => boundAt bs n

/-- Values of a type, numbered from 0. -/
structure Values where
  count : Nat
  /-- The text of a function from numbers to values, for programs. -/
  term : String
  /-- The text of the value with this number. -/
  text : Nat → String

/-- What programs are made of; monomorphic, so that both the kernel and the compiler of every toolchain can run it. -/
def probePrelude : String :=
"def Lakatos.Probe.go (f : Nat → Nat) (n : Nat) : Nat → Nat → Nat
  | 0, _ => 0
  | k + 1, i => match f i with
    | 0 => Lakatos.Probe.go f n k (i + 1)
    | c + 1 => 1 + i + n * c
def Lakatos.Probe.first (n : Nat) (f : Nat → Nat) : Nat := Lakatos.Probe.go f n n 0
def Lakatos.Probe.some (f : Nat → Bool) : Nat → Bool
  | 0 => false
  | k + 1 => Lakatos.Probe.some f k || f k
def Lakatos.Probe.int (i : Nat) : Int := if i % 2 = 0 then -(Int.ofNat (i / 2)) else Int.ofNat (i / 2 + 1)
def Lakatos.Probe.list {α : Type} (b : Nat) (f : Nat → α) : Nat → Nat → List α
  | 0, _ => []
  | k + 1, i => if i = 0 then [] else f ((i - 1) % b) :: Lakatos.Probe.list b f k ((i - 1) / b)
def Lakatos.Probe.option {α : Type} (f : Nat → α) (i : Nat) : Option α := if i = 0 then none else some (f (i - 1))
"

def intText (i : Nat) : String := if i % 2 == 0 then s!"(-{i / 2})" else s!"{i / 2 + 1}"

/-- Digits of `i`, as `Lakatos.Probe.list` reads them. -/
def listText (b : Nat) (f : Nat → String) : Nat → Nat → List String
  | 0, _ => []
  | k + 1, i => if i == 0 then [] else f ((i - 1) % b) :: listText b f k ((i - 1) / b)

partial def valuesOf (bound : Nat) (type : Expr) : MetaM (Option Values) := do
  match type with
  | .const ``Nat _ => return some { count := bound, term := "(fun i => i)", text := fun i => s!"{i}" }
  | .const ``Int _ => return some { count := 2 * bound, term := "Lakatos.Probe.int", text := intText }
  | .const ``Bool _ => return some { count := 2, term := "(fun i => decide (i = 1))", text := fun i => if i == 1 then "true" else "false" }
  | .const ``Unit _ => return some { count := 1, term := "(fun _ => ())", text := fun _ => "()" }
  | .const `Rat _ => return some {
      count := 3 * bound, term := "(fun i => ((Lakatos.Probe.int (i / 3) : Rat) / ((i % 3 : Nat) + 1 : Rat)))",
      text := fun i => s!"({intText (i / 3)} / {i % 3 + 1})" }
  | .app (.const ``Fin _) (.lit (.natVal n)) => fin n
  | .app (.const ``Fin _) (.app (.app (.app (.const ``OfNat.ofNat _) _) (.lit (.natVal n))) _) => fin n
  | .app (.const ``BitVec _) (.lit (.natVal w)) => bits w
  | .app (.const ``BitVec _) (.app (.app (.app (.const ``OfNat.ofNat _) _) (.lit (.natVal w))) _) => bits w
  | .app (.const ``List _) a => do
    let some vs ← valuesOf (min bound 3) a | return none
    return some {
      count := vs.count * vs.count + vs.count + 1, term := s!"(Lakatos.Probe.list {vs.count} {vs.term} 3)",
      text := fun i => s!"[{", ".intercalate (listText vs.count vs.text 3 i)}]" }
  | .app (.const ``Option _) a => do
    let some vs ← valuesOf bound a | return none
    return some {
      count := vs.count + 1, term := s!"(Lakatos.Probe.option {vs.term})"
      text := fun i => if i == 0 then "none" else s!"(some {vs.text (i - 1)})" }
  | .app (.app (.const ``Prod _) a) b => do
    let some va ← valuesOf bound a | return none
    let some vb ← valuesOf bound b | return none
    return some {
      count := va.count * vb.count, term := s!"(fun i => ({va.term} (i % {va.count}), {vb.term} (i / {va.count})))"
      text := fun i => s!"({va.text (i % va.count)}, {vb.text (i / va.count)})" }
  | _ => return none
where
  fin (n : Nat) : MetaM (Option Values) := do
    if n == 0 then return none
    return some { count := min n (bound * bound), term := s!"(fun i => Fin.ofNat {n} i)", text := fun i => s!"{i}" }
  bits (w : Nat) : MetaM (Option Values) := do
    let top := 2 ^ (min w 16)
    return some {
      count := min top (bound * bound), term := s!"(fun i => BitVec.ofNat {w} (if i % 2 = 0 then i / 2 else 2 ^ {w} - 1 - i / 2))"
      text := fun i => s!"(BitVec.ofNat {w} {if i % 2 == 0 then i / 2 else 2 ^ w - 1 - i / 2})" }

/-- What to try for a variable that no program can range over: types, propositions, functions and predicates. -/
partial def choicesOf (type : Expr) : MetaM (List String) := do
  match type with
  | .sort .zero => return ["True", "False"]
  | .sort _ => return ["Bool", "Nat", "Unit"]
  | .forallE _ a b _ =>
    if b.hasLooseBVars then return []
    match b with
    | .sort .zero => predicates a
    | .forallE _ c (.sort .zero) _ => if c == a then return ["fun x y => x = y", "fun x y => x ≠ y", "fun _ _ => True", "fun _ _ => False"] else return ["fun _ _ => True", "fun _ _ => False"]
    | _ => functions a b
  | _ => return []
where
  predicates (a : Expr) : MetaM (List String) := do
    match a with
    | .const ``Nat _ => return ["fun x => x = 0", "fun x => x = 1", "fun x => x ≠ 0", "fun x => x % 2 = 0", "fun _ => True", "fun _ => False"]
    | .const ``Int _ => return ["fun x => x = 0", "fun x => x = 1", "fun x => 0 < x", "fun _ => True", "fun _ => False"]
    | .const ``Bool _ => return ["fun x => x = true", "fun x => x = false", "fun _ => True", "fun _ => False"]
    | _ => return ["fun _ => True", "fun _ => False"]
  functions (a b : Expr) : MetaM (List String) := do
    let constants ← constants b
    if a == b then return "fun x => x" :: appendList (special a) constants
    else return appendList (inclusion a b) constants
  /-- As many values as possible, of numbers below a bound. -/
  inclusion (a b : Expr) : List String :=
    match a, b with
    | .app (.const ``Fin _) _, .app (.const ``Fin _) m => match finBound? m with
      | some (m + 1) => [s!"fun x => Fin.ofNat {m + 1} x.val"]
      | _ => []
    | _, _ => []
  finBound? : Expr → Option Nat
    | .lit (.natVal n) => some n
    | .app (.app (.app (.const ``OfNat.ofNat _) _) (.lit (.natVal n))) _ => some n
    | _ => none
  constants (b : Expr) : MetaM (List String) := do
    match b with
    | .const ``Nat _ | .const ``Int _ | .const `Rat _ => return ["fun _ => 0", "fun _ => 1"]
    | .const ``Bool _ => return ["fun _ => true", "fun _ => false"]
    | .const ``Unit _ => return ["fun _ => ()"]
    | _ => return []
  special : Expr → List String
    | .const ``Nat _ => ["fun x => x + 1", "fun x => 2 * x", "fun x => x / 2", "fun x => x * x", "fun x => x % 2"]
    | .const ``Int _ => ["fun x => x + 1", "fun x => -x", "fun x => 2 * x", "fun x => x * x"]
    | .const ``Bool _ => ["fun x => !x"]
    | _ => []

/-- Reads a term of a type from text. -/
def readTerm (text : String) (type : Expr) : MetaM (Option Expr) := do
  match Parser.runParserCategory (← getEnv) `term text with
  | .error _ => return none
  | .ok stx =>
    let elaborated : TermElabM Expr := do
      let e ← Term.elabTermEnsuringType stx (some type)
      Term.synthesizeSyntheticMVarsNoPostponing
      instantiateMVars e
    let saved ← get
    try
      let (e, _) ← (elaborated termContext).run {}
      if e.hasMVar then set saved; return none
      return some e
    catch _ =>
      set saved
      return none

def isDecidable (p : Expr) : MetaM Bool := do
  try
    let i ← synthInstance? (mkApp (mkConst ``Decidable) p)
    return i.isSome
  catch _ => return false

/-- Runs `k` with a new local constant of this name and type. -/
def withLocal (name : Name) (type : Expr) (k : Expr → MetaM α) : MetaM α := do
  let id ← mkFreshFVarId
  fun ctx => k (.fvar id) { ctx with lctx := ctx.lctx.mkLocalDecl id name type }

/-- No name is part of another. -/
def variableName (depth : Nat) : Name := Name.mkSimple s!"x{depth}v"

/-- Whether a type's inhabitants are proofs. -/
def isHypothesis (type : Expr) : MetaM Bool := isProp type

/-- How a hypothesis is proved at an instance where it was seen to hold. -/
def byEvaluation : String := "(by first | decide | omega | simp | (simp; decide) | decide +kernel | grind)"

/-- A program that answers 0, or 1 and the numbers of the values at which `instance_` is false. -/
structure Search where
  program : Program
  /-- A term in `x0v`, `x1v`, ... -/
  instance_ : String
  /-- The values that the variables range over, innermost first. -/
  vars : List Values

mutual

/-- A program of type `Bool` that guesses whether a proposition holds, by trying small values where it cannot know. -/
partial def holds (p : Probing) (depth : Nat) (e : Expr) : MetaM (Option Program) := do
  let e := e.headBeta
  if ← isDecidable e then return some s!"decide ({← exprText e})"
  match e with
  | .app (.app (.const ``And _) a) b => both a b fun a b => s!"(({a}) && ({b}))"
  | .app (.app (.const ``Or _) a) b => both a b fun a b => s!"(({a}) || ({b}))"
  | .app (.app (.const ``Iff _) a) b => both a b fun a b => s!"(({a}) == ({b}))"
  | .app (.const ``Not _) a => one a fun a => s!"(!({a}))"
  | .app (.app (.const ``Exists _) t) (.lam _ _ b _) => quantified t b false
  | .forallE _ t b _ =>
    if ← isHypothesis t then
      if b.hasLooseBVars then return none
      both t b fun a b => s!"(!({a}) || ({b}))"
    else quantified t b true
  | _ => return none
where
  one (a : Expr) (f : String → String) : MetaM (Option Program) := do
    match ← holds p depth a with
    | some a => return some (f a)
    | none => return none
  both (a b : Expr) (f : String → String → String) : MetaM (Option Program) := do
    match ← holds p depth a, ← holds p depth b with
    | some a, some b => return some (f a b)
    | _, _ => return none
  quantified (t b : Expr) (negate : Bool) : MetaM (Option Program) := do
    let some values ← valuesOf (boundAt p.bounds depth) t | return none
    let values := { values with count := max 1 (min values.count (max 8 p.most)) }
    withLocal (variableName depth) t fun x => do
      let some inner ← holds p (depth + 1) (b.instantiate1 x) | return none
      let not := if negate then "!" else ""
      return some s!"({not}(Lakatos.Probe.some (fun i => let {(variableName depth).toString} := {values.term} i; {not}({inner})) {values.count}))"

/-- Programs that look for an instance of `h : e` that is false. -/
partial def falsify (p : Probing) (depth : Nat) (h : String) (vars : List Values) (e : Expr) : MetaM (List Search) := do
  let e := e.headBeta
  match e with
  | .forallE _ t b info =>
    if ← isHypothesis t then
      if b.hasLooseBVars then return []
      let some hypothesis ← holds p depth t | return []
      let inner ← falsify p depth s!"{h} {byEvaluation}" vars b
      return mapList (fun s => { s with program := s!"if {hypothesis} then ({s.program}) else 0" }) inner
    else if info.isInstImplicit then
      let some i ← synthInstance? t | return []
      falsify p depth s!"{h} _" vars (b.instantiate1 i)
    else match ← valuesOf (boundAt p.bounds depth) t with
      | some values =>
        let values := { values with count := max 1 (min values.count p.most) }
        let p := { p with most := p.most / values.count }
        withLocal (variableName depth) t fun x => do
          let name := (variableName depth).toString
          let inner ← falsify p (depth + 1) s!"{h} {name}" (values :: vars) (b.instantiate1 x)
          return mapList (fun s => { s with program := s!"Lakatos.Probe.first {values.count} fun i => let {name} := {values.term} i; {s.program}" }) inner
      | none =>
        if p.fuel == 0 then return []
        choose t b (← choicesOf t)
  | .app (.app (.const ``And _) a) b =>
    if ← isDecidable e then leaf e
    else return appendList (← falsify p depth s!"({h}).1" vars a) (← falsify p depth s!"({h}).2" vars b)
  | _ => leaf e
where
  leaf (e : Expr) : MetaM (List Search) := do
    match ← holds p depth e with
    | some program => return [{ program := s!"if {program} then 0 else 1", instance_ := h, vars }]
    | none => return []
  choose (t b : Expr) : List String → MetaM (List Search)
    | [] => return []
    | text :: texts => do
      match ← readTerm text t with
      | none => choose t b texts
      | some value =>
        let here ← falsify { p with fuel := p.fuel - 1 } depth s!"{h} ({text})" vars (b.instantiate1 value)
        return appendList here (← choose t b texts)

end

/-- Options under which a printed proposition reads back as itself. -/
def probeOptions (o : Options) : Options :=
  ((o.setBool `pp.coercions.types true).setBool `pp.funBinderTypes true).setNat `format.width 100000

/-- What the kernel evaluates in a second or two. -/
def mostByKernel : Nat := 1000

/--
`{"probe": {"header", "preamble", "statement", "bounds": [n, ...], "most"?: n}}` answers `{"instance": term}`, an instance of the
hypothesis `h` that ought to be false, or nothing. `most` bounds the combinations of values tried.
-/
def probe (s : Session) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  let (l, state) ← lock s.caches.headers s.caches.locks (Context.ofJson j) (((Json.text? j "statement").getD "").crlfToLf) limits token
  let bounds := mapList (fun b => b.getNat?.toOption.getD 4) (Json.list j "bounds")
  let p : ProofState := {
    core := { env := l.env }, namespaces := ((scopeOf state).currNamespace, (scopeOf state).openDecls), options := probeOptions (scopeOf state).opts,
    metaState := {}, termState := {}, goals := [], root := ⟨.anonymous⟩, origin := {} }
  let prelude ← elaborate (inputContext probePrelude) {} { state with env := l.env } token
  let most := (Json.nat? j "most").getD 20000
  match ← searches p l bounds most with
  | .error e => return [("message", some (.str e))]
  | .ok compiled =>
    match ← first prelude.state compiled (runCompiled prelude.state) with
    | some (some term) => return [("instance", some (.str term))]
    | some none => return []
    | none => -- this toolchain cannot compile the programs; the kernel is slower, so it gets fewer values
      match ← searches p l bounds (min most mostByKernel) with
      | .error e => return [("message", some (.str e))]
      | .ok reduced =>
        let p := { p with core := { p.core with env := prelude.state.env } }
        match ← first prelude.state reduced (runByKernel p prelude.state) with
        | some (some term) => return [("instance", some (.str term))]
        | _ => return []
where
  searches (p : ProofState) (l : Locked) (bounds : List Nat) (most : Nat) : Attempt (Except String (List Search)) := do
    match ← runMeta p limits token (falsify { bounds, fuel := 4, most } 0 "@h" [] l.type) with
    | .error e => return .error (← exceptionText e)
    | .ok (found, _) => return .ok (takeList 64 found)
  /-- The first instance that a program finds; `none` if one cannot be run. -/
  first (state : Command.State) (programs : List Search) (run : Program → Attempt (Option Nat)) : Attempt (Option (Option String)) := do
    match programs with
    | [] => return some none
    | s :: rest =>
      if ← token.isSet then return some none
      match ← run s.program with
      | some (code + 1) => return some (some (instanceOf s code))
      | some 0 => first state rest run
      | none => return none
  runCompiled (state : Command.State) (program : Program) : Attempt (Option Nat) := do
    let outcome ← elaborate (inputContext s!"#eval ({program} : Nat)") {} state token
    let texts ← notes outcome.messages 1000
    return findList? (fun n => if n.isError then none else (toString n.text.trimAscii).toNat?) texts
  runByKernel (p : ProofState) (state : Command.State) (program : Program) : Attempt (Option Nat) := do
    match ← runMeta p limits token (readTerm s!"({program} : Nat)" (mkConst ``Nat)) with
    | .ok (some e, _) => match Kernel.whnf state.env {} e with
      | .ok (.lit (.natVal n)) => return some n
      | _ => return some 0
    | _ => return some 0
  /-- Reads the values' numbers off the code, outermost first, and puts their texts for the variables. -/
  instanceOf (s : Search) (code : Nat) : String :=
    let rec go (depth : Nat) (code : Nat) (text : String) : List Values → String
      | [] => text
      | v :: vs => go (depth + 1) (code / v.count) (substitute (variableName depth).toString (v.text (code % v.count)) text) vs
    go 0 code s.instance_ (reverseList s.vars)
  substitute (name value text : String) : String := value.intercalate (text.splitOn name)

end Lakatos
