import Repl.Terms

/-!
# Other propositions of a statement's parts

Without a hypothesis, with quantifiers in another order, at a special value, that a divisor is not zero: made as terms from
the elaborated statement.
-/

open Lean Elab Meta

namespace Lakatos

/-- A proposition made of a statement's parts. -/
structure Variant where
  kind : String
  /-- What it is about: a hypothesis, a term, values. -/
  subject : String := ""
  /-- The hypothesis in which that stands; empty for the conclusion. -/
  place : String := ""
  prop : Expr

/-- One quantifier or hypothesis at the front of a statement. -/
structure Prefix where
  forAll : Bool
  var : Expr

def closed (locals : List Expr) (e : Expr) : MetaM Expr := mkForallFVars (arrayOfList locals) e

def mentions (e x : Expr) : Bool := e.containsFVar x.fvarId!

def isAssumption (x : Expr) : MetaM Bool := do isProp (← inferType x)

/-- Opens what a proposition quantifies over and assumes; `k` gets the locals in order, and what is left. -/
partial def opening (e : Expr) (acc : List Expr) (k : List Expr → Expr → MetaM α) : MetaM α := do
  match e with
  | .forallE n t b info => withBound n info t fun x => opening (b.instantiate1 x) (x :: acc) k
  | _ => k (reverseList acc) e

/-- As `opening`, through existential quantifiers too. -/
partial def openingAll (e : Expr) (acc : List Prefix) (k : List Prefix → Expr → MetaM α) : MetaM α := do
  match e with
  | .forallE n t b info => withBound n info t fun var => openingAll (b.instantiate1 var) ({ forAll := true, var } :: acc) k
  | .app (.app (.const ``Exists _) t) (.lam n _ b info) =>
    withBound n info t fun var => openingAll (b.instantiate1 var) ({ forAll := false, var } :: acc) k
  | _ => k (reverseList acc) e

def quantified (front : List Prefix) (body : Expr) : MetaM Expr := do
  match front with
  | [] => return body
  | p :: ps =>
    let inner ← quantified ps body
    if p.forAll then mkForallFVars #[p.var] inner
    else mkAppM ``Exists #[← mkLambdaFVars #[p.var] inner]

def conjunction : List Expr → Expr
  | [] => mkConst ``True
  | [p] => p
  | p :: ps => mkAnd p (conjunction ps)

/-! ## Hypotheses -/

/-- Whether none of these types refers to a local. -/
def unmentioned (x : Expr) (later : List Expr) : MetaM Bool := do
  match later with
  | [] => return true
  | y :: ys => if mentions (← inferType y) x then return false else unmentioned x ys

def removable (x : Expr) (later : List Expr) (conclusion : Expr) : MetaM Bool := do
  if !(← isAssumption x) || mentions conclusion x then return false
  unmentioned x later

/-- Each hypothesis that can be left out, one at a time. -/
def withoutOne (locals : List Expr) (conclusion : Expr) : MetaM (List Variant) := go locals
where
  go : List Expr → MetaM (List Variant)
    | [] => return []
    | x :: later => do
      let rest ← go later
      if !(← removable x later conclusion) then return rest
      let prop ← closed (filterList (fun y => y != x) locals) conclusion
      return { kind := "without", subject := ← localName x, prop } :: rest

/-- The locals without the hypotheses that nothing depends on. -/
def bareLocals (locals : List Expr) (conclusion : Expr) : MetaM (List Expr) := do
  match locals with
  | [] => return []
  | x :: later =>
    let rest ← bareLocals later conclusion
    return if ← removable x rest conclusion then rest else x :: rest

def assumptionsOf (locals : List Expr) : MetaM (List Expr) := do
  match locals with
  | [] => return []
  | x :: xs =>
    let rest ← assumptionsOf xs
    return if ← isAssumption x then x :: rest else rest

/-- Whether a type may have nothing in it. -/
def mayBeEmpty (x : Expr) : MetaM Bool := do
  match (← inferType x).getAppFn with
  | .const n _ => return hasName [``Fin, ``Empty, ``PEmpty, ``Subtype] n
  | _ => return false

