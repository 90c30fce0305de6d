import Repl.Probe

/-!
# Terms as data

What a reader sees of a term: operations and their arguments, numerals, variables, binders; neither instances nor what can
be inferred.
-/

open Lean Elab Meta

namespace Lakatos

/-- What is left of a number of nodes after those of a term. -/
partial def nodesLeft (e : Expr) (left : Nat) : Nat :=
  if left == 0 then 0 else match e with
  | .app f a => nodesLeft a (nodesLeft f (left - 1))
  | .lam _ t b _ | .forallE _ t b _ => nodesLeft b (nodesLeft t (left - 1))
  | .letE _ t v b _ => nodesLeft b (nodesLeft v (nodesLeft t (left - 1)))
  | .mdata _ e => nodesLeft e left
  | .proj _ _ e => nodesLeft e (left - 1)
  | _ => left - 1

/-- A term without annotations, and without `let`. -/
partial def plainTerm (e : Expr) : Expr :=
  match e with
  | .mdata _ e => plainTerm e
  | .app f a => .app (plainTerm f) (plainTerm a)
  | .lam n t b i => .lam n (plainTerm t) (plainTerm b) i
  | .forallE n t b i => .forallE n (plainTerm t) (plainTerm b) i
  | .letE _ _ v b _ => plainTerm (b.instantiate1 v)
  | .proj s i e => .proj s i (plainTerm e)
  | e => e

def noneIn : List α → Bool
  | [] => true
  | _ => false

def argumentsOf (e : Expr) : List Expr := go e []
where
  go : Expr → List Expr → List Expr
    | .app f a, acc => go f (a :: acc)
    | _, acc => acc

def shownTerm (e : Expr) : MetaM String := do
  match e with
  | .const n _ => return n.toString
  | e => return formatText (← ppExpr e)

/-- A numeral and its type. -/
def numeral? (e : Expr) : Option (Nat × Expr) :=
  match e with
  | .app (.app (.app (.const ``OfNat.ofNat _) t) (.lit (.natVal n))) _ => some (n, t)
  | .lit (.natVal n) => some (n, mkConst ``Nat)
  | _ => none

