import Repl.Elaborate

/-!
# What makes a proof count

Nothing here looks at text or at messages. A candidate is a set of constants; it proves the locked statement if the
constant of the locked name is a theorem of the locked type and everything that it rests on can be added to the clean
environment of the header, by the kernel, without an axiom beyond the three of Lean's library.

The order of checks and the attack that each one stops: `docs/trust.md`.
-/

open Lean

namespace Lakatos

/-- Why a candidate does not count. `code` is for machines, `text` for people. -/
structure Objection where
  code : String
  text : String
  name : Option Name := none

def Objection.json (o : Objection) : Json :=
  Json.object [("code", some (.str o.code)), ("text", some (.str o.text)), ("name", match o.name with
    | some n => some (.str n.toString)
    | none => none)]

/-- A statement as the kernel sees it, fixed before any candidate is looked at. -/
structure Locked where
  name : Name
  levelParams : List Name
  type : Expr
  /-- The header's environment, without the statement. -/
  header : Environment
  /-- The same with the statement; holds what its type refers to, such as matchers. -/
  env : Environment
  deriving Nonempty

def isImported (env : Environment) (n : Name) : Bool :=
  (env.getModuleIdxFor? n).isSome

def constantsAdded (header env : Environment) : List ConstantInfo :=
  go (listOfPersistentHashMap env.toKernelEnv.constants.map₂)
where
  go : List (Name × ConstantInfo) → List ConstantInfo
    | [] => []
    | (n, c) :: rest => if header.contains n then go rest else c :: go rest

def allowedAxioms : List Name := [``propext, ``Classical.choice, ``Quot.sound]

