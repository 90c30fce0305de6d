import Repl.Variants

/-!
# Places where a statement may not mean what it looks like

Subtractions of natural numbers, divisions, and ranges of inner quantifiers, each with the proposition that all is well
there, closed over everything that is bound or assumed around it.
-/

open Lean Elab Meta

namespace Lakatos

def isOne (e : Expr) : Bool :=
  match numeral? e with
  | some (1, _) => true
  | _ => false

def isNonzeroNumeral (e : Expr) : Bool :=
  match numeral? e with
  | some (n, _) => n != 0
  | none => false

/-- What has to hold for an operation to be what it is in mathematics. -/
def conditionsOf (e : Expr) : MetaM (List (String × Expr)) := do
  match e with
  | .app (.app (.app (.app (.app (.app (.const ``HSub.hSub _) (.const ``Nat _)) _) _) _) a) b => return [("subtraction", ← mkAppM ``LE.le #[b, a])]
  | .app (.app (.const ``Nat.sub _) a) b => return [("subtraction", ← mkAppM ``LE.le #[b, a])]
  | .app (.const ``Nat.pred _) a => return [("subtraction", ← mkAppM ``LE.le #[mkNatLit 1, a])]
  | .app (.const ``Int.toNat _) a => return [("subtraction", ← mkAppM ``LE.le #[← mkNumeral (mkConst ``Int) 0, a])]
  | .app (.app (.app (.app (.app (.app (.const ``HDiv.hDiv _) t) _) _) _) a) b =>
    let exact ← match t with
      | .const ``Nat _ | .const ``Int _ => if isOne b then pure [] else do pure [("division", ← mkAppM ``Dvd.dvd #[b, a])]
      | _ => pure []
    return appendList (← nonzero "divisor" t b) exact
  | .app (.app (.app (.app (.app (.app (.const ``HMod.hMod _) t) _) _) _) _) b => nonzero "modulus" t b
  | _ => return []
where
  nonzero (kind : String) (t b : Expr) : MetaM (List (String × Expr)) := do
    if isNonzeroNumeral b || !isNumber t then return []
    return [(kind, mkNot (← mkEq b (← mkNumeral t 0)))]
  isNumber : Expr → Bool
    | .const ``Nat _ | .const ``Int _ | .const `Rat _ => true
    | _ => false

/-- The places of a term; `locals` are those in scope, innermost first. -/
partial def sitesIn (place : String) (locals : List Expr) (e : Expr) : MetaM (List Variant) := do
  match e with
  | .forallE n t b info =>
    let here ← sitesIn place locals t
    let range ← if ← isProp t then site "range" (← shownTerm t) (mkNot t) else pure []
    let below ← withBound n info t fun x => sitesIn place (x :: locals) (b.instantiate1 x)
    return appendList range (appendList here below)
  | .lam n t b info => withBound n info t fun x => sitesIn place (x :: locals) (b.instantiate1 x)
  | .app (.app (.const ``And _) a) b =>
    return appendList (← assuming b a) (← assuming a b)
  | .app .. =>
    let own ← conditionsOf e
    let here ← mapListM (fun (kind, condition) => do site kind (← shownTerm e) condition) own
    return appendList (joined here) (← inside (argumentsOf e))
  | _ => return []
where
  site (kind subject : String) (condition : Expr) : MetaM (List Variant) := do
    return [{ kind, subject, place, prop := ← closed (reverseList locals) condition }]
  assuming (known e : Expr) : MetaM (List Variant) :=
    withBound `known .default known fun x => sitesIn place (x :: locals) e
  inside : List Expr → MetaM (List Variant)
    | [] => return []
    | a :: as => do return appendList (← sitesIn place locals a) (← inside as)
  joined : List (List Variant) → List Variant
    | [] => []
    | v :: vs => appendList v (joined vs)

/-- The places of a statement, hypothesis by hypothesis, where all of them are assumed. -/
def sitesOf (locals : List Expr) (conclusion : Expr) : MetaM (List Variant) := go locals
where
  go : List Expr → MetaM (List Variant)
    | [] => sitesIn "" (reverseList locals) conclusion
    | x :: xs => do
      let type ← inferType x
      let name ← localName x
      let here ← if ← isProp type then sitesIn name (reverseList locals) type else pure []
      return appendList here (← go xs)

end Lakatos
