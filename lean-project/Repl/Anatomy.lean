import Repl.Sites

/-!
# `anatomy`

A statement taken apart: its binders and its conclusion as data, a normal form, and the propositions made of its parts. Each
proposition is printed in a way that reads back as the same term, or it is left out.
-/

open Lean Elab Meta

namespace Lakatos

/-- What is larger is not taken apart. -/
def mostNodes : Nat := 20000

def mostVariants : Nat := 80

/-! ## Normal form -/

/-- A term without names: equal texts are equal up to bound names, `≥` and `≠`. -/
partial def nameless (vars : List Expr) (e : Expr) : String :=
  match e with
  | .app (.app (.app (.app (.const ``GE.ge _) t) i) a) b => s!"(LE.le {nameless vars t} {nameless vars i} {nameless vars b} {nameless vars a})"
  | .app (.app (.app (.app (.const ``GT.gt _) t) i) a) b => s!"(LT.lt {nameless vars t} {nameless vars i} {nameless vars b} {nameless vars a})"
  | .app (.app (.app (.const ``Ne _) t) a) b => s!"(Not (Eq {nameless vars t} {nameless vars a} {nameless vars b}))"
  | .fvar _ => place 0 vars
  | .bvar i => s!"#{i}"
  | .const n _ => n.toString
  | .sort l => s!"(Sort {l})"
  | .lit (.natVal n) => toString n
  | .lit (.strVal s) => s.quote
  | .app .. => s!"({" ".intercalate (nameless vars e.getAppFn :: mapList (nameless vars) (argumentsOf e))})"
  | .lam _ t b _ => s!"(fun {nameless vars t} {nameless vars b})"
  | .forallE _ t b _ => s!"(all {nameless vars t} {nameless vars b})"
  | .proj s i e => s!"(proj {s.toString} {i} {nameless vars e})"
  | .letE _ _ v b _ => nameless vars (b.instantiate1 v)
  | .mdata _ e => nameless vars e
  | .mvar _ => "?"
where
  place (i : Nat) : List Expr → String
    | [] => "?"
    | x :: xs => if x == e then s!"%{i}" else place (i + 1) xs

def insertText (s : String) : List String → List String
  | [] => [s]
  | t :: ts => if s ≤ t then s :: t :: ts else t :: insertText s ts

def sortTexts : List String → List String
  | [] => []
  | t :: ts => insertText t (sortTexts ts)

/-- The variables' types in order, the hypotheses in the order of their texts, the conclusion. -/
def normalForm (locals : List Expr) (conclusion : Expr) : MetaM String := do
  let hypotheses ← assumptionsOf locals
  let vars := filterList (fun x => !anyList (fun h => h == x) hypotheses) locals
  let types ← mapListM (fun x => do return nameless locals (← inferType x)) vars
  let assumed ← mapListM (fun x => do return nameless vars (← inferType x)) hypotheses
  return s!"{" ".intercalate types} | {" ".intercalate (sortTexts assumed)} | {nameless vars conclusion}"

/-! ## Printing -/