/-- A name that can be written: arrows and instances have none. -/
def writable (n : Name) : Name := if n.hasMacroScopes || n.isAnonymous then `_x else n

/-- Runs `k` with a local in place of what a term binds. -/
def withBound (name : Name) (info : BinderInfo) (type : Expr) (k : Expr → MetaM α) : MetaM α := do
  let id ← mkFreshFVarId
  let known ← if info.isInstImplicit then isClass? type else pure none
  let instance? : Option LocalInstance := match known with
    | some className => some { className, fvar := .fvar id }
    | none => none
  fun ctx => k (.fvar id) { ctx with
    lctx := ctx.lctx.mkLocalDecl id (writable name) type info
    localInstances := match instance? with
      | some i => ctx.localInstances.push i
      | none => ctx.localInstances }

def localName (x : Expr) : MetaM String := do
  return match (← getLCtx).find? x.fvarId! with
    | some d => d.userName.toString
    | none => ""

/-- The arguments that are written: not those in braces, and no proofs. -/
partial def visibleArguments (functionType : Expr) (args : List Expr) : MetaM (List Expr) := do
  match args with
  | [] => return []
  | a :: rest =>
    match functionType with
    | .forallE _ t b info =>
      let others ← visibleArguments (b.instantiate1 a) rest
      if !info.isExplicit then return others
      return if ← isProp t then others else a :: others
    | _ =>
      match ← whnf functionType with
      | .forallE n t b info => visibleArguments (.forallE n t b info) args
      | _ => return args

/-- A term as data: `num`, `var`, `text`, `fn` or `head` with `args`, or `bind` with `body`. -/
partial def termJson (e : Expr) : MetaM Json := do
  match numeral? e with
  | some (n, t) => return Json.object [("num", some (.str (toString n))), ("type", some (.str (← shownTerm t)))]
  | none =>
    match e with
    | .fvar _ => return Json.object [("var", some (.str (← localName e))), ("type", some (.str (← shownTerm (← inferType e))))]
    | .forallE n t b info => binderJson "all" n info t b
    | .lam n t b info => binderJson "fun" n info t b
    | .app (.app (.const ``Exists _) t) (.lam n _ b info) => binderJson "some" n info t b
    | .const .. | .app .. => applicationJson e
    | _ => return Json.object [("text", some (.str (← shownTerm e)))]
where
  applicationJson (e : Expr) : MetaM Json := do
    let f := e.getAppFn
    let args ← visibleArguments (← inferType f) (argumentsOf e)
    let type ← match ← inferType e with
      | .sort _ => pure none
      | t => do pure (some (Json.str (← shownTerm t)))
    let head ← match f with
      | .const n _ => pure ("fn", some (Json.str n.toString))
      | f => do pure ("head", some (← termJson f))
    return Json.object [head, ("type", type), ("args", Json.listOrNone (← mapListM termJson args))]
  binderJson (kind : String) (n : Name) (info : BinderInfo) (t b : Expr) : MetaM Json :=
    withBound n info t fun x => do
      let proof ← isProp t
      let domain ← if proof then do pure (some (← termJson t)) else pure none
      let type ← if proof then pure none else do pure (some (Json.str (← shownTerm t)))
      return Json.object [
        ("bind", some (.str kind)), ("name", some (.str (← localName x))), ("type", type), ("domain", domain),
        ("used", some (.bool (b.hasLooseBVar 0))), ("body", some (← termJson (b.instantiate1 x)))]

/-! ## What a definition mentions -/

/-- Numerals of a term; `most` bounds the nodes that are visited. -/
partial def numeralsIn (e : Expr) (most : Nat) : List Nat := (go e (most, [])).2
where
  go (e : Expr) (acc : Nat × List Nat) : Nat × List Nat :=
    if acc.1 == 0 then acc else
    let acc := (acc.1 - 1, acc.2)
    match e with
    | .lit (.natVal n) => (acc.1, n :: acc.2)
    | .app f a => go a (go f acc)
    | .lam _ t b _ | .forallE _ t b _ => go b (go t acc)
    | .letE _ t v b _ => go b (go v (go t acc))
    | .mdata _ e | .proj _ _ e => go e acc
    | _ => acc

def valueOf? : ConstantInfo → Option Expr
  | .defnInfo d => some d.value
  | .opaqueInfo d => some d.value
  | _ => none

/-- The constants that a constant of the statement's own text mentions, through others of its kind. -/
partial def ownConstants (env : Environment) (names : List Name) (seen : List Name) : List Name :=
  match names with
  | [] => seen
  | n :: rest =>
    if hasName seen n then ownConstants env rest seen
    else match env.getModuleIdxFor? n, env.find? n with
      | none, some c =>
        let below := listOfArray c.type.getUsedConstants
        let below := match valueOf? c with
          | some v => appendList (listOfArray v.getUsedConstants) below
          | none => below
        ownConstants env (appendList below rest) (n :: seen)
      | _, _ => ownConstants env rest (n :: seen)

/-- What lies behind the definitions that came with a statement: constants and numerals. -/
def definitionsJson (env : Environment) (type : Expr) : Option Json :=
  let used := listOfArray type.getUsedConstants
  let own := filterList (fun n => (env.getModuleIdxFor? n).isNone) (ownConstants env used [])
  match own with
  | [] => none
  | own =>
    let constants := ownConstants env own []
    let numerals := numbers own
    some (Json.object [
      ("constants", some (Json.ofList (mapList (fun n => .str n.toString) constants))),
      ("numerals", some (Json.ofList (mapList (fun n => .str (toString n)) numerals)))])
where
  numbers : List Name → List Nat
    | [] => []
    | n :: ns => match env.find? n with
      | some c => match valueOf? c with
        | some v => appendList (numeralsIn v 5000) (numbers ns)
        | none => numbers ns
      | none => numbers ns

end Lakatos