def someM (p : Expr → MetaM Bool) : List Expr → MetaM Bool
  | [] => return false
  | x :: xs => do if ← p x then return true else someM p xs

/-- The hypotheses are contradictory, or nothing has one of the types. -/
def contradiction (locals : List Expr) (conclusion : Expr) : MetaM (List Variant) := do
  if conclusion.isConstOf ``False then return []
  let prop ← closed locals (mkConst ``False)
  if ← someM isAssumption locals then return [{ kind := "contradiction", prop }]
  if ← someM mayBeEmpty locals then return [{ kind := "empty", prop }]
  return []

/-- The conclusion by itself, and the hypotheses and the conclusion exchanged. -/
def rearranged (locals : List Expr) (conclusion : Expr) : MetaM (List Variant) := do
  let hs ← assumptionsOf locals
  let left ← bareLocals locals conclusion
  if noneIn hs || anyList (fun h => anyList (fun x => x == h) left) hs then return []
  let types ← mapListM (fun h => do return plainTerm (← inferType h)) hs
  let exchanged : Variant := { kind := "converse", prop := ← closed left (.forallE `h conclusion (conjunction types) .default) }
  match hs with
  | [_] => return [exchanged]
  | _ => return [{ kind := "bare", prop := ← closed left conclusion }, exchanged]

/-! ## Quantifiers -/

/-- The first `∃ y, ∀ x` exchanged, and every `∃` as `∀`. -/
def requantified (e : Expr) : MetaM (List Variant) :=
  openingAll e [] fun front body => do
    let (before, rest) := split (·.forAll) front
    let (somes, rest) := split (fun p => !p.forAll) rest
    if noneIn somes then return []
    let every : Variant := { kind := "every", subject := ← names somes, prop := ← closed (mapList (·.var) front) body }
    let (alls, rest) := split (·.forAll) rest
    let (free, bound) ← dependent (mapList (·.var) somes) alls
    if noneIn free then return [every]
    let order := appendList before (appendList free (appendList somes (appendList bound rest)))
    return [every, { kind := "swapped", subject := ← names somes, prop := ← quantified order body }]
where
  split (p : Prefix → Bool) : List Prefix → List Prefix × List Prefix
    | [] => ([], [])
    | x :: xs => if p x then let (a, b) := split p xs; (x :: a, b) else ([], x :: xs)
  /-- Those that can stand before the variables, and those that cannot. -/
  dependent (vars : List Expr) : List Prefix → MetaM (List Prefix × List Prefix)
    | [] => return ([], [])
    | p :: ps => do
      let type ← inferType p.var
      if anyList (mentions type) vars then
        let (a, b) ← dependent (p.var :: vars) ps
        return (a, p :: b)
      else
        let (a, b) ← dependent vars ps
        return (p :: a, b)
  names (ps : List Prefix) : MetaM String := do
    return ", ".intercalate (← mapListM (fun p => localName p.var) ps)

/-! ## Special values -/

/-- Values that make an existential statement easy: zero, what is always zero, and other variables of the same type. -/
def specialValues (x : Expr) (others : List Expr) : MetaM (List (Expr × String)) := do
  let type ← inferType x
  let same ← sameType type others
  match type with
  | .const ``Nat _ | .const ``Int _ | .const `Rat _ => return ((← mkNumeral type 0), "0") :: same
  | .forallE n a (.const ``Nat ls) info => return (.lam n a (← mkNumeral (.const ``Nat ls) 0) info, "fun _ => 0") :: same
  | .forallE n a (.const ``Int ls) info => return (.lam n a (← mkNumeral (.const ``Int ls) 0) info, "fun _ => 0") :: same
  | _ => return same
where
  sameType (type : Expr) : List Expr → MetaM (List (Expr × String))
    | [] => return []
    | y :: ys => do
      let rest ← sameType type ys
      let (name, other) := (← localName y, ← inferType y)
      return if other == type then (y, name) :: rest else rest

/-- A statement with special values in place of variables that it says exist. -/
structure Special where
  subject : String
  front : List Prefix
  body : Expr
  /-- What stands behind the last of these variables, and what its like may be replaced with. -/
  later : List Prefix
  vars : List Expr

/-- The statement with special values in place of one or two of the variables that it says exist; one stays of three. -/
def specialised (e : Expr) : MetaM (List Variant) :=
  openingAll e [] fun front body => do
    let none : Special := { subject := "", front, body, later := front, vars := [] }
    let ones ← each none [] front
    let somes := filterList (fun p => !p.forAll) front
    let twos ← if countList somes < 3 then pure [] else do twice (← each none [] somes)
    mapListM variant (takeList 24 (appendList ones twos))
where
  each (s : Special) (vars : List Expr) : List Prefix → MetaM (List Special)
    | [] => return []
    | p :: later => do
      if ← isAssumption p.var then return ← each s vars later
      let rest ← each s (p.var :: vars) later
      if p.forAll then return rest
      let here ← mapListM (replaced s p.var later vars) (← specialValues p.var vars)
      return appendList here rest
  replaced (s : Special) (x : Expr) (later : List Prefix) (vars : List Expr) (value : Expr × String) : MetaM Special := do
    let said := if s.subject == "" then "" else s.subject ++ ", "
    return {
      subject := s!"{said}{← localName x} = {value.2}", front := filterList (fun p => p.var != x) s.front
      body := s.body.replaceFVar x value.1, later, vars }
  twice : List Special → MetaM (List Special)
    | [] => return []
    | s :: rest => do return appendList (← each s s.vars (filterList (fun p => !p.forAll) s.later)) (← twice rest)
  variant (s : Special) : MetaM Variant := do
    return { kind := "special", subject := s.subject, prop := ← quantified s.front s.body }

/-- The statement with a value left out: 0 or 1, of one number that it is about, and 0 of all of them. -/
def withoutEdges (locals : List Expr) (conclusion : Expr) : MetaM (List Variant) := do
  let numbers := takeList 3 (← filtered locals)
  let zeros ← mapListM (fun x => differs x 0) numbers
  let ones ← mapListM (fun x => differs x 1) numbers
  let single ← mapListM one (appendList zeros ones)
  if countList numbers < 2 then return single
  return appendList single [← all zeros]
where
  filtered : List Expr → MetaM (List Expr)
    | [] => return []
    | x :: xs => do
      let rest ← filtered xs
      match ← inferType x with
      | .const ``Nat _ | .const ``Int _ | .const `Rat _ => return x :: rest
      | _ => return rest
  differs (x : Expr) (n : Nat) : MetaM (String × Expr) := do
    return (s!"{← localName x} = {n}", mkNot (← mkEq x (← mkNumeral (← inferType x) n)))
  one (d : String × Expr) : MetaM Variant := do
    return { kind := "edge", subject := d.1, prop := ← closed locals (.forallE `h d.2 conclusion .default) }
  all (ds : List (String × Expr)) : MetaM Variant := do
    let subject := " or ".intercalate (mapList (·.1) ds)
    return { kind := "edge", subject, prop := ← closed locals (.forallE `h (conjunction (mapList (·.2) ds)) conclusion .default) }

/-! ## Stronger conclusions -/

/-- Each `≤` of a conclusion as `<`, or as `=`; nothing if there is none. -/
partial def sharper (strict : Bool) (e : Expr) : MetaM (Option Expr) := do
  match e with
  | .app (.app (.app (.app (.const ``LE.le _) _) _) a) b | .app (.app (.app (.app (.const ``GE.ge _) _) _) b) a =>
    if strict then return some (← mkAppM ``LT.lt #[a, b]) else return some (← mkEq a b)
  | .app (.app (.const ``And _) a) b =>
    match ← sharper strict a, ← sharper strict b with
    | none, none => return none
    | a', b' => return some (mkAnd (a'.getD a) (b'.getD b))
  | _ => return none

def sharpened (e : Expr) : MetaM (List Variant) :=
  openingAll e [] fun front body => do
    return appendList (← one "strict" true front body) (← one "equal" false front body)
where
  one (kind : String) (strict : Bool) (front : List Prefix) (body : Expr) : MetaM (List Variant) := do
    match ← sharper strict body with
    | none => return []
    | some body => return [{ kind, prop := ← quantified front body }]

end Lakatos