/-- Ways to print a proposition, the most readable first. -/
def readableOptions (o : Options) : List Options :=
  let o := probeOptions o
  [o, ((o.setBool `pp.numericTypes true).setBool `pp.piBinderTypes true).setBool `pp.fieldNotation false,
   (o.setBool `pp.explicit true).setBool `pp.notation true]

/-- The proposition as text that reads back as itself. -/
def faithfulText (p : ProofState) (levels : List Name) (e : Expr) (limits : Limits) (token : IO.CancelToken) : BaseIO (Option String) := do
  go (readableOptions p.options)
where
  go : List Options → BaseIO (Option String)
    | [] => return none
    | o :: os => do
      match ← runMeta { p with options := o } limits token (do return formatText (← ppExpr e)) with
      | .error _ => go os
      | .ok (text, _) =>
        match ← runMeta p limits token (readsBack text) with
        | .ok (true, _) => return some text
        | _ => go os
  readsBack (text : String) : MetaM Bool := do
    match Parser.runParserCategory (← getEnv) `term text with
    | .error _ => return false
    | .ok stx =>
      let elaborated : TermElabM Expr := do
        let read ← Term.elabTermEnsuringType stx (some (.sort .zero))
        Term.synthesizeSyntheticMVarsNoPostponing
        instantiateMVars read
      let (read, _) ← (elaborated termContext).run { levelNames := levels }
      return !read.hasMVar && plainTerm read == e

/-- Names of what a proposition quantifies over first, hypotheses left out. -/
def variableNames (locals : List Expr) : MetaM (List String) := do
  match locals with
  | [] => return []
  | x :: xs =>
    let rest ← variableNames xs
    let name ← localName x
    return if ← isAssumption x then rest else name :: rest

def variantsJson (p : ProofState) (levels : List Name) (vs : List Variant) (limits : Limits) (token : IO.CancelToken) : BaseIO (List Json) := do
  match vs with
  | [] => return []
  | v :: rest =>
    if ← token.isSet then return []
    let others ← variantsJson p levels rest limits token
    match ← faithfulText p levels v.prop limits token with
    | none => return others
    | some text =>
      let names ← runMeta p limits token (opening v.prop [] fun locals _ => variableNames locals)
      let names := match names with
        | .ok (names, _) => names
        | .error _ => []
      return Json.object [
        ("names", Json.listOrNone (mapList Json.ofText names)), ("kind", some (.str v.kind)), ("subject", if v.subject.isEmpty then none else some (.str v.subject)),
        ("place", if v.place.isEmpty then none else some (.str v.place)), ("text", some (.str text))] :: others

/-! ## The request -/

def localJson (used : Bool) (x : Expr) : MetaM Json := do
  let type ← inferType x
  let proof ← isProp type
  return Json.object [
    ("name", some (.str (← localName x))), ("type", some (.str (← shownTerm type))), ("used", some (.bool used)),
    ("proof", if proof then some (.bool true) else none), ("term", some (← termJson type))]

def localsJson (locals : List Expr) (conclusion : Expr) : MetaM (List Json) := do
  match locals with
  | [] => return []
  | x :: later =>
    let used := mentions conclusion x || !(← unmentioned x later)
    return (← localJson used x) :: (← localsJson later conclusion)

def partsJson (env : Environment) (type : Expr) : MetaM Fields :=
  opening type [] fun locals conclusion => do
    return [
      ("locals", Json.listOrNone (← localsJson locals conclusion)), ("conclusion", some (← termJson conclusion)),
      ("normal", some (.str (← normalForm locals conclusion))), ("definitions", definitionsJson env type)]

def variantsOf (type : Expr) : MetaM (List Variant) :=
  opening type [] fun locals conclusion => do
    let logic ← contradiction locals conclusion
    let hypotheses ← withoutOne locals conclusion
    let order ← rearranged locals conclusion
    let edges ← withoutEdges locals conclusion
    let quantifiers ← requantified type
    let special ← specialised type
    let sharp ← sharpened type
    let sites ← sitesOf locals conclusion
    return { kind := "self", prop := type } :: joined [logic, hypotheses, order, quantifiers, sharp, sites, edges, special]
where
  joined : List (List Variant) → List Variant
    | [] => []
    | v :: vs => appendList v (joined vs)

/--
`{"anatomy": {"header", "preamble", "statement", "kinds": [kind, ...]}}` answers `locals`, `conclusion`, `normal`,
`definitions`, and the `variants` of these kinds with their `subject`, `place` and `text`.
-/
def anatomy (s : Session) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  let (l, state) ← lock s.caches.headers s.caches.locks (Context.ofJson j) (((Json.text? j "statement").getD "").crlfToLf) limits token
  let type := plainTerm l.type
  if nodesLeft type mostNodes == 0 then return [("message", some (.str s!"the statement has more than {mostNodes} parts"))]
  let p : ProofState := {
    core := { env := l.header }, namespaces := ((scopeOf state).currNamespace, (scopeOf state).openDecls), options := (scopeOf state).opts,
    metaState := {}, termState := {}, goals := [], root := ⟨.anonymous⟩, origin := {} }
  match ← runMeta p limits token (partsJson l.header type), ← runMeta p limits token (variantsOf type) with
  | .ok (parts, _), .ok (variants, _) =>
    let wanted := filterList (fun v => anyList (isText v.kind) (Json.list j "kinds")) variants
    let variants ← variantsJson p l.levelParams (takeList mostVariants wanted) limits token
    return ("name", some (.str l.name.toString)) :: ("levels", Json.listOrNone (mapList (fun n => .str n.toString) l.levelParams))
      :: ("variants", Json.listOrNone variants) :: parts
  | .error e, _ | _, .error e => return [("message", some (.str (← exceptionText e)))]
where
  isText (text : String) : Json → Bool
    | .str s => s == text
    | _ => false

end Lakatos