/-- Imported constants that no proof may reach, whatever their bodies say. -/
def forbidden : List (Name × String) :=
  [(``sorryAx, "sorry"), (`Lean.ofReduceBool, "native"), (`Lean.ofReduceNat, "native"), (`Lean.trustCompiler, "native"),
   (`Lean.reduceBool, "native"), (`Lean.reduceNat, "native")]

def isTheorem : ConstantInfo → Bool
  | .thmInfo _ => true
  | _ => false

def isDefinition : ConstantInfo → Bool
  | .defnInfo _ => true
  | _ => false

def hasName (ns : List Name) (n : Name) : Bool := anyList (· == n) ns

/-! ## Same statement -/

def renameLevels (frm to : List Name) (e : Expr) : Expr :=
  e.instantiateLevelParams frm (mapList Level.param to)

/-- A candidate is what it declares; nothing else of the process that elaborated it is used. -/
abbrev Candidate := Name → Option ConstantInfo

/-- Pairs of auxiliary constants that are being assumed equal while their definitions are compared. -/
abbrev Assumed := List (Name × Name)

mutual

/-- Equality up to bound names, binder annotations and metadata; auxiliary definitions are compared by what they are. -/
partial def alike (l : Locked) (find : Candidate) (a b : Expr) (seen : Assumed) : Option Assumed :=
  match a, b with
  | .mdata _ a, b => alike l find a b seen
  | a, .mdata _ b => alike l find a b seen
  | .const m us, .const n vs => if us == vs then alikeConst l find m n seen else none
  | .app f x, .app g y => both f g x y seen
  | .lam _ s x _, .lam _ t y _ => both s t x y seen
  | .forallE _ s x _, .forallE _ t y _ => both s t x y seen
  | .letE _ s v x _, .letE _ t w y _ => match both s t v w seen with
    | some seen => alike l find x y seen
    | none => none
  | .proj s i x, .proj t j y => if s == t && i == j then alike l find x y seen else none
  | a, b => if a == b then some seen else none
where
  both (f g x y : Expr) (seen : Assumed) : Option Assumed :=
    match alike l find f g seen with
    | some seen => alike l find x y seen
    | none => none

partial def alikeConst (l : Locked) (find : Candidate) (m n : Name) (seen : Assumed) : Option Assumed :=
  if l.header.contains m then if m == n then some seen else none
  else if anyList (fun (x, y) => x == m && y == n) seen then some seen
  else match l.env.find? m, find n with
    | some (.defnInfo c), some (.defnInfo d) =>
      if countList c.levelParams == countList d.levelParams then
        let seen := (m, n) :: seen
        match alike l find c.type (renameLevels d.levelParams c.levelParams d.type) seen with
        | some seen => alike l find c.value (renameLevels d.levelParams c.levelParams d.value) seen
        | none => none
      else none
    | some c, some d =>
      -- a theorem in a type is irrelevant beyond its own type; anything else must carry the same name
      if countList c.levelParams == countList d.levelParams && (isTheorem c && isTheorem d || m == n && !isDefinition c) then
        alike l find c.type (renameLevels d.levelParams c.levelParams d.type) ((m, n) :: seen)
      else none
    | _, _ => none

end

def sameStatement (l : Locked) (find : Candidate) (c : ConstantInfo) : Option Objection :=
  if countList c.levelParams != countList l.levelParams then
    some { code := "different-statement", name := l.name,
           text := s!"{l.name.toString} has {countList c.levelParams} universe parameters, the locked statement has {countList l.levelParams}" }
  else match alike l find l.type (renameLevels c.levelParams l.levelParams c.type) [] with
    | some _ => none
    | none => some { code := "different-statement", name := l.name, text := s!"{l.name.toString} has another type than the locked statement" }

def namesOf : List ConstantInfo → List Name
  | [] => []
  | c :: cs => c.name :: namesOf cs

def kindOf : ConstantInfo → String
  | .axiomInfo _ => "an axiom"
  | .defnInfo _ => "a definition"
  | .thmInfo _ => "a theorem"
  | .opaqueInfo _ => "an opaque constant"
  | .quotInfo _ => "a quotient primitive"
  | .inductInfo _ => "an inductive type"
  | .ctorInfo _ => "a constructor"
  | .recInfo _ => "a recursor"

/-! ## Declarations that the kernel should never be shown

Kernels before Lean 4.34 accept a few declarations that no elaborator produces. Each of them is made by a meta-program
and has one of the marks looked for here. -/

/-- A numeral made by `unsafeCast` can be negative or badly stored; a real one survives being written and read. -/
def wellFormedNat (n : Nat) : Bool :=
  match (toString n).toNat? with
  | some m => m == n && Nat.ble m n && Nat.ble n m
  | none => false

partial def reserved : Name → Bool
  | .anonymous => false
  | .str p s => s == "_nested" || s == "_kernel_fresh" || reserved p
  | .num p _ => reserved p

/--
What the kernel computes by itself, whatever the definition of that name says. A header that begins with `prelude` may not have
it yet; a candidate must not be the one to define it.
-/
def computedByKernel : List Name :=
  [``Nat, ``Nat.zero, ``Nat.succ, ``Nat.add, ``Nat.sub, ``Nat.mul, ``Nat.div, ``Nat.mod, ``Nat.gcd, ``Nat.beq, ``Nat.ble, ``Nat.land,
   ``Nat.lor, ``Nat.xor, ``Nat.shiftLeft, ``Nat.shiftRight, ``Nat.pow, ``Nat.log2, ``Bool, ``Bool.true, ``Bool.false, ``Char, ``Char.ofNat,
   ``String, `String.mk, `String.ofList, ``List, ``List.nil, ``List.cons, ``Eq, ``Eq.refl, `eagerReduce]

def findMark (find : Candidate) (e : Expr) : Option Expr :=
  e.find? fun
    | .fvar _ | .mvar _ => true
    | .lit (.natVal n) => !wellFormedNat n
    | .lit (.strVal s) => !s.toUTF8.validateUTF8
    | .const n _ => reserved n
    | .proj s i _ => reserved s || match find s with
      | some (.inductInfo v) => match v.ctors with
        | [c] => match find c with
          | some (.ctorInfo c) => decide (c.numFields ≤ i)
          | _ => true
        | _ => true
      | _ => true
    | _ => false

def describeMark : Expr → String
  | .fvar _ => "a free variable"
  | .mvar _ => "a metavariable"
  | .lit (.natVal _) => "a numeral that is not a natural number"
  | .lit (.strVal _) => "a string that is not text"
  | .const n _ => s!"the reserved name {n.toString}"
  | .proj s i _ => s!"field {i} of {s.toString}, which has no such field"
  | _ => "a malformed term"

/-- The sort at the end of a telescope, if it is written out. -/
def resultSort? : Expr → Option Level
  | .forallE _ _ b _ => resultSort? b
  | .mdata _ e => resultSort? e
  | .sort l => some l
  | _ => none

def malformed (name : Name) (what : String) : Objection :=
  { code := "malformed", name, text := s!"{name.toString} holds {what}" }

def marksOf (find : Candidate) (name : Name) (e : Expr) : Option Objection :=
  if e.hasFVar || e.hasMVar || e.hasLevelMVar || e.hasLooseBVars then
    some (malformed name "a term that is not closed")
  else match findMark find e with
    | some m => some (malformed name (describeMark m))
    | none => none

/-- Objections to the data of one constant, before the kernel sees it. -/
def objectionTo (find : Candidate) (c : ConstantInfo) : Option Objection :=
  if reserved c.name || hasName computedByKernel c.name then some (malformed c.name "a reserved name")
  else match marksOf find c.name c.type with
    | some o => some o
    | none => match c with
      | .thmInfo v => marksOf find c.name v.value
      | .defnInfo v => marksOf find c.name v.value
      | .opaqueInfo v => marksOf find c.name v.value
      | .inductInfo _ => match resultSort? c.type with
        | some l => if l.isZero || l.isNeverZero then none
          else some (malformed c.name "an inductive type that may or may not be a proposition")
        | none => some (malformed c.name "an inductive type whose sort is not written out")
      | .ctorInfo _ => match c.type.find? (fun e => e matches .proj ..) with
        | some _ => some (malformed c.name "a primitive projection in a constructor's type")
        | none => none
      | _ => none

/-! ## What the theorem rests on -/

/-- The constants a candidate's theorem reaches: those it added, dependencies first, and the axioms. -/
structure Reach where
  seen : Table Name Unit := {}
  order : List ConstantInfo := []  -- last one first
  axioms : List Name := []
  objections : List Objection := []

/-- Whether this toolchain's libraries carry proofs; if not, their theorems look like axioms. -/
def hasProofs (env : Environment) : Bool :=
  match env.find? ``Nat.add_comm with
  | some (.thmInfo _) => true
  | _ => false

def bodyOf : ConstantInfo → List Expr
  | .thmInfo v => [v.value]
  | .defnInfo v => [v.value]
  | .opaqueInfo v => [v.value]
  | _ => []

def relatives : ConstantInfo → List Name
  | .inductInfo v => appendList v.all v.ctors
  | .ctorInfo v => [v.induct]
  | .recInfo v => v.all
  | _ => []

def usedBy (c : ConstantInfo) : List Name :=
  appendList (relatives c) (go (c.type :: bodyOf c))
where
  go : List Expr → List Name
    | [] => []
    | e :: es => appendList (listOfArray e.getUsedConstants) (go es)

partial def reach (header : Environment) (find : Candidate) (proofs : Bool) (n : Name) (r : Reach) : Reach :=
  if (r.seen.find? n).isSome then r
  else
    let r := { r with seen := r.seen.insert n () }
    if header.contains n then
      match Table.lookup n forbidden with
      | some code => object r code s!"the proof rests on {n.toString}" n
      | none => match header.find? n with
        | some (.axiomInfo c) =>
          if hasName allowedAxioms n then { r with axioms := n :: r.axioms }
          else if isImported header n && !proofs then r
          else all (usedBy (.axiomInfo c)) (object { r with axioms := n :: r.axioms } "axiom" s!"the proof rests on the axiom {n.toString}" n)
        | some c => if proofs || !isImported header n then all (usedBy c) r else r
        | none => r
    else match find n with
      | none => object r "unknown-constant" s!"the proof refers to {n.toString}, which does not exist" n
      | some c =>
        let r := match c with
          | .axiomInfo _ => object { r with axioms := n :: r.axioms } "axiom" s!"the proof rests on the axiom {n.toString}, which the candidate declares" n
          | .quotInfo _ => object r "malformed" s!"{n.toString} is declared as a quotient primitive" n
          | _ => r
        let r := if c.isUnsafe then object r "unsafe" s!"the proof rests on {n.toString}, which is unsafe" n
          else if c.isPartial then object r "unsafe" s!"the proof rests on {n.toString}, which is partial" n else r
        let r := match objectionTo find c with
          | some o => { r with objections := o :: r.objections }
          | none => r
        let r := all (usedBy c) r
        { r with order := c :: r.order }
where
  object (r : Reach) (code text : String) (n : Name) : Reach :=
    { r with objections := { code, text, name := n } :: r.objections }
  all : List Name → Reach → Reach
    | [], r => r
    | n :: ns, r => all ns (reach header find proofs n r)

/-! ## Replay -/

def kernelText : Kernel.Exception → String
  | .unknownConstant _ n => s!"unknown constant {n.toString}"
  | .alreadyDeclared _ n => s!"{n.toString} is declared already"
  | .declTypeMismatch .. => "its value has another type than it claims"
  | .declHasMVars .. => "it has metavariables"
  | .declHasFVars .. => "it has free variables"
  | .funExpected .. => "function expected"
  | .typeExpected .. => "type expected"
  | .letTypeMismatch .. => "type mismatch in a let"
  | .exprTypeMismatch .. => "type mismatch"
  | .appTypeMismatch .. => "type mismatch in an application"
  | .invalidProj .. => "invalid projection"
  | .thmTypeIsNotProp .. => "its type is not a proposition"
  | .other msg => msg
  | .deterministicTimeout => "deterministic time-out"
  | .excessiveMemory => "out of memory"
  | .deepRecursion => "recursion too deep"
  | .interrupted => "interrupted"

def declarationOf (find : Candidate) : ConstantInfo → Option Declaration
  | .thmInfo v => some (.thmDecl v)
  | .defnInfo v => some (.defnDecl v)
  | .opaqueInfo v => some (.opaqueDecl v)
  | .inductInfo v => some (.inductDecl v.levelParams v.numParams (types v.all) false)
  | _ => none
where
  types : List Name → List InductiveType
    | [] => []
    | n :: ns => match find n with
      | some (.inductInfo v) => { name := n, type := v.type, ctors := ctors v.ctors } :: types ns
      | _ => types ns
  ctors : List Name → List Constructor
    | [] => []
    | n :: ns => match find n with
      | some c => { name := n, type := c.type } :: ctors ns
      | none => ctors ns

def dropForalls : Nat → Expr → Expr
  | 0, e => e
  | n + 1, .forallE _ _ b _ => dropForalls n b
  | _, e => e

/--
Checks again what the kernel itself made of an inductive type. Older kernels did not look at some parameters of nested
occurrences (lean4#14576), and could forget an induction hypothesis in a rule (lean4#14806).
-/
def recheck (env : Environment) (names : List Name) : Option Objection :=
  findList? one names
where
  check (n : Name) (e : Expr) (fits : Expr → Bool) : Option Objection :=
    match Kernel.check env {} e with
    | .ok type => if fits type then none else some (malformed n "a rule that does not compute what it should")
    | .error ex => some { code := "kernel", name := n, text := s!"the kernel rejects {n.toString} on second sight: {kernelText ex}" }
  one (n : Name) : Option Objection :=
    match env.find? n with
    | some (.inductInfo v) => match findList? (constructor v) v.ctors with
      | some o => some o
      | none => match env.find? (mkRecName n) with
        | some (.recInfo r) => match check r.name r.type (fun _ => true) with
          | some o => some o
          | none => findList? (rule r) r.rules
        | _ => none
    | _ => none
  constructor (v : InductiveVal) (n : Name) : Option Objection :=
    if v.numNested == 0 then none
    else match env.find? n with
      | some c => check n c.type (fun _ => true)
      | none => none
  rule (r : RecursorVal) (rule : RecursorRule) : Option Objection :=
    let binders := r.numParams + r.numMotives + r.numMinors + rule.nfields
    check r.name rule.rhs fun type => (dropForalls binders type).getAppFn.isBVar

/-- Adds the constants to the clean environment, each through the kernel. -/
partial def replay (clean : Environment) (find : Candidate) (token : IO.CancelToken) (order : List ConstantInfo) : Except Objection Environment :=
  match order with
  | [] => .ok clean
  | c :: rest =>
    if clean.contains c.name then replay clean find token rest -- part of an inductive type that is there already
    else match declarationOf find c with
      | none => match c with
        | .ctorInfo v => first v.induct rest c
        | .recInfo v => match v.all with
          | i :: _ => first i rest c
          | [] => .error (refusal c "it is a recursor of nothing")
        | _ => .error (refusal c s!"it is {kindOf c}")
      | some d => match clean.addDeclCore 0 d (some token) with
        | .error ex => .error (refusal c (kernelText ex))
        | .ok next => match c with
          | .inductInfo v => match recheck next v.all with
            | some o => .error o
            | none => replay next find token rest
          | _ => replay next find token rest
where
  refusal (c : ConstantInfo) (why : String) : Objection :=
    { code := "kernel", name := c.name, text := s!"the kernel rejects {c.name.toString}: {why}" }
  /-- A constructor or recursor that comes before its type in the order: the type first, then the rest. -/
  first (induct : Name) (rest : List ConstantInfo) (c : ConstantInfo) : Except Objection Environment :=
    match find induct with
    | some (.inductInfo v) =>
      if clean.contains induct then .error (refusal c "the kernel does not generate it")
      else replay clean find token (.inductInfo v :: rest)
    | _ => .error (refusal c "its inductive type is missing")

/-- The judgement on one candidate's constants. -/
structure Judgement where
  objections : List Objection
  axioms : List Name := []
  /-- Names of the constants that were replayed, the theorem last. -/
  constants : List ConstantInfo := []

/--
All checks, in order, and the clean environment with the theorem in it if it passed them. `statedWrongly` says what is wrong with
what the theorem states.
-/
def judgeOn (clean header : Environment) (name : Name) (statedWrongly : ConstantInfo → Option Objection) (find : Candidate)
    (token : IO.CancelToken) : Judgement × Environment :=
  match find name with
  | none => ({ objections := [{ code := "no-such-theorem", name, text := s!"the candidate declares no {name.toString}" }] }, clean)
  | some c => match c with
    | .thmInfo _ =>
      let r := reach header find (hasProofs header) name {}
      let objections := match statedWrongly c with
        | some o => o :: reverseList r.objections
        | none => reverseList r.objections
      let constants := reverseList r.order
      match objections with
      | [] => match replay clean find token constants with
        | .ok next => ({ objections := [], axioms := r.axioms, constants }, next)
        | .error o => ({ objections := [o], axioms := r.axioms, constants }, clean)
      | _ => ({ objections, axioms := r.axioms, constants }, clean)
    | _ => ({ objections := [{ code := "not-a-theorem", name, text := s!"{name.toString} is stored as {kindOf c}, not as a theorem" }] }, clean)

def judge (l : Locked) (find : Candidate) (token : IO.CancelToken) : Judgement :=
  (judgeOn l.header l.header l.name (sameStatement l find) find token).1

/-- Judges theorems that state themselves, whatever they define for that, each on top of those before. -/
def judgeAll (header : Environment) (find : Candidate) (token : IO.CancelToken) (names : List Name) : List (Name × Judgement) :=
  go header names
where
  go (clean : Environment) : List Name → List (Name × Judgement)
    | [] => []
    | n :: ns =>
      let (j, next) := judgeOn clean header n (fun _ => none) find token
      (n, j) :: go next ns

end Lakatos
